// DeflateEncoder: a segment of a deflate stream (RFC 1951) at some hundred megabytes a second.
//
//   DeflateEncoder encoder;                        // keeps its tables, use it again
//   encoder.append_segment(input, output);         // output: vector that grows
//   ...                                            // more segments, also from other encoders
//   append_deflate_end(output);                    // once, at the end of the stream
//
// A segment begins and ends on a byte boundary (it ends in an empty stored block, RFC 1951, 3.2.4)
// and refers to nothing before itself, so segments can be made by several threads and put in a row.
// Blocks have dynamic Huffman codes, or are stored where that is smaller.
#pragma once

#include "codec/deflate_huffman.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

class DeflateEncoder {
 public:
  DeflateEncoder();

  /// Compresses a segment and appends it.
  /// @param input up to 1 GiB, any length, also none.
  /// @param output grows by at most segment_bound(input.size()).
  void append_segment(std::span<const std::uint8_t> input, std::vector<std::uint8_t>& output);

  /// The most bytes that append_segment() needs while it works.
  static std::size_t segment_bound(std::size_t input_size);

 private:
  // So many literals, then a match; length 0 where the block ends in literals.
  struct Sequence {
    std::uint32_t literal_count = 0;
    std::uint16_t match_length = 0;
    std::uint16_t match_distance = 0;
  };

  void find_matches(std::span<const std::uint8_t> input, std::size_t begin, std::size_t end);
  void write_block(std::span<const std::uint8_t> block, BitWriter& writer);

  std::vector<std::uint32_t> last_position_;  // Of each hash, plus 1; 0 for none.
  std::vector<Sequence> sequences_;
  std::size_t sequence_count_ = 0;
  // What a literal cost in the block before, in sixteenths of a bit: whether a match is worth it.
  unsigned literal_cost_ = 0;
};

/// Appends the final block of a stream: empty, two bytes.
void append_deflate_end(std::vector<std::uint8_t>& output);

}  // namespace tessera
