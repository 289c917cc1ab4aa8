#include "mosaic/transparency.h"

#include "image/area_mean.h"

#include <cstddef>

namespace tessera {

std::vector<std::uint32_t> transparent_cells(ImageView over_white, ImageView over_black,
                                             const Grid& grid) {
  constexpr int kHalf = 128;
  const CellEdges edges = cell_edges(grid, over_white.size());
  const std::vector<std::uint8_t> white = stored_means(over_white, edges.x, edges.y);
  const std::vector<std::uint8_t> black = stored_means(over_black, edges.x, edges.y);
  std::vector<std::uint32_t> cells;
  for (std::size_t cell = 0; cell < grid.cell_count(); ++cell) {
    if (white[cell * kChannels] - black[cell * kChannels] >= kHalf) {
      cells.push_back(static_cast<std::uint32_t>(cell));
    }
  }
  return cells;
}

}  // namespace tessera
