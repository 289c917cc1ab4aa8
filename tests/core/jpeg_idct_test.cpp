// The reduced inverse DCT, held against its definition in floating point.

#include "codec/jpeg_idct.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <random>

namespace tessera::jpeg {
namespace {

using Block = std::array<std::int32_t, kBlockStorage>;

/// The lowest width x height of 8 x 8 orthonormal coefficients, as an orthonormal DCT of that size.
double defined_pixel(const Block& block, Size size, int x, int y) {
  const double pi = std::acos(-1.0);
  double sum = 0;
  for (int v = 0; v < size.height; ++v) {
    for (int u = 0; u < size.width; ++u) {
      const double scale = std::sqrt((u == 0 ? 1.0 : 2.0) * (v == 0 ? 1.0 : 2.0)) / 8;
      const int index = 8 * v + u;
      sum += scale * block[static_cast<std::size_t>(index)] *
             std::cos((2 * x + 1) * u * pi / (2 * size.width)) *
             std::cos((2 * y + 1) * v * pi / (2 * size.height));
    }
  }
  return std::clamp(sum + 128, 0.0, 255.0);
}

TEST(JpegInverseDct, every_size_is_its_definition_within_a_grey_level) {
  std::mt19937 random(3);
  for (int height = 1; height <= 8; ++height) {
    for (int width = 1; width <= 8; ++width) {
      const InverseDct transform = inverse_dct({width, height});
      for (int round = 0; round < 50; ++round) {
        Block block{};
        for (int index = 0; index < 64; ++index) {
          const int range = round < 40 ? 1200 / (1 + index) : kLargestCoefficient;
          if (index % 8 >= width || index / 8 >= height) continue;
          block[static_cast<std::size_t>(index)] =
              static_cast<int>(random() % static_cast<unsigned>(2 * range + 1)) - range;
        }
        const Block before = block;
        std::array<std::uint8_t, 64> pixels{};
        transform(block.data(), pixels.data(), 8);
        for (int y = 0; y < height; ++y) {
          for (int x = 0; x < width; ++x) {
            EXPECT_NEAR(pixels[static_cast<std::size_t>(8 * y + x)],
                        defined_pixel(before, {width, height}, x, y), 1.0)
                << width << "x" << height;
          }
        }
        EXPECT_EQ(block, Block{}) << "what was read is cleared for the next block";
      }
    }
  }
}

TEST(JpegInverseDct, a_lone_mean_is_the_same_pixel_at_every_size) {
  for (int dc = -kLargestCoefficient; dc <= kLargestCoefficient; dc += 13) {
    for (int size = 1; size <= 8; ++size) {
      Block block{};
      block[0] = dc;
      std::array<std::uint8_t, 64> pixels{};
      inverse_dct({size, size})(block.data(), pixels.data(), 8);
      EXPECT_EQ(pixels[0], dc_pixel(dc)) << size;
    }
  }
}

}  // namespace
}  // namespace tessera::jpeg
