// DeflateEncoder: a segment of a deflate stream (RFC 1951) at some hundred megabytes a second.
//
//   DeflateEncoder encoder;                        // keeps its tables, use it again
//   encoder.append_segment(input, output);         // output: a ByteBuffer
//   ...                                            // more segments, also from other encoders
//   output.append(kDeflateEnd);                    // once, at the end of the stream
//
// A segment begins and ends on a byte boundary (it ends in an empty stored block, RFC 1951, 3.2.4)
// and refers to nothing before itself, so segments can be made by several threads and put in a row.
// Blocks have dynamic Huffman codes, or are stored where that is smaller.
#pragma once

#include "base/byte_buffer.h"
#include "codec/deflate_huffman.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

/// What to spend time on.
enum class DeflateEffort : std::uint8_t {
  fast,   ///< Looks for matches ever less often where it finds none.
  small,  ///< Looks at every byte with a larger table: filtered photographs get 1 % smaller in a
          ///< bit more than twice the time, pictures with repeats more.
};

class DeflateEncoder {
 public:
  explicit DeflateEncoder(DeflateEffort effort = DeflateEffort::fast);

  /// Compresses a segment and appends it.
  /// @param input up to 1 GiB, any length, also none.
  /// @param output grows by at most segment_bound(input.size()).
  void append_segment(std::span<const std::uint8_t> input, ByteBuffer& output);

  /// The most bytes that append_segment() needs while it works.
  static std::size_t segment_bound(std::size_t input_size);

 private:
  // So many literals, then a match; length 0 where the block ends in literals.
  struct Sequence {
    std::uint32_t literal_count = 0;
    std::uint16_t match_length = 0;
    std::uint16_t match_distance = 0;
  };

  template <unsigned kHashBits, unsigned kStepShift>
  void find_matches(std::span<const std::uint8_t> input, std::size_t begin, std::size_t end);
  void write_block(std::span<const std::uint8_t> block, BitWriter& writer);

  DeflateEffort effort_;
  std::vector<std::uint32_t> last_position_;  // Of each hash, plus 1; 0 for none.
  std::vector<Sequence> sequences_;
  std::size_t sequence_count_ = 0;
  // What a literal cost in the block before, in sixteenths of a bit: whether a match is worth it.
  unsigned literal_cost_ = 0;
};

/// Ends a block that was written to a BitWriter by hand on a byte boundary: an empty stored block.
void write_segment_end(BitWriter& writer);

/// The final block of a stream, empty with fixed codes: bits 1, 01, 0000000 (RFC 1951, 3.2.6).
inline constexpr std::array<std::uint8_t, 2> kDeflateEnd = {0x03, 0x00};

}  // namespace tessera
