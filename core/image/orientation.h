// EXIF orientation: which way up a camera held the picture that it stored.
#pragma once

#include "base/status.h"
#include "image/image.h"

namespace tessera {

/// The values of the EXIF tag Orientation (0x0112): where row 0 and column 0 of the stored picture
/// lie in the upright one.
enum class Orientation : int {
  top_left = 1,  ///< upright already
  top_right = 2,
  bottom_right = 3,
  bottom_left = 4,
  left_top = 5,
  right_top = 6,
  right_bottom = 7,
  left_bottom = 8,
};

/// True where the upright picture has the stored one's width as its height.
constexpr bool swaps_sides(Orientation orientation) {
  return static_cast<int>(orientation) >= static_cast<int>(Orientation::left_top);
}

/// The size of the upright picture where `stored` is that of the stored one, and the other way
/// round.
constexpr Size upright_size(Size stored, Orientation orientation) {
  return swaps_sides(orientation) ? Size{stored.height, stored.width} : stored;
}

/// Where the part of the upright picture that is `area` lies in the stored one.
/// @param stored the size of the stored picture.
Rect area_as_stored(Rect area, Size stored, Orientation orientation);

/// Turns (and flips) a stored picture upright. Takes it by value: top_left costs nothing.
Result<Image> upright(Image stored, Orientation orientation);

}  // namespace tessera
