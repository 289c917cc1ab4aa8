// What is said of single photos holds for their variants and duplicates, and pins show what they
// name.
#include "mosaic/photo_rules.h"

#include "library/candidates.h"
#include "mosaic/alternatives.h"
#include "support.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <utility>
#include <vector>

namespace tessera {
namespace {

constexpr Size kTile{16, 16};

PhotoLibrary library_of(std::uint32_t photos) {
  PhotoLibrary library(kTile);
  std::mt19937 random(5);
  for (std::uint32_t photo = 0; photo < photos; ++photo) {
    Image picture(kTile);
    for (int i = 0; i < kTile.width * kTile.height * 3; ++i) {
      picture.data()[i] = static_cast<std::uint8_t>(random());
    }
    EXPECT_TRUE(library.add(std::as_const(picture).view()));
  }
  return library;
}

std::shared_ptr<const VariantPoints> points_of(const PhotoLibrary& library,
                                               const std::vector<std::uint32_t>& photos) {
  InlineExecutor executor;
  return std::make_shared<const VariantPoints>(library, photos,
                                               variants_of({true, false, false}, kTile), executor);
}

TEST(PhotoRules, HoldForVariantsAndDuplicates) {
  const PhotoLibrary library = library_of(4);
  // Photo 3 repeats photo 1 and is left out.
  const std::vector<std::uint32_t> originals = {0, 1, 2, 1};
  Candidates candidates(points_of(library, {0, 1, 2}));
  const VariantNumber mirror = candidates.choice().variant(1).number;
  PhotoRules rules;
  rules.pins = {{5, {3, kPlainVariant}}, {6, {3, kPlainVariant}}, {7, {2, mirror}}};
  rules.banned = {3};
  rules.own_limits = {{3, 4}, {0, 2}};
  Constraints constraints;
  ASSERT_TRUE(apply_rules(rules, library, originals, candidates, constraints).is_ok());

  // Two variants each of three photos, and the one that is only pinned.
  EXPECT_EQ(candidates.count(), 7U);
  EXPECT_EQ(candidates.shown(6), (ShownPhoto{3, kPlainVariant}));
  EXPECT_EQ(constraints.identities, (std::vector<std::uint32_t>{0, 0, 2, 2, 4, 4, 2}));
  EXPECT_EQ(constraints.banned, (std::vector<std::uint32_t>{2, 3, 6}));
  ASSERT_EQ(constraints.pinned.size(), 3U);
  EXPECT_EQ(constraints.pinned[0].photo, 6U);
  EXPECT_EQ(constraints.pinned[1].photo, 6U);
  EXPECT_EQ(constraints.pinned[2].photo, 5U);
  ASSERT_EQ(constraints.own_limits.size(), 2U);
  EXPECT_EQ(constraints.identities[constraints.own_limits[0].photo], 2U);
  EXPECT_EQ(constraints.identities[constraints.own_limits[1].photo], 0U);
}

TEST(PhotoRules, ThatNameNoPhotoOrVariantAreRefused) {
  const PhotoLibrary library = library_of(2);
  const std::vector<std::uint32_t> originals = {0, 1};
  const auto code = [&](const PhotoRules& rules) {
    Candidates candidates(points_of(library, {0, 1}));
    Constraints constraints;
    return apply_rules(rules, library, originals, candidates, constraints).code;
  };
  PhotoRules rules;
  EXPECT_EQ(code(rules), StatusCode::ok);
  rules.pins = {{0, {2, kPlainVariant}}};
  EXPECT_EQ(code(rules), StatusCode::invalid_argument);
  rules.pins = {{0, {1, 200}}};
  EXPECT_EQ(code(rules), StatusCode::invalid_argument);
  rules.pins = {};
  rules.banned = {2};
  EXPECT_EQ(code(rules), StatusCode::invalid_argument);
  rules.banned = {};
  rules.own_limits = {{2, 1}};
  EXPECT_EQ(code(rules), StatusCode::invalid_argument);
}

TEST(Alternatives, AreTheCheapestVariantOfEachPhotoInTheOrderOfCost) {
  const PhotoLibrary library = library_of(30);
  std::vector<std::uint32_t> photos;
  for (std::uint32_t photo = 0; photo < 30; ++photo) photos.push_back(photo);
  const auto choice = points_of(library, photos);
  std::vector<bool> banned(30, false);
  banned[4] = true;
  for (const std::uint32_t cell : {0U, 17U, 59U}) {
    const float* point = choice->points().point(cell);
    const auto found = nearest_alternatives(*choice, point, banned, 12);
    ASSERT_EQ(found.size(), 12U);
    std::vector<std::pair<float, std::uint32_t>> expected;
    for (std::uint32_t photo = 0; photo < 30; ++photo) {
      if (banned[photo]) continue;
      float least = squared_distance(point, choice->points().point(2 * photo), 3);
      least = std::min(least, squared_distance(point, choice->points().point(2 * photo + 1), 3));
      expected.emplace_back(least, photo);
    }
    std::sort(expected.begin(), expected.end());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].shown.photo, expected[i].second);
      EXPECT_EQ(found[i].cost, expected[i].first);
    }
  }
  EXPECT_EQ(nearest_alternatives(*choice, choice->points().point(0), {}, 100).size(), 30U);
}

}  // namespace
}  // namespace tessera
