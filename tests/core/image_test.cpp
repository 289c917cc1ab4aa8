// Colour, means, resampling, orientation.
#include "image/area_mean.h"
#include "image/colour.h"
#include "image/orientation.h"
#include "image/resample.h"
#include "image/rgba.h"
#include "support.h"

#include <array>
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>

namespace tessera {
namespace {

TEST(Colour, LinearTableFollowsTheSrgbCurve) {
  for (std::size_t i = 0; i < 256; ++i) {
    const double value = static_cast<double>(i) / 255.0;
    const double linear = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    EXPECT_NEAR(kLinearFromSrgb[i], linear * 65535.0, 0.51) << i;
  }
}

TEST(Colour, OklabOfKnownColours) {
  // From the reference values of Ottosson's article.
  const Oklab white = oklab_from_linear({1, 1, 1});
  EXPECT_NEAR(white.lightness, 1.0, 1e-3);
  EXPECT_NEAR(white.a, 0.0, 1e-3);
  EXPECT_NEAR(white.b, 0.0, 1e-3);
  const Oklab red = oklab_from_linear({1, 0, 0});
  EXPECT_NEAR(red.lightness, 0.62796, 1e-4);
  EXPECT_NEAR(red.a, 0.22486, 1e-4);
  EXPECT_NEAR(red.b, 0.12585, 1e-4);
  const Oklab black = oklab_from_linear({0, 0, 0});
  EXPECT_EQ(black.lightness, 0.0F);
}

TEST(Colour, OklabUsesAccurateCubeRoots) {
  for (int i = 1; i < 1000; ++i) {
    const double x = i * i * 1e-6;
    EXPECT_NEAR(oklab_from_linear({x, x, x}).lightness, std::cbrt(x), 1e-4 * std::cbrt(x));
  }
}

TEST(AreaMean, AveragesInLinearLight) {
  Image image({2, 1});
  std::memset(image.data() + 3, 255, 3);
  const std::array x = {0.0, 2.0};
  const std::array y = {0.0, 1.0};
  EXPECT_NEAR(area_means(image.view(), x, y)[0].green, 0.5, 1e-4);
}

TEST(AreaMean, CountsCutPixelsByTheirPart) {
  Image image({3, 1});
  std::memset(image.data() + 6, 255, 3);
  const std::array x = {0.0, 1.5, 2.25, 3.0};
  const std::array y = {0.0, 1.0};
  const std::vector<LinearRgb> means = area_means(image.view(), x, y);
  EXPECT_NEAR(means[0].red, 0.0, 1e-4);
  EXPECT_NEAR(means[1].red, 1.0 / 3.0, 1e-4);
  EXPECT_NEAR(means[2].red, 1.0, 1e-4);
}

TEST(AreaMean, TakesBoxesThatAreSmallerThanAPixel) {
  Image image({1, 1});
  std::memset(image.data(), 255, 3);
  std::vector<double> edges;
  for (int i = 0; i <= 1000; ++i) edges.push_back(i / 1000.0);
  const std::array y = {0.0, 1.0};
  for (const LinearRgb& mean : area_means(image.view(), edges, y))
    EXPECT_NEAR(mean.blue, 1.0, 1e-4);
}

TEST(Resample, KeepsThePictureAtItsOwnSize) {
  const Image image = test::noise({17, 9}, 1);
  const Result<Image> same = resample(image.view(), {17, 9});
  ASSERT_TRUE(same);
  EXPECT_EQ(test::largest_difference(image.view(), same->view()), 0);
}

TEST(Resample, AveragesInLinearLight) {
  Image checks({64, 64});
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) std::memset(checks.view().at(x, y), (x + y) % 2 * 255, 3);
  }
  const Result<Image> small = resample(std::as_const(checks).view(), {8, 8});
  ASSERT_TRUE(small);
  // Half the light is 188 in sRGB; a mean of the stored values would be 128.
  EXPECT_NEAR(small->view().at(4, 4)[0], 188, 2);
}

TEST(Resample, SeesNothingOutsideACrop) {
  Image image({40, 40});
  std::memset(image.data(), 255, image.bytes().size());
  for (int y = 10; y < 30; ++y) std::memset(image.view().at(10, y), 40, 20 * kChannels);
  const Result<Image> crop =
      resample(std::as_const(image).view().cropped({10, 10, 20, 20}), {5, 5});
  ASSERT_TRUE(crop);
  EXPECT_LE(test::largest_difference(crop->view(), test::plain({5, 5}, 40, 40, 40).view()), 1);
}

TEST(Resample, RefusesNothing) {
  const Image image = test::noise({4, 4}, 1);
  EXPECT_EQ(resample(image.view(), {0, 3}).status().code, StatusCode::invalid_argument);
  EXPECT_EQ(resample(ImageView(), {3, 3}).status().code, StatusCode::invalid_argument);
}

// Where the upright pixel (x, y) of a picture of 3 × 2 stored pixels comes from, by the EXIF
// specification's words: which visual side row 0 and column 0 of the stored picture are.
TEST(Upright, FollowsTheExifSpecification) {
  const Size stored{3, 2};
  for (int value = 1; value <= 8; ++value) {
    const auto orientation = static_cast<Orientation>(value);
    Image image(stored);
    for (int i = 0; i < 6; ++i) std::memset(image.data() + i * 3, i, 3);
    const Result<Image> result = upright(std::move(image), orientation);
    ASSERT_TRUE(result);
    const Size size = swaps_sides(orientation) ? Size{2, 3} : stored;
    ASSERT_EQ(result->size(), size);
    for (int row = 0; row < stored.height; ++row) {
      for (int column = 0; column < stored.width; ++column) {
        const bool row_0_right = value == 6 || value == 7;
        const bool row_0_bottom = value == 3 || value == 4;
        const bool column_0_right = value == 2 || value == 3;
        const bool column_0_bottom = value == 7 || value == 8;
        int x = column_0_right ? stored.width - 1 - column : column;
        int y = row_0_bottom ? stored.height - 1 - row : row;
        if (swaps_sides(orientation)) {
          x = row_0_right ? stored.height - 1 - row : row;
          y = column_0_bottom ? stored.width - 1 - column : column;
        }
        EXPECT_EQ(result->view().at(x, y)[0], row * stored.width + column)
            << "orientation " << value;
      }
    }
  }
}

TEST(Rgba, IsLaidOverAColourByItsAlpha) {
  const std::vector<std::uint8_t> rgba = {10, 20, 30, 255, 10, 20, 30, 0, 100, 200, 0, 128};
  Image image({3, 1});
  lay_over(rgba.data(), {255, 0, 200}, image.view());
  const std::vector<std::uint8_t> expected = {10, 20, 30, 255, 0, 200, 177, 100, 100};
  EXPECT_EQ(std::vector<std::uint8_t>(image.bytes().begin(), image.bytes().end()), expected);
}

TEST(Rgba, AddsOpaqueAlpha) {
  const Image image = test::noise({5, 3}, 2);
  std::vector<std::uint8_t> rgba(5 * 3 * kRgbaChannels);
  expand_rgba(image.view(), rgba.data());
  for (std::size_t i = 0; i < 15; ++i) {
    EXPECT_EQ(0, std::memcmp(&rgba[i * 4], &image.bytes()[i * 3], 3));
    EXPECT_EQ(rgba[i * 4 + 3], 255);
  }
}

}  // namespace
}  // namespace tessera
