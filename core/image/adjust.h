// Adjustments: the tones of a picture changed as a whole, and turns by right angles.
//
//   Result<Image> better = autocontrast(photo.view(), {.low = 1, .high = 1});
//
// Autocontrast, equalise, greyscale and mirrored do what Pillow's ImageOps.autocontrast,
// ImageOps.equalize, Image.convert("L") and ImageOps.mirror do, in whole numbers: the same bytes on
// every platform. Like Pillow's they work on the stored sRGB values, each channel for itself.
//
// All of them fail alike: invalid_argument for an empty picture or an option out of its range,
// out_of_memory.
#pragma once

#include "base/status.h"
#include "image/image.h"

#include <cstdint>

namespace tessera {

/// Percent of the pixels that are taken for outliers at the dark and the bright end, each 0 to 100.
struct CutOff {
  int low = 0;
  int high = 0;
};

/// Stretches each channel so that its darkest value becomes 0 and its brightest 255, after leaving
/// out the outliers. A channel of one value stays as it is.
Result<Image> autocontrast(ImageView image, CutOff cut_off = {});

/// Makes the values of each channel equally frequent (histogram equalisation). A channel stays as
/// it is where it has one value only, or fewer than 255 pixels below its brightest value.
Result<Image> equalise(ImageView image);

/// Luma by ITU-R 601 of a pixel. The weights of 16 bits add up to 65536; Pillow has the same ones.
inline std::uint8_t luma(const std::uint8_t* pixel) {
  return static_cast<std::uint8_t>(
      (19595U * pixel[0] + 38470U * pixel[1] + 7471U * pixel[2] + 0x8000U) >> 16U);
}

/// Luma by ITU-R 601, (299 red + 587 green + 114 blue) / 1000, in all three channels.
Result<Image> greyscale(ImageView image);

/// Left and right exchanged.
Result<Image> mirrored(ImageView image);

/// Turned clockwise by right angles.
/// @param quarter_turns any number; negative ones turn the other way.
Result<Image> rotated(ImageView image, int quarter_turns);

}  // namespace tessera
