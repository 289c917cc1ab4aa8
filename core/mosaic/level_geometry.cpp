#include "mosaic/level_geometry.h"

#include <algorithm>
#include <cstdint>

namespace tessera {
namespace {

CellAxis cell_axis(int cells, int tile, int shift, int mosaic, int halvings) {
  CellAxis axis;
  const int scale_less_one = (1 << halvings) - 1;
  axis.length = (mosaic + scale_less_one) >> halvings;
  axis.begin.reserve(static_cast<std::size_t>(cells));
  for (int cell = 0; cell < cells; ++cell) {
    axis.begin.push_back(static_cast<int>((std::int64_t{cell} * tile - shift) >> halvings));
  }
  for (std::size_t cell = 0; cell < axis.begin.size(); ++cell) {
    axis.side.push_back((cell + 1 == axis.begin.size() ? axis.length : axis.begin[cell + 1]) -
                        axis.begin[cell]);
  }
  // The last one may be cut off: its tile has what a whole one would have.
  axis.side.back() = std::max(axis.side.back(), std::max(1, tile >> halvings));
  return axis;
}

}  // namespace

bool level_exists(const Grid& grid, int halvings) {
  return halvings < 31 && (std::min(grid.tile.width, grid.tile.height) >> halvings) > 0;
}

std::size_t CellAxis::cell_at(int position) const {
  return static_cast<std::size_t>(std::upper_bound(begin.begin() + 1, begin.end(), position) -
                                  begin.begin()) -
         1;
}

LevelGeometry::LevelGeometry(const Grid& grid, int halvings)
    : columns_{cell_axis(grid.columns, grid.tile.width, 0, grid.mosaic.width, halvings),
               cell_axis(grid.columns, grid.tile.width, grid.row_shift(1), grid.mosaic.width,
                         halvings)},
      rows_(cell_axis(grid.rows, grid.tile.height, 0, grid.mosaic.height, halvings)) {}

}  // namespace tessera
