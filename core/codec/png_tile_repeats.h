// Repeats inside one pixel row of a tile: flat backgrounds, and the short repeats of filtered
// photos.
//
//   RepeatFinder finder;
//   for (const RepeatToken& token : finder.find(bytes, code)) ...
//
// Only repeats that save bits under a given code are taken, so the code must be near the final one.
#pragma once

#include "codec/deflate_huffman.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

/// So many literals, then a match; length 0 where the bytes end in literals.
struct RepeatToken {
  std::uint32_t literal_count = 0;
  std::uint16_t match_length = 0;
  std::uint16_t match_distance = 0;
};

class RepeatFinder {
 public:
  /// @param bytes at most 32,768 of them; longer ones are all literals.
  /// @param code has words for all literals and lengths, and for the distances below bytes.size().
  /// @return valid until the next call.
  std::span<const RepeatToken> find(std::span<const std::uint8_t> bytes, const BlockCode& code);

 private:
  std::vector<RepeatToken> tokens_;
  std::vector<std::uint32_t> cost_before_;  // Bits of the literals before each position.
  std::vector<std::int32_t> last_position_;
};

}  // namespace tessera
