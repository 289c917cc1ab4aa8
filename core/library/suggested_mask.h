// Suggested mask: where there is something to see in a picture, for smaller tiles to stand there.
//
//   Result<Image> mask = suggest_mask(target.view(), 256);
//
// By the same weights as a smart crop (library/smart_crop.h): edges, colours unlike the rest, skin
// tones. They are smoothed, so that the mask has few and round parts, and what weighs more than
// most is marked. Whole numbers only.
#pragma once

#include "base/status.h"
#include "image/image.h"

namespace tessera {

/// @return a mask (mosaic/mask.h) whose longer side has `side` pixels, no more than the picture
/// has;
///   invalid_argument for an empty picture or a side below 1, out_of_memory.
Result<Image> suggest_mask(ImageView picture, int side);

}  // namespace tessera
