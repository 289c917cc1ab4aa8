// Blocks: cells of two sizes in one grid.
//
// The grid is that of the smaller cells. A larger cell is a block of 2 × 2 of them, from an even
// column and row on, cut off where the grid ends. Its upper left cell leads it: in an assignment
// that one stands for all of it, and the others, which it covers, are empty. Distances are counted
// between leaders: what is seen lies up to a smaller cell nearer or farther.
//
//   const Result<Grid> grid = split_grid(larger);
//   const Blocks blocks(*grid, cells_of_larger_to_split);
//   constraints.empty = blocks.covered();
#pragma once

#include "base/status.h"
#include "mosaic/grid.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tessera {

/// Smaller cells in a larger one, each way.
inline constexpr int kBlockSide = 2;

/// Why tiles of two sizes cannot fade into each other.
inline constexpr std::string_view kNoOverlapOfBlocks =
    "tiles cannot overlap where some cells are smaller than others: take one of the two";

/// The same mosaic with each cell split into 2 × 2; where a cell is partial, into fewer.
/// @return invalid_argument for bricks, or tiles with an odd side; too_large over kMaxCells.
Result<Grid> split_grid(const Grid& larger);

/// The same mosaic with blocks as cells: what split_grid() has split.
Grid grid_of_blocks(const Grid& grid);

class Blocks {
 public:
  /// Cells of one size.
  Blocks() = default;
  /// @param grid of the smaller cells, no bricks.
  /// @param split the cells of grid_of_blocks(grid) that are none: all four are cells of their own.
  Blocks(const Grid& grid, std::span<const std::uint32_t> split);

  /// Whether there is any larger cell.
  bool any() const { return any_; }
  /// Whether a smaller cell is a part of a larger one.
  bool contain(std::size_t column, std::size_t row) const {
    return any_ && is_block_[row / kBlockSide * blocks_across_ + column / kBlockSide];
  }
  /// The cell that leads a cell's block, or itself; also where there is no such cell.
  std::uint32_t leader(std::uint32_t cell) const;
  bool covers(std::uint32_t cell) const { return leader(cell) != cell; }
  /// All cells that have another leader, ascending.
  std::vector<std::uint32_t> covered() const;
  /// For each cell its leader.
  std::vector<std::uint32_t> leaders() const;
  /// Gives all cells of a block what its leader has.
  /// @param cells a value for each cell.
  void spread(std::span<std::uint32_t> cells) const;
  /// For each block, in the order of grid_of_blocks(), the cell that would lead it.
  std::uint32_t leader_of_block(std::size_t block) const;
  bool is_block(std::size_t block) const { return is_block_[block]; }
  std::size_t block_count() const { return is_block_.size(); }

 private:
  bool any_ = false;
  std::size_t columns_ = 0;
  std::size_t rows_ = 0;
  std::size_t blocks_across_ = 0;
  std::vector<bool> is_block_;
};

}  // namespace tessera
