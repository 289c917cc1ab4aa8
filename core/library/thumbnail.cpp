#include "library/thumbnail.h"

#include "codec/exif.h"
#include "codec/file_format.h"
#include "codec/jpeg_reduced.h"
#include "image/orientation.h"
#include "image/resample.h"
#include "library/crop.h"

#include <utility>

namespace tessera {
namespace {

Size swapped_if(bool swap, Size size) { return swap ? Size{size.height, size.width} : size; }

// unsupported where the reduced decoder does not take this JPEG.
Result<Image> make_jpeg_thumbnail(std::span<const std::uint8_t> bytes, Size size,
                                  const DecodeOptions& options) {
  const Result<JpegInfo> info = read_jpeg_info(bytes);
  if (!info) return info.status();
  if (Status status = check_pixel_count(info->size, options); !status.is_ok()) return status;
  const Orientation orientation = exif_orientation(bytes);
  const Size stored = swapped_if(swaps_sides(orientation), size);
  const Result<ReducedJpeg> reduced =
      decode_jpeg_reduced(bytes, {.crop = centre_crop(info->size, stored),
                                  .least = stored,
                                  .pixel_limit = options.max_pixels});
  if (!reduced) return reduced.status();
  Result<Image> thumbnail = resample(reduced->image.view(), reduced->crop, stored);
  if (!thumbnail) return thumbnail;
  return upright(std::move(*thumbnail), orientation);
}

}  // namespace

Result<Image> make_thumbnail(std::span<const std::uint8_t> bytes, Size size,
                             const DecodeOptions& options) {
  if (identify(bytes) == FileFormat::jpeg) {
    if (Status status = check_byte_count(bytes.size(), options); !status.is_ok()) return status;
    Result<Image> thumbnail = make_jpeg_thumbnail(bytes, size, options);
    if (thumbnail || thumbnail.status().code != StatusCode::unsupported) return thumbnail;
  }
  const Result<Image> picture = decode_image(bytes, options);
  if (!picture) return picture.status();
  return make_thumbnail(picture->view(), size);
}

Result<Image> make_thumbnail(ImageView picture, Size size, Orientation orientation) {
  const Size stored = swapped_if(swaps_sides(orientation), size);
  Result<Image> thumbnail = resample(picture.cropped(centre_crop(picture.size(), stored)), stored);
  if (!thumbnail) return thumbnail;
  return upright(std::move(*thumbnail), orientation);
}

}  // namespace tessera
