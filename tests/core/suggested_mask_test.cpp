// What a mask that nobody has drawn marks.
#include "library/suggested_mask.h"

#include "png_test_support.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <utility>

namespace tessera {
namespace {

constexpr Size kPicture{300, 200};

/// A disc in the colour of a face, with two dark eyes, before a calm wall.
Image made_up_portrait(int centre_x, int centre_y) {
  constexpr int radius = 40;
  const auto near = [](int x, int y, int other_x, int other_y, int distance) {
    return (x - other_x) * (x - other_x) + (y - other_y) * (y - other_y) < distance * distance;
  };
  return testing::make_image(kPicture, [&](int x, int y, int channel) -> std::uint8_t {
    constexpr std::uint8_t skin[] = {224, 172, 140};
    constexpr std::uint8_t wall[] = {120, 130, 128};
    const bool in_eye =
        near(x, y, centre_x - 15, centre_y, 6) || near(x, y, centre_x + 15, centre_y, 6);
    if (in_eye) return 30;
    return near(x, y, centre_x, centre_y, radius) ? skin[channel] : wall[channel];
  });
}

int marked(const Image& mask, int x, int y) {
  return mask.view().at(x * mask.width() / kPicture.width, y * mask.height() / kPicture.height)[0];
}

TEST(SuggestedMask, MarksAFaceWhereverItIs) {
  for (const auto& [x, y] : {std::pair{80, 90}, std::pair{150, 100}, std::pair{230, 70}}) {
    const Image mask = std::move(*suggest_mask(made_up_portrait(x, y).view(), 150));
    EXPECT_EQ(mask.size(), (Size{150, 100}));
    EXPECT_GT(marked(mask, x, y), 200);
    for (const auto& [far_x, far_y] : {std::pair{5, 5}, std::pair{295, 195}, std::pair{5, 195}}) {
      EXPECT_LT(marked(mask, far_x, far_y), 30);
    }
  }
}

TEST(SuggestedMask, MarksNoMoreThanAPart) {
  const Image noise = testing::make_noise(kPicture, 7);
  const Image mask = std::move(*suggest_mask(noise.view(), 100));
  std::int64_t in_it = 0;
  for (int y = 0; y < mask.height(); ++y) {
    for (int x = 0; x < mask.width(); ++x) in_it += mask.view().at(x, y)[0] >= 128 ? 1 : 0;
  }
  EXPECT_LT(in_it, mask.size().area() / 2);
}

TEST(SuggestedMask, IsEmptyWhereNothingStandsOut) {
  const Image wall = testing::make_image(kPicture, [](int, int, int) { return std::uint8_t{90}; });
  const Image mask = std::move(*suggest_mask(wall.view(), 64));
  for (int y = 0; y < mask.height(); ++y) {
    for (int x = 0; x < mask.width(); ++x) ASSERT_EQ(mask.view().at(x, y)[0], 0);
  }
}

TEST(SuggestedMask, IsNoLargerThanThePicture) {
  const Image small = testing::make_noise({3, 2}, 1);
  EXPECT_EQ(suggest_mask(small.view(), 500)->size(), (Size{3, 2}));
  EXPECT_EQ(suggest_mask(Image({1, 1}).view(), 500)->size(), (Size{1, 1}));
  EXPECT_EQ(suggest_mask(small.view(), 0).status().code, StatusCode::invalid_argument);
  EXPECT_EQ(suggest_mask({}, 10).status().code, StatusCode::invalid_argument);
}

}  // namespace
}  // namespace tessera
