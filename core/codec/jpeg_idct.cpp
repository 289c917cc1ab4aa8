#include "codec/jpeg_idct.h"

#include <array>

namespace tessera::jpeg {

namespace {

// 1-D inverse of n points, times the square root of 8: f(x) = F(0) + √2 Σ F(u) cos((2x + 1)uπ /
// 2n). Factors are in 12 bits; what goes in is below 2^15, what comes out is scaled by 2^12.
constexpr int kBits = 12;
constexpr std::int32_t kOne = 1 << kBits;

/// √2 cos(kπ / 2n) in 12 bits, in row n - 1 for k below n.
constexpr std::array<std::array<std::int32_t, 8>, 8> kCosines = {{
    {5793},
    {5793, 4096},
    {5793, 5017, 2896},
    {5793, 5352, 4096, 2217},
    {5793, 5509, 4686, 3405, 1790},
    {5793, 5595, 5017, 4096, 2896, 1499},
    {5793, 5647, 5219, 4529, 3612, 2513, 1289},
    {5793, 5681, 5352, 4816, 4096, 3218, 2217, 1130},
}};

/// √2 cos(kπ / 2n) in 12 bits for any k.
constexpr std::int32_t cosine(std::size_t points, std::size_t k) {
  k %= 4 * points;
  if (k > 2 * points) k = 4 * points - k;
  if (k == points) return 0;
  return k < points ? kCosines[points - 1][k] : -kCosines[points - 1][2 * points - k];
}

template <std::size_t kPoints>
using Matrix = std::array<std::array<std::int32_t, kPoints>, kPoints>;

/// Row x: the factors of F(u) in f(x).
template <std::size_t kPoints>
constexpr Matrix<kPoints> make_matrix() {
  Matrix<kPoints> matrix{};
  for (std::size_t x = 0; x < kPoints; ++x) {
    for (std::size_t u = 0; u < kPoints; ++u) {
      matrix[x][u] = u == 0 ? kOne : cosine(kPoints, (2 * x + 1) * u);
    }
  }
  return matrix;
}

template <std::size_t kPoints>
void inverse(const std::array<std::int32_t, kPoints>& f, std::array<std::int32_t, kPoints>& out) {
  constexpr Matrix<kPoints> factors = make_matrix<kPoints>();
  // Even frequencies are alike about the middle, odd ones change their sign.
  for (std::size_t x = 0; x < (kPoints + 1) / 2; ++x) {
    std::int32_t even = f[0] * kOne;
    std::int32_t odd = 0;
    for (std::size_t u = 2; u < kPoints; u += 2) even += f[u] * factors[x][u];
    for (std::size_t u = 1; u < kPoints; u += 2) odd += f[u] * factors[x][u];
    out[x] = even + odd;
    out[kPoints - 1 - x] = even - odd;
  }
}

std::uint8_t clamp_pixel(std::int32_t value) {
  return static_cast<std::uint8_t>(value < 0 ? 0 : value > 255 ? 255 : value);
}

template <std::size_t kWidth, std::size_t kHeight>
void inverse_block(std::int32_t* coefficients, std::uint8_t* pixels, std::ptrdiff_t stride) {
  // Columns first, into rows of kWidth frequencies. One fractional bit is kept: with more the
  // second sum could pass 2^31 on coefficients that no encoder writes.
  constexpr int fraction_bits = 1;
  constexpr int first_shift = kBits - fraction_bits;
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
      rows[y][u] = (out[y] + (1 << (first_shift - 1))) >> first_shift;
    }
  }
  // The two factors √8 make the 3 bits more; 128 is the level shift (T.81 A.3.1).
  constexpr int last_shift = kBits + fraction_bits + 3;
  constexpr std::int32_t rounding = (128 << last_shift) + (1 << (last_shift - 1));
  for (std::size_t y = 0; y < kHeight; ++y) {
    std::array<std::int32_t, kWidth> out;
    inverse<kWidth>(rows[y], out);
    std::uint8_t* const line = pixels + static_cast<std::ptrdiff_t>(y) * stride;
    for (std::size_t x = 0; x < kWidth; ++x) {
      line[x] = clamp_pixel((out[x] + rounding) >> last_shift);
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
constexpr std::array<InverseDct, 8> of_width() {
  return {inverse_block<kWidth, 1>, inverse_block<kWidth, 2>, inverse_block<kWidth, 3>,
          inverse_block<kWidth, 4>, inverse_block<kWidth, 5>, inverse_block<kWidth, 6>,
          inverse_block<kWidth, 7>, inverse_block<kWidth, 8>};
}

constexpr std::array<std::array<InverseDct, 8>, 8> kTransforms = {
    of_width<1>(), of_width<2>(), of_width<3>(), of_width<4>(),
    of_width<5>(), of_width<6>(), of_width<7>(), of_width<8>()};

}  // namespace

InverseDct inverse_dct(Size block) {
  return kTransforms[static_cast<std::size_t>(block.width - 1)]
                    [static_cast<std::size_t>(block.height - 1)];
}

}  // namespace tessera::jpeg
