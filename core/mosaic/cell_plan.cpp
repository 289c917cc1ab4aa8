#include "mosaic/cell_plan.h"

#include "mosaic/mask.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace tessera {
namespace {

using Cells = std::vector<std::uint32_t>;

// All of them ascending.
Cells united(const Cells& a, const Cells& b) {
  Cells all;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
  return all;
}

Cells without(const Cells& cells, const Cells& others) {
  Cells rest;
  std::set_difference(cells.begin(), cells.end(), others.begin(), others.end(),
                      std::back_inserter(rest));
  return rest;
}

Cells all_but(const Cells& cells, std::size_t count) {
  Cells rest;
  auto next = cells.begin();
  for (std::uint32_t cell = 0; cell < count; ++cell) {
    if (next != cells.end() && *next == cell) {
      ++next;
    } else {
      rest.push_back(cell);
    }
  }
  return rest;
}

// Each cell by its own pixels, be it small or large.
Cells outside_of(ImageView mask, const CellPlan& plan) {
  Cells cells = cells_outside(mask, plan.grid);
  if (!plan.blocks.any()) return cells;
  const auto in_block = [&](std::uint32_t cell) {
    const auto columns = static_cast<std::uint32_t>(plan.grid.columns);
    return plan.blocks.contain(cell % columns, cell / columns);
  };
  cells.erase(std::remove_if(cells.begin(), cells.end(), in_block), cells.end());
  Cells leaders;
  for (const std::uint32_t block : cells_outside(mask, grid_of_blocks(plan.grid))) {
    if (plan.blocks.is_block(block)) leaders.push_back(plan.blocks.leader_of_block(block));
  }
  return united(cells, leaders);
}

}  // namespace

Cells CellPlan::without_photo(Cells pinned) const {
  std::sort(pinned.begin(), pinned.end());
  return united(blocks.covered(), without(united(outside, transparent), pinned));
}

std::uint32_t CellPlan::distance(std::uint32_t cells) const {
  // Neighbours stay allowed.
  if (cells <= 1) return cells;
  const auto factor = static_cast<std::uint32_t>(parts);
  return std::min(cells, std::numeric_limits<std::uint32_t>::max() / factor) * factor;
}

Result<CellPlan> plan_cells(const Grid& cells, const CellMasks& masks) {
  CellPlan plan;
  plan.grid = cells;
  if (masks.finer.size().area() > 0) {
    const Result<Grid> split = split_grid(cells);
    if (!split) return split.status();
    plan.grid = *split;
    plan.parts = kBlockSide;
    plan.blocks = Blocks(plan.grid, all_but(cells_outside(masks.finer, cells), cells.cell_count()));
  }
  plan.transparent = outside_of(masks.opacity, plan);
  plan.outside = without(outside_of(masks.only, plan), plan.transparent);
  return plan;
}

}  // namespace tessera
