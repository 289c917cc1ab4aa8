// Photos that have a use limit of their own.
#include "match/constrained_matcher.h"
#include "match_points.h"

#include <gtest/gtest.h>

namespace tessera {
namespace {

using match_test::Kind;
using match_test::make_points;
using match_test::Points;

MatchResult run(Matching method, const Points& cells, const Points& photos,
                const Constraints& constraints) {
  InlineExecutor executor;
  Job job;
  const auto matcher =
      make_constrained_matcher({method, constraints, 0}, cells.view(), photos.view());
  EXPECT_TRUE(run_matcher(*matcher, cells.view().count, executor, job));
  return matcher->result();
}

TEST(OwnLimits, AreWorthAsManyCopiesOfAPhoto) {
  const Points cells = make_points(Kind::clustered, 120, 3, 1);
  const Points photos = make_points(Kind::clustered, 60, 3, 2);
  Points copies{{}, 3};
  Constraints constraints;
  for (std::uint32_t photo = 0; photo < 60; ++photo) {
    const std::uint32_t uses = photo * 7 % 6;
    constraints.own_limits.push_back({photo, uses});
    for (std::uint32_t use = 0; use < uses; ++use) {
      const float* point = photos.view().point(photo);
      copies.values.insert(copies.values.end(), point, point + 3);
    }
  }
  for (const Matching method : {Matching::greedy, Matching::optimal}) {
    const MatchResult result = run(method, cells, photos, constraints);
    const MatchResult expected = run(method, cells, copies, {});
    EXPECT_EQ(result.facts.uses_over, 0U);
    EXPECT_EQ(result.raised_own_limit, 0U);
    EXPECT_NEAR(result.assignment.total_cost, expected.assignment.total_cost,
                1e-4 * expected.assignment.total_cost);
    EXPECT_EQ(result.optimal, expected.optimal);
  }
}

TEST(OwnLimits, GiveWayOnlyWhereEveryPhotoHasOne) {
  // Limits that can hold have just as many places as there are cells.
  const Points cells = make_points(Kind::random, 51, 2, 1);
  const Points photos = make_points(Kind::random, 5, 2, 2);
  Constraints constraints;
  constraints.max_uses = 2;
  for (const Matching method : {Matching::nearest, Matching::greedy, Matching::optimal}) {
    constraints.own_limits = {{0, 3}, {1, 0}};
    const MatchResult result = run(method, cells, photos, constraints);
    EXPECT_EQ(result.use_limit, 16U);  // 48 cells for three photos
    EXPECT_EQ(result.raised_own_limit, 0U);
    EXPECT_EQ(result.facts.uses_over, 48U - 3 * 2);
    constraints.own_limits = {{0, 3}, {1, 0}, {2, 1}, {3, 1}, {4, 31}};
    const MatchResult raised = run(method, cells, photos, constraints);
    EXPECT_EQ(raised.raised_own_limit, 5U);  // 20 cells for four photos
    EXPECT_EQ(raised.facts.uses_over, 2U + 5 + 4 + 4);
  }
}

}  // namespace
}  // namespace tessera
