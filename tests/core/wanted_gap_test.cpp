// Where a gap will do, the optimal matcher stops at one that is true.
#include "match/optimal.h"
#include "match_points.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>

namespace tessera {
namespace {

using match_test::Kind;
using match_test::make_points;
using match_test::Points;

PhotoLimits once(std::size_t photos) { return {std::vector<std::uint32_t>(photos, 1), {}, {}}; }

/// Advances until the gap is known to be at most so large.
void run_to_gap(OptimalMatcher& matcher, double gap) {
  InlineExecutor executor;
  Job job;
  while (!matcher.finished() && matcher.known_gap() > gap) {
    ASSERT_TRUE(matcher.advance(executor, job).is_ok());
  }
}

class WantedGap : public testing::TestWithParam<std::size_t> {};

TEST_P(WantedGap, IsKeptByACompleteAssignmentAndABoundOnTheTrueOptimum) {
  const std::size_t dimension = GetParam();
  const std::size_t count = 2000;
  const Points cells = make_points(Kind::random, count, dimension, 11);
  const Points photos = make_points(Kind::random, count, dimension, 12);
  const auto exact = make_optimal_matcher(cells.view(), photos.view(), once(count));
  run_to_gap(*exact, 0);
  ASSERT_TRUE(exact->proof().optimal);
  for (const double gap : {0.02, 0.002}) {
    const auto matcher = make_optimal_matcher(cells.view(), photos.view(), once(count), gap);
    run_to_gap(*matcher, gap);
    const OptimalProof proof = matcher->proof();
    EXPECT_LE(proof.gap, gap);
    EXPECT_LE(proof.lower_bound, exact->proof().cost);
    EXPECT_GE(proof.cost, exact->proof().cost);
    std::vector<std::uint32_t> used = matcher->assignment().photo_of_cell;
    EXPECT_DOUBLE_EQ(proof.cost, matcher->cost_on_grid(used));
    std::sort(used.begin(), used.end());
    std::vector<std::uint32_t> all(count);
    std::iota(all.begin(), all.end(), 0U);
    EXPECT_EQ(used, all);
  }
}

TEST_P(WantedGap, EndsAtTheOptimumWhereNobodyLeavesOff) {
  const std::size_t dimension = GetParam();
  const Points cells = make_points(Kind::random, 1500, dimension, 13);
  const Points photos = make_points(Kind::random, 1700, dimension, 14);
  const auto exact = make_optimal_matcher(cells.view(), photos.view(), once(1700));
  const auto matcher = make_optimal_matcher(cells.view(), photos.view(), once(1700), 0.01);
  run_to_gap(*exact, 0);
  run_to_gap(*matcher, 0);
  EXPECT_TRUE(matcher->proof().optimal);
  EXPECT_EQ(matcher->proof().cost, exact->proof().cost);
}

INSTANTIATE_TEST_SUITE_P(Dimensions, WantedGap, testing::Values(3, 27));

}  // namespace
}  // namespace tessera
