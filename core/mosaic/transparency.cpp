#include "mosaic/transparency.h"

#include "image/area_mean.h"

#include <cstddef>
#include <span>

namespace tessera {

std::vector<std::uint32_t> transparent_cells(ImageView over_white, ImageView over_black,
                                             const Grid& grid) {
  constexpr int kHalf = 128;
  const CellIntervals intervals = cell_intervals(grid, over_white.size());
  std::vector<std::uint32_t> cells;
  for (int row = 0; row < grid.rows; ++row) {
    const std::span<const Interval> across = intervals.columns_of(row);
    const std::span<const Interval> down =
        std::span(intervals.rows).subspan(static_cast<std::size_t>(row), 1);
    const std::vector<std::uint8_t> white = stored_means(over_white, across, down);
    const std::vector<std::uint8_t> black = stored_means(over_black, across, down);
    for (int column = 0; column < grid.columns; ++column) {
      const std::size_t first_value = static_cast<std::size_t>(column) * kChannels;
      if (white[first_value] - black[first_value] >= kHalf) {
        cells.push_back(static_cast<std::uint32_t>(row * grid.columns + column));
      }
    }
  }
  return cells;
}

}  // namespace tessera
