// QuantisedPoints: points on a whole-number grid, so that costs are exact and sums have no
// rounding.
//
//   Quantisation quantisation = choose_quantisation(cells, photos);
//   QuantisedPoints grid = quantise(cells, quantisation);
//   std::int32_t cost = integer_cost(grid.point(0), grid.point(1), grid.width);
//
// From 8 to 64 dimensions the points are first turned into their principal axes, which keeps all
// distances and makes the first coordinates tell the most. Then a coordinate x becomes
// round((x − origin) · scale), with one scale for all coordinates, chosen as large as the greatest
// possible cost of 2^27 allows. "Optimal" means optimal for the costs between these points: in 3-D
// each coordinate has some 6,700 steps over its range, in 48-D some 1,700 (more along longer axes).
#pragma once

#include "match/points.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

/// No cost between quantised points is greater.
inline constexpr std::int32_t kGreatestCost = std::int32_t{1} << 27;

struct Quantisation {
  /// Steps per unit; a quantised cost divided by scale² is a squared distance.
  double scale = 1;
  /// The least value of each coordinate (along its axis), which becomes 0.
  std::vector<double> origin;
  /// As principal_axes() gives them; empty where points are not turned.
  std::vector<double> axes;
};

struct QuantisedPoints {
  std::size_t count = 0;
  /// Coordinates of a point: the dimension, and a zero where it is odd. Never 0.
  std::size_t width = 2;
  /// Point after point; at least 0 and at most sqrt(kGreatestCost).
  std::vector<std::int16_t> values;

  const std::int16_t* point(std::size_t index) const { return values.data() + index * width; }
};

/// The finest grid for both sets together (of the same dimension) on which no cost is greater than
/// `greatest_cost`.
Quantisation choose_quantisation(PointsView cells, PointsView photos,
                                 std::int32_t greatest_cost = kGreatestCost);

/// @param points inside the ranges from which the quantisation was chosen.
QuantisedPoints quantise(PointsView points, const Quantisation& quantisation);

/// The order of a k-d tree: every 32 · 2^k points that begin at a multiple of 32 · 2^k lie close
/// together. Equal points are neighbours in the order.
std::vector<std::uint32_t> k_d_order(const QuantisedPoints& points);

/// The points with the given indices, in that order.
QuantisedPoints reordered(const QuantisedPoints& points, std::span<const std::uint32_t> order);

/// The squared distance.
inline std::int32_t integer_cost(const std::int16_t* a, const std::int16_t* b, std::size_t width) {
  std::int32_t sum = 0;
  for (std::size_t k = 0; k < width; ++k) {
    const std::int32_t difference = a[k] - b[k];
    sum += difference * difference;
  }
  return sum;
}

}  // namespace tessera
