// The greedy matcher takes the edges that sorting all of them would take.
#include "match/greedy.h"

#include "match_points.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>
#include <tuple>

namespace tessera {
namespace {

using match_test::Kind;
using match_test::make_points;
using match_test::Points;

std::vector<std::uint32_t> sort_all_edges(PointsView cells, PointsView photos,
                                          const PhotoLimits& limits) {
  std::vector<std::tuple<float, std::uint32_t, std::uint32_t>> edges;
  for (std::uint32_t i = 0; i < cells.count; ++i) {
    for (std::uint32_t j = 0; j < photos.count; ++j) {
      edges.emplace_back(squared_distance(cells.point(i), photos.point(j), cells.dimension), i, j);
    }
  }
  std::sort(edges.begin(), edges.end());
  constexpr std::uint32_t free_cell = 0xFFFFFFFFU;
  std::vector<std::uint32_t> result(cells.count, free_cell);
  std::vector<std::uint32_t> left = limits.most;
  for (const auto& [cost, i, j] : edges) {
    if (result[i] != free_cell || left[limits.identity(j)] == 0) continue;
    result[i] = j;
    --left[limits.identity(j)];
  }
  return result;
}

Assignment run(PointsView cells, PointsView photos, std::uint32_t max_uses, Executor& executor) {
  Job job;
  const auto matcher = make_greedy_matcher(cells, photos, equal_limits(photos.count, max_uses));
  const Result<Assignment> result = run_matcher(*matcher, cells.count, executor, job);
  EXPECT_TRUE(result);
  EXPECT_EQ(job.done(), static_cast<std::int64_t>(cells.count));
  return *result;
}

TEST(Greedy, EqualsTakingAllEdgesInSortedOrder) {
  InlineExecutor executor;
  for (const Kind kind : match_test::kKinds) {
    for (const std::size_t dimension : {1U, 3U, 12U, 48U}) {
      for (const std::size_t photo_count : {1U, 3U, 30U, 180U, 400U}) {
        const Points cells = make_points(kind, 180, dimension, 1);
        const Points photos = make_points(kind, photo_count, dimension, 2);
        const std::uint32_t least = least_use_limit(180, photo_count);
        for (const std::uint32_t max_uses : {least, least + 2}) {
          EXPECT_EQ(
              run(cells.view(), photos.view(), max_uses, executor).photo_of_cell,
              sort_all_edges(cells.view(), photos.view(), equal_limits(photo_count, max_uses)))
              << match_test::name(kind) << ", dimension " << dimension << ", " << photo_count
              << " photos, at most " << max_uses;
        }
      }
    }
  }
}

TEST(Greedy, UsesNoPhotoMoreOftenThanAllowed) {
  InlineExecutor executor;
  const Points cells = make_points(Kind::clustered, 3000, 3, 3);
  const Points photos = make_points(Kind::clustered, 700, 3, 4);
  const Assignment assignment = run(cells.view(), photos.view(), 5, executor);
  std::vector<int> uses(700, 0);
  for (const std::uint32_t photo : assignment.photo_of_cell) ++uses[photo];
  EXPECT_EQ(*std::max_element(uses.begin(), uses.end()), 5);
}

TEST(Greedy, KeepsToALimitForEachPhoto) {
  InlineExecutor executor;
  Job job;
  const Points cells = make_points(Kind::clustered, 600, 3, 3);
  const Points photos = make_points(Kind::clustered, 400, 3, 4);
  std::vector<std::uint32_t> capacities(400);
  for (std::size_t j = 0; j < 400; ++j) capacities[j] = static_cast<std::uint32_t>(j % 4);
  const auto matcher = make_greedy_matcher(cells.view(), photos.view(), {capacities, {}, {}});
  const Result<Assignment> result = run_matcher(*matcher, 600, executor, job);
  ASSERT_TRUE(result);
  std::vector<std::uint32_t> uses(400, 0);
  for (const std::uint32_t photo : result->photo_of_cell) ++uses[photo];
  EXPECT_EQ(uses, capacities);
}

TEST(Greedy, CountsPhotosOfOneIdentityTogether) {
  InlineExecutor executor;
  for (const Kind kind : match_test::kKinds) {
    const Points cells = make_points(kind, 200, 3, 3);
    const Points photos = make_points(kind, 300, 3, 4);
    PhotoLimits limits{std::vector<std::uint32_t>(100, 3), {}, {}};
    for (std::uint32_t j = 0; j < 300; ++j) limits.identities.push_back(j * 7 % 100);
    Job job;
    const auto matcher = make_greedy_matcher(cells.view(), photos.view(), limits);
    const Result<Assignment> result = run_matcher(*matcher, 200, executor, job);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->photo_of_cell, sort_all_edges(cells.view(), photos.view(), limits));
  }
}

TEST(Greedy, UsesEachPhotoAsOftenAsItMust) {
  InlineExecutor executor;
  for (const Kind kind : match_test::kKinds) {
    for (const bool share : {false, true}) {
      const Points cells = make_points(kind, 300, 3, 3);
      const Points photos = make_points(kind, 100, 3, 4);
      PhotoLimits limits = equal_limits(share ? 50 : 100, share ? 8 : 4);
      for (std::uint32_t k = 0; k < limits.most.size(); ++k) limits.least.push_back(k % 3);
      for (std::uint32_t j = 0; share && j < 100; ++j) limits.identities.push_back(j / 2);
      Job job;
      const auto matcher = make_greedy_matcher(cells.view(), photos.view(), limits);
      const Result<Assignment> result = run_matcher(*matcher, 300, executor, job);
      ASSERT_TRUE(result);
      EXPECT_EQ(job.done(), 300);
      std::vector<std::uint32_t> uses(limits.most.size(), 0);
      for (const std::uint32_t photo : result->photo_of_cell) ++uses[limits.identity(photo)];
      for (std::size_t k = 0; k < uses.size(); ++k) {
        EXPECT_GE(uses[k], limits.least[k]);
        EXPECT_LE(uses[k], limits.most[k]);
      }
    }
  }
}

TEST(Greedy, NeedsOnePhotoACellOrEnoughRepeats) {
  EXPECT_EQ(least_use_limit(0, 5), 1U);
  EXPECT_EQ(least_use_limit(5, 5), 1U);
  EXPECT_EQ(least_use_limit(6, 5), 2U);
  EXPECT_EQ(least_use_limit(10, 5), 2U);
  EXPECT_EQ(least_use_limit(11, 5), 3U);
  EXPECT_EQ(least_use_limit(7, 1), 7U);
}

/// As many photos as cells that crowd where few photos are.
Assignment run_before_swaps(PointsView cells, PointsView photos, double& lower_bound) {
  InlineExecutor executor;
  Job job;
  const auto matcher = make_greedy_matcher(cells, photos, equal_limits(photos.count, 1), true);
  const Result<Assignment> result = run_matcher(*matcher, cells.count, executor, job);
  EXPECT_TRUE(result);
  EXPECT_EQ(job.done(), static_cast<std::int64_t>(cells.count));
  lower_bound = matcher->lower_bound().value_or(-1);
  return *result;
}

TEST(Greedy, CostsLessAsAStartForSwapsWhereCellsCrowd) {
  InlineExecutor executor;
  double lower_bound = 0;
  const Points cells = make_points(Kind::clustered, 2000, 3, 3);
  const Points photos = make_points(Kind::random, 2000, 3, 4);
  EXPECT_LT(run_before_swaps(cells.view(), photos.view(), lower_bound).total_cost,
            run(cells.view(), photos.view(), 1, executor).total_cost);
}

TEST(Greedy, TakesTheCheapestPairsBeforeSwapsWhereMostCellsCanHaveTheirNearest) {
  InlineExecutor executor;
  double lower_bound = 0;
  const Points cells = make_points(Kind::random, 2000, 3, 3);
  const Points photos = make_points(Kind::random, 2000, 3, 4);
  EXPECT_EQ(run_before_swaps(cells.view(), photos.view(), lower_bound).photo_of_cell,
            run(cells.view(), photos.view(), 1, executor).photo_of_cell);
}

TEST(Greedy, IsBoundedByTheNearestPhotosOfAllCells) {
  for (const Kind kind : match_test::kKinds) {
    const Points cells = make_points(kind, 300, 3, 3);
    const Points photos = make_points(kind, 400, 3, 4);
    double nearest = 0;
    for (std::size_t i = 0; i < 300; ++i) {
      float least = std::numeric_limits<float>::infinity();
      for (std::size_t j = 0; j < 400; ++j) {
        least = std::min(least, squared_distance(cells.view().point(i), photos.view().point(j), 3));
      }
      nearest += static_cast<double>(least);
    }
    double lower_bound = 0;
    (void)run_before_swaps(cells.view(), photos.view(), lower_bound);
    EXPECT_EQ(lower_bound, nearest) << match_test::name(kind);
  }
}

TEST(Greedy, RefusesAUseLimitWithWhichThePhotosDoNotSuffice) {
  InlineExecutor executor;
  const Points cells = make_points(Kind::random, 5, 3, 3);
  const Points photos = make_points(Kind::random, 2, 3, 4);
  Job job;
  EXPECT_EQ(make_greedy_matcher(cells.view(), photos.view(), equal_limits(photos.view().count, 2))
                ->advance(executor, job)
                .code,
            StatusCode::invalid_argument);
  EXPECT_EQ(make_greedy_matcher(cells.view(), {nullptr, 0, 3}, {})->advance(executor, job).code,
            StatusCode::invalid_argument);
}

TEST(Greedy, IsTheSameOnAnyNumberOfThreads) {
  const Points cells = make_points(Kind::clustered, 6000, 3, 5);
  const Points photos = make_points(Kind::clustered, 6000, 3, 6);
  InlineExecutor inline_executor;
  const Assignment expected = run(cells.view(), photos.view(), 1, inline_executor);
  for (const std::size_t threads : {2U, 7U}) {
    ThreadPool pool(threads);
    const Assignment assignment = run(cells.view(), photos.view(), 1, pool);
    EXPECT_EQ(assignment.photo_of_cell, expected.photo_of_cell);
    EXPECT_EQ(assignment.total_cost, expected.total_cost);
  }
}

TEST(Greedy, ReturnsCancelledAndGoesOnWithAnotherJob) {
  InlineExecutor executor;
  const Points cells = make_points(Kind::random, 9000, 3, 5);
  const Points photos = make_points(Kind::random, 9000, 3, 6);
  const std::vector<std::uint32_t> expected =
      run(cells.view(), photos.view(), 1, executor).photo_of_cell;
  for (int slices = 0; slices < 5; ++slices) {
    const auto matcher =
        make_greedy_matcher(cells.view(), photos.view(), equal_limits(photos.view().count, 1));
    Job cancelled;
    for (int i = 0; i < slices; ++i) ASSERT_TRUE(matcher->advance(executor, cancelled).is_ok());
    cancelled.cancel();
    ASSERT_FALSE(matcher->finished());
    EXPECT_EQ(matcher->advance(executor, cancelled).code, StatusCode::cancelled);
    Job job;
    const Result<Assignment> result = run_matcher(*matcher, 9000, executor, job);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->photo_of_cell, expected);
  }
}

}  // namespace
}  // namespace tessera
