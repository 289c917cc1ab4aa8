// Grid: the cells that a target is cut into, and the size of the mosaic that they make.
//
// Cells all have the size of a tile, but for the last column and the last row, which may be
// partial: they show the left or upper part of their tile.
#pragma once

#include "base/geometry.h"
#include "base/status.h"

#include <cstddef>
#include <vector>

namespace tessera {

/// The most pixels a side of a mosaic (a PNG's own limit is 2^31 - 1; rows are counted in int).
inline constexpr int kMaxMosaicSide = 1 << 20;
/// The most cells of a grid.
inline constexpr std::int64_t kMaxCells = 16'000'000;

struct Grid {
  int columns = 0;
  int rows = 0;
  /// Pixels of a whole tile.
  Size tile;
  /// Pixels of the mosaic: more than (columns - 1) and at most columns tiles across, likewise down.
  Size mosaic;

  std::size_t cell_count() const {
    return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
  }
  /// The pixels of a cell in the mosaic; smaller than a tile where the cell is partial.
  Rect cell_rect(int column, int row) const;

  bool operator==(const Grid&) const = default;
};

/// A grid of `cells_across` columns with as many rows as the target's shape asks for; the last row
/// may be partial, so that the mosaic keeps the target's shape to the pixel.
/// @return invalid_argument for sizes below 1, too_large over kMaxMosaicSide or kMaxCells.
Result<Grid> grid_across(int cells_across, Size tile, Size target);

/// A grid of exactly columns × rows whole tiles.
/// @return as grid_across.
Result<Grid> whole_grid(int columns, int rows, Size tile);

/// The same cells with tiles of another size, for a preview; partial cells stay partial in
/// proportion, at least one pixel.
Grid scaled_grid(const Grid& grid, Size tile);

/// The same cells with tiles of the same shape and another width in pixels, for a file.
/// @return as grid_across.
Result<Grid> grid_with_tiles(const Grid& grid, int tile_width);

/// Where the cells' edges lie on a target of that size: columns + 1 and rows + 1 ascending
/// positions.
struct CellEdges {
  std::vector<double> x;
  std::vector<double> y;
};
CellEdges cell_edges(const Grid& grid, Size target);

}  // namespace tessera
