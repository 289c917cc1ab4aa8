#include "codec/jpeg_reduced.h"

#include "codec/jpeg_colour.h"
#include "codec/jpeg_markers.h"
#include "codec/jpeg_plan.h"
#include "codec/jpeg_progressive.h"
#include "codec/jpeg_sequential.h"

#include <algorithm>
#include <new>

namespace tessera {

namespace {

using namespace jpeg;

/// Reads to the frame header.
Status read_header(JpegMarkers& markers, JpegHeader& header) {
  if (Status status = markers.begin(); !status.is_ok()) return status;
  const Result<JpegMarker> marker = markers.next(header);
  if (!marker) return marker.status();
  if (*marker != JpegMarker::frame) {
    return {StatusCode::corrupt, "the JPEG ends before its picture"};
  }
  return {};
}

bool sequential_complete(const DecodePlan& plan) {
  const auto* const first = plan.components.begin();
  return std::all_of(first, first + plan.component_count,
                     [](const ComponentPlan& component) { return component.decoded; });
}

Status decode_sequential(std::span<const std::uint8_t> bytes, JpegMarkers& markers,
                         JpegHeader& header, DecodePlan& plan) {
  while (!sequential_complete(plan)) {
    const Result<JpegMarker> marker = markers.next(header);
    if (!marker) return marker.status();
    if (*marker != JpegMarker::scan) return {StatusCode::corrupt, "the JPEG lacks a colour"};
    const Result<std::size_t> used =
        decode_sequential_scan(header, bytes.subspan(markers.position()), plan);
    if (!used) return used.status();
    markers.seek(markers.position() + *used);
  }
  return {};
}

Status decode_progressive(std::span<const std::uint8_t> bytes, JpegMarkers& markers,
                          JpegHeader& header, DecodePlan& plan) {
  while (!progressive_complete(plan)) {
    const Result<JpegMarker> marker = markers.next(header);
    // A file may leave out what is zero everywhere, but one that breaks off is not complete.
    if (!marker) return marker.status();
    if (*marker == JpegMarker::end) break;
    if (*marker != JpegMarker::scan) return {StatusCode::corrupt, "the JPEG has two frames"};
    if (!progressive_scan_wanted(header, plan)) continue;
    const Result<std::size_t> used =
        decode_progressive_scan(header, bytes.subspan(markers.position()), plan);
    if (!used) return used.status();
    markers.seek(markers.position() + *used);
  }
  if (!progressive_has_dc(plan)) return {StatusCode::corrupt, "the JPEG lacks a colour"};
  transform_progressive(plan);
  return {};
}

/// Every block takes a bit of the file at least: a header that promises more than the file can hold
/// is found out before anything is allocated.
bool file_can_hold(const DecodePlan& plan, std::size_t file_size) {
  std::int64_t blocks = 0;
  for (std::size_t index = 0; index < static_cast<std::size_t>(plan.component_count); ++index) {
    const ComponentPlan& component = plan.components[index];
    blocks +=
        std::int64_t{component.grid.width} * std::min(component.grid.height, component.rows.end);
  }
  return blocks / 8 <= static_cast<std::int64_t>(file_size);
}

Result<ReducedJpeg> decode(std::span<const std::uint8_t> bytes, const JpegReduction& reduction) {
  JpegHeader header;
  JpegMarkers markers(bytes);
  if (Status status = read_header(markers, header); !status.is_ok()) return status;
  Result<DecodePlan> plan = make_plan(header, reduction);
  if (!plan) return plan.status();
  if (!file_can_hold(*plan, bytes.size())) {
    return {StatusCode::corrupt, "the JPEG ends before its picture is complete"};
  }
  allocate_plan(*plan, header.progressive());

  const auto decode_scans = header.progressive() ? decode_progressive : decode_sequential;
  if (Status status = decode_scans(bytes, markers, header, *plan); !status.is_ok()) return status;

  const Rect crop =
      reduction.crop == Rect{} ? Rect{0, 0, header.size.width, header.size.height} : reduction.crop;
  const double scale = plan->eighths / 8.0;
  ReducedJpeg reduced;
  reduced.image = planes_to_image(*plan);
  reduced.eighths = plan->eighths;
  reduced.crop = {crop.x * scale - plan->area.x, crop.y * scale - plan->area.y, crop.width * scale,
                  crop.height * scale};
  return reduced;
}

}  // namespace

Result<JpegInfo> read_jpeg_info(std::span<const std::uint8_t> bytes) {
  JpegHeader header;
  JpegMarkers markers(bytes);
  if (Status status = read_header(markers, header); !status.is_ok()) return status;
  return JpegInfo{header.size, header.component_count, header.progressive()};
}

Result<ReducedJpeg> decode_jpeg_reduced(std::span<const std::uint8_t> bytes,
                                        const JpegReduction& reduction) {
  try {
    return decode(bytes, reduction);
  } catch (const std::bad_alloc&) {
    return {StatusCode::out_of_memory, "there is no memory to decode the JPEG"};
  }
}

}  // namespace tessera
