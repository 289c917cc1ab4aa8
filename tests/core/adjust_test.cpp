// Adjustments, against Pillow's (tests/tools/make_media writes what it makes of some pictures).
#include "image/adjust.h"

#include "support.h"

#include <functional>
#include <gtest/gtest.h>
#include <string>

namespace tessera {
namespace {

using Adjustment = std::function<Result<Image>(ImageView)>;

struct Case {
  std::string name;
  Adjustment adjust;
};

class LikePillow : public testing::TestWithParam<Case> {};

TEST_P(LikePillow, WithinOneGreyLevel) {
  const std::filesystem::path media = test::media_folder();
  TESSERA_REQUIRE_FOLDER(media);
  const std::string ending = "." + GetParam().name + ".ppm";
  int pictures = 0;
  for (const auto& entry : std::filesystem::directory_iterator(media / "adjust")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(ending)) continue;
    const std::string source = name.substr(0, name.size() - ending.size()) + ".ppm";
    const Image picture = test::parse_ppm(test::read_file(media / "adjust" / source));
    const Image reference = test::parse_ppm(test::read_file(entry.path()));
    const Result<Image> result = GetParam().adjust(picture.view());
    ASSERT_TRUE(result) << source;
    ASSERT_EQ(result->size(), reference.size()) << source;
    EXPECT_LE(test::largest_difference(result->view(), reference.view()), 1) << source;
    ++pictures;
  }
  EXPECT_GE(pictures, 7);
}

INSTANTIATE_TEST_SUITE_P(
    Adjust, LikePillow,
    testing::Values(Case{"autocontrast", [](ImageView image) { return autocontrast(image); }},
                    Case{"autocontrast_2_5",
                         [](ImageView image) {
                           return autocontrast(image, {2, 5});
                         }},
                    Case{"equalise", equalise}, Case{"greyscale", greyscale},
                    Case{"mirror", mirrored},
                    Case{"rotate_1", [](ImageView image) { return rotated(image, 1); }},
                    Case{"rotate_2", [](ImageView image) { return rotated(image, -2); }},
                    Case{"rotate_3", [](ImageView image) { return rotated(image, -1); }}),
    [](const testing::TestParamInfo<Case>& each) { return each.param.name; });

TEST(Adjust, FourQuarterTurnsAndTwoMirrorsGiveThePictureBack) {
  const Image image = test::noise({7, 4}, 3);
  const Result<Image> turned = rotated(image.view(), 3);
  ASSERT_TRUE(turned);
  EXPECT_EQ(turned->size(), (Size{4, 7}));
  const Result<Image> back = rotated(turned->view(), 5);
  ASSERT_TRUE(back);
  EXPECT_EQ(test::largest_difference(back->view(), image.view()), 0);
  const Result<Image> mirror = mirrored(image.view());
  ASSERT_TRUE(mirror);
  const Result<Image> twice = mirrored(mirror->view());
  ASSERT_TRUE(twice);
  EXPECT_EQ(test::largest_difference(twice->view(), image.view()), 0);
}

TEST(Adjust, AutocontrastIgnoresOutliers) {
  Image image = test::plain({10, 10}, 100, 100, 100);
  for (int x = 0; x < 10; ++x) std::fill_n(image.view().at(x, 5), 3, std::uint8_t{150});
  std::fill_n(image.view().at(0, 0), 3, std::uint8_t{0});
  std::fill_n(image.view().at(9, 9), 3, std::uint8_t{255});
  const ImageView view = std::as_const(image).view();
  const Result<Image> all = autocontrast(view);
  ASSERT_TRUE(all);
  EXPECT_EQ(test::largest_difference(all->view(), view), 0);
  const Result<Image> cut = autocontrast(view, {1, 1});
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->view().at(4, 4)[0], 0);
  EXPECT_EQ(cut->view().at(4, 5)[0], 255);
}

TEST(Adjust, TakesACropWithoutLookingOutsideIt) {
  Image image = test::plain({6, 6}, 0, 0, 0);
  std::fill_n(image.view().at(2, 2), 3, std::uint8_t{100});
  std::fill_n(image.view().at(3, 2), 3, std::uint8_t{110});
  const Result<Image> result = autocontrast(std::as_const(image).view().cropped({2, 2, 2, 1}));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->view().at(0, 0)[1], 0);
  EXPECT_EQ(result->view().at(1, 0)[1], 255);
}

TEST(Adjust, RefusesNothingAndOptionsOutOfRange) {
  EXPECT_EQ(equalise(ImageView()).status().code, StatusCode::invalid_argument);
  EXPECT_EQ(mirrored(ImageView()).status().code, StatusCode::invalid_argument);
  const Image image = test::noise({4, 4}, 1);
  EXPECT_EQ(autocontrast(image.view(), {-1, 0}).status().code, StatusCode::invalid_argument);
  EXPECT_EQ(autocontrast(image.view(), {0, 101}).status().code, StatusCode::invalid_argument);
}

}  // namespace
}  // namespace tessera
