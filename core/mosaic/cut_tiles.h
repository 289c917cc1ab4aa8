// CutTiles: a mosaic with cells of two sizes as one whose cells are all of the smaller size, for
// what is written tile by tile: larger tiles are cut into the parts that their cells show.
//
//   const Result<CutTiles> cut = cut_tiles(grid, blocks, tile_of_cell, tiles, executor);
//   const auto output = make_picture_export(grid, cut->tile_of_cell, cut->tiles, sink, settings);
#pragma once

#include "base/executor.h"
#include "base/status.h"
#include "mosaic/blocks.h"
#include "mosaic/grid.h"
#include "mosaic/tile_set.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

struct CutTiles {
  TileSet tiles;
  /// For each cell its tile among these; kEmptyCell where it is empty.
  std::vector<std::uint32_t> tile_of_cell;
};

/// @param tile_of_cell all cells of a block name its tile (Blocks::spread).
/// @param tiles as large as a block; smaller cells show them shrunk.
/// @return out_of_memory.
Result<CutTiles> cut_tiles(const Grid& grid, const Blocks& blocks,
                           std::span<const std::uint32_t> tile_of_cell, const TileSet& tiles,
                           Executor& executor);

}  // namespace tessera
