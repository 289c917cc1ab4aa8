// Variants of photos are found where they were planted, and count as their photo.
#include "library/variants.h"

#include "match/constrained_matcher.h"
#include "mosaic/mosaic.h"
#include "mosaic/shown_photos.h"
#include "support.h"

#include <array>
#include <cstring>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace tessera {
namespace {

constexpr Size kTile = {24, 24};

PhotoLibrary library_of(unsigned count, Size size = kTile) {
  PhotoLibrary library(size);
  InlineExecutor executor;
  library.set_descriptor(*descriptor_by_name("grid6"), executor);
  for (unsigned i = 0; i < count; ++i) EXPECT_TRUE(library.add(test::photo_like(size, i).view()));
  return library;
}

std::vector<std::uint32_t> all(const PhotoLibrary& library) {
  std::vector<std::uint32_t> photos(library.count());
  for (std::uint32_t i = 0; i < photos.size(); ++i) photos[i] = i;
  return photos;
}

TEST(Variants, AreTheOnesThatWereAskedFor) {
  const auto names = [](VariantKinds kinds, Size size) {
    std::set<std::string> result;
    for (const Variant& variant : variants_of(kinds, size)) result.insert(variant.name);
    return result;
  };
  using Names = std::set<std::string>;
  EXPECT_EQ(names({}, kTile), (Names{"plain"}));
  EXPECT_EQ(names({true, false, false}, kTile), (Names{"plain", "mirror"}));
  EXPECT_EQ(names({false, true, false}, kTile), (Names{"plain", "turn90", "turn180", "turn270"}));
  EXPECT_EQ(names({true, true, false}, kTile).size(), 8U);
  EXPECT_EQ(names({true, true, false}, {20, 10}),
            (Names{"plain", "mirror", "turn180", "mirror-turn180"}));
  EXPECT_EQ(names({true, true, true}, kTile).size(), 88U);
  EXPECT_EQ(variants_of({true, true, true}, kTile).front().name, "plain");
}

TEST(Variants, ShowThePixelsThatTheyName) {
  const Image photo = test::noise(kTile, 3);
  const auto variants = variants_of({true, true, true}, kTile);
  const auto at = [&](const Image& image, int x, int y) {
    const std::uint8_t* pixel = image.view().at(x, y);
    return std::array<int, 3>{pixel[0], pixel[1], pixel[2]};
  };
  const int last = kTile.width - 1;
  for (const Variant& variant : variants) {
    const Result<Image> picture = variant_picture(photo.view(), variant);
    ASSERT_TRUE(picture);
    ASSERT_EQ(picture->size(), kTile);
    for (int y = 0; y < kTile.height; y += 5) {
      for (int x = 0; x < kTile.width; x += 5) {
        const std::map<std::string, std::array<int, 2>> places = {{"plain", {x, y}},
                                                                  {"mirror", {last - x, y}},
                                                                  {"turn90", {y, last - x}},
                                                                  {"turn180", {last - x, last - y}},
                                                                  {"turn270", {last - y, x}}};
        const auto place = places.find(variant.name);
        if (place == places.end()) continue;
        EXPECT_EQ(at(*picture, x, y), at(photo, place->second[0], place->second[1]));
      }
    }
  }
}

TEST(Variants, ThatWerePlantedAreFoundByEveryMethodAndEachPhotoIsUsedOnce) {
  const PhotoLibrary library = library_of(30);
  const std::vector<Variant> variants = variants_of({true, true, true}, kTile);
  ThreadPool pool(2);
  const VariantPoints candidates(library, all(library), variants, pool);
  ASSERT_TRUE(candidates.valid());
  ASSERT_EQ(candidates.points().count, 30U * 88U);

  // A target of 6 × 5 cells: in each a variant of another photo.
  Image target({6 * kTile.width, 5 * kTile.height});
  std::vector<std::uint32_t> planted;
  std::mt19937 random(9);
  for (std::uint32_t cell = 0; cell < 30; ++cell) {
    const std::uint32_t photo = cell * 7 % 30;
    const auto variant = static_cast<std::uint32_t>(random() % variants.size());
    planted.push_back(*candidates.find(photo, variants[variant].name));
    EXPECT_EQ(candidates.photo(planted.back()), photo);
    EXPECT_EQ(candidates.variant(planted.back()).name, variants[variant].name);
    const Result<Image> picture = variant_picture(library.thumbnail(photo), variants[variant]);
    ASSERT_TRUE(picture);
    for (int y = 0; y < kTile.height; ++y) {
      std::memcpy(target.view().at(static_cast<int>(cell % 6) * kTile.width,
                                   static_cast<int>(cell / 6) * kTile.height + y),
                  picture->view().row(y), static_cast<std::size_t>(kTile.width) * kChannels);
    }
  }
  const Grid grid = *whole_grid(6, 5, kTile);
  const CellDescriptors cells(std::as_const(target).view(), grid, library.descriptor());
  Constraints constraints;
  constraints.max_uses = 1;
  constraints.identities = candidates.identities();
  for (const Matching method : {Matching::nearest, Matching::greedy, Matching::optimal}) {
    const auto matcher =
        make_constrained_matcher({method, constraints, 0}, cells.points(), candidates.points());
    Job job;
    const Result<Assignment> assignment = run_matcher(*matcher, 30, pool, job);
    ASSERT_TRUE(assignment);
    EXPECT_EQ(assignment->photo_of_cell, planted);

    std::vector<std::uint32_t> photo_of_cell;
    std::vector<VariantNumber> variant_of_cell;
    for (const std::uint32_t candidate : assignment->photo_of_cell) {
      photo_of_cell.push_back(candidates.photo(candidate));
      variant_of_cell.push_back(candidates.variant(candidate).number);
    }
    const ShownPhotos shown = shown_photos(photo_of_cell, variant_of_cell);
    const Result<PhotoLibrary> tiles = library_of_shown(library, shown.tiles, kTile);
    ASSERT_TRUE(tiles);
    EXPECT_EQ(tiles->count(), 30U);
    for (std::size_t cell = 0; cell < 30; ++cell) {
      const Rect place{static_cast<int>(cell % 6) * kTile.width,
                       static_cast<int>(cell / 6) * kTile.height, kTile.width, kTile.height};
      EXPECT_EQ(test::largest_difference(tiles->thumbnail(shown.tile_of_cell[cell]),
                                         std::as_const(target).view().cropped(place)),
                0);
    }
  }
}

TEST(Variants, OfOnePhotoShareItsLimit) {
  const PhotoLibrary library = library_of(3);
  InlineExecutor executor;
  const VariantPoints candidates(library, all(library), variants_of({true, true, false}, kTile),
                                 executor);
  // All cells look like the first photo; it may be used twice.
  const PhotoLibrary cells = [&] {
    PhotoLibrary result(kTile);
    result.set_descriptor(library.descriptor(), executor);
    for (int i = 0; i < 6; ++i) EXPECT_TRUE(result.add(library.thumbnail(0)));
    return result;
  }();
  Constraints constraints;
  constraints.max_uses = 2;
  constraints.identities = candidates.identities();
  for (const Matching method : {Matching::nearest, Matching::greedy, Matching::optimal}) {
    const auto matcher = make_constrained_matcher({method, constraints, 0}, cells.descriptors(),
                                                  candidates.points());
    Job job;
    const Result<Assignment> assignment = run_matcher(*matcher, 6, executor, job);
    ASSERT_TRUE(assignment);
    std::map<std::uint32_t, int> uses;
    for (const std::uint32_t candidate : assignment->photo_of_cell) {
      ++uses[candidates.photo(candidate)];
    }
    EXPECT_EQ(uses, (std::map<std::uint32_t, int>{{0, 2}, {1, 2}, {2, 2}}));
  }
}

}  // namespace
}  // namespace tessera
