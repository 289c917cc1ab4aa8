#include "match/quantised_points.h"

#include "match/principal_axes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tessera {

namespace {

constexpr std::size_t kBlock = 32;
/// Below, turning gains little; above, finding the axes takes longer than it saves.
constexpr std::size_t kLeastDimensionsToTurn = 8;
constexpr std::size_t kMostDimensionsToTurn = 64;

double coordinate(const float* point, std::size_t k, std::size_t dimension,
                  const std::vector<double>& axes) {
  if (axes.empty()) return static_cast<double>(point[k]);
  return along_axis(point, axes.data() + k * dimension, dimension);
}

void sort_part(const QuantisedPoints& points, std::span<std::uint32_t> order) {
  if (order.size() <= 1) return;
  std::size_t widest = 0;
  int width = -1;
  for (std::size_t k = 0; k < points.width; ++k) {
    int low = INT16_MAX;
    int high = INT16_MIN;
    for (const std::uint32_t index : order) {
      const int value = points.point(index)[k];
      low = std::min(low, value);
      high = std::max(high, value);
    }
    if (high - low > width) {
      width = high - low;
      widest = k;
    }
  }
  const auto less = [&](std::uint32_t a, std::uint32_t b) {
    const std::int16_t* left = points.point(a);
    const std::int16_t* right = points.point(b);
    if (left[widest] != right[widest]) return left[widest] < right[widest];
    for (std::size_t k = 0; k < points.width; ++k) {
      if (left[k] != right[k]) return left[k] < right[k];
    }
    return a < b;
  };
  if (order.size() <= kBlock) {
    std::sort(order.begin(), order.end(), less);
    return;
  }
  std::size_t middle = kBlock;
  while (middle * 2 < order.size()) middle *= 2;
  std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(middle), order.end(),
                   less);
  sort_part(points, order.first(middle));
  sort_part(points, order.subspan(middle));
}

}  // namespace

Quantisation choose_quantisation(PointsView cells, PointsView photos, std::int32_t greatest_cost) {
  const std::size_t dimension = cells.dimension;
  Quantisation result;
  if (dimension >= kLeastDimensionsToTurn && dimension <= kMostDimensionsToTurn) {
    result.axes = principal_axes(cells, photos);
  }
  std::vector<double> low(dimension, HUGE_VAL);
  std::vector<double> high(dimension, -HUGE_VAL);
  for (const PointsView& points : {cells, photos}) {
    for (std::size_t i = 0; i < points.count; ++i) {
      for (std::size_t k = 0; k < dimension; ++k) {
        const double value = coordinate(points.point(i), k, dimension, result.axes);
        low[k] = std::min(low[k], value);
        high[k] = std::max(high[k], value);
      }
    }
  }
  double squares = 0;
  for (std::size_t k = 0; k < dimension; ++k) {
    if (low[k] <= high[k]) squares += (high[k] - low[k]) * (high[k] - low[k]);
  }
  result.origin = std::move(low);
  if (squares > 0) {
    // Rounding may lengthen each coordinate's range by a step: at most sqrt(dimension) in all.
    const double room =
        std::sqrt(static_cast<double>(greatest_cost)) - std::sqrt(static_cast<double>(dimension));
    result.scale = room / std::sqrt(squares);
  }
  return result;
}

QuantisedPoints quantise(PointsView points, const Quantisation& quantisation) {
  QuantisedPoints result;
  result.count = points.count;
  result.width = std::max<std::size_t>(2, (points.dimension + 1) / 2 * 2);
  result.values.assign(result.count * result.width, 0);
  for (std::size_t i = 0; i < points.count; ++i) {
    for (std::size_t k = 0; k < points.dimension; ++k) {
      const double offset = coordinate(points.point(i), k, points.dimension, quantisation.axes) -
                            quantisation.origin[k];
      result.values[i * result.width + k] =
          static_cast<std::int16_t>(std::floor(offset * quantisation.scale + 0.5));
    }
  }
  return result;
}

std::vector<std::uint32_t> k_d_order(const QuantisedPoints& points) {
  std::vector<std::uint32_t> order(points.count);
  std::iota(order.begin(), order.end(), 0U);
  sort_part(points, order);
  return order;
}

QuantisedPoints reordered(const QuantisedPoints& points, std::span<const std::uint32_t> order) {
  QuantisedPoints result;
  result.count = order.size();
  result.width = points.width;
  result.values.reserve(order.size() * points.width);
  for (const std::uint32_t index : order) {
    result.values.insert(result.values.end(), points.point(index),
                         points.point(index) + points.width);
  }
  return result;
}

}  // namespace tessera
