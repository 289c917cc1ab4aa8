// Every method of matching keeps to every constraint, and says so where one cannot hold.
#include "match/constrained_matcher.h"
#include "match_points.h"

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>

namespace tessera {
namespace {

using match_test::Kind;
using match_test::make_points;
using match_test::Points;

constexpr Matching kMethods[] = {Matching::nearest, Matching::greedy, Matching::optimal};

MatchResult run(Matching method, const Points& cells, const Points& photos,
                const Constraints& constraints, std::uint32_t rounds = 0, std::size_t threads = 1) {
  const auto executor = make_executor(threads);
  Job job;
  const auto matcher =
      make_constrained_matcher({method, constraints, rounds}, cells.view(), photos.view());
  const Result<Assignment> assignment = run_matcher(*matcher, cells.view().count, *executor, job);
  EXPECT_TRUE(assignment) << assignment.status().detail;
  EXPECT_EQ(job.done(), static_cast<std::int64_t>(cells.view().count));
  return matcher->result();
}

/// The own limit of an identity, or kNoLimit.
std::uint32_t own_limit(const Constraints& constraints, std::uint32_t identity) {
  std::uint32_t least = kNoLimit;
  for (const Constraints::PhotoLimit& limit : constraints.own_limits) {
    if (constraints.identity(limit.photo) == identity) least = std::min(least, limit.max_uses);
  }
  return least;
}

/// The facts, pair by pair and photo by photo.
AssignmentFacts count_facts(const std::vector<std::uint32_t>& photo_of_cell,
                            std::uint32_t photo_count, const Constraints& constraints) {
  AssignmentFacts facts;
  std::vector<std::uint32_t> uses(photo_count, 0);
  const auto columns = static_cast<int>(constraints.columns);
  for (std::size_t a = 0; a < photo_of_cell.size(); ++a) {
    if (photo_of_cell[a] == kEmptyCell) continue;
    ++uses[constraints.identity(photo_of_cell[a])];
    for (std::size_t b = 0; b < a && columns > 0; ++b) {
      if (photo_of_cell[b] == kEmptyCell) continue;
      if (constraints.identity(photo_of_cell[a]) != constraints.identity(photo_of_cell[b]))
        continue;
      const int down = static_cast<int>(a) / columns - static_cast<int>(b) / columns;
      const int across = std::abs(static_cast<int>(a) % columns - static_cast<int>(b) % columns);
      const auto distance = static_cast<std::uint32_t>(std::max(down, across));
      if (facts.least_distance == 0 || distance < facts.least_distance) {
        facts.least_distance = distance;
      }
      if (distance < constraints.min_distance) ++facts.pairs_too_close;
    }
  }
  std::vector<bool> usable(photo_count, false);
  for (std::uint32_t photo = 0; photo < photo_count; ++photo) {
    if (std::count(constraints.banned.begin(), constraints.banned.end(), photo) == 0) {
      usable[constraints.identity(photo)] = true;
    }
  }
  facts.least_use = 0xFFFFFFFFU;
  for (std::uint32_t identity = 0; identity < photo_count; ++identity) {
    if (uses[identity] > 0) ++facts.distinct;
    facts.largest_use = std::max(facts.largest_use, uses[identity]);
    const std::uint32_t own = own_limit(constraints, identity);
    const std::uint32_t most =
        own == kNoLimit && constraints.max_uses > 0 ? constraints.max_uses : own;
    if (uses[identity] > most) facts.uses_over += uses[identity] - most;
    if (!usable[identity]) continue;
    facts.least_use = std::min(facts.least_use, uses[identity]);
    const std::uint32_t least = std::min(constraints.min_uses, own);
    if (uses[identity] < least) facts.uses_missing += least - uses[identity];
  }
  if (facts.least_use == 0xFFFFFFFFU) facts.least_use = 0;
  return facts;
}

void expect_equal(const AssignmentFacts& facts, const AssignmentFacts& expected) {
  EXPECT_EQ(facts.distinct, expected.distinct);
  EXPECT_EQ(facts.largest_use, expected.largest_use);
  EXPECT_EQ(facts.least_use, expected.least_use);
  EXPECT_EQ(facts.least_distance, expected.least_distance);
  EXPECT_EQ(facts.pairs_too_close, expected.pairs_too_close);
  EXPECT_EQ(facts.uses_over, expected.uses_over);
  EXPECT_EQ(facts.uses_missing, expected.uses_missing);
}

struct Case {
  Points cells;
  Points photos;
  Constraints constraints;
};

Case random_case(std::mt19937& random) {
  const auto below = [&](std::size_t end) {
    return static_cast<std::uint32_t>(random() % static_cast<std::uint32_t>(end));
  };
  Case result;
  Constraints& constraints = result.constraints;
  constraints.columns = 1 + below(12);
  const std::uint32_t cells = 1 + below(90);
  const std::uint32_t photos = 1 + below(60);
  const std::size_t dimension = 1 + below(4);
  result.cells = make_points(match_test::kKinds[below(5)], cells, dimension, below(1000));
  result.photos = make_points(match_test::kKinds[below(5)], photos, dimension, below(1000));
  constraints.max_uses = below(4);
  constraints.min_uses = constraints.max_uses == 0 ? below(3) : below(constraints.max_uses + 1);
  constraints.min_distance = below(4);
  if (below(2) == 0) {
    for (std::uint32_t j = 0; j < photos; ++j) constraints.identities.push_back(below(photos));
  }
  for (std::uint32_t cell = 0; cell < cells; ++cell) {
    const std::uint32_t kind = below(12);
    if (kind == 0) constraints.pinned.push_back({cell, below(photos)});
    if (kind == 1) constraints.empty.push_back(cell);
  }
  for (std::uint32_t photo = 1; photo < photos; ++photo) {
    if (below(6) == 0) constraints.banned.push_back(photo);
  }
  // Of one in three cases some photos have limits of their own, of one in six all.
  const std::uint32_t own_limits = below(6);
  for (std::uint32_t photo = 0; photo < photos && own_limits < 2; ++photo) {
    if (own_limits == 1 || below(3) == 0) constraints.own_limits.push_back({photo, below(6)});
  }
  return result;
}

void expect_kept(const Case& problem, const MatchResult& result) {
  const Constraints& constraints = problem.constraints;
  const std::vector<std::uint32_t>& photo_of_cell = result.assignment.photo_of_cell;
  const auto photos = static_cast<std::uint32_t>(problem.photos.view().count);
  const std::size_t cells = problem.cells.view().count;
  ASSERT_EQ(photo_of_cell.size(), cells);

  std::vector<bool> given(cells, false);
  std::vector<std::uint32_t> pinned_uses(photos, 0);
  for (const Constraints::Pin& pin : constraints.pinned) {
    EXPECT_EQ(photo_of_cell[pin.cell], pin.photo);
    given[pin.cell] = true;
    ++pinned_uses[constraints.identity(pin.photo)];
  }
  for (const std::uint32_t cell : constraints.empty) {
    EXPECT_EQ(photo_of_cell[cell], kEmptyCell);
    given[cell] = true;
  }
  std::vector<bool> banned(photos, false);
  for (const std::uint32_t photo : constraints.banned) banned[photo] = true;
  std::vector<std::uint32_t> uses = pinned_uses;
  std::uint64_t filled = 0;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    if (given[cell]) continue;
    ++filled;
    ASSERT_LT(photo_of_cell[cell], photos);
    EXPECT_FALSE(banned[photo_of_cell[cell]]);
    ++uses[constraints.identity(photo_of_cell[cell])];
  }

  // Limits are those that were asked for, or the nearest that can hold.
  std::vector<bool> usable(photos, false);
  for (std::uint32_t photo = 0; photo < photos; ++photo) {
    if (!banned[photo]) usable[constraints.identity(photo)] = true;
  }
  const auto most = [&](std::uint32_t k, std::uint32_t use_limit, std::uint32_t raised) {
    const std::uint32_t own = own_limit(constraints, k);
    if (own != kNoLimit) return std::max(own, raised);
    return use_limit == 0 ? kNoLimit : use_limit;
  };
  // Uses that are not pinned, where each identity has so many.
  const auto unpinned = [&](const auto& uses_of) {
    std::uint64_t sum = 0;
    for (std::uint32_t k = 0; k < photos; ++k) {
      if (usable[k]) sum += uses_of(k) - std::min(uses_of(k), pinned_uses[k]);
    }
    return sum;
  };
  for (std::uint32_t k = 0; k < photos; ++k) {
    const std::uint32_t limit = most(k, result.use_limit, result.raised_own_limit);
    EXPECT_LE(uses[k], std::max(limit, pinned_uses[k]));
    EXPECT_GE(uses[k], usable[k] ? std::min(limit, result.least_uses) : 0);
  }
  EXPECT_GE(result.use_limit, constraints.max_uses);
  if (result.use_limit > std::max(1U, constraints.max_uses)) {
    EXPECT_LT(unpinned([&](std::uint32_t k) { return most(k, result.use_limit - 1, 0); }), filled);
  }
  if (result.raised_own_limit > 0) {
    EXPECT_LT(unpinned([&](std::uint32_t k) {
                return most(k, result.use_limit, result.raised_own_limit - 1);
              }),
              filled);
  }
  EXPECT_LE(result.least_uses, constraints.min_uses);
  if (result.least_uses < constraints.min_uses) {
    EXPECT_GT(unpinned([&](std::uint32_t k) {
                return std::min(most(k, result.use_limit, result.raised_own_limit),
                                result.least_uses + 1);
              }),
              filled);
  }
  expect_equal(result.facts, count_facts(photo_of_cell, photos, constraints));
  if (result.has_bound) {
    EXPECT_LE(result.lower_bound, result.cost);
    EXPECT_EQ(result.optimal, result.gap == 0);
  }
}

TEST(Constraints, AllHoldOrAreLoosenedAsLittleAsItGoesWithEveryMethod) {
  std::mt19937 random(3);
  for (int round = 0; round < 600; ++round) {
    const Case problem = random_case(random);
    for (const Matching method : kMethods) {
      for (const std::uint32_t rounds : {0U, 3U}) {
        SCOPED_TRACE("round " + std::to_string(round) + ", method " +
                     std::to_string(static_cast<int>(method)));
        expect_kept(problem,
                    run(method, problem.cells, problem.photos, problem.constraints, rounds));
      }
    }
  }
}

TEST(Constraints, KeepEqualPhotosApartWhereThereAreEnough) {
  for (const Kind kind : match_test::kKinds) {
    for (const std::uint32_t distance : {2U, 3U, 5U}) {
      // With so many photos no cell can be without one that none of its neighbours shows.
      const std::size_t photo_count = (2 * distance - 1) * (2 * distance - 1);
      const Points cells = make_points(kind, 30 * 20, 3, 1);
      const Points photos = make_points(kind, photo_count, 3, 2);
      Constraints constraints;
      constraints.min_distance = distance;
      constraints.columns = 30;
      const auto cells_count = static_cast<std::uint32_t>(cells.view().count);
      for (const Matching method : kMethods) {
        constraints.max_uses = method == Matching::nearest ? 0 : cells_count;
        for (const std::uint32_t rounds : {0U, 3U}) {
          const MatchResult result = run(method, cells, photos, constraints, rounds);
          EXPECT_EQ(result.facts.pairs_too_close, 0U) << match_test::name(kind);
          EXPECT_GE(result.facts.least_distance, distance);
          ASSERT_TRUE(result.has_bound);
        }
      }
    }
  }
}

TEST(Constraints, KeepVariantsOfAPhotoApartAsIfTheyWereOne) {
  const Points cells = make_points(Kind::clustered, 400, 3, 1);
  const Points photos = make_points(Kind::random, 120, 3, 2);
  Constraints constraints;
  constraints.min_distance = 3;
  constraints.columns = 20;
  constraints.max_uses = 12;
  for (std::uint32_t j = 0; j < 120; ++j) constraints.identities.push_back(j / 2);
  for (const Matching method : kMethods) {
    const MatchResult result = run(method, cells, photos, constraints);
    const AssignmentFacts facts = count_facts(result.assignment.photo_of_cell, 120, constraints);
    EXPECT_EQ(facts.pairs_too_close, 0U);
    EXPECT_LE(facts.largest_use, 12U);
  }
}

TEST(Constraints, KeepTightLimitsAndDistanceTogether) {
  // Every place is needed: only swaps can part equal photos.
  const Points cells = make_points(Kind::clustered, 600, 3, 1);
  const Points photos = make_points(Kind::clustered, 150, 3, 2);
  Constraints constraints;
  constraints.max_uses = 4;
  constraints.min_uses = 4;
  constraints.min_distance = 4;
  constraints.columns = 30;
  for (const Matching method : kMethods) {
    const MatchResult result = run(method, cells, photos, constraints);
    EXPECT_TRUE(result.facts.keeps_all());
    EXPECT_EQ(result.facts.largest_use, 4U);
    EXPECT_EQ(result.facts.least_use, 4U);
    if (method == Matching::optimal) {
      EXPECT_GT(result.exchanges, 0U);
      EXPECT_LT(result.gap, 0.1);
    }
  }
}

TEST(Constraints, SayByHowMuchADistanceCannotHold) {
  // Four photos cannot be three cells apart: that takes nine. Two cells apart they can, and are.
  const Points cells = make_points(Kind::random, 100, 2, 1);
  const Points photos = make_points(Kind::random, 4, 2, 2);
  Constraints constraints;
  constraints.min_distance = 3;
  constraints.columns = 10;
  for (const Matching method : kMethods) {
    const MatchResult result = run(method, cells, photos, constraints);
    EXPECT_GT(result.facts.pairs_too_close, 0U);
    EXPECT_LT(result.facts.least_distance, 3U);
    EXPECT_FALSE(result.facts.keeps_all());
  }
}

TEST(Constraints, KeepEqualPhotosAsFarApartHoweverMuchMoreWasAskedFor) {
  // Forty photos can be six cells apart at most: seven take forty-nine.
  const Points cells = make_points(Kind::clustered, 300, 3, 1);
  const Points photos = make_points(Kind::clustered, 40, 3, 2);
  Constraints constraints;
  constraints.columns = 20;
  for (const Matching method : kMethods) {
    constraints.min_distance = 6;
    const AssignmentFacts facts = run(method, cells, photos, constraints).facts;
    EXPECT_GE(facts.least_distance, 3U);
    for (const std::uint32_t distance : {7U, 50U, 2000U}) {
      constraints.min_distance = distance;
      const MatchResult result = run(method, cells, photos, constraints);
      EXPECT_GE(result.facts.least_distance, facts.least_distance) << distance;
      EXPECT_GT(result.facts.pairs_too_close, facts.pairs_too_close) << distance;
    }
  }
}

TEST(Constraints, LeaveTheOptimumOptimalWhereNothingStandsTooNear) {
  const Points cells = make_points(Kind::random, 300, 3, 1);
  const Points photos = make_points(Kind::random, 400, 3, 2);
  Constraints constraints;
  constraints.min_distance = 10;
  constraints.columns = 20;
  constraints.pinned = {{7, 390}, {8, 12}};
  constraints.empty = {100, 101, 102};
  constraints.banned = {3, 4, 5};
  const MatchResult result = run(Matching::optimal, cells, photos, constraints);
  EXPECT_TRUE(result.optimal);
  EXPECT_EQ(result.gap, 0);
  EXPECT_EQ(result.exchanges, 0U);
  EXPECT_EQ(result.facts.largest_use, 1U);
  EXPECT_EQ(result.facts.distinct, 297U);
}

TEST(Constraints, RoundsOfSwapsLowerTheCostOfGreedyTowardsTheOptimum) {
  const Points cells = make_points(Kind::clustered, 1500, 3, 1);
  const Points photos = make_points(Kind::random, 1500, 3, 2);
  const double greedy = run(Matching::greedy, cells, photos, {}).assignment.total_cost;
  const double once = run(Matching::greedy, cells, photos, {}, 1).assignment.total_cost;
  const MatchResult often = run(Matching::greedy, cells, photos, {}, 100);
  const double optimal = run(Matching::optimal, cells, photos, {}).assignment.total_cost;
  EXPECT_LT(once, greedy);
  EXPECT_LT(often.assignment.total_cost, once);
  EXPECT_GE(often.assignment.total_cost, optimal * 0.9999);
  EXPECT_LT(often.assignment.total_cost, optimal * 1.05);
  EXPECT_EQ(often.facts.largest_use, 1U);
}

TEST(Constraints, SettlingEarlyGivesACompleteResultWithinThem) {
  const Points cells = make_points(Kind::clustered, 900, 3, 1);
  const Points photos = make_points(Kind::random, 300, 3, 2);
  Constraints constraints;
  constraints.max_uses = 4;
  constraints.min_uses = 2;
  constraints.min_distance = 3;
  constraints.columns = 30;
  for (const Matching method : kMethods) {
    for (const int slices : {0, 1, 2, 5, 9}) {
      const auto matcher =
          make_constrained_matcher({method, constraints, 5}, cells.view(), photos.view());
      InlineExecutor executor;
      Job job;
      for (int i = 0; i < slices; ++i) ASSERT_TRUE(matcher->advance(executor, job).is_ok());
      matcher->settle();
      ASSERT_TRUE(run_matcher(*matcher, 900, executor, job));
      const MatchResult result = matcher->result();
      EXPECT_TRUE(result.facts.keeps_all());
      if (method != Matching::optimal) continue;
      EXPECT_TRUE(result.has_bound);
      EXPECT_LE(result.lower_bound, result.cost);
    }
  }
}

TEST(Constraints, GiveTheSameOnAnyNumberOfThreads) {
  const Points cells = make_points(Kind::clustered, 1200, 3, 1);
  const Points photos = make_points(Kind::clustered, 500, 3, 2);
  Constraints constraints;
  constraints.max_uses = 3;
  constraints.min_distance = 4;
  constraints.columns = 40;
  for (const Matching method : kMethods) {
    const MatchResult expected = run(method, cells, photos, constraints, 3);
    for (const std::size_t threads : {2U, 7U}) {
      const MatchResult result = run(method, cells, photos, constraints, 3, threads);
      EXPECT_EQ(result.assignment.photo_of_cell, expected.assignment.photo_of_cell);
      EXPECT_EQ(result.cost, expected.cost);
    }
  }
}

TEST(Constraints, AreRefusedWhereTheyContradictThemselves) {
  const auto code = [](const Constraints& constraints) {
    return check_constraints(constraints, 10, 5).code;
  };
  const auto with = [](auto change) {
    Constraints constraints;
    change(constraints);
    return constraints;
  };
  EXPECT_EQ(code({}), StatusCode::ok);
  for (const Constraints& wrong :
       {with([](Constraints& c) { c.max_uses = 1, c.min_uses = 2; }),
        with([](Constraints& c) { c.min_distance = 2; }), with([](Constraints& c) {
          c.identities = {0, 1, 2, 3};
        }),
        with([](Constraints& c) {
          c.identities = {0, 1, 2, 3, 5};
        }),
        with([](Constraints& c) {
          c.pinned = {{10, 0}};
        }),
        with([](Constraints& c) {
          c.pinned = {{0, 5}};
        }),
        with([](Constraints& c) {
          c.pinned = {{1, 0}, {1, 1}};
        }),
        with([](Constraints& c) {
          c.pinned = {{1, 0}}, c.empty = {1};
        }),
        with([](Constraints& c) {
          c.empty = {2, 2};
        }),
        with([](Constraints& c) {
          c.own_limits = {{5, 1}};
        }),
        with([](Constraints& c) { c.banned = {5}; }), with([](Constraints& c) {
          c.banned = {0, 1, 2, 3, 4};
        })}) {
    EXPECT_EQ(code(wrong), StatusCode::invalid_argument);
    const Points cells = make_points(Kind::random, 10, 2, 1);
    const Points photos = make_points(Kind::random, 5, 2, 1);
    InlineExecutor executor;
    Job job;
    const auto matcher =
        make_constrained_matcher({Matching::nearest, wrong, 0}, cells.view(), photos.view());
    EXPECT_EQ(matcher->advance(executor, job).code, StatusCode::invalid_argument);
  }
}

TEST(Constraints, AllowAllPhotosToBeBannedWhereEveryCellIsGiven) {
  const Points cells = make_points(Kind::random, 3, 2, 1);
  const Points photos = make_points(Kind::random, 2, 2, 1);
  Constraints constraints;
  constraints.pinned = {{0, 1}, {2, 1}};
  constraints.empty = {1};
  constraints.banned = {0, 1};
  constraints.min_distance = 2;
  constraints.columns = 3;
  for (const Matching method : kMethods) {
    const MatchResult result = run(method, cells, photos, constraints, 2);
    EXPECT_EQ(result.assignment.photo_of_cell, (std::vector<std::uint32_t>{1, kEmptyCell, 1}));
  }
}

}  // namespace
}  // namespace tessera
