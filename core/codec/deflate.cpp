#include "codec/deflate.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>

namespace tessera {
namespace {

// A stored block holds at most 65,535 bytes, so a block of no more can always be stored instead.
constexpr std::size_t kBlockBytes = 65535;
// 16 KiB of positions: 2^13 of them no longer fit into the first-level cache beside the rest, which
// cost a quarter more time for 0.2 % of size.
constexpr unsigned kFastHashBits = 12;
constexpr unsigned kSmallHashBits = 15;
// Bytes that are hashed: in filtered photographs four equal bytes are cheaper as literals.
constexpr unsigned kHashedBytes = 5;
constexpr std::size_t kMinMatch = kHashedBytes;
// After 2^k bytes without a match the search steps one byte further each time.
constexpr unsigned kFastStepShift = 5;
constexpr unsigned kNoSteps = 31;
constexpr std::size_t kMaxStep = 16;
constexpr unsigned kFirstLiteralCost = 5 * 16;

std::uint64_t load_eight(const std::uint8_t* bytes) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

// The multiplier is 2^64 divided by the golden ratio (Knuth, TAOCP 3, 6.4), made odd.
template <unsigned kHashBits>
std::size_t hash_of(std::uint64_t eight_bytes) {
  return static_cast<std::size_t>(
      ((eight_bytes << (64 - 8 * kHashedBytes)) * 0x9e3779b97f4a7c15U) >> (64 - kHashBits));
}

// How many bytes are equal from two places on; the later place must not pass `end`.
std::size_t common_length(const std::uint8_t* earlier, const std::uint8_t* later,
                          const std::uint8_t* end) {
  const std::uint8_t* const start = later;
  while (end - later >= 8) {
    const std::uint64_t difference = load_eight(earlier) ^ load_eight(later);
    if (difference != 0) {
      return static_cast<std::size_t>(later - start) +
             static_cast<std::size_t>(std::countr_zero(difference)) / 8;
    }
    earlier += 8;
    later += 8;
  }
  while (later < end && *earlier == *later) {
    ++earlier;
    ++later;
  }
  return static_cast<std::size_t>(later - start);
}

void write_stored_header(BitWriter& writer, std::size_t length) {
  writer.put(0, 3);
  std::uint8_t* const header = writer.finish_byte();
  header[0] = static_cast<std::uint8_t>(length);
  header[1] = static_cast<std::uint8_t>(length >> 8);
  header[2] = static_cast<std::uint8_t>(~length);
  header[3] = static_cast<std::uint8_t>(~length >> 8);
  writer.continue_at(header + 4);
}

// Four tables, because neighbours are often equal and a counter that was just stored is slow to
// load again.
struct LiteralHistogram {
  std::array<std::array<std::uint32_t, 256>, 4> tables{};

  void add(std::span<const std::uint8_t> bytes) {
    std::size_t i = 0;
    for (; i + 4 <= bytes.size(); i += 4) {
      ++tables[0][bytes[i]];
      ++tables[1][bytes[i + 1]];
      ++tables[2][bytes[i + 2]];
      ++tables[3][bytes[i + 3]];
    }
    for (; i < bytes.size(); ++i) ++tables[0][bytes[i]];
  }
};

}  // namespace

DeflateEncoder::DeflateEncoder(DeflateEffort effort)
    : effort_(effort),
      last_position_(std::size_t{1}
                     << (effort == DeflateEffort::fast ? kFastHashBits : kSmallHashBits)),
      sequences_(kBlockBytes / kMinMatch + 2) {}

std::size_t DeflateEncoder::segment_bound(std::size_t input_size) {
  // Every block, stored, takes 5 bytes more than its input; the empty block at the end takes 5; and
  // a compressed block is only written when it is smaller. The rest is slack of the BitWriter.
  return input_size + (input_size / kBlockBytes + 2) * 5 + 16;
}

void DeflateEncoder::append_segment(std::span<const std::uint8_t> input, ByteBuffer& output) {
  std::fill(last_position_.begin(), last_position_.end(), 0);
  literal_cost_ = kFirstLiteralCost;
  BitWriter writer(output.make_room(segment_bound(input.size())));
  for (std::size_t begin = 0; begin < input.size(); begin += kBlockBytes) {
    const std::size_t end = std::min(input.size(), begin + kBlockBytes);
    if (effort_ == DeflateEffort::fast) {
      find_matches<kFastHashBits, kFastStepShift>(input, begin, end);
    } else {
      find_matches<kSmallHashBits, kNoSteps>(input, begin, end);
    }
    write_block(input.subspan(begin, end - begin), writer);
  }
  write_segment_end(writer);
  output.set_end(writer.position());
}

template <unsigned kHashBits, unsigned kStepShift>
void DeflateEncoder::find_matches(std::span<const std::uint8_t> input, std::size_t begin,
                                  std::size_t end) {
  const std::uint8_t* const bytes = input.data();
  sequence_count_ = 0;
  std::size_t literals_from = begin;
  std::size_t position = begin;
  // Eight bytes are loaded at once, so the last few bytes of a block are always literals.
  const std::size_t last_start = end < begin + 8 ? begin : end - 8;
  while (position < last_start) {
    const std::uint64_t here = load_eight(bytes + position);
    std::uint32_t& slot = last_position_[hash_of<kHashBits>(here)];
    const std::size_t candidate = slot;
    slot = static_cast<std::uint32_t>(position + 1);
    const std::size_t distance = position + 1 - candidate;
    bool taken = false;
    if (candidate != 0 && distance <= kMaxMatchDistance &&
        ((load_eight(bytes + candidate - 1) ^ here) << (64 - 8 * kHashedBytes)) == 0) {
      std::size_t match = candidate - 1;
      std::size_t length = common_length(bytes + match, bytes + position, bytes + end);
      std::size_t first = position;
      while (first > literals_from && match > 0 && bytes[first - 1] == bytes[match - 1]) {
        --first;
        --match;
        ++length;
      }
      // About 7 bits for the length, 4 for the distance symbol, and its extra bits.
      const unsigned match_cost =
          16 * (10 + static_cast<unsigned>(std::bit_width(static_cast<unsigned>(distance))));
      if (length * literal_cost_ > match_cost) {
        taken = true;
        std::size_t literal_count = first - literals_from;
        literals_from = first + length;
        for_each_match_piece(length, [&](int piece) {
          sequences_[sequence_count_++] = {static_cast<std::uint32_t>(literal_count),
                                           static_cast<std::uint16_t>(piece),
                                           static_cast<std::uint16_t>(distance - 1)};
          literal_count = 0;
        });
        position = literals_from;
        if (position < last_start) {
          last_position_[hash_of<kHashBits>(load_eight(bytes + position - 2))] =
              static_cast<std::uint32_t>(position - 1);
        }
      }
    }
    if (!taken) {
      position += 1 + std::min((position - literals_from) >> kStepShift, kMaxStep);
    }
  }
  sequences_[sequence_count_++] = {static_cast<std::uint32_t>(end - literals_from), 0, 0};
}

void DeflateEncoder::write_block(std::span<const std::uint8_t> block, BitWriter& writer) {
  SymbolCounts counts;
  LiteralHistogram histogram;
  std::size_t literal_count = 0;
  const std::span<const Sequence> sequences(sequences_.data(), sequence_count_);
  std::size_t position = 0;
  for (const Sequence& sequence : sequences) {
    histogram.add(block.subspan(position, sequence.literal_count));
    literal_count += sequence.literal_count;
    position += sequence.literal_count + sequence.match_length;
    if (sequence.match_length == 0) continue;
    ++counts.literals[length_symbol(sequence.match_length).symbol];
    ++counts.distances[distance_symbol(sequence.match_distance + 1).symbol];
  }
  for (std::size_t byte = 0; byte < 256; ++byte) {
    for (const auto& table : histogram.tables) counts.literals[byte] += table[byte];
  }
  counts.literals[kEndOfBlock] = 1;
  const BlockCode code = make_block_code(counts);

  std::uint64_t literal_bits = 0;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    literal_bits += std::uint64_t{counts.literals[byte]} * code.literals[byte].length;
  }
  if (literal_count >= 1024) {
    literal_cost_ = static_cast<unsigned>(literal_bits * 16 / literal_count);
  }

  const std::uint64_t bits = block_header_bits(code) + coded_bits(counts, code);
  if (bits / 8 + 1 >= block.size() + 4) {
    write_stored_header(writer, block.size());
    std::uint8_t* const content = writer.position();
    std::memcpy(content, block.data(), block.size());
    writer.continue_at(content + block.size());
    return;
  }

  write_block_header(writer, code, /*final=*/false);
  position = 0;
  for (const Sequence& sequence : sequences) {
    write_literals(writer, code, block.subspan(position, sequence.literal_count));
    position += sequence.literal_count + sequence.match_length;
    if (sequence.match_length == 0) continue;
    write_match(writer, code, sequence.match_length, sequence.match_distance + 1);
  }
  writer.put(code.literals[kEndOfBlock].bits, code.literals[kEndOfBlock].length);
}

void write_segment_end(BitWriter& writer) { write_stored_header(writer, 0); }

}  // namespace tessera
