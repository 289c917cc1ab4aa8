// Masks: parts of a target, as pictures that say of each pixel in every channel how much it belongs
// to them: 0 (not) to 255 (wholly). A target's opacity is one, too.
//
//   Result<Image> mask = mask_of_coverage({width, height}, coverage);
//   constraints.empty = cells_outside(mask->view(), grid);
#pragma once

#include "base/status.h"
#include "image/framing.h"
#include "image/image.h"
#include "mosaic/grid.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

/// @param coverage one value for each pixel, row after row.
/// @return invalid_argument where there are no pixels, or not as many as the size says;
///   out_of_memory.
Result<Image> mask_of_coverage(Size size, std::span<const std::uint8_t> coverage);

/// What is left of a mask when its target is framed so; an empty picture stays one.
/// @return as framed().
Result<Image> framed_mask(ImageView mask, const Framing& framing);

/// The cells of which less than half belongs to a mask, ascending.
/// @param mask of the part of the target that the grid covers, of any size; everything belongs to
///   an empty picture.
std::vector<std::uint32_t> cells_outside(ImageView mask, const Grid& grid);

}  // namespace tessera
