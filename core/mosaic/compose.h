// Composition: the pixels of any rectangle of a mosaic, which itself is never held whole.
#pragma once

#include "image/image.h"
#include "mosaic/grid.h"
#include "mosaic/tile_set.h"

#include <cstdint>
#include <span>

namespace tessera {

/// Paints the rectangle whose top left corner in the mosaic is (x, y) and whose size is `out`'s.
/// @param photo_of_cell the photo of each cell, row after row, grid.cell_count() of them; where it
///   is kEmptyCell (match/constraints.h) the cell is white.
/// @param tiles a set with grid.tile as its tile size, with every photo that is named.
/// @param out inside the mosaic: x + out.width <= grid.mosaic.width, likewise down.
void compose(const Grid& grid, std::span<const std::uint32_t> photo_of_cell, const TileSet& tiles,
             int x, int y, MutableImageView out);

}  // namespace tessera
