// Grid: the cells that a target is cut into, and the size of the mosaic that they make.
//
// Cells all have the size of a tile, but for the last column and the last row, which may be
// partial: they show the left or upper part of their tile.
//
// As bricks, every other row stands half a tile to the left, and the mosaic is half a tile narrower
// than its columns: of each row one cell is a half, the last one of even rows and the first one of
// odd ones, which shows the right half of its tile. So all rows have as many cells, and a cell is
// row · columns + column whatever the pattern. Distances between cells are counted in columns and
// rows all the same: off by half a cell at most.
#pragma once

#include "base/geometry.h"
#include "base/status.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
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
  /// Whether rows are offset like bricks.
  bool brick = false;

  std::size_t cell_count() const {
    return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
  }
  /// Pixels by which a row stands to the left.
  int row_shift(int row) const { return brick && row % 2 != 0 ? tile.width / 2 : 0; }
  /// The pixels of a cell in the mosaic; smaller than a tile where the cell is partial.
  Rect cell_rect(int column, int row) const;

  bool operator==(const Grid&) const = default;
};

/// A grid of `cells_across` columns with as many rows as the target's shape asks for; the last row
/// may be partial, so that the mosaic keeps the target's shape to the pixel.
/// @return invalid_argument for sizes below 1, too_large over kMaxMosaicSide or kMaxCells.
Result<Grid> grid_across(int cells_across, Size tile, Size target, bool brick = false);

/// A grid of exactly columns × rows tiles, whole but for the halves of bricks.
/// @return as grid_across.
Result<Grid> whole_grid(int columns, int rows, Size tile, bool brick = false);

/// The same cells with tiles of another size, for a preview; partial cells stay partial in
/// proportion, at least one pixel.
Grid scaled_grid(const Grid& grid, Size tile);

/// The same cells with tiles of the same shape and another width in pixels, for a file.
/// @return as grid_across.
Result<Grid> grid_with_tiles(const Grid& grid, int tile_width);

/// Where the cells lie on a target of that size, or patches that are larger than they.
struct CellIntervals {
  /// Of the cells of even rows and of odd rows, which differ where they are bricks.
  std::array<std::vector<Interval>, 2> columns;
  std::vector<Interval> rows;

  std::span<const Interval> columns_of(int row) const {
    return columns[static_cast<std::size_t>(row % 2)];
  }
};

/// @param overlap by how much of a tile's side patches are larger than cells (MosaicStyle), half of
///   it on each side; they may reach over the target's edges. With 0 they are what is seen of
///   cells.
CellIntervals cell_intervals(const Grid& grid, Size target, double overlap = 0);

}  // namespace tessera
