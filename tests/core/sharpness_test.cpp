// How many photos of a mosaic have the pixels of its tiles.
#include "mosaic/sharpness.h"

#include "image/image.h"

#include <array>
#include <cstdint>
#include <gtest/gtest.h>
#include <vector>

namespace tessera {
namespace {

PhotoLibrary library_of(const std::vector<Size>& sizes) {
  PhotoLibrary library({8, 8});
  const Image thumbnail({8, 8});
  for (const Size size : sizes) {
    PhotoTraits traits;
    traits.size = size;
    EXPECT_TRUE(library.add(thumbnail.view(), kCropMiddle, traits));
  }
  return library;
}

TEST(Sharpness, CountsThePhotosWhoseShorterSideHasTheTilesPixels) {
  const PhotoLibrary library = library_of({{400, 300}, {200, 900}, {120, 120}});
  const std::array<std::uint32_t, 3> all = {0, 1, 2};
  const Sharpness at_tile = sharpness_of(library, all, {200, 200});
  EXPECT_EQ(at_tile.photos, 3U);
  EXPECT_EQ(at_tile.sharp, 2U);
  EXPECT_EQ(at_tile.all_sharp_width, 120);
  EXPECT_EQ(sharpness_of(library, all, {120, 120}).sharp, 3U);
  EXPECT_EQ(sharpness_of(library, all, {301, 301}).sharp, 0U);
}

TEST(Sharpness, LooksAtThePartThatATileOfAnotherShapeShows) {
  const PhotoLibrary library = library_of({{400, 300}});
  const std::array<std::uint32_t, 1> photo = {0};
  EXPECT_EQ(sharpness_of(library, photo, {400, 300}).sharp, 1U);
  EXPECT_EQ(sharpness_of(library, photo, {400, 200}).sharp, 1U);
  EXPECT_EQ(sharpness_of(library, photo, {300, 400}).sharp, 0U);
  EXPECT_EQ(sharpness_of(library, photo, {300, 400}).all_sharp_width, 225);
}

TEST(Sharpness, LooksOnlyAtThePhotosThatAreAskedFor) {
  const PhotoLibrary library = library_of({{10, 10}, {100, 100}});
  const std::array<std::uint32_t, 1> large = {1};
  EXPECT_EQ(sharpness_of(library, large, {64, 64}).sharp, 1U);
  EXPECT_EQ(sharpness_of(library, large, {64, 64}).all_sharp_width, 100);
}

TEST(Sharpness, TakesAPhotoOfUnknownSizeForNoLargerThanItsThumbnail) {
  const PhotoLibrary library = library_of({{}});
  const std::array<std::uint32_t, 1> photo = {0};
  EXPECT_EQ(sharpness_of(library, photo, {8, 8}).sharp, 1U);
  EXPECT_EQ(sharpness_of(library, photo, {9, 9}).sharp, 0U);
}

}  // namespace
}  // namespace tessera
