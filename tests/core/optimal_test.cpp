// The optimal matcher finds the least total cost, and its proof holds against an independent check.
#include "match/optimal.h"

#include "match/greedy.h"
#include "match/quantised_points.h"
#include "match_points.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <limits>
#include <numeric>

namespace tessera {
namespace {

using match_test::Kind;
using match_test::make_points;
using match_test::Points;

/// Whole-number costs between all cells and photos, as the matcher rounds them.
struct Matrix {
  std::vector<std::int64_t> costs;
  std::size_t photos = 0;
  double unit = 1;
  std::int64_t at(std::size_t cell, std::size_t photo) const {
    return costs[cell * photos + photo];
  }
};

Matrix all_costs(PointsView cells, PointsView photos) {
  const Quantisation quantisation = choose_quantisation(cells, photos);
  const QuantisedPoints a = quantise(cells, quantisation);
  const QuantisedPoints b = quantise(photos, quantisation);
  Matrix result{{}, photos.count, quantisation.scale * quantisation.scale};
  for (std::size_t i = 0; i < cells.count; ++i) {
    for (std::size_t j = 0; j < photos.count; ++j) {
      result.costs.push_back(integer_cost(a.point(i), b.point(j), a.width));
    }
  }
  return result;
}

/// The least total cost by shortest augmenting paths over the whole matrix (the Hungarian method in
/// O(cells² · places)), every place of a photo a column of its own.
std::int64_t least_cost(const Matrix& matrix, const std::vector<std::uint32_t>& capacities) {
  constexpr std::int64_t infinite = std::numeric_limits<std::int64_t>::max() / 4;
  const std::size_t cells = matrix.costs.size() / matrix.photos;
  std::vector<std::size_t> columns;
  for (std::size_t j = 0; j < matrix.photos; ++j) columns.insert(columns.end(), capacities[j], j);
  const std::size_t n = columns.size();
  std::vector<std::int64_t> row_dual(cells + 1, 0);
  std::vector<std::int64_t> column_dual(n + 1, 0);
  std::vector<std::size_t> row_of(n + 1, 0);
  std::vector<std::size_t> way(n + 1, 0);
  for (std::size_t i = 1; i <= cells; ++i) {
    row_of[0] = i;
    std::size_t column = 0;
    std::vector<std::int64_t> least(n + 1, infinite);
    std::vector<bool> seen(n + 1, false);
    do {
      seen[column] = true;
      const std::size_t row = row_of[column];
      std::int64_t delta = infinite;
      std::size_t next = 0;
      for (std::size_t j = 1; j <= n; ++j) {
        if (seen[j]) continue;
        const std::int64_t reduced =
            matrix.at(row - 1, columns[j - 1]) - row_dual[row] - column_dual[j];
        if (reduced < least[j]) {
          least[j] = reduced;
          way[j] = column;
        }
        if (least[j] < delta) {
          delta = least[j];
          next = j;
        }
      }
      for (std::size_t j = 0; j <= n; ++j) {
        if (seen[j]) {
          row_dual[row_of[j]] += delta;
          column_dual[j] -= delta;
        } else {
          least[j] -= delta;
        }
      }
      column = next;
    } while (row_of[column] != 0);
    while (column != 0) {
      row_of[column] = row_of[way[column]];
      column = way[column];
    }
  }
  std::int64_t total = 0;
  for (std::size_t j = 1; j <= n; ++j) {
    if (row_of[j] != 0) total += matrix.at(row_of[j] - 1, columns[j - 1]);
  }
  return total;
}

std::int64_t cost_of(const Matrix& matrix, const std::vector<std::uint32_t>& photo_of_cell) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < photo_of_cell.size(); ++i) total += matrix.at(i, photo_of_cell[i]);
  return total;
}

void expect_within_limits(const std::vector<std::uint32_t>& photo_of_cell, std::size_t cells,
                          const std::vector<std::uint32_t>& capacities) {
  ASSERT_EQ(photo_of_cell.size(), cells);
  std::vector<std::uint32_t> uses(capacities.size(), 0);
  for (const std::uint32_t photo : photo_of_cell) {
    ASSERT_LT(photo, capacities.size());
    ++uses[photo];
  }
  for (std::size_t j = 0; j < uses.size(); ++j) EXPECT_LE(uses[j], capacities[j]);
}

void expect_optimum(const Points& cells, const Points& photos,
                    const std::vector<std::uint32_t>& capacities) {
  InlineExecutor executor;
  Job job;
  const auto matcher = make_optimal_matcher(cells.view(), photos.view(), {capacities, {}, {}});
  const Result<Assignment> result = run_matcher(*matcher, cells.view().count, executor, job);
  ASSERT_TRUE(result);
  EXPECT_EQ(job.done(), static_cast<std::int64_t>(cells.view().count));
  expect_within_limits(result->photo_of_cell, cells.view().count, capacities);
  const Matrix matrix = all_costs(cells.view(), photos.view());
  const std::int64_t least = least_cost(matrix, capacities);
  EXPECT_EQ(cost_of(matrix, result->photo_of_cell), least);
  EXPECT_TRUE(matcher->proof().optimal);
  EXPECT_EQ(matcher->proof().gap, 0);
  EXPECT_DOUBLE_EQ(matcher->proof().lower_bound, static_cast<double>(least) / matrix.unit);
}

TEST(Optimal, EqualsTheHungarianMethodInEveryShapeAndKindOfInput) {
  for (const Kind kind : match_test::kKinds) {
    for (const std::size_t dimension : {1U, 2U, 3U, 8U, 27U}) {
      for (const auto& [cell_count, photo_count, uses] : {std::array<std::size_t, 3>{1, 1, 1},
                                                          {1, 9, 1},
                                                          {9, 1, 9},
                                                          {2, 2, 1},
                                                          {7, 7, 1},
                                                          {40, 40, 1},
                                                          {40, 41, 1},
                                                          {40, 90, 1},
                                                          {40, 300, 1},
                                                          {90, 40, 3},
                                                          {120, 40, 3},
                                                          {100, 7, 20},
                                                          {33, 33, 33}}) {
        SCOPED_TRACE(match_test::name(kind) + ", dimension " + std::to_string(dimension) + ", " +
                     std::to_string(cell_count) + " cells, " + std::to_string(photo_count) +
                     " photos, each " + std::to_string(uses));
        expect_optimum(make_points(kind, cell_count, dimension, 1),
                       make_points(kind, photo_count, dimension, 2),
                       std::vector<std::uint32_t>(photo_count, static_cast<std::uint32_t>(uses)));
      }
    }
  }
}

TEST(Optimal, EqualsTheHungarianMethodOnManySmallRandomCases) {
  std::mt19937 random(11);
  const auto engine = [&] { return static_cast<std::uint32_t>(random()); };
  for (std::uint32_t round = 0; round < 1500; ++round) {
    const std::size_t dimension = 1 + engine() % 4;
    const std::size_t photo_count = 1 + engine() % 12;
    std::vector<std::uint32_t> capacities(photo_count);
    for (std::uint32_t& capacity : capacities) capacity = engine() % 4;
    capacities[engine() % photo_count] += 1;
    const std::uint32_t places = std::accumulate(capacities.begin(), capacities.end(), 0U);
    const std::size_t cell_count = 1 + engine() % places;
    Points cells = make_points(match_test::kKinds[engine() % 5], cell_count, dimension, engine());
    Points photos = make_points(match_test::kKinds[engine() % 5], photo_count, dimension, engine());
    SCOPED_TRACE("round " + std::to_string(round));
    expect_optimum(cells, photos, capacities);
  }
}

TEST(Optimal, EqualsTheHungarianMethodOnSomeHundredsWithDifferentCapacities) {
  std::mt19937 random(5);
  const auto engine = [&] { return static_cast<std::uint32_t>(random()); };
  for (const Kind kind : {Kind::random, Kind::clustered, Kind::duplicates}) {
    for (const std::size_t cell_count : {150U, 299U, 300U}) {
      std::vector<std::uint32_t> capacities(100);
      for (std::size_t j = 0; j < capacities.size(); ++j) {
        capacities[j] = static_cast<std::uint32_t>(1 + j % 5);
      }
      expect_optimum(make_points(kind, cell_count, 3, engine()),
                     make_points(kind, 100, 3, engine()), capacities);
    }
  }
}

TEST(Optimal, MatchesPhotosThatLieFarFromAllCells) {
  Points cells = make_points(Kind::clustered, 200, 3, 1);
  Points photos = make_points(Kind::random, 260, 3, 2);
  for (float& value : photos.values) value = value * 5 + 3;
  expect_optimum(cells, photos, std::vector<std::uint32_t>(260, 1));
}

TEST(Optimal, NeverUsesAPhotoOfCapacityNought) {
  const Points cells = make_points(Kind::random, 60, 3, 1);
  const Points photos = make_points(Kind::random, 100, 3, 2);
  std::vector<std::uint32_t> capacities(100, 1);
  for (std::size_t j = 0; j < 40; ++j) capacities[j] = 0;
  expect_optimum(cells, photos, capacities);
}

/// The least cost where photos share identities and must be used: identities are the columns of the
/// matrix, and a place that need not be filled costs more by far.
std::int64_t least_cost(const Points& cells, const Points& photos, const PhotoLimits& limits,
                        double scale) {
  constexpr std::int64_t far = std::int64_t{1} << 40;
  Quantisation quantisation = choose_quantisation(cells.view(), photos.view());
  quantisation.scale = scale;
  const QuantisedPoints a = quantise(cells.view(), quantisation);
  const QuantisedPoints b = quantise(photos.view(), quantisation);
  const std::size_t identities = limits.most.size();
  Matrix matrix{std::vector<std::int64_t>(a.count * identities * 2, far * 4), identities * 2, 1};
  for (std::size_t i = 0; i < a.count; ++i) {
    std::int64_t* row = matrix.costs.data() + i * identities * 2;
    for (std::uint32_t j = 0; j < b.count; ++j) {
      const std::uint32_t identity = limits.identity(j);
      const std::int64_t cost = integer_cost(a.point(i), b.point(j), a.width);
      row[identity] = std::min(row[identity], cost);
      row[identities + identity] = std::min(row[identities + identity], cost + far);
    }
  }
  std::vector<std::uint32_t> capacities = limits.least;
  capacities.resize(identities, 0);
  for (std::size_t k = 0; k < identities; ++k) {
    capacities.push_back(limits.most[k] - capacities[k]);
  }
  const auto optional = static_cast<std::int64_t>(a.count - limits.all_least());
  return least_cost(matrix, capacities) - optional * far;
}

void expect_optimum_of_identities(const Points& cells, const Points& photos,
                                  const PhotoLimits& limits) {
  InlineExecutor executor;
  Job job;
  const auto matcher = make_optimal_matcher(cells.view(), photos.view(), limits);
  const Result<Assignment> result = run_matcher(*matcher, cells.view().count, executor, job);
  ASSERT_TRUE(result);
  std::vector<std::uint32_t> uses(limits.most.size(), 0);
  for (const std::uint32_t photo : result->photo_of_cell) ++uses[limits.identity(photo)];
  for (std::size_t k = 0; k < uses.size(); ++k) {
    EXPECT_LE(uses[k], limits.most[k]);
    EXPECT_GE(uses[k], limits.least.empty() ? 0 : limits.least[k]);
  }
  const OptimalProof proof = matcher->proof();
  EXPECT_TRUE(proof.optimal);
  EXPECT_EQ(matcher->cost_on_grid(result->photo_of_cell), proof.cost);
  EXPECT_DOUBLE_EQ(proof.cost * proof.scale * proof.scale,
                   static_cast<double>(least_cost(cells, photos, limits, proof.scale)));
}

TEST(Optimal, EqualsTheHungarianMethodWherePhotosShareIdentitiesAndMustBeUsed) {
  std::mt19937 random(17);
  const auto engine = [&] { return static_cast<std::uint32_t>(random()); };
  for (std::uint32_t round = 0; round < 1500; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const std::size_t dimension = 1 + engine() % 4;
    const std::uint32_t identities = 1 + engine() % 8;
    PhotoLimits limits;
    for (std::uint32_t k = 0; k < identities; ++k) {
      limits.most.push_back(1 + engine() % 4);
      limits.least.push_back(round % 3 == 0 ? 0 : engine() % (limits.most.back() + 1));
    }
    std::size_t photo_count = identities;
    if (round % 2 == 0) {
      photo_count += engine() % 12;
      for (std::uint32_t j = 0; j < photo_count; ++j) {
        limits.identities.push_back(j < identities ? j : engine() % identities);
      }
    }
    const std::uint64_t least = std::max<std::uint64_t>(1, limits.all_least());
    const auto cell_count =
        static_cast<std::size_t>(least + engine() % (limits.all_places() - least + 1));
    expect_optimum_of_identities(
        make_points(match_test::kKinds[engine() % 5], cell_count, dimension, engine()),
        make_points(match_test::kKinds[engine() % 5], photo_count, dimension, engine()), limits);
  }
}

TEST(Optimal, EqualsTheHungarianMethodOnSomeHundredsThatShareIdentitiesAndMustBeUsed) {
  for (const Kind kind : {Kind::random, Kind::clustered, Kind::duplicates}) {
    for (const std::size_t dimension : {3U, 27U}) {
      const Points cells = make_points(kind, 250, dimension, 1);
      const Points photos = make_points(Kind::clustered, 240, dimension, 2);
      PhotoLimits limits{
          std::vector<std::uint32_t>(120, 4), std::vector<std::uint32_t>(120, 1), {}};
      for (std::uint32_t j = 0; j < 240; ++j) limits.identities.push_back(j % 120);
      expect_optimum_of_identities(cells, photos, limits);
      limits.least.clear();
      expect_optimum_of_identities(cells, photos, limits);
    }
  }
}

TEST(Optimal, UsesPhotosAsOftenAsTheyMustWheneverItIsStopped) {
  InlineExecutor executor;
  const Points cells = make_points(Kind::clustered, 1500, 3, 1);
  const Points photos = make_points(Kind::random, 600, 3, 2);
  const PhotoLimits limits{
      std::vector<std::uint32_t>(600, 4), std::vector<std::uint32_t>(600, 2), {}};
  const auto matcher = make_optimal_matcher(cells.view(), photos.view(), limits);
  std::vector<OptimalProof> proofs;
  while (true) {
    const std::vector<std::uint32_t> photo_of_cell = matcher->assignment().photo_of_cell;
    std::vector<std::uint32_t> uses(600, 0);
    for (const std::uint32_t photo : photo_of_cell) ++uses[photo];
    EXPECT_GE(*std::min_element(uses.begin(), uses.end()), 2U);
    EXPECT_LE(*std::max_element(uses.begin(), uses.end()), 4U);
    proofs.push_back(matcher->proof());
    EXPECT_LE(proofs.back().gap, matcher->known_gap());
    if (matcher->finished()) break;
    Job job;
    ASSERT_TRUE(matcher->advance(executor, job).is_ok());
  }
  EXPECT_TRUE(proofs.back().optimal);
  for (const OptimalProof& proof : proofs) {
    EXPECT_LE(proof.lower_bound, proofs.back().cost);
    EXPECT_GE(proof.cost, proofs.back().cost);
  }
}

TEST(Optimal, RefusesFewerPlacesThanCells) {
  InlineExecutor executor;
  Job job;
  const Points cells = make_points(Kind::random, 10, 3, 1);
  const Points photos = make_points(Kind::random, 4, 3, 2);
  EXPECT_EQ(make_optimal_matcher(cells.view(), photos.view(), equal_limits(photos.view().count, 2))
                ->advance(executor, job)
                .code,
            StatusCode::invalid_argument);
}

TEST(Optimal, IsFinishedAtOnceWithoutCells) {
  const Points photos = make_points(Kind::random, 4, 3, 2);
  const auto matcher = make_optimal_matcher({nullptr, 0, 3}, photos.view(), equal_limits(4, 1));
  EXPECT_TRUE(matcher->finished());
  EXPECT_TRUE(matcher->assignment().photo_of_cell.empty());
  EXPECT_TRUE(matcher->proof().optimal);
}

TEST(Optimal, GivesACompleteAssignmentAndATrueBoundWheneverItIsStopped) {
  InlineExecutor executor;
  const Points cells = make_points(Kind::clustered, 700, 3, 1);
  const Points photos = make_points(Kind::clustered, 800, 3, 2);
  const std::vector<std::uint32_t> capacities(800, 1);
  const Matrix matrix = all_costs(cells.view(), photos.view());
  const auto matcher = make_optimal_matcher(cells.view(), photos.view(), {capacities, {}, {}});
  double last_bound = 0;
  std::vector<OptimalProof> proofs;
  while (true) {
    const std::vector<std::uint32_t> photo_of_cell = matcher->assignment().photo_of_cell;
    expect_within_limits(photo_of_cell, 700, capacities);
    const OptimalProof proof = matcher->proof();
    EXPECT_DOUBLE_EQ(proof.cost, static_cast<double>(cost_of(matrix, photo_of_cell)) / matrix.unit);
    EXPECT_GE(proof.lower_bound, last_bound);
    EXPECT_LE(proof.gap, matcher->known_gap());
    last_bound = proof.lower_bound;
    proofs.push_back(proof);
    if (matcher->finished()) break;
    Job job;
    ASSERT_TRUE(matcher->advance(executor, job).is_ok());
  }
  EXPECT_GT(proofs.size(), 5U);
  for (const OptimalProof& proof : proofs) {
    EXPECT_LE(proof.lower_bound, proofs.back().cost);
    EXPECT_GE(proof.cost, proofs.back().cost);
  }
  EXPECT_TRUE(proofs.back().optimal);
}

TEST(Optimal, CostsNoMoreThanGreedy) {
  InlineExecutor executor;
  Job job;
  const Points cells = make_points(Kind::clustered, 2000, 3, 1);
  const Points photos = make_points(Kind::random, 2000, 3, 2);
  const auto greedy =
      make_greedy_matcher(cells.view(), photos.view(), equal_limits(photos.view().count, 1));
  const auto optimal =
      make_optimal_matcher(cells.view(), photos.view(), equal_limits(photos.view().count, 1));
  EXPECT_LT(run_matcher(*optimal, 2000, executor, job)->total_cost,
            run_matcher(*greedy, 2000, executor, job)->total_cost);
}

TEST(Optimal, IsTheSameOnAnyNumberOfThreads) {
  const Points cells = make_points(Kind::clustered, 1500, 3, 5);
  const Points photos = make_points(Kind::random, 1600, 3, 6);
  InlineExecutor inline_executor;
  Job job;
  const auto first =
      make_optimal_matcher(cells.view(), photos.view(), equal_limits(photos.view().count, 1));
  const Result<Assignment> expected = run_matcher(*first, 1500, inline_executor, job);
  for (const std::size_t threads : {2U, 7U}) {
    ThreadPool pool(threads);
    const auto matcher =
        make_optimal_matcher(cells.view(), photos.view(), equal_limits(photos.view().count, 1));
    const Result<Assignment> result = run_matcher(*matcher, 1500, pool, job);
    EXPECT_EQ(result->photo_of_cell, expected->photo_of_cell);
    EXPECT_EQ(result->total_cost, expected->total_cost);
  }
}

TEST(Optimal, ReturnsCancelledAndGoesOnWithAnotherJob) {
  InlineExecutor executor;
  const Points cells = make_points(Kind::clustered, 1500, 3, 5);
  const Points photos = make_points(Kind::clustered, 1500, 3, 6);
  Job whole;
  const auto expected =
      make_optimal_matcher(cells.view(), photos.view(), equal_limits(photos.view().count, 1));
  ASSERT_TRUE(run_matcher(*expected, 1500, executor, whole));
  const auto matcher =
      make_optimal_matcher(cells.view(), photos.view(), equal_limits(photos.view().count, 1));
  while (!matcher->finished()) {
    Job cancelled;
    cancelled.cancel();
    EXPECT_EQ(matcher->advance(executor, cancelled).code, StatusCode::cancelled);
    Job job;
    ASSERT_TRUE(matcher->advance(executor, job).is_ok());
  }
  EXPECT_EQ(matcher->assignment().photo_of_cell, expected->assignment().photo_of_cell);
}

}  // namespace
}  // namespace tessera
