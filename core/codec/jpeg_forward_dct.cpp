#include "codec/jpeg_forward_dct.h"

#include "codec/jpeg_markers.h"

#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tessera::jpeg {
namespace {

constexpr std::size_t kSide = 8;
// Constants have 13 bits behind the point; the first pass keeps two bits more than it was given.
constexpr int kConstantBits = 13;
constexpr int kExtraBits = 2;
// What the two passes multiply a coefficient by.
constexpr unsigned kTransformScale = 8;

constexpr std::int32_t fixed(std::int64_t billionths) {
  constexpr std::int64_t kBillion = 1'000'000'000;
  return static_cast<std::int32_t>((billionths * (1 << kConstantBits) + kBillion / 2) / kBillion);
}

// Each output but two is a sum of two products, plus in the odd half one of two sums that two
// outputs share. What stands here are the factors of the even rows (sums of samples), then of the
// odd ones (differences), with the algorithm's common products multiplied out.
constexpr std::int32_t k2Of2 = fixed(541'196'100);
constexpr std::int32_t k2Of3 = fixed(541'196'100) + fixed(765'366'865);
constexpr std::int32_t k6Of2 = fixed(541'196'100) - fixed(1'847'759'065);
constexpr std::int32_t k6Of3 = fixed(541'196'100);
constexpr std::int32_t kEvenPairOf46 = fixed(1'175'875'602) - fixed(1'961'570'560);
constexpr std::int32_t kEvenPairOf57 = fixed(1'175'875'602);
constexpr std::int32_t kOddPairOf46 = fixed(1'175'875'602);
constexpr std::int32_t kOddPairOf57 = fixed(1'175'875'602) - fixed(390'180'644);
constexpr std::int32_t k7Of4 = fixed(298'631'336) - fixed(899'976'223);
constexpr std::int32_t k7Of7 = -fixed(899'976'223);
constexpr std::int32_t k1Of4 = -fixed(899'976'223);
constexpr std::int32_t k1Of7 = fixed(1'501'321'110) - fixed(899'976'223);
constexpr std::int32_t k5Of5 = fixed(2'053'119'869) - fixed(2'562'915'447);
constexpr std::int32_t k5Of6 = -fixed(2'562'915'447);
constexpr std::int32_t k3Of5 = -fixed(2'562'915'447);
constexpr std::int32_t k3Of6 = fixed(3'072'711'026) - fixed(2'562'915'447);

#if defined(__SSE2__)

using Rows = __m128i[kSide];  // Not std::array: gcc warns of vectors as template arguments.

__m128i* vector_at(std::int16_t* values) { return reinterpret_cast<__m128i*>(values); }
template <class Value>
__m128i load_vector(const Value* values) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(values));
}

// a · factor_a + b · factor_b, in two halves of 32 bits.
struct Wide {
  __m128i low;
  __m128i high;
};
Wide weighted(__m128i a, std::int32_t factor_a, __m128i b, std::int32_t factor_b) {
  const auto word = [](std::int32_t value) { return static_cast<std::int16_t>(value); };
  const __m128i factors =
      _mm_set_epi16(word(factor_b), word(factor_a), word(factor_b), word(factor_a), word(factor_b),
                    word(factor_a), word(factor_b), word(factor_a));
  return {_mm_madd_epi16(_mm_unpacklo_epi16(a, b), factors),
          _mm_madd_epi16(_mm_unpackhi_epi16(a, b), factors)};
}
Wide operator+(const Wide& a, const Wide& b) {
  return {_mm_add_epi32(a.low, b.low), _mm_add_epi32(a.high, b.high)};
}
template <int kBits>
__m128i rounded(const Wide& value) {
  const __m128i half = _mm_set1_epi32(1 << (kBits - 1));
  return _mm_packs_epi32(_mm_srai_epi32(_mm_add_epi32(value.low, half), kBits),
                         _mm_srai_epi32(_mm_add_epi32(value.high, half), kBits));
}

// One pass down all eight columns.
template <bool kFirst>
void transform_columns(Rows& rows) {
  constexpr int kBits = kFirst ? kConstantBits - kExtraBits : kConstantBits + kExtraBits;
  const __m128i sum0 = _mm_add_epi16(rows[0], rows[7]);
  const __m128i sum1 = _mm_add_epi16(rows[1], rows[6]);
  const __m128i sum2 = _mm_add_epi16(rows[2], rows[5]);
  const __m128i sum3 = _mm_add_epi16(rows[3], rows[4]);
  const __m128i odd7 = _mm_sub_epi16(rows[0], rows[7]);
  const __m128i odd6 = _mm_sub_epi16(rows[1], rows[6]);
  const __m128i odd5 = _mm_sub_epi16(rows[2], rows[5]);
  const __m128i odd4 = _mm_sub_epi16(rows[3], rows[4]);

  const __m128i even0 = _mm_add_epi16(sum0, sum3);
  const __m128i even3 = _mm_sub_epi16(sum0, sum3);
  const __m128i even1 = _mm_add_epi16(sum1, sum2);
  const __m128i even2 = _mm_sub_epi16(sum1, sum2);
  const __m128i constant = _mm_add_epi16(even0, even1);
  const __m128i fourth = _mm_sub_epi16(even0, even1);
  if constexpr (kFirst) {
    rows[0] = _mm_slli_epi16(constant, kExtraBits);
    rows[4] = _mm_slli_epi16(fourth, kExtraBits);
  } else {
    const __m128i half = _mm_set1_epi16(1 << (kExtraBits - 1));
    rows[0] = _mm_srai_epi16(_mm_add_epi16(constant, half), kExtraBits);
    rows[4] = _mm_srai_epi16(_mm_add_epi16(fourth, half), kExtraBits);
  }
  rows[2] = rounded<kBits>(weighted(even2, k2Of2, even3, k2Of3));
  rows[6] = rounded<kBits>(weighted(even2, k6Of2, even3, k6Of3));

  const __m128i both46 = _mm_add_epi16(odd4, odd6);
  const __m128i both57 = _mm_add_epi16(odd5, odd7);
  const Wide even_pair = weighted(both46, kEvenPairOf46, both57, kEvenPairOf57);
  const Wide odd_pair = weighted(both46, kOddPairOf46, both57, kOddPairOf57);
  rows[7] = rounded<kBits>(weighted(odd4, k7Of4, odd7, k7Of7) + even_pair);
  rows[5] = rounded<kBits>(weighted(odd5, k5Of5, odd6, k5Of6) + odd_pair);
  rows[3] = rounded<kBits>(weighted(odd5, k3Of5, odd6, k3Of6) + even_pair);
  rows[1] = rounded<kBits>(weighted(odd4, k1Of4, odd7, k1Of7) + odd_pair);
}

void mirror(Rows& rows) {
  Rows pairs;
  for (std::size_t i = 0; i < 4; ++i) {
    pairs[2 * i] = _mm_unpacklo_epi16(rows[i], rows[i + 4]);
    pairs[2 * i + 1] = _mm_unpackhi_epi16(rows[i], rows[i + 4]);
  }
  // The same step three times: each brings what stands four rows apart side by side.
  Rows fours;
  for (std::size_t i = 0; i < 4; ++i) {
    fours[2 * i] = _mm_unpacklo_epi16(pairs[i], pairs[i + 4]);
    fours[2 * i + 1] = _mm_unpackhi_epi16(pairs[i], pairs[i + 4]);
  }
  for (std::size_t i = 0; i < 4; ++i) {
    rows[2 * i] = _mm_unpacklo_epi16(fours[i], fours[i + 4]);
    rows[2 * i + 1] = _mm_unpackhi_epi16(fours[i], fours[i + 4]);
  }
}

#else

using Square = std::array<std::int32_t, kBlockArea>;

constexpr std::int32_t rounded(std::int32_t value, int bits) {
  return (value + (1 << (bits - 1))) >> bits;
}

// One pass down all eight columns.
template <bool kFirst>
void transform_columns(Square& square) {
  constexpr int kBits = kFirst ? kConstantBits - kExtraBits : kConstantBits + kExtraBits;
  for (std::size_t x = 0; x < kSide; ++x) {
    std::int32_t* const column = square.data() + x;
    const std::int32_t sum0 = column[0] + column[7 * kSide];
    const std::int32_t sum1 = column[1 * kSide] + column[6 * kSide];
    const std::int32_t sum2 = column[2 * kSide] + column[5 * kSide];
    const std::int32_t sum3 = column[3 * kSide] + column[4 * kSide];
    const std::int32_t odd7 = column[0] - column[7 * kSide];
    const std::int32_t odd6 = column[1 * kSide] - column[6 * kSide];
    const std::int32_t odd5 = column[2 * kSide] - column[5 * kSide];
    const std::int32_t odd4 = column[3 * kSide] - column[4 * kSide];

    const std::int32_t constant = sum0 + sum3 + sum1 + sum2;
    const std::int32_t fourth = sum0 + sum3 - sum1 - sum2;
    const std::int32_t even3 = sum0 - sum3;
    const std::int32_t even2 = sum1 - sum2;
    column[0] = kFirst ? constant * (1 << kExtraBits) : rounded(constant, kExtraBits);
    column[4 * kSide] = kFirst ? fourth * (1 << kExtraBits) : rounded(fourth, kExtraBits);
    column[2 * kSide] = rounded(even2 * k2Of2 + even3 * k2Of3, kBits);
    column[6 * kSide] = rounded(even2 * k6Of2 + even3 * k6Of3, kBits);

    const std::int32_t both46 = odd4 + odd6;
    const std::int32_t both57 = odd5 + odd7;
    const std::int32_t even_pair = both46 * kEvenPairOf46 + both57 * kEvenPairOf57;
    const std::int32_t odd_pair = both46 * kOddPairOf46 + both57 * kOddPairOf57;
    column[7 * kSide] = rounded(odd4 * k7Of4 + odd7 * k7Of7 + even_pair, kBits);
    column[5 * kSide] = rounded(odd5 * k5Of5 + odd6 * k5Of6 + odd_pair, kBits);
    column[3 * kSide] = rounded(odd5 * k3Of5 + odd6 * k3Of6 + even_pair, kBits);
    column[1 * kSide] = rounded(odd4 * k1Of4 + odd7 * k1Of7 + odd_pair, kBits);
  }
}

#endif

constexpr std::size_t mirrored(std::size_t place) { return place % kSide * kSide + place / kSide; }

}  // namespace

BlockQuantiser::BlockQuantiser(const std::array<std::uint8_t, kBlockArea>& steps) {
  for (std::size_t i = 0; i < kBlockArea; ++i) {
    const unsigned step = steps[mirrored(i)] * kTransformScale;
    const auto bits = static_cast<unsigned>(std::bit_width(step - 1));
    half_step_[i] = static_cast<std::uint16_t>(step / 2);
    multiplier_[i] =
        static_cast<std::uint16_t>((std::uint32_t{0x10000} * ((1U << bits) - step)) / step + 1);
    shift_[i] = static_cast<std::uint16_t>(1U << (17 - bits));
    zigzag_[i] = static_cast<std::uint8_t>(mirrored(kNaturalOrder[i]));
  }
}

void BlockQuantiser::transform(const Block& samples, Block& coefficients) const {
  Block quantised;
#if defined(__SSE2__)
  Rows rows;
  for (std::size_t y = 0; y < kSide; ++y) rows[y] = load_vector(samples.data() + y * kSide);
  transform_columns<true>(rows);
  mirror(rows);
  transform_columns<false>(rows);
  for (std::size_t y = 0; y < kSide; ++y) {
    const std::size_t at = y * kSide;
    const __m128i sign = _mm_srai_epi16(rows[y], 15);
    const __m128i size = _mm_sub_epi16(_mm_xor_si128(rows[y], sign), sign);
    const __m128i dividend = _mm_add_epi16(size, load_vector(half_step_.data() + at));
    const __m128i product = _mm_mulhi_epu16(dividend, load_vector(multiplier_.data() + at));
    const __m128i mean =
        _mm_add_epi16(product, _mm_srli_epi16(_mm_sub_epi16(dividend, product), 1));
    const __m128i quotient = _mm_mulhi_epu16(mean, load_vector(shift_.data() + at));
    _mm_storeu_si128(vector_at(quantised.data() + at),
                     _mm_sub_epi16(_mm_xor_si128(quotient, sign), sign));
  }
#else
  Square columns;
  for (std::size_t i = 0; i < kBlockArea; ++i) columns[i] = samples[i];
  transform_columns<true>(columns);
  Square rows;
  for (std::size_t i = 0; i < kBlockArea; ++i) rows[i] = columns[mirrored(i)];
  transform_columns<false>(rows);
  for (std::size_t i = 0; i < kBlockArea; ++i) {
    const std::int32_t sign = rows[i] >> 31;
    const auto dividend = static_cast<std::uint32_t>((rows[i] ^ sign) - sign) + half_step_[i];
    const std::uint32_t product = (dividend * multiplier_[i]) >> 16;
    const std::uint32_t mean = product + ((dividend - product) >> 1);
    const auto quotient = static_cast<std::int32_t>((mean * shift_[i]) >> 16);
    quantised[i] = static_cast<std::int16_t>((quotient ^ sign) - sign);
  }
#endif
  for (std::size_t k = 0; k < kBlockArea; ++k) coefficients[k] = quantised[zigzag_[k]];
}

}  // namespace tessera::jpeg
