// The nearest matcher gives each cell the photo that trying all of them would give.
#include "match/nearest.h"

#include "match_points.h"

#include <gtest/gtest.h>

namespace tessera {
namespace {

using match_test::Kind;
using match_test::make_points;
using match_test::Points;
using match_test::try_all;

Assignment run(PointsView cells, PointsView photos, Executor& executor) {
  Job job;
  const auto matcher = make_nearest_matcher(cells, photos);
  const Result<Assignment> result = run_matcher(*matcher, cells.count, executor, job);
  EXPECT_TRUE(result);
  EXPECT_EQ(job.done(), static_cast<std::int64_t>(cells.count));
  return *result;
}

TEST(Nearest, EqualsTryingAllPhotosInEveryDimensionAndKindOfInput) {
  InlineExecutor executor;
  for (const Kind kind : match_test::kKinds) {
    for (const std::size_t dimension : {1U, 2U, 3U, 4U, 7U, 8U, 9U, 16U, 27U, 48U}) {
      for (const std::size_t photo_count : {1U, 2U, 5U, 12U, 13U, 100U, 700U}) {
        const Points cells = make_points(kind, 150, dimension, 1);
        const Points photos = make_points(kind, photo_count, dimension, 2);
        EXPECT_EQ(run(cells.view(), photos.view(), executor).photo_of_cell,
                  try_all(cells.view(), photos.view()))
            << match_test::name(kind) << ", dimension " << dimension << ", " << photo_count;
      }
    }
  }
}

TEST(Nearest, FindsAPhotoForCoordinatesSoFarApartThatTheCostOverflows) {
  InlineExecutor executor;
  const Points cells{{3e38F, -3e38F}, 1};
  const Points photos{{-3e38F, -2e38F, -3e38F}, 1};
  EXPECT_EQ(run(cells.view(), photos.view(), executor).photo_of_cell,
            (std::vector<std::uint32_t>{0, 0}));
}

TEST(Nearest, GivesTheLowerPhotoWhenSeveralAreEquallyNear) {
  InlineExecutor executor;
  const Points cells{{0.5F}, 1};
  const Points photos{{2, 1, 0, 1, 0}, 1};
  EXPECT_EQ(run(cells.view(), photos.view(), executor).photo_of_cell[0], 1U);
}

TEST(Nearest, AddsUpTheCostInTheOrderOfTheCells) {
  InlineExecutor executor;
  const Points cells = make_points(Kind::random, 300, 3, 3);
  const Points photos = make_points(Kind::random, 40, 3, 4);
  const Assignment assignment = run(cells.view(), photos.view(), executor);
  double expected = 0;
  for (std::size_t i = 0; i < 300; ++i) {
    expected += static_cast<double>(squared_distance(
        cells.view().point(i), photos.view().point(assignment.photo_of_cell[i]), 3));
  }
  EXPECT_EQ(assignment.total_cost, expected);
}

TEST(Nearest, IsTheSameOnAnyNumberOfThreads) {
  const Points cells = make_points(Kind::clustered, 5000, 3, 5);
  const Points photos = make_points(Kind::clustered, 900, 3, 6);
  InlineExecutor inline_executor;
  const Assignment expected = run(cells.view(), photos.view(), inline_executor);
  for (const std::size_t threads : {2U, 7U}) {
    ThreadPool pool(threads);
    const Assignment assignment = run(cells.view(), photos.view(), pool);
    EXPECT_EQ(assignment.photo_of_cell, expected.photo_of_cell);
    EXPECT_EQ(assignment.total_cost, expected.total_cost);
  }
}

TEST(Nearest, ReturnsCancelledAndGoesOnWithAnotherJob) {
  InlineExecutor executor;
  const Points cells = make_points(Kind::random, 40000, 3, 5);
  const Points photos = make_points(Kind::random, 300, 3, 6);
  const auto matcher = make_nearest_matcher(cells.view(), photos.view());
  Job cancelled;
  ASSERT_TRUE(matcher->advance(executor, cancelled).is_ok());
  ASSERT_TRUE(matcher->advance(executor, cancelled).is_ok());
  cancelled.cancel();
  EXPECT_EQ(matcher->advance(executor, cancelled).code, StatusCode::cancelled);
  EXPECT_FALSE(matcher->finished());
  Job job;
  const Result<Assignment> result = run_matcher(*matcher, 40000, executor, job);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->photo_of_cell, run(cells.view(), photos.view(), executor).photo_of_cell);
}

TEST(Nearest, IsFinishedAtOnceWithoutCells) {
  const Points photos = make_points(Kind::random, 3, 3, 6);
  const auto matcher = make_nearest_matcher({nullptr, 0, 3}, photos.view());
  EXPECT_TRUE(matcher->finished());
  EXPECT_EQ(matcher->assignment().total_cost, 0);
}

}  // namespace
}  // namespace tessera
