// Comparing in blocks finds what comparing one by one finds, whatever rounding does.
#include "match/photo_blocks.h"

#include "match_points.h"

#include <gtest/gtest.h>

namespace tessera {
namespace {

using match_test::Kind;
using match_test::make_points;
using match_test::Points;

void expect_nearest(const Points& cells, const Points& photos, const std::string& what) {
  const std::size_t count = cells.view().count;
  std::vector<std::uint32_t> found(count);
  // In two calls of different lengths.
  const PhotoBlocks blocks(photos.view());
  blocks.nearest(cells.view(), 0, count / 3, found);
  blocks.nearest(cells.view(), count / 3, count, found);
  EXPECT_EQ(found, match_test::try_all(cells.view(), photos.view())) << what;
}

TEST(PhotoBlocks, FindTheNearestPhotoAndOfEquallyNearOnesTheLowest) {
  for (const Kind kind : match_test::kKinds) {
    for (const std::size_t dimension : {1U, 3U, 27U, 100U}) {
      for (const std::size_t photo_count : {1U, 7U, 8U, 9U, 1500U}) {
        expect_nearest(make_points(kind, 103, dimension, 1),
                       make_points(kind, photo_count, dimension, 2),
                       match_test::name(kind) + " " + std::to_string(dimension));
      }
    }
  }
}

TEST(PhotoBlocks, AreNotMisledByCoordinatesThatAreLargeBesideTheirDifferences) {
  for (const float offset : {10.0F, 1000.0F, -100000.0F}) {
    Points cells = make_points(Kind::clustered, 100, 27, 1);
    Points photos = make_points(Kind::clustered, 500, 27, 2);
    for (float& value : cells.values) value += offset;
    for (float& value : photos.values) value += offset;
    expect_nearest(cells, photos, "offset " + std::to_string(offset));
  }
}

TEST(PhotoBlocks, FindPhotosAtTheEndsOfWhatNumbersReach) {
  for (const float scale : {1e-30F, 1e-21F, 1e-19F, 1e18F, 1e19F}) {
    Points cells = make_points(Kind::random, 40, 5, 1);
    Points photos = make_points(Kind::random, 60, 5, 2);
    for (float& value : cells.values) value *= scale;
    for (float& value : photos.values) value *= scale;
    expect_nearest(cells, photos, "scale " + std::to_string(scale));
  }
  expect_nearest({{3e38F, -3e38F}, 1}, {{-3e38F, -2e38F, -3e38F}, 1}, "overflow");
}

}  // namespace
}  // namespace tessera
