// Levels against their definition in real numbers, and at their ends.
#include "image/levels.h"

#include "image/adjust.h"
#include "support.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace tessera {
namespace {

// Before rounding.
double expected_value(double value, double grey, const Levels& levels) {
  return std::clamp(grey + (value - grey) * (1 + levels.saturation / 100.0), 0.0, 255.0);
}

double toned(int value, const Levels& levels) {
  const double from_grey = value - 127.5 + levels.brightness / 100.0 * 127.5;
  return std::clamp(127.5 + from_grey * (1 + levels.contrast / 100.0), 0.0, 255.0);
}

TEST(Levels, AreTheirDefinitionToTheNearestValue) {
  const Image picture = test::noise({32, 32}, 3);
  for (const Levels levels : {Levels{30, 0, 0}, Levels{-55, 0, 0}, Levels{0, 40, 0},
                              Levels{0, -70, 0}, Levels{20, -30, 0}, Levels{-100, 100, 0}}) {
    const Result<Image> result = with_levels(picture.view(), levels);
    ASSERT_TRUE(result);
    for (std::size_t i = 0; i < picture.bytes().size(); ++i) {
      ASSERT_NEAR(std::as_const(*result).bytes()[i], toned(picture.bytes()[i], levels), 0.5001);
    }
  }
}

TEST(Levels, MoveColoursAwayFromTheirLuma) {
  const Image picture = test::noise({32, 32}, 4);
  for (const int saturation : {-100, -40, 60, 100}) {
    const Levels levels = {0, 0, saturation};
    const Result<Image> result = with_levels(picture.view(), levels);
    ASSERT_TRUE(result);
    for (int y = 0; y < 32; ++y) {
      for (int x = 0; x < 32; ++x) {
        const std::uint8_t* before = picture.view().at(x, y);
        for (int c = 0; c < kChannels; ++c) {
          ASSERT_NEAR(std::as_const(*result).view().at(x, y)[c],
                      expected_value(before[c], luma(before), levels), 0.5001);
        }
      }
    }
  }
}

TEST(Levels, OfNothingChangeNothingAndAtTheLowestContrastAllIsGrey) {
  const Image picture = test::noise({16, 9}, 5);
  const Result<Image> same = with_levels(picture.view(), {});
  ASSERT_TRUE(same);
  EXPECT_TRUE(std::equal(picture.bytes().begin(), picture.bytes().end(),
                         std::as_const(*same).bytes().begin()));
  const Result<Image> grey = with_levels(picture.view(), {0, -100, 0});
  ASSERT_TRUE(grey);
  for (const std::uint8_t value : std::as_const(*grey).bytes()) EXPECT_EQ(value, 128);
}

TEST(Levels, RefuseWhatIsOutOfTheirRange) {
  const Image picture = test::noise({4, 4}, 6);
  for (const Levels levels : {Levels{101, 0, 0}, Levels{0, -101, 0}, Levels{0, 0, 200}}) {
    EXPECT_EQ(with_levels(picture.view(), levels).status().code, StatusCode::invalid_argument);
  }
  EXPECT_EQ(with_levels({}, {}).status().code, StatusCode::invalid_argument);
}

}  // namespace
}  // namespace tessera
