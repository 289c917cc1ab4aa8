// Optimal matching: the assignment of least total cost with each photo used at most so often, and a
// proof of how good it is.
//
//   std::unique_ptr<OptimalMatcher> matcher = make_optimal_matcher(cells, photos, limits);
//   while (!matcher->finished() && time_is_left && matcher->known_gap() > 0.001) {
//     if (Status status = matcher->advance(executor, job); !status.is_ok()) return status;
//   }
//   Assignment assignment = matcher->assignment();  // complete and within the limits at any time
//   OptimalProof proof = matcher->proof();
//
// Costs are squared distances between points on a whole-number grid (match/quantised_points.h), so
// that sums are exact. Memory is linear in cells plus photos: the cost matrix is never made.
//
// Way of working: an ε-scaling auction (match/auction.h) over an index that finds the photo of the
// least cost plus price (match/price_index.h), begun with the prices between groups of eight
// neighbours; then shortest augmenting paths (match/shortest_paths.h). Any prices prove a lower
// bound: Σ cells min_j(c_ij + p_j) − Σ photos capacity_j · (p_j − min p) − cells · min p, by linear
// programming duality; the minimum is taken over all photos, not over lists.
//
// Where a photo must be used, it stands in the market twice: its places that must be filled, and
// the others, which cost more by a constant K above every cost between two points. While a place
// that must be filled is empty, a cell that is not on such a place saves by moving there (at most
// the greatest cost is added, K is saved), so the optimum fills them all, and is the optimum
// without the constant.
#pragma once

#include "match/matcher.h"
#include "match/photo_limits.h"

#include <cstdint>
#include <memory>
#include <span>

namespace tessera {

/// How good the assignment is. Costs are in the unit of squared_distance(), after the points were
/// moved to the grid: Assignment::total_cost differs by that rounding.
struct OptimalProof {
  /// The total cost of what assignment() gives.
  double cost = 0;
  /// No assignment within the limits costs less.
  double lower_bound = 0;
  /// (cost − lower_bound) / cost; 0 where the cost is 0.
  double gap = 1;
  /// The cost and the bound are equal as whole numbers.
  bool optimal = false;
  /// Grid steps per unit of a coordinate.
  double scale = 1;
};

class OptimalMatcher : public Matcher {
 public:
  /// The best assignment so far, complete; at any time between two calls of advance(). Before it
  /// has finished this may take as long as a greedy matching of the cells that have no photo.
  Assignment assignment() const override = 0;
  /// The proof for it; the same holds.
  virtual OptimalProof proof() const = 0;
  /// The proven gap of the last complete assignment that came by itself, at no cost: to be looked
  /// at after every slice. 1 before there is one. proof() may be better, never worse.
  virtual double known_gap() const = 0;
  /// The cost of any assignment of these photos to these cells, in the measure of proof().cost.
  virtual double cost_on_grid(std::span<const std::uint32_t> photo_of_cell) const = 0;
};

/// @param cells, photos points of the same dimension; borrowed until the matcher is destroyed.
/// @param limits for the photos; where they do not suffice for the cells, advance() returns
///   invalid_argument.
/// @param wanted_gap the known_gap() at which the caller will leave off: it is then reached sooner,
///   and all that goes beyond it later. 0: nothing but the optimum will do.
std::unique_ptr<OptimalMatcher> make_optimal_matcher(PointsView cells, PointsView photos,
                                                     PhotoLimits limits, double wanted_gap = 0);

}  // namespace tessera
