#include "image/resample_rows.h"

#include <algorithm>
#include <array>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tessera {
namespace {

constexpr std::int32_t kHalf = kWeightOne / 2;

std::int16_t rounded(std::int32_t sum) {
  return static_cast<std::int16_t>(
      std::clamp((sum + kHalf) >> kWeightBits, INT16_MIN + 0, INT16_MAX + 0));
}

#if defined(__SSE2__)
__m128i load(const std::int16_t* values) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(values));
}

// Two weights, four times over.
__m128i load_weights(const std::int16_t* weights) {
  std::int32_t both;
  std::memcpy(&both, weights, sizeof both);
  return _mm_set1_epi32(both);
}

__m128i rounded(__m128i sums, __m128i more_sums) {
  return _mm_packs_epi32(_mm_srai_epi32(sums, kWeightBits), _mm_srai_epi32(more_sums, kWeightBits));
}
#endif

}  // namespace

void filter_across_plainly(const std::int16_t* pairs, const FilterTaps& taps,
                           std::int16_t* result) {
  const auto count = static_cast<std::size_t>(taps.count);
  const std::int16_t* weights = taps.weights.data();
  for (const int first : taps.first) {
    const std::int16_t* pair =
        pairs + static_cast<std::size_t>(first - taps.begin) / 2 * kPairValues;
    std::array<std::int32_t, 3> sums{};
    for (std::size_t k = 0; k < count; k += 2, pair += kPairValues) {
      for (std::size_t c = 0; c < 3; ++c) {
        sums[c] += pair[2 * c] * weights[k] + pair[2 * c + 1] * weights[k + 1];
      }
    }
    for (const std::int32_t sum : sums) *result++ = rounded(sum);
    weights += count;
  }
}

void filter_down_plainly(std::span<const std::int16_t* const> rows, const std::int16_t* weights,
                         std::size_t length, std::int16_t* result) {
  for (std::size_t x = 0; x < length; ++x) {
    std::int32_t sum = 0;
    for (std::size_t k = 0; k < rows.size(); ++k) sum += rows[k][x] * weights[k];
    result[x] = rounded(sum);
  }
}

#if defined(__SSE2__)

void filter_across(const std::int16_t* pairs, const FilterTaps& taps, std::int16_t* result) {
  const auto count = static_cast<std::size_t>(taps.count);
  const std::int16_t* weights = taps.weights.data();
  for (const int first : taps.first) {
    const std::int16_t* pair =
        pairs + static_cast<std::size_t>(first - taps.begin) / 2 * kPairValues;
    __m128i sums = _mm_set1_epi32(kHalf);
    for (const std::int16_t* const end = weights + count; weights != end;
         weights += 2, pair += kPairValues) {
      sums = _mm_add_epi32(sums, _mm_madd_epi16(load(pair), load_weights(weights)));
    }
    // Four values: the next result is written over the last.
    _mm_storel_epi64(reinterpret_cast<__m128i*>(result), rounded(sums, sums));
    result += 3;
  }
}

void filter_down(std::span<const std::int16_t* const> rows, const std::int16_t* weights,
                 std::size_t length, std::int16_t* result) {
  for (std::size_t x = 0; x < length; x += 8) {
    __m128i low = _mm_set1_epi32(kHalf);
    __m128i high = low;
    for (std::size_t k = 0; k < rows.size(); k += 2) {
      const __m128i first = load(rows[k] + x);
      const __m128i second = load(rows[k + 1] + x);
      const __m128i both = load_weights(weights + k);
      low = _mm_add_epi32(low, _mm_madd_epi16(_mm_unpacklo_epi16(first, second), both));
      high = _mm_add_epi32(high, _mm_madd_epi16(_mm_unpackhi_epi16(first, second), both));
    }
    _mm_storeu_si128(reinterpret_cast<__m128i*>(result + x), rounded(low, high));
  }
}

#else

void filter_across(const std::int16_t* pairs, const FilterTaps& taps, std::int16_t* result) {
  filter_across_plainly(pairs, taps, result);
}

void filter_down(std::span<const std::int16_t* const> rows, const std::int16_t* weights,
                 std::size_t length, std::int16_t* result) {
  filter_down_plainly(rows, weights, length, result);
}

#endif

}  // namespace tessera
