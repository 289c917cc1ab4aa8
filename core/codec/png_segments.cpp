#include "codec/png_segments.h"

#include "codec/deflate.h"

#include <array>

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
  const auto make = [&](std::size_t index, PngSegment& segment) {
    begin_chunk(segment, !started_ && index == 0);
    encode(index, segment);
    end_chunk(segment);
  };
  const auto take = [&](const PngSegment& segment) {
    adler_ = adler32_combine(adler_, segment.adler, segment.raw_size);
    return sink_->write(segment.bytes.bytes());
  };
  Status status = pieces_.run(count, executor, make, take);
  started_ = true;
  return status;
}

Status PngSegments::finish() {
  ByteBuffer content;
  if (!started_) content.append(kZlibHeader);
  content.append(kDeflateEnd);
  append_big_endian(adler_, content);
  return write_png_chunk(*sink_, "IDAT", content.bytes());
}

}  // namespace tessera
