#include "mosaic/grid.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace tessera {
namespace {

Status check(std::int64_t columns, std::int64_t rows, std::int64_t width, std::int64_t height) {
  if (width > kMaxMosaicSide || height > kMaxMosaicSide) {
    return {StatusCode::too_large, "the mosaic would be " + std::to_string(width) + " × " +
                                       std::to_string(height) + " pixels; the limit is " +
                                       std::to_string(kMaxMosaicSide) +
                                       " a side: take fewer cells or smaller tiles"};
  }
  if (columns * rows > kMaxCells) {
    return {StatusCode::too_large, "the mosaic would have " + std::to_string(columns * rows) +
                                       " cells; the limit is " + std::to_string(kMaxCells) +
                                       ": take fewer cells"};
  }
  return {};
}

Status check_positive(int columns, int rows, Size tile, Size target) {
  if (columns < 1 || rows < 1)
    return {StatusCode::invalid_argument, "a grid has at least one cell"};
  if (tile.width < 1 || tile.height < 1) {
    return {StatusCode::invalid_argument, "a tile has at least one pixel a side"};
  }
  if (target.width < 1 || target.height < 1) {
    return {StatusCode::invalid_argument, "a target has at least one pixel a side"};
  }
  return {};
}

std::int64_t divide_rounded(std::int64_t a, std::int64_t b) { return (a + b / 2) / b; }

std::vector<double> edges(int cells, int tile, int mosaic, int target) {
  std::vector<double> positions;
  positions.reserve(static_cast<std::size_t>(cells) + 1);
  for (int i = 0; i <= cells; ++i) {
    const double in_mosaic = std::min(static_cast<double>(i) * tile, static_cast<double>(mosaic));
    positions.push_back(in_mosaic * target / mosaic);
  }
  return positions;
}

// The last cell of a row or column, scaled from one tile size to another.
int scaled_side(int cells, int tile, int mosaic, int new_tile) {
  const int last = mosaic - (cells - 1) * tile;
  const auto scaled =
      static_cast<int>(divide_rounded(static_cast<std::int64_t>(last) * new_tile, tile));
  return (cells - 1) * new_tile + std::clamp(scaled, 1, new_tile);
}

}  // namespace

Rect Grid::cell_rect(int column, int row) const {
  const int x = column * tile.width;
  const int y = row * tile.height;
  return {x, y, std::min(tile.width, mosaic.width - x), std::min(tile.height, mosaic.height - y)};
}

Result<Grid> grid_across(int cells_across, Size tile, Size target) {
  if (Status status = check_positive(cells_across, 1, tile, target); !status.is_ok()) return status;
  const std::int64_t width = static_cast<std::int64_t>(cells_across) * tile.width;
  const std::int64_t height =
      std::max<std::int64_t>(1, divide_rounded(width * target.height, target.width));
  const std::int64_t rows = (height + tile.height - 1) / tile.height;
  if (Status status = check(cells_across, rows, width, height); !status.is_ok()) return status;
  return Grid{cells_across,
              static_cast<int>(rows),
              tile,
              {static_cast<int>(width), static_cast<int>(height)}};
}

Result<Grid> whole_grid(int columns, int rows, Size tile) {
  if (Status status = check_positive(columns, rows, tile, {1, 1}); !status.is_ok()) return status;
  const std::int64_t width = static_cast<std::int64_t>(columns) * tile.width;
  const std::int64_t height = static_cast<std::int64_t>(rows) * tile.height;
  if (Status status = check(columns, rows, width, height); !status.is_ok()) return status;
  return Grid{columns, rows, tile, {static_cast<int>(width), static_cast<int>(height)}};
}

Grid scaled_grid(const Grid& grid, Size tile) {
  return {grid.columns,
          grid.rows,
          tile,
          {scaled_side(grid.columns, grid.tile.width, grid.mosaic.width, tile.width),
           scaled_side(grid.rows, grid.tile.height, grid.mosaic.height, tile.height)}};
}

Result<Grid> grid_with_tiles(const Grid& grid, int tile_width) {
  if (tile_width < 1) {
    return Status{StatusCode::invalid_argument, "a tile has at least one pixel a side"};
  }
  const std::int64_t tile_height = std::max<std::int64_t>(
      1, divide_rounded(std::int64_t{tile_width} * grid.tile.height, grid.tile.width));
  if (Status status = check(grid.columns, grid.rows, std::int64_t{grid.columns} * tile_width,
                            grid.rows * tile_height);
      !status.is_ok()) {
    return status;
  }
  return scaled_grid(grid, {tile_width, static_cast<int>(tile_height)});
}

CellEdges cell_edges(const Grid& grid, Size target) {
  return {edges(grid.columns, grid.tile.width, grid.mosaic.width, target.width),
          edges(grid.rows, grid.tile.height, grid.mosaic.height, target.height)};
}

}  // namespace tessera
