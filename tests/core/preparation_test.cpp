// What is done to the tones of photos before they become tiles, and that it is seen wherever they
// are compared or drawn. The oracle is each adjustment by itself, one after the other, over a
// library of such pictures.
#include "library/preparation.h"

#include "image/adjust.h"
#include "library/candidates.h"
#include "library/tile_shape.h"
#include "library/variants.h"
#include "mosaic/shown_photos.h"
#include "support.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tessera {
namespace {

constexpr Size kThumbnail = {64, 64};
constexpr Preparation kAll = {.greyscale = true, .cut_off = 2, .equalise = true};

// Dull colours: there is something to stretch.
Image dull(Size size, unsigned seed) {
  Image picture = test::photo_like(size, seed);
  for (std::size_t i = 0; i < picture.bytes().size(); ++i) {
    picture.data()[i] = static_cast<std::uint8_t>(70 + picture.data()[i] / 3);
  }
  return picture;
}

Image one_by_one(ImageView picture) {
  const Result<Image> grey = greyscale(picture);
  const Result<Image> stretched = autocontrast(grey->view(), {2, 2});
  Result<Image> even = equalise(stretched->view());
  return std::move(*even);
}

void expect_same(ImageView a, ImageView b) {
  ASSERT_EQ(a.size(), b.size());
  EXPECT_EQ(test::largest_difference(a, b), 0);
}

class Prepared : public testing::Test {
 protected:
  Prepared() : photos_(kThumbnail), prepared_photos_(kThumbnail) {
    for (unsigned seed = 1; seed <= 3; ++seed) {
      const Image photo = dull(kThumbnail, seed);
      EXPECT_TRUE(photos_.add(photo.view()));
      EXPECT_TRUE(prepared_photos_.add(one_by_one(photo.view()).view()));
    }
  }

  PhotoLibrary photos_;
  PhotoLibrary prepared_photos_;
  InlineExecutor executor_;
};

TEST_F(Prepared, PicturesAreWhatTheAdjustmentsMakeOneByOne) {
  const Result<PreparedPicture> prepared = prepare(photos_.thumbnail(0), kAll);
  ASSERT_TRUE(prepared);
  expect_same(prepared->view(), prepared_photos_.thumbnail(0));
  EXPECT_GT(test::mean_difference(photos_.thumbnail(0), prepared->view()), 10);
}

TEST_F(Prepared, NothingToDoBorrowsThePicture) {
  const Result<PreparedPicture> prepared = prepare(photos_.thumbnail(1), {});
  ASSERT_TRUE(prepared);
  EXPECT_EQ(prepared->view().pixels, photos_.thumbnail(1).pixels);
}

TEST_F(Prepared, StepsLeadFromThePictureToWhatIsDrawn) {
  const Result<std::vector<Image>> steps = preparation_steps(photos_.thumbnail(2), kAll);
  ASSERT_TRUE(steps);
  ASSERT_EQ(steps->size(), 4U);
  expect_same(steps->front().view(), photos_.thumbnail(2));
  expect_same((*steps)[1].view(), greyscale(photos_.thumbnail(2))->view());
  expect_same(steps->back().view(), prepared_photos_.thumbnail(2));
  EXPECT_EQ(preparation_steps(photos_.thumbnail(2), {})->size(), 1U);
}

TEST_F(Prepared, PhotosAreComparedAsTheyWillBeDrawn) {
  for (const char* name : {"mean", "grid3"}) {
    const Descriptor descriptor = *descriptor_by_name(name);
    const auto described = [&](const PhotoLibrary& library, const Preparation& preparation) {
      auto points = std::make_shared<VariantPoints>(std::vector<std::uint32_t>{0, 2},
                                                    variants_of({.mirror = true}, kThumbnail),
                                                    descriptor, Size{}, preparation);
      while (!points->finished()) points->advance(library, executor_);
      return points;
    };
    const auto points = described(photos_, kAll);
    const auto expected = described(prepared_photos_, {});
    const std::size_t floats = points->count() * descriptor.dimension();
    EXPECT_TRUE(
        std::equal(points->points().data, points->points().data + floats, expected->points().data))
        << name;
    // A photo that is only pinned, too.
    Candidates candidates(points);
    Candidates expected_candidates(expected);
    const std::uint32_t pinned = *candidates.number(photos_, {1, kPlainVariant});
    ASSERT_EQ(*expected_candidates.number(prepared_photos_, {1, kPlainVariant}), pinned);
    EXPECT_TRUE(std::equal(candidates.points().point(pinned),
                           candidates.points().point(pinned) + descriptor.dimension(),
                           expected_candidates.points().point(pinned)))
        << name;
  }
}

TEST_F(Prepared, TilesAreMadeOfPreparedThumbnailsWhichStayAsTheyAre) {
  const Image before = dull(kThumbnail, 1);
  const std::vector<ShownPhoto> shown = {{0, kPlainVariant}, {0, 11}, {2, kPlainVariant}};
  const Result<TileSet> tiles =
      tiles_of_shown(photos_, shown, {24, 24}, {24, 24}, executor_, Job(), kAll);
  const Result<TileSet> expected =
      tiles_of_shown(prepared_photos_, shown, {24, 24}, {24, 24}, executor_, Job());
  ASSERT_TRUE(tiles && expected);
  for (std::uint32_t tile = 0; tile < shown.size(); ++tile) {
    expect_same(tiles->tile(tile), expected->tile(tile));
  }
  expect_same(photos_.thumbnail(0), before.view());
}

TEST_F(Prepared, WhatATileDoesNotShowHasNoSay) {
  // Black and white above and below what a wide tile shows.
  Image framed = dull(kThumbnail, 4);
  std::fill_n(framed.view().row(0), 3 * 64, std::uint8_t{0});
  std::fill_n(framed.view().row(63), 3 * 64, std::uint8_t{255});
  PhotoLibrary library(kThumbnail);
  ASSERT_TRUE(library.add(framed.view()));
  const std::vector<ShownPhoto> shown = {{0, kPlainVariant}};
  const Result<TileSet> tiles =
      tiles_of_shown(library, shown, {96, 64}, {64, 43}, executor_, Job(), {.cut_off = 0});
  ASSERT_TRUE(tiles);
  const ImageView part = shown_part(library.thumbnail(0), {96, 64});
  expect_same(tiles->tile(0), autocontrast(part)->view());
}

TEST_F(Prepared, ALibraryCanBePreparedInPlace) {
  ThreadPool pool(2);
  ASSERT_TRUE(prepare_library(photos_, kAll, pool).is_ok());
  for (std::size_t photo = 0; photo < photos_.count(); ++photo) {
    expect_same(photos_.thumbnail(photo), prepared_photos_.thumbnail(photo));
    EXPECT_TRUE(std::equal(photos_.descriptors().point(photo),
                           photos_.descriptors().point(photo) + 3,
                           prepared_photos_.descriptors().point(photo)));
  }
}

TEST_F(Prepared, ACutOffOutOfItsRangeIsRefused) {
  for (const int cut_off : {-1, 51}) {
    EXPECT_EQ(prepare(photos_.thumbnail(0), {.cut_off = cut_off}).status().code,
              StatusCode::invalid_argument);
    EXPECT_EQ(prepare_library(photos_, {.cut_off = cut_off}, executor_).code,
              StatusCode::invalid_argument);
  }
}

}  // namespace
}  // namespace tessera
