// Sketch: the middle of a photo in 16 × 16 pixels, by which its duplicates are known.
//
//   SketchPixels pixels = sketch_pixels(picture, window, orientation);   // kept with the photo
//   Sketch sketch(pixels);                                               // to compare with another
//
// It shows the largest window of the tile's shape around the photo's centre, wherever the photo's
// tile is cropped: another copy of the photo may be cropped differently.
#pragma once

#include "image/image.h"
#include "image/orientation.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace tessera {

inline constexpr std::size_t kSketchSide = 16;
inline constexpr std::size_t kSketchBoxes = kSketchSide * kSketchSide;

/// sRGB, row after row. Black where nothing is known.
using SketchPixels = std::array<std::uint8_t, kSketchBoxes * kChannels>;

inline MutableImageView sketch_view(SketchPixels& pixels) {
  constexpr int kSide = static_cast<int>(kSketchSide);
  return {pixels.data(), kSide, kSide, kSide * kChannels};
}

/// Means of stored values (image/area_mean.h). Of large pictures only every n-th row counts, so
/// that this costs next to nothing beside decoding them.
/// @param picture as stored. @param window the part of it to take, inside the picture.
/// @param orientation turns the sketch upright.
SketchPixels sketch_pixels(ImageView picture, const SubpixelRect& window,
                           Orientation orientation = Orientation::top_left);

/// The same of a whole picture.
SketchPixels sketch_pixels(ImageView picture);

/// A sketch in OKLab, to be compared: three planes in thousandths, row after row.
class Sketch {
 public:
  using Plane = std::array<std::int16_t, kSketchBoxes>;

  explicit Sketch(const SketchPixels& pixels);

  const Plane& lightness() const { return planes_[0]; }
  const std::array<Plane, 3>& planes() const { return planes_; }
  /// The standard deviation of the lightness.
  double contrast() const;
  /// The sketch of the mirror image.
  Sketch mirrored() const;

 private:
  std::array<Plane, 3> planes_{};  // lightness, a, b
};

}  // namespace tessera
