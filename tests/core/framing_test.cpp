// What is framed is the part of the turned picture, pixel by pixel.
#include "image/framing.h"

#include "image/adjust.h"
#include "support.h"

#include <cstring>
#include <gtest/gtest.h>
#include <limits>

namespace tessera {
namespace {

TEST(Framing, IsAPartOfTheTurnedPicture) {
  const Image picture = test::noise({40, 24}, 7);
  const SubpixelRect part = {0.25, 0.125, 0.5, 0.75};
  for (int turns = -3; turns <= 5; ++turns) {
    const Result<Image> turned = rotated(picture.view(), turns);
    ASSERT_TRUE(turned);
    const Rect area = part_in_pixels(turned->size(), part);
    const ImageView expected = std::as_const(*turned).view().cropped(area);
    const Result<Image> actual = framed(picture.view(), {turns, part});
    ASSERT_TRUE(actual);
    ASSERT_EQ(actual->size(), area.size());
    for (int y = 0; y < area.height; ++y) {
      ASSERT_EQ(std::memcmp(std::as_const(*actual).view().row(y), expected.row(y),
                            static_cast<std::size_t>(area.width) * kChannels),
                0)
          << turns << " turns, row " << y;
    }
  }
}

TEST(Framing, TakesTheNearestPixelsAndAtLeastOne) {
  EXPECT_EQ(part_in_pixels({100, 50}, {0, 0, 1, 1}), (Rect{0, 0, 100, 50}));
  EXPECT_EQ(part_in_pixels({100, 50}, {0.104, 0.5, 0.3, 0.25}), (Rect{10, 25, 30, 13}));
  EXPECT_EQ(part_in_pixels({100, 50}, {1, 1, 0.001, 0.001}), (Rect{99, 49, 1, 1}));
  EXPECT_EQ(part_in_pixels({100, 50}, {-1, 0.5, 5, 5}), (Rect{0, 25, 100, 25}));
}

TEST(Framing, RefusesWhatIsNoPart) {
  const Image picture = test::noise({8, 8}, 1);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const SubpixelRect& part : {SubpixelRect{0, 0, 0, 1}, SubpixelRect{0, 0, 1, -1},
                                   SubpixelRect{0, 0, nan, 1}, SubpixelRect{nan, 0, 1, 1}}) {
    EXPECT_EQ(framed(picture.view(), {0, part}).status().code, StatusCode::invalid_argument);
  }
  EXPECT_EQ(framed({}, {}).status().code, StatusCode::invalid_argument);
}

}  // namespace
}  // namespace tessera
