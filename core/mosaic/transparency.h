// Transparency: which cells of a target have nothing to show.
//
//   Result<DecodedPicture> target = decode_with_opacity(bytes, {});     // codec/decode.h
//   constraints.empty = transparent_cells(target->opacity.view(), grid);
#pragma once

#include "image/image.h"
#include "mosaic/grid.h"

#include <cstdint>
#include <vector>

namespace tessera {

/// The cells of which less than half is opaque, ascending.
/// @param opacity of the part of the target that the grid covers, in every channel (255: opaque);
///   an empty picture is opaque everywhere.
std::vector<std::uint32_t> transparent_cells(ImageView opacity, const Grid& grid);

}  // namespace tessera
