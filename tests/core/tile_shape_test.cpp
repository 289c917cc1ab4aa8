// Tiles of another shape than thumbnails show a part of them, and stretch nothing.
#include "library/tile_shape.h"

#include "library/variants.h"
#include "mosaic/shown_photos.h"
#include "support.h"

#include <algorithm>
#include <cstring>
#include <gtest/gtest.h>

namespace tessera {
namespace {

constexpr Size kThumbnail = {64, 64};

// A dark disc in the middle of a light picture.
Image disc(int radius) {
  Image picture(kThumbnail);
  std::memset(picture.data(), 240, picture.bytes().size());
  for (int y = 0; y < kThumbnail.height; ++y) {
    for (int x = 0; x < kThumbnail.width; ++x) {
      const int dx = 2 * x + 1 - kThumbnail.width;
      const int dy = 2 * y + 1 - kThumbnail.height;
      if (dx * dx + dy * dy <= 4 * radius * radius) std::fill_n(picture.view().at(x, y), 3, 10);
    }
  }
  return picture;
}

Size dark_extent(ImageView picture) {
  int left = picture.width;
  int right = 0;
  int top = picture.height;
  int bottom = 0;
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      if (picture.at(x, y)[0] > 120) continue;
      left = std::min(left, x);
      right = std::max(right, x + 1);
      top = std::min(top, y);
      bottom = std::max(bottom, y + 1);
    }
  }
  return {right - left, bottom - top};
}

TEST(TileShape, CutsTheMiddleOutOfAThumbnail) {
  const Image thumbnail = test::noise(kThumbnail, 1);
  const ImageView wide = shown_part(thumbnail.view(), {60, 30});
  EXPECT_EQ(wide.size(), (Size{64, 32}));
  EXPECT_EQ(wide.pixels, thumbnail.view().at(0, 16));
  const ImageView tall = shown_part(thumbnail.view(), {30, 60});
  EXPECT_EQ(tall.size(), (Size{32, 64}));
  EXPECT_EQ(tall.pixels, thumbnail.view().at(16, 0));
  EXPECT_EQ(shown_part(thumbnail.view(), {500, 500}).size(), kThumbnail);
  EXPECT_EQ(shown_part(thumbnail.view(), {}).size(), kThumbnail);
}

TEST(TileShape, LeavesCirclesRound) {
  PhotoLibrary library(kThumbnail);
  ASSERT_TRUE(library.add(disc(12).view()));
  InlineExecutor executor;
  const Job job;
  const std::vector<ShownPhoto> shown = {{0, kPlainVariant}};
  for (const Size shape : {Size{96, 64}, Size{64, 96}, Size{128, 72}, Size{72, 96}}) {
    const Result<TileSet> tiles = tiles_of_shown(library, shown, shape, shape, executor, job);
    ASSERT_TRUE(tiles);
    const Size extent = dark_extent(tiles->tile(0));
    EXPECT_NEAR(extent.width, extent.height, 2) << shape.width << " x " << shape.height;
    EXPECT_GT(extent.width, 24);
  }
}

TEST(TileShape, OfFewPixelsShowsWhatItShowsOfMany) {
  // 3 x 2 pixels in the shape of 16 x 9: the rows above and below are not seen.
  PhotoLibrary library(kThumbnail);
  Image bands(kThumbnail);
  for (int y = 14; y < 50; ++y) std::memset(bands.view().row(y), 255, 3 * 64);
  ASSERT_TRUE(library.add(bands.view()));
  InlineExecutor executor;
  const std::vector<ShownPhoto> shown = {{0, kPlainVariant}};
  const Result<TileSet> tiles = tiles_of_shown(library, shown, {160, 90}, {3, 2}, executor, Job());
  ASSERT_TRUE(tiles);
  for (int y = 0; y < 2; ++y) EXPECT_EQ(tiles->tile(0).at(1, y)[0], 255);
}

TEST(TileShape, KeepsThePositionOfACropAlongTheSameAxis) {
  const Size wide_photo = {400, 300};
  EXPECT_EQ(crop_for_tile(wide_photo, kThumbnail, 77, {64, 64}).position, CropPosition{77});
  EXPECT_EQ(crop_for_tile(wide_photo, kThumbnail, 77, {64, 80}).position, CropPosition{77});
  // In wider tiles the photo's height is what is cut, of which the position says nothing.
  const CropChoice wider = crop_for_tile(wide_photo, kThumbnail, 77, {96, 64});
  EXPECT_FALSE(wider.position);
  EXPECT_EQ(wider.policy, CropPolicy::smart);
  EXPECT_FALSE(crop_for_tile({}, kThumbnail, 77, {96, 64}).position);
  EXPECT_EQ(crop_for_tile({}, kThumbnail, 77, {32, 32}).position, CropPosition{77});
}

TEST(TileShape, HasNoQuarterTurnsUnlessItIsSquare) {
  const auto turned = [](Size tile) {
    const std::vector<Variant> variants = variants_of({true, true, true}, kThumbnail, tile);
    return std::any_of(variants.begin(), variants.end(),
                       [](const Variant& variant) { return swaps_sides(variant.orientation); });
  };
  EXPECT_TRUE(turned({32, 32}));
  EXPECT_FALSE(turned({96, 64}));
  // So nearly a square that 64 pixels do not show it.
  EXPECT_FALSE(turned({512, 511}));
}

TEST(TileShape, IsWhatPhotosAreComparedBy) {
  PhotoLibrary library(kThumbnail);
  ASSERT_TRUE(library.add(test::photo_like(kThumbnail, 5).view()));
  InlineExecutor executor;
  const Size tile = {48, 32};
  for (const char* name : {"mean", "grid3"}) {
    const Descriptor descriptor = *descriptor_by_name(name);
    VariantPoints points({0}, variants_of({}, kThumbnail, tile), descriptor, tile);
    points.advance(library, executor);
    const std::vector<float> seen = describe(shown_part(library.thumbnail(0), tile), descriptor);
    EXPECT_TRUE(std::equal(seen.begin(), seen.end(), points.points().point(0))) << name;
  }
}

}  // namespace
}  // namespace tessera
