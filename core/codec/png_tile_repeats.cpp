#include "codec/png_tile_repeats.h"

#include <algorithm>
#include <cstddef>

namespace tessera {
namespace {

constexpr unsigned kHashBits = 9;
constexpr std::int32_t kNever = -1;

std::size_t hash_of(const std::uint8_t* three_bytes) {
  const std::uint32_t value = std::uint32_t{three_bytes[0]} | std::uint32_t{three_bytes[1]} << 8 |
                              std::uint32_t{three_bytes[2]} << 16;
  return (value * 0x9e3779b1U) >> (32 - kHashBits);
}

unsigned match_bits(const BlockCode& code, std::size_t length, std::size_t distance) {
  const MatchSymbol length_part = length_symbol(static_cast<int>(length));
  const MatchSymbol distance_part = distance_symbol(static_cast<int>(distance));
  return unsigned{code.literals[length_part.symbol].length} + length_part.extra_count +
         code.distances[distance_part.symbol].length + distance_part.extra_count;
}

}  // namespace

std::span<const RepeatToken> RepeatFinder::find(std::span<const std::uint8_t> bytes,
                                                const BlockCode& code) {
  const std::size_t size = bytes.size();
  tokens_.clear();
  std::size_t literals_from = 0;
  if (size <= kMaxMatchDistance && size > kMinMatchLength) {
    cost_before_.resize(size + 1);
    cost_before_[0] = 0;
    for (std::size_t i = 0; i < size; ++i) {
      cost_before_[i + 1] = cost_before_[i] + code.literals[bytes[i]].length;
    }
    last_position_.assign(std::size_t{1} << kHashBits, kNever);
    const std::size_t last_start = size - kMinMatchLength;
    for (std::size_t position = 0; position <= last_start; ++position) {
      std::int32_t& slot = last_position_[hash_of(bytes.data() + position)];
      const std::int32_t candidate = slot;
      slot = static_cast<std::int32_t>(position);
      if (candidate == kNever) continue;
      const auto earlier = static_cast<std::size_t>(candidate);
      const std::size_t most = std::min<std::size_t>(size - position, kMaxMatchLength);
      std::size_t length = 0;
      while (length < most && bytes[earlier + length] == bytes[position + length]) ++length;
      if (length < kMinMatchLength) continue;
      const std::size_t distance = position - earlier;
      if (match_bits(code, length, distance) >=
          cost_before_[position + length] - cost_before_[position]) {
        continue;
      }
      tokens_.push_back({static_cast<std::uint32_t>(position - literals_from),
                         static_cast<std::uint16_t>(length), static_cast<std::uint16_t>(distance)});
      literals_from = position + length;
      for (std::size_t i = position + 1; i < literals_from && i <= last_start; ++i) {
        last_position_[hash_of(bytes.data() + i)] = static_cast<std::int32_t>(i);
      }
      position = literals_from - 1;
    }
  }
  tokens_.push_back({static_cast<std::uint32_t>(size - literals_from), 0, 0});
  return tokens_;
}

}  // namespace tessera
