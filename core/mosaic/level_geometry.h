// LevelGeometry: where the cells of a mosaic lie at a half, a quarter, … of its size.
//
//   const LevelGeometry level(grid, 3);                        // an eighth
//   const CellAxis& columns = level.columns(row);
//   columns.begin[column], columns.side[column]                // of the whole tile, in pixels
//
// Cells whose sides are no whole number of pixels there get one pixel more or less in turn, so that
// no edge is off by a pixel.
#pragma once

#include "mosaic/grid.h"

#include <array>
#include <cstddef>
#include <vector>

namespace tessera {

/// Whether each cell has at least a pixel a side at 1 / 2^halvings.
bool level_exists(const Grid& grid, int halvings);

/// The cells of a row or of a column. They follow each other without a gap; of the first and the
/// last a part may lie outside, where nothing is seen of it.
struct CellAxis {
  std::vector<int> begin;  ///< of each cell: the first pixel of its tile, ascending
  std::vector<int> side;   ///< of each cell: pixels of its tile, those outside included
  int length = 0;          ///< pixels that are seen: from 0 on

  /// The cell at a pixel that is seen.
  std::size_t cell_at(int position) const;
  /// The pixels of a cell that are seen.
  int seen_begin(std::size_t cell) const { return cell == 0 ? 0 : begin[cell]; }
  int seen_end(std::size_t cell) const {
    return cell + 1 == begin.size() ? length : begin[cell + 1];
  }
};

class LevelGeometry {
 public:
  /// @param halvings such that level_exists().
  LevelGeometry(const Grid& grid, int halvings);

  /// The mosaic's size there, rounded up.
  Size size() const { return {columns_[0].length, rows_.length}; }
  const CellAxis& columns(std::size_t row) const { return columns_[row % 2]; }
  const CellAxis& rows() const { return rows_; }

 private:
  std::array<CellAxis, 2> columns_;  // Of even and of odd rows.
  CellAxis rows_;
};

}  // namespace tessera
