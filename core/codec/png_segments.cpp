#include "codec/png_segments.h"

#include "codec/deflate.h"

#include <algorithm>
#include <array>
#include <new>
#include <thread>
#include <utility>

namespace tessera {
namespace {

// RFC 1950, 2.2: deflate, window of 32 KiB, fastest level, no dictionary.
constexpr std::array<std::uint8_t, 2> kZlibHeader = {0x78, 0x01};
constexpr std::size_t kChunkHeadBytes = 8;
// The length is stored when it is known.
constexpr std::array<std::uint8_t, kChunkHeadBytes> kChunkHead = {0, 0, 0, 0, 'I', 'D', 'A', 'T'};

void store_big_endian(std::uint32_t value, std::uint8_t* bytes) {
  bytes[0] = static_cast<std::uint8_t>(value >> 24);
  bytes[1] = static_cast<std::uint8_t>(value >> 16);
  bytes[2] = static_cast<std::uint8_t>(value >> 8);
  bytes[3] = static_cast<std::uint8_t>(value);
}

}  // namespace

void append_big_endian(std::uint32_t value, ByteBuffer& bytes) {
  std::uint8_t* const end = bytes.make_room(4);
  store_big_endian(value, end);
  bytes.set_end(end + 4);
}

Status write_png_chunk(ByteSink& sink, std::string_view type,
                       std::span<const std::uint8_t> content) {
  ByteBuffer chunk;
  append_big_endian(static_cast<std::uint32_t>(content.size()), chunk);
  chunk.append({reinterpret_cast<const std::uint8_t*>(type.data()), type.size()});
  chunk.append(content);
  append_big_endian(crc32(kCrcStart, chunk.bytes().subspan(4)), chunk);
  return sink.write(chunk.bytes());
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
  segment.bytes.clear();
  segment.bytes.append(kChunkHead);
  segment.adler = kAdlerStart;
  segment.raw_size = 0;
  if (first) {
    segment.bytes.append(kZlibHeader);
  }
}

void PngSegments::end_chunk(PngSegment& segment) const {
  store_big_endian(static_cast<std::uint32_t>(segment.bytes.size() - kChunkHeadBytes),
                   segment.bytes.data());
  append_big_endian(crc32(kCrcStart, segment.bytes.bytes().subspan(4)), segment.bytes);
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
      Status status = sink_->write(segment->bytes.bytes());
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
  ByteBuffer content;
  if (!started_) content.append(kZlibHeader);
  content.append(kDeflateEnd);
  append_big_endian(adler_, content);
  return write_png_chunk(*sink_, "IDAT", content.bytes());
}

}  // namespace tessera
