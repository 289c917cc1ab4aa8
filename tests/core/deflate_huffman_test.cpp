#include "codec/deflate_huffman.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>
#include <queue>
#include <random>
#include <vector>

namespace tessera {
namespace {

std::vector<std::uint8_t> lengths_of(const std::vector<std::uint32_t>& counts, unsigned limit) {
  std::vector<std::uint8_t> lengths(counts.size());
  make_code_lengths(counts, limit, lengths);
  return lengths;
}

std::uint64_t total_bits(const std::vector<std::uint32_t>& counts,
                         const std::vector<std::uint8_t>& lengths) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) bits += std::uint64_t{counts[i]} * lengths[i];
  return bits;
}

// The least total without a limit: the sum of all merges of Huffman's algorithm.
std::uint64_t least_bits(const std::vector<std::uint32_t>& counts) {
  std::priority_queue<std::uint64_t, std::vector<std::uint64_t>, std::greater<>> queue;
  for (const std::uint32_t count : counts) {
    if (count > 0) queue.push(count);
  }
  std::uint64_t bits = 0;
  while (queue.size() > 1) {
    const std::uint64_t first = queue.top();
    queue.pop();
    const std::uint64_t both = first + queue.top();
    queue.pop();
    bits += both;
    queue.push(both);
  }
  return bits;
}

// In units of 2^-15: 32768 when every bit string is the start of some code word or continues one.
std::uint32_t kraft_sum(const std::vector<std::uint8_t>& lengths) {
  return std::accumulate(lengths.begin(), lengths.end(), 0U, [](std::uint32_t sum, auto length) {
    return length == 0 ? sum : sum + (32768U >> length);
  });
}

TEST(CodeLengths, AreOptimalWhereTheLimitDoesNotBind) {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::uint32_t> counts(2 + random() % 285);
    for (std::uint32_t& count : counts) {
      count = random() % 4 == 0 ? 0 : static_cast<std::uint32_t>(100 + random() % 1000);
    }
    counts[0] = 200;
    counts[1] = 300;
    const std::vector<std::uint8_t> lengths = lengths_of(counts, 15);
    EXPECT_EQ(total_bits(counts, lengths), least_bits(counts));
    EXPECT_EQ(kraft_sum(lengths), 32768U);
  }
}

TEST(CodeLengths, FillTheCodeSpaceExactlyAndStayWithinTheLimit) {
  std::mt19937 random(2);
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::uint32_t> counts(2 + random() % 285);
    const double growth = 1 + static_cast<double>(random() % 1000) / 700;
    double count = 1;
    for (std::uint32_t& value : counts) {
      value = static_cast<std::uint32_t>(count);
      count = std::min(count * growth, 8e6);
    }
    std::shuffle(counts.begin(), counts.end(), random);
    const unsigned limit = std::max(9U, 9 + static_cast<unsigned>(random() % 7));
    const std::vector<std::uint8_t> lengths = lengths_of(counts, limit);
    EXPECT_LE(*std::max_element(lengths.begin(), lengths.end()), limit);
    EXPECT_EQ(kraft_sum(lengths), 32768U);
    EXPECT_GE(total_bits(counts, lengths), least_bits(counts));
  }
}

TEST(CodeLengths, CostLittleMoreThanTheUnlimitedCodeOnSkewedCounts) {
  std::vector<std::uint32_t> counts = {1, 1};
  while (counts.size() < 30)
    counts.push_back(counts[counts.size() - 1] + counts[counts.size() - 2]);
  const std::vector<std::uint8_t> lengths = lengths_of(counts, 14);
  EXPECT_LT(static_cast<double>(total_bits(counts, lengths)),
            1.01 * static_cast<double>(least_bits(counts)));
}

TEST(CodeLengths, GiveOneBitToASingleSymbolAndNoneToNoSymbols) {
  EXPECT_EQ(lengths_of({0, 9, 0}, 15), (std::vector<std::uint8_t>{0, 1, 0}));
  EXPECT_EQ(lengths_of({0, 0}, 15), (std::vector<std::uint8_t>{0, 0}));
}

TEST(MatchSymbols, FollowTheTablesOfTheSpecification) {
  // RFC 1951, 3.2.5: the first length or distance of each symbol, in order.
  const std::vector<int> first_lengths = {3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                          15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                          67, 83, 99, 115, 131, 163, 195, 227, 258};
  for (int length = kMinMatchLength; length <= kMaxMatchLength; ++length) {
    const auto after = std::upper_bound(first_lengths.begin(), first_lengths.end(), length);
    const MatchSymbol symbol = length_symbol(length);
    EXPECT_EQ(symbol.symbol, 256 + (after - first_lengths.begin()));
    EXPECT_EQ(symbol.extra_bits, length - *(after - 1));
  }
  int first = 1;
  for (int symbol = 0; symbol < 30; ++symbol) {
    const int extra = symbol < 4 ? 0 : symbol / 2 - 1;
    for (const int distance : {first, first + (1 << extra) - 1}) {
      const MatchSymbol found = distance_symbol(distance);
      EXPECT_EQ(found.symbol, symbol);
      EXPECT_EQ(found.extra_count, extra);
      EXPECT_EQ(found.extra_bits, distance - first);
    }
    first += 1 << extra;
  }
  EXPECT_EQ(first, kMaxMatchDistance + 1);
}

}  // namespace
}  // namespace tessera
