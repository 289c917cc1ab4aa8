// Transparency: which cells of a target have nothing to show.
//
//   decode the target twice, over white and over black, colours as they are stored
//   constraints.empty = transparent_cells(over_white.view(), over_black.view(), grid);
#pragma once

#include "image/image.h"
#include "mosaic/grid.h"

#include <cstdint>
#include <vector>

namespace tessera {

/// The cells of which less than half is opaque, ascending. What a transparent pixel laid over white
/// has more than over black is what it lets through.
/// @param over_white, over_black the part of the target that the grid covers, of the same size.
std::vector<std::uint32_t> transparent_cells(ImageView over_white, ImageView over_black,
                                             const Grid& grid);

}  // namespace tessera
