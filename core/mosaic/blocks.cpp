#include "mosaic/blocks.h"

#include <algorithm>
#include <string>

namespace tessera {
namespace {

int divided_up(int a, int b) { return (a + b - 1) / b; }

}  // namespace

Result<Grid> split_grid(const Grid& larger) {
  if (larger.brick) {
    return Status{StatusCode::invalid_argument,
                  "cells cannot be split where rows are offset like bricks: take one of the two"};
  }
  if (larger.tile.width % kBlockSide != 0 || larger.tile.height % kBlockSide != 0) {
    return Status{StatusCode::invalid_argument,
                  "tiles of " + std::to_string(larger.tile.width) + " × " +
                      std::to_string(larger.tile.height) +
                      " pixels cannot be halved for smaller cells: take even numbers"};
  }
  const Size tile = {larger.tile.width / kBlockSide, larger.tile.height / kBlockSide};
  Grid grid = {divided_up(larger.mosaic.width, tile.width),
               divided_up(larger.mosaic.height, tile.height), tile, larger.mosaic, false};
  if (static_cast<std::int64_t>(grid.cell_count()) > kMaxCells) {
    return Status{StatusCode::too_large,
                  "split, the mosaic would have " + std::to_string(grid.cell_count()) +
                      " cells; the limit is " + std::to_string(kMaxCells) + ": take fewer cells"};
  }
  return grid;
}

Grid grid_of_blocks(const Grid& grid) {
  return {divided_up(grid.columns, kBlockSide),
          divided_up(grid.rows, kBlockSide),
          {kBlockSide * grid.tile.width, kBlockSide * grid.tile.height},
          grid.mosaic,
          false};
}

Blocks::Blocks(const Grid& grid, std::span<const std::uint32_t> split)
    : columns_(static_cast<std::size_t>(grid.columns)),
      rows_(static_cast<std::size_t>(grid.rows)),
      blocks_across_((columns_ + kBlockSide - 1) / kBlockSide),
      is_block_(grid_of_blocks(grid).cell_count(), true) {
  for (const std::uint32_t block : split) is_block_[block] = false;
  any_ = split.size() < is_block_.size();
}

std::uint32_t Blocks::leader(std::uint32_t cell) const {
  if (!any_ || cell >= columns_ * rows_) return cell;
  const std::size_t column = cell % columns_;
  const std::size_t row = cell / columns_;
  if (!contain(column, row)) return cell;
  return static_cast<std::uint32_t>((row - row % kBlockSide) * columns_ + column -
                                    column % kBlockSide);
}

std::vector<std::uint32_t> Blocks::covered() const {
  std::vector<std::uint32_t> cells;
  if (!any_) return cells;
  for (std::uint32_t cell = 0; cell < columns_ * rows_; ++cell) {
    if (covers(cell)) cells.push_back(cell);
  }
  return cells;
}

std::vector<std::uint32_t> Blocks::leaders() const {
  std::vector<std::uint32_t> leaders(columns_ * rows_);
  for (std::uint32_t cell = 0; cell < leaders.size(); ++cell) leaders[cell] = leader(cell);
  return leaders;
}

void Blocks::spread(std::span<std::uint32_t> cells) const {
  if (!any_) return;
  for (std::uint32_t cell = 0; cell < cells.size(); ++cell) cells[cell] = cells[leader(cell)];
}

std::uint32_t Blocks::leader_of_block(std::size_t block) const {
  return static_cast<std::uint32_t>(block / blocks_across_ * kBlockSide * columns_ +
                                    block % blocks_across_ * kBlockSide);
}

}  // namespace tessera
