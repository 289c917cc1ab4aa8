#include "codec/deflate_huffman.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace tessera {
namespace {

constexpr std::size_t kMaxSymbols = 288;
constexpr std::size_t kCodeLengthSymbols = 19;
constexpr unsigned kMaxCodeLengthLength = 7;

struct CountedSymbol {
  std::uint32_t count = 0;
  std::uint16_t symbol = 0;
};

// Turns ascending counts into the depths of Huffman's tree, in place: first each inner node's
// weight is put where its parent's index will stand, then parents become depths, then depths of
// inner nodes become numbers of leaves at each depth.
void counts_to_depths(std::span<std::uint32_t> values) {
  const std::size_t size = values.size();
  std::size_t leaf = 0;
  std::size_t root = 0;
  const auto take_lighter = [&](std::size_t next) {
    if (leaf >= size || (root < next && values[root] < values[leaf])) {
      const std::uint32_t weight = values[root];
      values[root++] = static_cast<std::uint32_t>(next);
      return weight;
    }
    return values[leaf++];
  };
  for (std::size_t next = 0; next + 1 < size; ++next) {
    const std::uint32_t lighter = take_lighter(next);
    values[next] = lighter + take_lighter(next);
  }
  values[size - 2] = 0;
  for (std::size_t node = size - 2; node-- > 0;) values[node] = values[values[node]] + 1;

  std::size_t available = 1;
  std::size_t inner = 0;
  std::uint32_t depth = 0;
  std::size_t next_leaf = size;
  std::size_t node = size - 1;
  while (available > 0) {
    while (node > 0 && values[node - 1] == depth) {
      ++inner;
      --node;
    }
    for (; available > inner; --available) values[--next_leaf] = depth;
    available = 2 * inner;
    inner = 0;
    ++depth;
  }
}

// Cuts depths to the limit, then lengthens the words of the rarest symbols that are still shorter
// until the words fit into the code space again, then gives back what is left over.
// @param depths descending, because symbols are in ascending order of their counts.
void limit_depths(std::span<std::uint32_t> depths, unsigned limit) {
  if (depths.front() <= limit) return;
  const std::uint64_t space = std::uint64_t{1} << limit;
  std::uint64_t used = 0;
  for (std::uint32_t& depth : depths) {
    depth = std::min(depth, limit);
    used += space >> depth;
  }
  for (std::size_t i = 0; used > space; i = i + 1 < depths.size() ? i + 1 : 0) {
    while (depths[i] < limit && used > space) {
      ++depths[i];
      used -= space >> depths[i];
    }
  }
  for (std::size_t i = depths.size(); i-- > 0;) {
    while (depths[i] > 1 && used + (space >> depths[i]) <= space) {
      used += space >> depths[i];
      --depths[i];
    }
  }
}

std::uint16_t reversed(unsigned bits, unsigned count) {
  unsigned result = 0;
  for (unsigned i = 0; i < count; ++i) result |= ((bits >> i) & 1) << (count - 1 - i);
  return static_cast<std::uint16_t>(result);
}

// RFC 1951, 3.2.2: words of one length are consecutive numbers in the order of the symbols.
void assign_words(std::span<const std::uint8_t> lengths, std::span<CodeWord> words) {
  std::array<unsigned, 16> next_word{};
  for (const std::uint8_t length : lengths) ++next_word[length];
  unsigned first = 0;
  next_word[0] = 0;
  unsigned of_shorter = 0;
  for (std::size_t length = 1; length < next_word.size(); ++length) {
    first = (first + of_shorter) << 1;
    of_shorter = next_word[length];
    next_word[length] = first;
  }
  for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol) {
    const std::uint8_t length = lengths[symbol];
    words[symbol] = {};
    if (length > 0) words[symbol] = {reversed(next_word[length]++, length), length};
  }
}

// The code lengths of a block as RFC 1951, 3.2.7 sends them: run lengths over an alphabet of 19.
struct CodeLengthPlan {
  struct Item {
    std::uint8_t symbol = 0;
    std::uint8_t extra_bits = 0;
  };
  std::array<Item, kLiteralSymbols + kDistanceSymbols> items{};
  std::size_t item_count = 0;
  std::array<std::uint32_t, kCodeLengthSymbols> counts{};
  std::array<std::uint8_t, kCodeLengthSymbols> lengths{};
  unsigned literal_count = 0;
  unsigned distance_count = 0;
  unsigned sent_lengths = 0;

  void add(unsigned symbol, unsigned extra_bits) {
    items[item_count++] = {static_cast<std::uint8_t>(symbol),
                           static_cast<std::uint8_t>(extra_bits)};
    ++counts[symbol];
  }
};

constexpr std::array<std::uint8_t, kCodeLengthSymbols> kCodeLengthOrder = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

constexpr unsigned extra_bits_of(unsigned code_length_symbol) {
  return code_length_symbol == 16   ? 2
         : code_length_symbol == 17 ? 3
         : code_length_symbol == 18 ? 7
                                    : 0;
}

template <std::size_t kSize>
unsigned used_symbols(const std::array<CodeWord, kSize>& words, unsigned least) {
  unsigned count = kSize;
  while (count > least && words[count - 1].length == 0) --count;
  return count;
}

CodeLengthPlan plan_code_lengths(const BlockCode& code) {
  CodeLengthPlan plan;
  plan.literal_count = used_symbols(code.literals, 257);
  plan.distance_count = used_symbols(code.distances, 1);
  const unsigned total = plan.literal_count + plan.distance_count;
  const auto length_at = [&](unsigned index) {
    return index < plan.literal_count ? code.literals[index].length
                                      : code.distances[index - plan.literal_count].length;
  };
  for (unsigned index = 0; index < total;) {
    const unsigned length = length_at(index);
    unsigned run = 1;
    while (index + run < total && length_at(index + run) == length) ++run;
    index += run;
    if (length == 0) {
      for (; run >= 11; run -= std::min(run, 138U)) plan.add(18, std::min(run, 138U) - 11);
      if (run >= 3) {
        plan.add(17, run - 3);
        run = 0;
      }
    } else {
      plan.add(length, 0);
      for (--run; run >= 3; run -= std::min(run, 6U)) plan.add(16, std::min(run, 6U) - 3);
    }
    for (; run > 0; --run) plan.add(length, 0);
  }
  make_code_lengths(plan.counts, kMaxCodeLengthLength, plan.lengths);
  plan.sent_lengths = kCodeLengthSymbols;
  while (plan.sent_lengths > 4 && plan.lengths[kCodeLengthOrder[plan.sent_lengths - 1]] == 0) {
    --plan.sent_lengths;
  }
  return plan;
}

}  // namespace

void make_code_lengths(std::span<const std::uint32_t> counts, unsigned limit,
                       std::span<std::uint8_t> lengths) {
  assert(counts.size() <= kMaxSymbols && lengths.size() == counts.size());
  std::array<CountedSymbol, kMaxSymbols> symbols;
  std::size_t used = 0;
  for (std::size_t symbol = 0; symbol < counts.size(); ++symbol) {
    lengths[symbol] = 0;
    if (counts[symbol] > 0) symbols[used++] = {counts[symbol], static_cast<std::uint16_t>(symbol)};
  }
  if (used == 0) return;
  if (used == 1) {
    lengths[symbols[0].symbol] = 1;
    return;
  }
  std::sort(symbols.begin(), symbols.begin() + static_cast<std::ptrdiff_t>(used),
            [](const CountedSymbol& a, const CountedSymbol& b) {
              return a.count != b.count ? a.count < b.count : a.symbol < b.symbol;
            });
  std::array<std::uint32_t, kMaxSymbols> values;
  for (std::size_t i = 0; i < used; ++i) values[i] = symbols[i].count;
  const std::span<std::uint32_t> depths(values.data(), used);
  counts_to_depths(depths);
  limit_depths(depths, limit);
  for (std::size_t i = 0; i < used; ++i) {
    lengths[symbols[i].symbol] = static_cast<std::uint8_t>(depths[i]);
  }
}

BlockCode make_block_code(const SymbolCounts& counts) {
  BlockCode code;
  std::array<std::uint8_t, kLiteralSymbols> literal_lengths;
  make_code_lengths(counts.literals, kMaxLiteralCodeLength, literal_lengths);
  assign_words(literal_lengths, code.literals);

  std::array<std::uint8_t, kDistanceSymbols> distance_lengths;
  make_code_lengths(counts.distances, kMaxDistanceCodeLength, distance_lengths);
  if (*std::max_element(distance_lengths.begin(), distance_lengths.end()) == 0) {
    distance_lengths[0] = 1;
  }
  assign_words(distance_lengths, code.distances);
  return code;
}

void write_block_header(BitWriter& writer, const BlockCode& code, bool final) {
  const CodeLengthPlan plan = plan_code_lengths(code);
  std::array<CodeWord, kCodeLengthSymbols> words;
  assign_words(plan.lengths, words);
  writer.put((final ? 1U : 0U) | 2U << 1, 3);
  writer.put(plan.literal_count - 257, 5);
  writer.put(plan.distance_count - 1, 5);
  writer.put(plan.sent_lengths - 4, 4);
  for (unsigned i = 0; i < plan.sent_lengths; ++i) writer.put(plan.lengths[kCodeLengthOrder[i]], 3);
  for (std::size_t i = 0; i < plan.item_count; ++i) {
    const CodeLengthPlan::Item item = plan.items[i];
    writer.add(words[item.symbol].bits, words[item.symbol].length);
    writer.put(item.extra_bits, extra_bits_of(item.symbol));
  }
}

void write_literals(BitWriter& writer, const BlockCode& code, std::span<const std::uint8_t> bytes) {
  static_assert(7 + 4 * kMaxLiteralCodeLength < 64);
  BitWriter local = writer;  // Registers, where the caller's is memory.
  const std::uint8_t* next = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 4; left -= 4, next += 4) {
    for (int i = 0; i < 4; ++i) {
      const CodeWord word = code.literals[next[i]];
      local.add(word.bits, word.length);
    }
    local.flush();
  }
  for (; left > 0; --left, ++next) {
    local.add(code.literals[*next].bits, code.literals[*next].length);
  }
  local.flush();
  writer = local;
}

std::uint64_t block_header_bits(const BlockCode& code) {
  const CodeLengthPlan plan = plan_code_lengths(code);
  std::uint64_t bits = 3 + 5 + 5 + 4 + 3 * std::uint64_t{plan.sent_lengths};
  for (unsigned symbol = 0; symbol < kCodeLengthSymbols; ++symbol) {
    bits += std::uint64_t{plan.counts[symbol]} * (plan.lengths[symbol] + extra_bits_of(symbol));
  }
  return bits;
}

std::uint64_t coded_bits(const SymbolCounts& counts, const BlockCode& code) {
  std::uint64_t bits = 0;
  for (std::size_t symbol = 0; symbol < kLiteralSymbols; ++symbol) {
    // Symbols 265 to 284 have 1 to 5 extra bits, four symbols each; 285 is length 258 alone.
    const std::size_t extra = symbol < 265 || symbol == 285 ? 0 : (symbol - 261) / 4;
    bits += std::uint64_t{counts.literals[symbol]} * (code.literals[symbol].length + extra);
  }
  for (std::size_t symbol = 0; symbol < kDistanceSymbols; ++symbol) {
    const std::size_t extra = symbol < 4 ? 0 : symbol / 2 - 1;
    bits += std::uint64_t{counts.distances[symbol]} * (code.distances[symbol].length + extra);
  }
  return bits;
}

}  // namespace tessera
