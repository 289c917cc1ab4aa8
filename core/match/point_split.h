// Point split: what building a k-d tree needs: the box of some points, and their halves along a
// coordinate.
#pragma once

#include "match/points.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

/// The box of some points; measured in one pass, as they lie all over memory.
struct Extent {
  std::vector<float> low;
  std::vector<float> high;

  /// Sets the box to that of the points with these indices.
  void measure(PointsView points, std::span<const std::uint32_t> order);
  float width(std::size_t coordinate) const { return high[coordinate] - low[coordinate]; }
  /// The coordinate of the greatest width, the first of equal ones.
  std::size_t widest() const;
};

/// Reorders points so that those before the middle have the smaller coordinates, of equal ones the
/// smaller indices, and the one at the middle has the least of the rest. The order within both
/// parts may differ between platforms.
/// @param keys room to work in.
void split_points(PointsView points, std::span<std::uint32_t> order, std::size_t middle,
                  std::size_t coordinate, std::vector<std::uint64_t>& keys);

}  // namespace tessera
