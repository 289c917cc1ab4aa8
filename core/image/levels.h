// Levels: a picture brighter or darker, with more or less contrast and colour.
//
//   Result<Image> lighter = with_levels(target.view(), {.brightness = 20, .saturation = -100});
//
// As in most photo editors the stored sRGB values are changed, linearly, and what leaves their
// range is cut off. In whole numbers: the same bytes on every platform.
#pragma once

#include "base/status.h"
#include "image/image.h"

namespace tessera {

/// Each -100 to 100 percent; 0 changes nothing. Taken in this order.
struct Levels {
  /// Added to all channels: at 100 half of their range, so that black becomes middle grey.
  int brightness = 0;
  /// How much farther from middle grey each channel goes; at -100 all is middle grey.
  int contrast = 0;
  /// How much farther from its luma (image/adjust.h) each pixel's channels go; at -100 all is grey.
  int saturation = 0;

  bool operator==(const Levels&) const = default;
};

/// A copy with other levels.
/// @return invalid_argument for an empty picture or levels out of their range, out_of_memory.
Result<Image> with_levels(ImageView image, const Levels& levels);

}  // namespace tessera
