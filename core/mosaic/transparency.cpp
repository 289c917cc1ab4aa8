#include "mosaic/transparency.h"

#include "image/area_mean.h"

#include <cstddef>
#include <span>

namespace tessera {

std::vector<std::uint32_t> transparent_cells(ImageView opacity, const Grid& grid) {
  constexpr int kHalf = 128;
  std::vector<std::uint32_t> cells;
  if (opacity.size().area() == 0) return cells;
  const CellIntervals intervals = cell_intervals(grid, opacity.size());
  for (int row = 0; row < grid.rows; ++row) {
    const std::span<const Interval> down =
        std::span(intervals.rows).subspan(static_cast<std::size_t>(row), 1);
    const std::vector<std::uint8_t> means = stored_means(opacity, intervals.columns_of(row), down);
    for (int column = 0; column < grid.columns; ++column) {
      if (means[static_cast<std::size_t>(column) * kChannels] < kHalf) {
        cells.push_back(static_cast<std::uint32_t>(row * grid.columns + column));
      }
    }
  }
  return cells;
}

}  // namespace tessera
