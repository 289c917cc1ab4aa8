// CellPlan: the cells of a target where masks say which there are.
//
//   Result<CellPlan> plan = plan_cells(*grid_across(60, {32, 32}, target.size()), {.finer = mask});
//   const CellDescriptors cells(target, plan->grid, descriptor, overlap, plan->blocks);
//   constraints.empty = plan->without_photo(pinned_cells);
#pragma once

#include "base/status.h"
#include "image/image.h"
#include "mosaic/blocks.h"
#include "mosaic/grid.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

/// Masks (mosaic/mask.h) of the part of the target that the grid covers; empty: none.
struct CellMasks {
  ImageView finer;    ///< cells of which it has at least half are split into 2 × 2
  ImageView only;     ///< cells of which it has less than half have no photo
  ImageView opacity;  ///< likewise
};

struct CellPlan {
  Grid grid;
  /// Cells of the grid in one without masks, each way: kBlockSide with a mask for finer cells.
  int parts = 1;
  Blocks blocks;
  /// Cells that have no photo unless they are pinned: those that are transparent, and of the others
  /// those outside `only`. Ascending, without cells that a block covers.
  std::vector<std::uint32_t> transparent;
  std::vector<std::uint32_t> outside;

  /// Cells by themselves, whatever their size.
  std::size_t cell_count() const { return grid.cell_count() - blocks.covered().size(); }
  /// All cells that have no photo, those that blocks cover among them.
  /// @param pinned cells that have one, in any order.
  std::vector<std::uint32_t> without_photo(std::vector<std::uint32_t> pinned) const;
  /// Cells of the grid for a least distance in cells of one without masks.
  std::uint32_t distance(std::uint32_t cells) const;
};

/// @param cells the grid without masks.
/// @return as split_grid() where there is a mask for finer cells.
Result<CellPlan> plan_cells(const Grid& cells, const CellMasks& masks);

}  // namespace tessera
