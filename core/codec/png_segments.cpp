#include "codec/png_segments.h"

#include "codec/deflate.h"

#include <algorithm>
#include <array>
#include <new>
#include <thread>
#include <utility>

namespace tessera {
namespace {

constexpr std::size_t kChunkHeadBytes = 8;
// The length is stored when it is known.
constexpr std::array<std::uint8_t, kChunkHeadBytes> kChunkHead = {0, 0, 0, 0, 'I', 'D', 'A', 'T'};

void store_big_endian(std::uint32_t value, std::uint8_t* bytes) {
  bytes[0] = static_cast<std::uint8_t>(value >> 24);
  bytes[1] = static_cast<std::uint8_t>(value >> 16);
  bytes[2] = static_cast<std::uint8_t>(value >> 8);
  bytes[3] = static_cast<std::uint8_t>(value);
}

void append_big_endian(std::uint32_t value, std::vector<std::uint8_t>& bytes) {
  bytes.resize(bytes.size() + 4);
  store_big_endian(value, bytes.data() + bytes.size() - 4);
}

}  // namespace

Status write_png_chunk(ByteSink& sink, std::string_view type,
                       std::span<const std::uint8_t> content) {
  std::vector<std::uint8_t> chunk;
  chunk.reserve(content.size() + 12);
  append_big_endian(static_cast<std::uint32_t>(content.size()), chunk);
  chunk.insert(chunk.end(), type.begin(), type.end());
  chunk.insert(chunk.end(), content.begin(), content.end());
  append_big_endian(crc32(kCrcStart, std::span(chunk).subspan(4)), chunk);
  return sink.write(chunk);
}

std::unique_ptr<PngSegment> PngSegments::take_empty() {
  {
    const std::lock_guard lock(mutex_);
    if (!empty_.empty()) {
      std::unique_ptr<PngSegment> segment = std::move(empty_.back());
      empty_.pop_back();
      return segment;
    }
  }
  return std::make_unique<PngSegment>();
}

void PngSegments::begin_chunk(PngSegment& segment, bool first) const {
  segment.bytes.assign(kChunkHead.begin(), kChunkHead.end());
  segment.adler = kAdlerStart;
  segment.raw_size = 0;
  if (first) {
    // The zlib header (RFC 1950, 2.2): deflate, window of 32 KiB, fastest level, no dictionary.
    segment.bytes.push_back(0x78);
    segment.bytes.push_back(0x01);
  }
}

void PngSegments::end_chunk(PngSegment& segment) const {
  store_big_endian(static_cast<std::uint32_t>(segment.bytes.size() - kChunkHeadBytes),
                   segment.bytes.data());
  append_big_endian(crc32(kCrcStart, std::span(segment.bytes).subspan(4)), segment.bytes);
}

Status PngSegments::write(std::size_t count, Executor& executor, const Encode& encode) {
  if (count == 0) return {};
  std::vector<std::unique_ptr<PngSegment>> made(count);
  std::size_t next = 0;
  Status failure;  // Guarded by mutex_ while tasks run.
  const std::thread::id caller = std::this_thread::get_id();

  const auto write_what_is_ready = [&] {
    while (next < count) {
      std::unique_ptr<PngSegment> segment;
      {
        const std::lock_guard lock(mutex_);
        if (!failure.is_ok() || made[next] == nullptr) return;
        segment = std::move(made[next]);
      }
      ++next;
      Status status = sink_->write(segment->bytes);
      adler_ = adler32_combine(adler_, segment->adler, segment->raw_size);
      const std::lock_guard lock(mutex_);
      if (!status.is_ok()) {
        failure = std::move(status);
        return;
      }
      empty_.push_back(std::move(segment));
    }
  };

  executor.for_each(count, [&](std::size_t index) {
    {
      const std::lock_guard lock(mutex_);
      if (!failure.is_ok()) return;
    }
    try {
      std::unique_ptr<PngSegment> segment = take_empty();
      begin_chunk(*segment, !started_ && index == 0);
      encode(index, *segment);
      end_chunk(*segment);
      const std::lock_guard lock(mutex_);
      made[index] = std::move(segment);
    } catch (const std::bad_alloc&) {
      const std::lock_guard lock(mutex_);
      failure = {StatusCode::out_of_memory, "not enough memory to compress a part of the picture"};
    }
    if (std::this_thread::get_id() == caller) write_what_is_ready();
  });
  write_what_is_ready();
  started_ = true;
  return failure;
}

Status PngSegments::finish() {
  std::vector<std::uint8_t> content;
  if (!started_) content = {0x78, 0x01};
  append_deflate_end(content);
  append_big_endian(adler_, content);
  return write_png_chunk(*sink_, "IDAT", content);
}

}  // namespace tessera
