#include "mosaic/transparency.h"

#include "image/area_mean.h"

#include <cstddef>

namespace tessera {

std::vector<std::uint32_t> transparent_cells(ImageView opacity, const Grid& grid) {
  constexpr int kHalf = 128;
  std::vector<std::uint32_t> cells;
  if (opacity.size().area() == 0) return cells;
  const CellEdges edges = cell_edges(grid, opacity.size());
  const std::vector<std::uint8_t> means = stored_means(opacity, edges.x, edges.y);
  for (std::size_t cell = 0; cell < grid.cell_count(); ++cell) {
    if (means[cell * kChannels] < kHalf) cells.push_back(static_cast<std::uint32_t>(cell));
  }
  return cells;
}

}  // namespace tessera
