// PngSegments: the pixel data of a PNG, made in pieces by several threads and written in order.
//
//   PngSegments segments(sink);
//   segments.write(count, executor, [&](std::size_t index, PngSegment& segment) {
//     segment.adler = ...; segment.raw_size = ...; // of the filtered bytes
//     append deflate blocks to segment.bytes       // from byte boundary to byte boundary
//   });
//   segments.finish();
//
// Each segment becomes one IDAT chunk, so that its CRC is made where its bytes are made.
#pragma once

#include "base/byte_buffer.h"
#include "base/byte_sink.h"
#include "base/executor.h"
#include "base/ordered_pieces.h"
#include "base/status.h"
#include "codec/checksum.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace tessera {

struct PngSegment {
  /// Grows by deflate blocks; what stands in it already must stay.
  ByteBuffer bytes;
  std::uint32_t adler = kAdlerStart;  ///< Adler-32 of the filtered bytes.
  std::uint64_t raw_size = 0;         ///< How many filtered bytes.
};

/// Appends four bytes, the most significant first, as all numbers of PNG are.
void append_big_endian(std::uint32_t value, ByteBuffer& bytes);

/// Writes one whole chunk (W3C PNG, 5.3).
/// @param type four letters.
Status write_png_chunk(ByteSink& sink, std::string_view type,
                       std::span<const std::uint8_t> content);

class PngSegments {
 public:
  /// @param sink borrowed; only ever called by the thread that calls write() and finish(), because
  ///   a browser's file handle belongs to one thread.
  explicit PngSegments(ByteSink& sink) : sink_(&sink) {}

  using Encode = std::function<void(std::size_t index, PngSegment& segment)>;

  /// Calls encode once for each index below count, from several threads, and writes the segments in
  /// the order of their indices while others are still being made.
  /// @return the sink's failure, or out_of_memory; then the file is lost.
  Status write(std::size_t count, Executor& executor, const Encode& encode);

  /// Ends the zlib stream.
  Status finish();

 private:
  void begin_chunk(PngSegment& segment, bool first) const;
  void end_chunk(PngSegment& segment) const;

  ByteSink* sink_;
  bool started_ = false;
  std::uint32_t adler_ = kAdlerStart;
  OrderedPieces<PngSegment> pieces_;
};

}  // namespace tessera
