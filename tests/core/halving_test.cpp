#include "match/halving.h"

#include "base/job.h"
#include "match_points.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tessera {
namespace {

using match_test::Kind;
using match_test::make_points;
using match_test::Points;

Assignment run(const Points& cells, const Points& photos, PhotoLimits limits) {
  InlineExecutor executor;
  Job job;
  const auto matcher = make_halving_matcher(cells.view(), photos.view(), std::move(limits));
  const Result<Assignment> result = run_matcher(*matcher, cells.view().count, executor, job);
  EXPECT_TRUE(result);
  EXPECT_EQ(job.done(), static_cast<std::int64_t>(cells.view().count));
  return *result;
}

TEST(Halving, FillsAllCellsWithinTheLimitOfEachPhoto) {
  for (const Kind kind : match_test::kKinds) {
    for (const std::size_t dimension : {1U, 3U, 48U}) {
      for (const std::size_t cell_count : {0U, 1U, 7U, 150U, 300U}) {
        const Points cells = make_points(kind, cell_count, dimension, 1);
        const Points photos = make_points(kind, 200, dimension, 2);
        PhotoLimits limits = equal_limits(200, 0);
        for (std::uint32_t j = 0; j < 200; ++j) limits.most[j] = j % 4;
        const Assignment assignment = run(cells, photos, limits);
        ASSERT_EQ(assignment.photo_of_cell.size(), cell_count);
        std::vector<std::uint32_t> uses(200, 0);
        for (const std::uint32_t photo : assignment.photo_of_cell) ++uses.at(photo);
        for (std::size_t j = 0; j < 200; ++j) EXPECT_LE(uses[j], limits.most[j]);
      }
    }
  }
}

TEST(Halving, IsTheOptimumAlongOneCoordinate) {
  for (const Kind kind : match_test::kKinds) {
    Points cells = make_points(kind, 500, 1, 1);
    Points photos = make_points(kind, 500, 1, 2);
    const double cost = run(cells, photos, equal_limits(500, 1)).total_cost;
    std::sort(cells.values.begin(), cells.values.end());
    std::sort(photos.values.begin(), photos.values.end());
    std::vector<std::uint32_t> in_order(500);
    std::iota(in_order.begin(), in_order.end(), 0U);
    EXPECT_NEAR(cost, total_cost(cells.view(), photos.view(), in_order), 1e-9 + 1e-9 * cost)
        << match_test::name(kind);
  }
}

TEST(Halving, FindsThePhotosThatWereMadeForTheCellsAmongOthers) {
  // Half of the photos are the cells themselves in another order, the others are brighter than all.
  const Points cells = make_points(Kind::random, 400, 3, 1);
  Points photos = make_points(Kind::random, 400, 3, 2);
  for (float& value : photos.values) value += 1;
  for (std::size_t i = cells.values.size(); i > 0; i -= 3) {
    photos.values.insert(photos.values.end(), cells.values.begin() + static_cast<long>(i) - 3,
                         cells.values.begin() + static_cast<long>(i));
  }
  const Assignment assignment = run(cells, photos, equal_limits(800, 1));
  EXPECT_EQ(assignment.total_cost, 0);
}

TEST(Halving, RefusesLimitsThatDoNotSuffice) {
  InlineExecutor executor;
  Job job;
  const Points cells = make_points(Kind::random, 5, 3, 3);
  const Points photos = make_points(Kind::random, 2, 3, 4);
  EXPECT_EQ(make_halving_matcher(cells.view(), photos.view(), equal_limits(2, 2))
                ->advance(executor, job)
                .code,
            StatusCode::invalid_argument);
}

TEST(Halving, ReturnsCancelledAndGoesOnWithAnotherJob) {
  InlineExecutor executor;
  const Points cells = make_points(Kind::clustered, 20000, 48, 5);
  const Points photos = make_points(Kind::random, 20000, 48, 6);
  const Assignment expected = run(cells, photos, equal_limits(20000, 1));
  const auto matcher = make_halving_matcher(cells.view(), photos.view(), equal_limits(20000, 1));
  Job first;
  ASSERT_TRUE(matcher->advance(executor, first).is_ok());
  ASSERT_FALSE(matcher->finished());
  first.cancel();
  EXPECT_EQ(matcher->advance(executor, first).code, StatusCode::cancelled);
  Job second;
  const Result<Assignment> result = run_matcher(*matcher, 20000, executor, second);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->photo_of_cell, expected.photo_of_cell);
}

}  // namespace
}  // namespace tessera
