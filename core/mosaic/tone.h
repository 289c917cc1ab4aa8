// Tones: a tile in greys, or in the browns of an old print.
#pragma once

#include "image/image.h"
#include "mosaic/style.h"

namespace tessera {

void apply_tone(Tone tone, MutableImageView picture);

}  // namespace tessera
