#include "codec/jpeg_idct.h"

#include <array>

namespace tessera::jpeg {

namespace {

// 1-D inverse of n points, times the square root of 8: f(x) = F(0) + √2 Σ F(u) cos((2x + 1)uπ / 2n).
// Factors are √2 cos(kπ / 16) in 12 bits; what goes in is below 2^15, what comes out is scaled by
// 2^12.
constexpr int kBits = 12;
constexpr std::int32_t kCos1 = 5681;  // √2 cos(π/16)
constexpr std::int32_t kCos2 = 5352;
constexpr std::int32_t kCos3 = 4816;
constexpr std::int32_t kCos4 = 4096;
constexpr std::int32_t kCos5 = 3218;
constexpr std::int32_t kCos6 = 2217;
constexpr std::int32_t kCos7 = 1130;

template <std::size_t kPoints>
void inverse(const std::array<std::int32_t, kPoints>& f, std::array<std::int32_t, kPoints>& out) {
  if constexpr (kPoints == 1) {
    out[0] = f[0] * kCos4;
  } else if constexpr (kPoints == 2) {
    out[0] = (f[0] + f[1]) * kCos4;
    out[1] = (f[0] - f[1]) * kCos4;
  } else if constexpr (kPoints == 4) {
    const std::int32_t even0 = (f[0] + f[2]) * kCos4;
    const std::int32_t even1 = (f[0] - f[2]) * kCos4;
    const std::int32_t odd0 = f[1] * kCos2 + f[3] * kCos6;
    const std::int32_t odd1 = f[1] * kCos6 - f[3] * kCos2;
    out = {even0 + odd0, even1 + odd1, even1 - odd1, even0 - odd0};
  } else {
    const std::int32_t sum = (f[0] + f[4]) * kCos4;
    const std::int32_t difference = (f[0] - f[4]) * kCos4;
    const std::int32_t wide = f[2] * kCos2 + f[6] * kCos6;
    const std::int32_t narrow = f[2] * kCos6 - f[6] * kCos2;
    const std::array<std::int32_t, 4> even = {sum + wide, difference + narrow, difference - narrow,
                                              sum - wide};
    const std::array<std::int32_t, 4> odd = {
        f[1] * kCos1 + f[3] * kCos3 + f[5] * kCos5 + f[7] * kCos7,
        f[1] * kCos3 - f[3] * kCos7 - f[5] * kCos1 - f[7] * kCos5,
        f[1] * kCos5 - f[3] * kCos1 + f[5] * kCos7 + f[7] * kCos3,
        f[1] * kCos7 - f[3] * kCos5 + f[5] * kCos3 - f[7] * kCos1};
    for (std::size_t x = 0; x < 4; ++x) {
      out[x] = even[x] + odd[x];
      out[7 - x] = even[x] - odd[x];
    }
  }
}

std::uint8_t clamp_pixel(std::int32_t value) {
  return static_cast<std::uint8_t>(value < 0 ? 0 : value > 255 ? 255 : value);
}

template <std::size_t kWidth, std::size_t kHeight>
void inverse_block(std::int32_t* coefficients, std::uint8_t* pixels, std::ptrdiff_t stride) {
  // Columns first, into rows of kWidth frequencies. One fractional bit is kept: with more the
  // second sum could pass 2^31 on coefficients that no encoder writes.
  constexpr int kKept = 1;
  constexpr int kFirstShift = kBits - kKept;
  std::array<std::array<std::int32_t, kWidth>, kHeight> rows;
  for (std::size_t u = 0; u < kWidth; ++u) {
    std::array<std::int32_t, kHeight> column;
    std::array<std::int32_t, kHeight> out;
    for (std::size_t v = 0; v < kHeight; ++v) {
      column[v] = coefficients[8 * v + u];
      coefficients[8 * v + u] = 0;
    }
    inverse<kHeight>(column, out);
    for (std::size_t y = 0; y < kHeight; ++y) {
      rows[y][u] = (out[y] + (1 << (kFirstShift - 1))) >> kFirstShift;
    }
  }
  // The two factors √8 make the 3 bits more; 128 is the level shift (T.81 A.3.1).
  constexpr int kLastShift = kBits + kKept + 3;
  constexpr std::int32_t kRounding = (128 << kLastShift) + (1 << (kLastShift - 1));
  for (std::size_t y = 0; y < kHeight; ++y) {
    std::array<std::int32_t, kWidth> out;
    inverse<kWidth>(rows[y], out);
    std::uint8_t* const line = pixels + static_cast<std::ptrdiff_t>(y) * stride;
    for (std::size_t x = 0; x < kWidth; ++x) {
      line[x] = clamp_pixel((out[x] + kRounding) >> kLastShift);
    }
  }
}

// The commonest sizes need no multiplication.
template <>
void inverse_block<1, 1>(std::int32_t* coefficients, std::uint8_t* pixels, std::ptrdiff_t) {
  pixels[0] = dc_pixel(coefficients[0]);
  coefficients[0] = 0;
}

template <>
void inverse_block<2, 2>(std::int32_t* coefficients, std::uint8_t* pixels, std::ptrdiff_t stride) {
  const std::int32_t left = coefficients[0] + coefficients[1];
  const std::int32_t right = coefficients[0] - coefficients[1];
  const std::int32_t left_slope = coefficients[8] + coefficients[9];
  const std::int32_t right_slope = coefficients[8] - coefficients[9];
  coefficients[0] = coefficients[1] = coefficients[8] = coefficients[9] = 0;
  pixels[0] = dc_pixel(left + left_slope);
  pixels[1] = dc_pixel(right + right_slope);
  pixels[stride] = dc_pixel(left - left_slope);
  pixels[stride + 1] = dc_pixel(right - right_slope);
}

template <std::size_t kWidth>
InverseDct of_height(int height) {
  switch (height) {
    case 1:
      return inverse_block<kWidth, 1>;
    case 2:
      return inverse_block<kWidth, 2>;
    case 4:
      return inverse_block<kWidth, 4>;
    default:
      return inverse_block<kWidth, 8>;
  }
}

}  // namespace

InverseDct inverse_dct(Size block) {
  switch (block.width) {
    case 1:
      return of_height<1>(block.height);
    case 2:
      return of_height<2>(block.height);
    case 4:
      return of_height<4>(block.height);
    default:
      return of_height<8>(block.height);
  }
}

}  // namespace tessera::jpeg
