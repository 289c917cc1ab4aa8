#include "library/photo_hash.h"

#include <array>
#include <cstddef>

#define XXH_INLINE_ALL
#include <xxhash/xxhash.h>

namespace tessera {
namespace {

constexpr std::size_t kSide = kSketchSide;
constexpr std::size_t kHashBits = 64;

struct Frequency {
  std::size_t across = 0;
  std::size_t down = 0;
};

// The lowest frequencies without the mean, by the sum of the two.
constexpr std::array<Frequency, kHashBits> lowest_frequencies() {
  std::array<Frequency, kHashBits> frequencies{};
  std::size_t count = 0;
  for (std::size_t sum = 1; count < kHashBits; ++sum) {
    for (std::size_t across = 0; across <= sum && count < kHashBits; ++across) {
      frequencies[count++] = {across, sum - across};
    }
  }
  return frequencies;
}
constexpr std::array kFrequencies = lowest_frequencies();
constexpr std::size_t kMostFrequency = 10;
static_assert(kFrequencies.back().across + kFrequencies.back().down == kMostFrequency);

// cos for the table, by its power series.
constexpr double cosine(double angle) {
  double term = 1;
  double sum = 1;
  for (int i = 1; i < 60; ++i) {
    term *= -angle * angle / ((2.0 * i - 1.0) * (2.0 * i));
    sum += term;
  }
  return sum;
}

// The cosines of the DCT-II times 2^14: whole numbers make its signs the same everywhere.
using CosineTable = std::array<std::array<std::int32_t, kSide>, kMostFrequency + 1>;
constexpr CosineTable make_cosines() {
  constexpr double kPi = 3.14159265358979323846;
  CosineTable table{};
  for (std::size_t u = 0; u <= kMostFrequency; ++u) {
    for (std::size_t x = 0; x < kSide; ++x) {
      // The angle's period is 4 · kSide: kept small for the power series.
      const std::size_t step = (2 * x + 1) * u % (4 * kSide);
      const double value = 16384.0 * cosine(kPi * static_cast<double>(step) / (2.0 * kSide));
      table[u][x] = static_cast<std::int32_t>(value < 0 ? value - 0.5 : value + 0.5);
    }
  }
  return table;
}
constexpr CosineTable kCosines = make_cosines();

// Sums of one row of lightness with the cosines of each frequency across.
using RowSums = std::array<std::int64_t, kMostFrequency + 1>;

}  // namespace

std::uint64_t content_hash(std::span<const std::uint8_t> file) {
  return XXH3_64bits(file.data(), file.size());
}

std::uint64_t picture_hash(const Sketch& sketch) {
  if (sketch.contrast() < kLeastContrast) return 0;
  std::array<RowSums, kSide> rows{};
  for (std::size_t y = 0; y < kSide; ++y) {
    for (std::size_t u = 0; u <= kMostFrequency; ++u) {
      for (std::size_t x = 0; x < kSide; ++x) {
        rows[y][u] += std::int64_t{kCosines[u][x]} * sketch.lightness()[y * kSide + x];
      }
    }
  }
  std::uint64_t hash = 0;
  for (std::size_t bit = 0; bit < kHashBits; ++bit) {
    const Frequency frequency = kFrequencies[bit];
    std::int64_t sum = 0;
    for (std::size_t y = 0; y < kSide; ++y) {
      sum += kCosines[frequency.down][y] * rows[y][frequency.across];
    }
    if (sum > 0) hash |= std::uint64_t{1} << bit;
  }
  return hash == 0 ? 1 : hash;
}

std::uint64_t mirrored_hash(std::uint64_t picture_hash) {
  if (picture_hash == 0) return 0;
  // Frequencies that are odd across change their sign.
  constexpr std::uint64_t kOdd = [] {
    std::uint64_t odd = 0;
    for (std::size_t bit = 0; bit < kHashBits; ++bit) {
      if (kFrequencies[bit].across % 2 == 1) odd |= std::uint64_t{1} << bit;
    }
    return odd;
  }();
  const std::uint64_t hash = picture_hash ^ kOdd;
  return hash == 0 ? 1 : hash;
}

}  // namespace tessera
