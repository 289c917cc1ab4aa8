#include "codec/png_filter.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tessera {
namespace {

constexpr std::array<PngFilter, kPngFilterCount> kFilters = {
    PngFilter::none, PngFilter::sub, PngFilter::up, PngFilter::average, PngFilter::paeth};

std::uint8_t filtered(PngFilter filter, std::uint8_t value, std::uint8_t left, std::uint8_t above,
                      std::uint8_t above_left) {
  switch (filter) {
    case PngFilter::none:
      return value;
    case PngFilter::sub:
      return static_cast<std::uint8_t>(value - left);
    case PngFilter::up:
      return static_cast<std::uint8_t>(value - above);
    case PngFilter::average:
      return static_cast<std::uint8_t>(value - (left + above) / 2);
    case PngFilter::paeth:
      return static_cast<std::uint8_t>(value - paeth_prediction(left, above, above_left));
  }
  return value;
}

std::uint32_t signed_magnitude(std::uint8_t value) { return value < 128 ? value : 256U - value; }

#if defined(__SSE2__)
constexpr std::size_t kVectorBytes = 16;

__m128i load_vector(const std::uint8_t* bytes) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
}

__m128i choose_bits(__m128i mask, __m128i where_set, __m128i where_clear) {
  return _mm_or_si128(_mm_and_si128(mask, where_set), _mm_andnot_si128(mask, where_clear));
}

// _mm_avg_epu8 rounds up, the filter rounds down.
__m128i average_prediction(__m128i left, __m128i above) {
  const __m128i odd = _mm_and_si128(_mm_xor_si128(left, above), _mm_set1_epi8(1));
  return _mm_sub_epi8(_mm_avg_epu8(left, above), odd);
}

__m128i absolute_difference(__m128i a, __m128i b) {
  return _mm_or_si128(_mm_subs_epu8(a, b), _mm_subs_epu8(b, a));
}

// In bytes throughout: with p = left + above - above_left, |p - left| and |p - above| are plain
// differences, and |p - above_left| is their sum where left and above lie on the same side of
// above_left (then it cannot be the least, and saturation does no harm), else their difference.
__m128i paeth_prediction(__m128i left, __m128i above, __m128i above_left) {
  const __m128i to_left = absolute_difference(above, above_left);
  const __m128i to_above = absolute_difference(left, above_left);
  const __m128i above_is_low = _mm_cmpeq_epi8(_mm_min_epu8(above, above_left), above);
  const __m128i left_is_low = _mm_cmpeq_epi8(_mm_min_epu8(left, above_left), left);
  const __m128i opposite = _mm_xor_si128(above_is_low, left_is_low);
  const __m128i to_above_left = choose_bits(opposite, absolute_difference(to_left, to_above),
                                            _mm_adds_epu8(to_left, to_above));
  const __m128i least = _mm_min_epu8(_mm_min_epu8(to_left, to_above), to_above_left);
  const __m128i takes_left = _mm_cmpeq_epi8(least, to_left);
  const __m128i takes_above = _mm_cmpeq_epi8(least, to_above);
  return choose_bits(takes_left, left, choose_bits(takes_above, above, above_left));
}

// As two 64-bit sums.
__m128i magnitude_sums(__m128i values) {
  const __m128i zero = _mm_setzero_si128();
  return _mm_sad_epu8(_mm_min_epu8(values, _mm_sub_epi8(zero, values)), zero);
}
#endif

template <PngFilter kFilter>
void filter_row_as(std::size_t pixel_bytes, std::span<const std::uint8_t> row,
                   const std::uint8_t* above, std::uint8_t* output) {
  const std::size_t size = row.size();
  const std::size_t edge = std::min(size, pixel_bytes);
  std::size_t i = 0;
  for (; i < edge; ++i) output[i] = filtered(kFilter, row[i], 0, above[i], 0);
#if defined(__SSE2__)
  for (; i + kVectorBytes <= size; i += kVectorBytes) {
    const __m128i value = load_vector(row.data() + i);
    const __m128i left_value = load_vector(row.data() + i - pixel_bytes);
    const __m128i above_value = load_vector(above + i);
    __m128i prediction = _mm_setzero_si128();
    if constexpr (kFilter == PngFilter::sub) prediction = left_value;
    if constexpr (kFilter == PngFilter::up) prediction = above_value;
    if constexpr (kFilter == PngFilter::average) {
      prediction = average_prediction(left_value, above_value);
    }
    if constexpr (kFilter == PngFilter::paeth) {
      prediction = paeth_prediction(left_value, above_value, load_vector(above + i - pixel_bytes));
    }
    _mm_storeu_si128(reinterpret_cast<__m128i*>(output + i), _mm_sub_epi8(value, prediction));
  }
#endif
  for (; i < size; ++i) {
    output[i] = filtered(kFilter, row[i], row[i - pixel_bytes], above[i], above[i - pixel_bytes]);
  }
}

}  // namespace

std::uint8_t paeth_prediction(std::uint8_t left, std::uint8_t above, std::uint8_t above_left) {
  const int estimate = left + above - above_left;
  const int to_left = std::abs(estimate - left);
  const int to_above = std::abs(estimate - above);
  const int to_above_left = std::abs(estimate - above_left);
  if (to_left <= to_above && to_left <= to_above_left) return left;
  return to_above <= to_above_left ? above : above_left;
}

std::uint32_t filter_pixel(PngFilter filter, std::uint32_t pixel, std::uint32_t left,
                           std::uint32_t above, std::uint32_t above_left) {
  std::uint32_t result = 0;
  for (unsigned shift = 0; shift < 32; shift += 8) {
    const auto byte = [shift](std::uint32_t value) {
      return static_cast<std::uint8_t>(value >> shift);
    };
    result |=
        std::uint32_t{filtered(filter, byte(pixel), byte(left), byte(above), byte(above_left))}
        << shift;
  }
  return result;
}

void filter_row(PngFilter filter, std::size_t pixel_bytes, std::span<const std::uint8_t> row,
                const std::uint8_t* above, std::uint8_t* output) {
  switch (filter) {
    case PngFilter::none:
      std::copy(row.begin(), row.end(), output);
      return;
    case PngFilter::sub:
      return filter_row_as<PngFilter::sub>(pixel_bytes, row, above, output);
    case PngFilter::up:
      return filter_row_as<PngFilter::up>(pixel_bytes, row, above, output);
    case PngFilter::average:
      return filter_row_as<PngFilter::average>(pixel_bytes, row, above, output);
    case PngFilter::paeth:
      return filter_row_as<PngFilter::paeth>(pixel_bytes, row, above, output);
  }
}

PngFilter choose_filter(std::size_t pixel_bytes, std::span<const std::uint8_t> row,
                        const std::uint8_t* above) {
  std::array<std::uint64_t, kPngFilterCount> sums{};
  const std::size_t size = row.size();
  const auto add_byte = [&](std::size_t i, std::uint8_t left, std::uint8_t above_left) {
    for (std::size_t filter = 0; filter < kPngFilterCount; ++filter) {
      sums[filter] +=
          signed_magnitude(filtered(kFilters[filter], row[i], left, above[i], above_left));
    }
  };
  std::size_t i = 0;
  for (; i < std::min(size, pixel_bytes); ++i) add_byte(i, 0, 0);
#if defined(__SSE2__)
  // Not std::array: gcc warns of vectors as template arguments.
  __m128i vector_sums[kPngFilterCount] = {_mm_setzero_si128(), _mm_setzero_si128(),
                                          _mm_setzero_si128(), _mm_setzero_si128(),
                                          _mm_setzero_si128()};
  for (; i + kVectorBytes <= size; i += kVectorBytes) {
    const __m128i value = load_vector(row.data() + i);
    const __m128i left = load_vector(row.data() + i - pixel_bytes);
    const __m128i above_value = load_vector(above + i);
    const __m128i above_left = load_vector(above + i - pixel_bytes);
    const __m128i predictions[kPngFilterCount] = {_mm_setzero_si128(), left, above_value,
                                                  average_prediction(left, above_value),
                                                  paeth_prediction(left, above_value, above_left)};
    for (std::size_t filter = 0; filter < kPngFilterCount; ++filter) {
      vector_sums[filter] = _mm_add_epi64(vector_sums[filter],
                                          magnitude_sums(_mm_sub_epi8(value, predictions[filter])));
    }
  }
  for (std::size_t filter = 0; filter < kPngFilterCount; ++filter) {
    std::array<std::uint64_t, 2> lanes{};
    _mm_storeu_si128(reinterpret_cast<__m128i*>(lanes.data()), vector_sums[filter]);
    sums[filter] += lanes[0] + lanes[1];
  }
#endif
  for (; i < size; ++i) add_byte(i, row[i - pixel_bytes], above[i - pixel_bytes]);
  return kFilters[static_cast<std::size_t>(std::min_element(sums.begin(), sums.end()) -
                                           sums.begin())];
}

}  // namespace tessera
