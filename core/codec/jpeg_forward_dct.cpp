#include "codec/jpeg_forward_dct.h"

#include "codec/jpeg_markers.h"

#include <cstdlib>

namespace tessera::jpeg {
namespace {

constexpr int kSide = 8;
// Constants have 13 bits behind the point; the first pass keeps two bits more than it was given.
constexpr int kConstantBits = 13;
constexpr int kExtraBits = 2;
// What the two passes multiply a coefficient by.
constexpr int kTransformScale = 8;

constexpr std::int32_t fixed(double value) {
  return static_cast<std::int32_t>(value * (1 << kConstantBits) + 0.5);
}

constexpr std::int32_t rounded(std::int32_t value, int bits) {
  return (value + (1 << (bits - 1))) >> bits;
}

using Square = std::array<std::int32_t, kBlockArea>;

// One pass down all eight columns.
template <bool kFirst>
void transform_columns(Square& square) {
  constexpr int kBits = kFirst ? kConstantBits - kExtraBits : kConstantBits + kExtraBits;
  std::int32_t* const rows = square.data();
  for (int x = 0; x < kSide; ++x) {
    std::int32_t* const column = rows + x;
    const std::int32_t sum0 = column[0] + column[7 * kSide];
    const std::int32_t sum1 = column[1 * kSide] + column[6 * kSide];
    const std::int32_t sum2 = column[2 * kSide] + column[5 * kSide];
    const std::int32_t sum3 = column[3 * kSide] + column[4 * kSide];
    const std::int32_t odd7 = column[0] - column[7 * kSide];
    const std::int32_t odd6 = column[1 * kSide] - column[6 * kSide];
    const std::int32_t odd5 = column[2 * kSide] - column[5 * kSide];
    const std::int32_t odd4 = column[3 * kSide] - column[4 * kSide];

    const std::int32_t even0 = sum0 + sum3;
    const std::int32_t even3 = sum0 - sum3;
    const std::int32_t even1 = sum1 + sum2;
    const std::int32_t even2 = sum1 - sum2;
    if constexpr (kFirst) {
      column[0] = (even0 + even1) * (1 << kExtraBits);
      column[4 * kSide] = (even0 - even1) * (1 << kExtraBits);
    } else {
      column[0] = rounded(even0 + even1, kExtraBits);
      column[4 * kSide] = rounded(even0 - even1, kExtraBits);
    }
    const std::int32_t turned = (even2 + even3) * fixed(0.541196100);
    column[2 * kSide] = rounded(turned + even3 * fixed(0.765366865), kBits);
    column[6 * kSide] = rounded(turned - even2 * fixed(1.847759065), kBits);

    const std::int32_t both = (odd4 + odd6 + odd5 + odd7) * fixed(1.175875602);
    const std::int32_t outer = (odd4 + odd7) * fixed(0.899976223);
    const std::int32_t inner = (odd5 + odd6) * fixed(2.562915447);
    const std::int32_t even_pair = both - (odd4 + odd6) * fixed(1.961570560);
    const std::int32_t odd_pair = both - (odd5 + odd7) * fixed(0.390180644);
    column[7 * kSide] = rounded(odd4 * fixed(0.298631336) - outer + even_pair, kBits);
    column[5 * kSide] = rounded(odd5 * fixed(2.053119869) - inner + odd_pair, kBits);
    column[3 * kSide] = rounded(odd6 * fixed(3.072711026) - inner + even_pair, kBits);
    column[1 * kSide] = rounded(odd7 * fixed(1.501321110) - outer + odd_pair, kBits);
  }
}

constexpr std::size_t mirrored(std::size_t place) { return place % kSide * kSide + place / kSide; }

}  // namespace

BlockQuantiser::BlockQuantiser(const std::array<std::uint8_t, kBlockArea>& steps) {
  for (std::size_t i = 0; i < kBlockArea; ++i) {
    const int step = steps[mirrored(i)] * kTransformScale;
    // Another half of one, so that no quotient comes near enough to a whole number for the rounding
    // of the product to matter: sizes are below 2^15, a float has 24 bits.
    half_step_[i] = static_cast<float>(step / 2) + 0.5F;
    per_step_[i] = 1.0F / static_cast<float>(step);
  }
}

void BlockQuantiser::transform(const Block& samples, Block& coefficients) const {
  Square columns;
  for (std::size_t i = 0; i < kBlockArea; ++i) columns[i] = samples[i];
  transform_columns<true>(columns);
  Square rows;
  for (std::size_t i = 0; i < kBlockArea; ++i) rows[i] = columns[mirrored(i)];
  transform_columns<false>(rows);

  Block quantised;
  for (std::size_t i = 0; i < kBlockArea; ++i) {
    const std::int32_t value = rows[i];
    const std::int32_t sign = value >> 31;
    const auto size = static_cast<float>((value ^ sign) - sign);
    const auto steps = static_cast<std::int32_t>((size + half_step_[i]) * per_step_[i]);
    quantised[i] = static_cast<std::int16_t>((steps ^ sign) - sign);
  }
  for (std::size_t k = 0; k < kBlockArea; ++k) {
    coefficients[k] = quantised[mirrored(kNaturalOrder[k])];
  }
}

}  // namespace tessera::jpeg
