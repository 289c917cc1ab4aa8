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

std::int64_t width_of(int columns, Size tile, bool brick) {
  return static_cast<std::int64_t>(columns) * tile.width - (brick ? tile.width / 2 : 0);
}

std::int64_t divide_rounded(std::int64_t a, std::int64_t b) { return (a + b / 2) / b; }

// @param shift pixels of the mosaic by which cells stand nearer to 0.
std::vector<Interval> intervals(int cells, int tile, int shift, int mosaic, int target,
                                double overlap) {
  std::vector<Interval> result;
  result.reserve(static_cast<std::size_t>(cells));
  const double margin = overlap / 2 * tile;
  const auto on_target = [&](double in_mosaic) { return in_mosaic * target / mosaic; };
  for (int i = 0; i < cells; ++i) {
    double begin = static_cast<double>(i) * tile - shift;
    double end = begin + tile;
    if (overlap > 0) {
      begin -= margin;
      end += margin;
    } else {
      begin = std::max(begin, 0.0);
      end = std::min(end, static_cast<double>(mosaic));
    }
    result.push_back({on_target(begin), on_target(end)});
  }
  return result;
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
  const int tile_x = column * tile.width - row_shift(row);
  const int x = std::max(0, tile_x);
  const int y = row * tile.height;
  return {x, y, std::min(tile_x + tile.width, mosaic.width) - x,
          std::min(tile.height, mosaic.height - y)};
}

Result<Grid> grid_across(int cells_across, Size tile, Size target, bool brick) {
  if (Status status = check_positive(cells_across, 1, tile, target); !status.is_ok()) return status;
  const std::int64_t width = width_of(cells_across, tile, brick);
  const std::int64_t height =
      std::max<std::int64_t>(1, divide_rounded(width * target.height, target.width));
  const std::int64_t rows = (height + tile.height - 1) / tile.height;
  if (Status status = check(cells_across, rows, width, height); !status.is_ok()) return status;
  return Grid{cells_across,
              static_cast<int>(rows),
              tile,
              {static_cast<int>(width), static_cast<int>(height)},
              brick};
}

Result<Grid> whole_grid(int columns, int rows, Size tile, bool brick) {
  if (Status status = check_positive(columns, rows, tile, {1, 1}); !status.is_ok()) return status;
  const std::int64_t width = width_of(columns, tile, brick);
  const std::int64_t height = static_cast<std::int64_t>(rows) * tile.height;
  if (Status status = check(columns, rows, width, height); !status.is_ok()) return status;
  return Grid{columns, rows, tile, {static_cast<int>(width), static_cast<int>(height)}, brick};
}

Grid scaled_grid(const Grid& grid, Size tile) {
  const int width = grid.brick
                        ? static_cast<int>(width_of(grid.columns, tile, true))
                        : scaled_side(grid.columns, grid.tile.width, grid.mosaic.width, tile.width);
  return {grid.columns,
          grid.rows,
          tile,
          {width, scaled_side(grid.rows, grid.tile.height, grid.mosaic.height, tile.height)},
          grid.brick};
}

Result<Grid> grid_with_tiles(const Grid& grid, int tile_width) {
  if (tile_width < 1) {
    return Status{StatusCode::invalid_argument, "a tile has at least one pixel a side"};
  }
  const std::int64_t tile_height = std::max<std::int64_t>(
      1, divide_rounded(std::int64_t{tile_width} * grid.tile.height, grid.tile.width));
  const Size tile = {tile_width, static_cast<int>(tile_height)};
  if (Status status = check(grid.columns, grid.rows, width_of(grid.columns, tile, grid.brick),
                            grid.rows * tile_height);
      !status.is_ok()) {
    return status;
  }
  return scaled_grid(grid, tile);
}

CellIntervals cell_intervals(const Grid& grid, Size target, double overlap) {
  const auto columns_of = [&](int row) {
    return intervals(grid.columns, grid.tile.width, grid.row_shift(row), grid.mosaic.width,
                     target.width, overlap);
  };
  return {{columns_of(0), columns_of(1)},
          intervals(grid.rows, grid.tile.height, 0, grid.mosaic.height, target.height, overlap)};
}

}  // namespace tessera
