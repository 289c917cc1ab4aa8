// The inner loops of resampling: weighted sums along rows and across rows, of 16-bit values.
//
// Internal to resample(). Whole numbers only, so that the vector code (SSE2, which is WebAssembly's
// SIMD too) and the plain code give the same bytes; a test holds them together. Values are at most
// 2^15 in magnitude, as are a filter's results: rounded to the nearest, halves upwards.
#pragma once

#include "image/filter_taps.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace tessera {

/// 16-bit values that two neighbouring pixels take: r0 r1 g0 g1 b0 b1 0 0, as filter_across() reads
/// them.
inline constexpr std::size_t kPairValues = 8;

/// What filter_across() and filter_down() may write beyond their results, in values.
inline constexpr std::size_t kRowSlack = 8;

/// Filters one row. @param pairs of the row from the pixel taps.begin on; beyond the row zeros, as
/// far as weights reach. @param taps with `first` in steps of 2. @param result 3 values each.
void filter_across(const std::int16_t* pairs, const FilterTaps& taps, std::int16_t* result);

/// Sums rows. @param rows as many as weights, an even number; each of `length` values and kRowSlack
/// that may be read. @param result `length` values.
void filter_down(std::span<const std::int16_t* const> rows, const std::int16_t* weights,
                 std::size_t length, std::int16_t* result);

/// The same without vector instructions, for processors that lack them and as the tests' measure.
void filter_across_plainly(const std::int16_t* pairs, const FilterTaps& taps, std::int16_t* result);
void filter_down_plainly(std::span<const std::int16_t* const> rows, const std::int16_t* weights,
                         std::size_t length, std::int16_t* result);

}  // namespace tessera
