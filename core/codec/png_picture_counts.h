// PictureCounts: how often each deflate symbol occurs in a whole picture, which may have more than
// 2^32 bytes.
#pragma once

#include "codec/deflate_huffman.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace tessera {

struct PictureCounts {
  std::array<std::uint64_t, kLiteralSymbols> literals{};
  std::array<std::uint64_t, kDistanceSymbols> distances{};

  void add(const PictureCounts& other) {
    for (std::size_t i = 0; i < literals.size(); ++i) literals[i] += other.literals[i];
    for (std::size_t i = 0; i < distances.size(); ++i) distances[i] += other.distances[i];
  }

  /// The counts in 32 bits, at least 1 for every symbol that any row of the picture could need.
  /// @param shift makes the sum of all counts smaller than 2^32.
  /// @param farthest the greatest distance of a match, 1 to 32768.
  SymbolCounts scaled(unsigned shift, int farthest) const {
    SymbolCounts result;
    const auto scale = [shift](std::uint64_t count) {
      return std::max(1U, static_cast<std::uint32_t>(count >> shift));
    };
    for (std::size_t i = 0; i < kLiteralSymbols; ++i) result.literals[i] = scale(literals[i]);
    for (std::size_t i = 0; i <= distance_symbol(farthest).symbol; ++i) {
      result.distances[i] = scale(distances[i]);
    }
    return result;
  }
};

}  // namespace tessera
