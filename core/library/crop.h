// Crop: which part of a photo a tile shows.
//
//   CropPosition position = kCropMiddle;                       // or smart_position(…)
//   Rect window = crop_window(picture.size(), tile, position);
//
// A crop is always the largest window of the tile's shape. It touches two sides of the picture and
// can be moved along one axis only, so that one number says where it is. That number holds for any
// size of tile of the same shape: larger tiles of a photo show what its thumbnail shows.
#pragma once

#include "base/geometry.h"

#include <cstdint>
#include <optional>

namespace tessera {

/// Where a window lies along the axis on which it can move: from 0 (left or top) to kCropEnd (right
/// or bottom) of the upright picture.
using CropPosition = std::uint16_t;
/// Even, so that the middle is a position.
inline constexpr CropPosition kCropEnd = 65534;
inline constexpr CropPosition kCropMiddle = kCropEnd / 2;

/// Who chooses the position.
enum class CropPolicy : int {
  centre = 0,  ///< The middle, always.
  smart = 1,   ///< What holds the most of what matters: see library/smart_crop.h.
};

/// How to crop a photo.
struct CropChoice {
  CropPolicy policy = CropPolicy::centre;
  /// A position that is known already (chosen before, or by a person) goes before the policy.
  std::optional<CropPosition> position = std::nullopt;
  /// The shape of tile that the position was chosen for; no size: the one that is cropped to. Along
  /// another axis than that one's it says nothing, and what matters most is looked for.
  Size shape = {};
};

/// The largest window of the aspect's shape in a picture, at a position. At least one pixel a side.
/// @param position beyond kCropEnd counts as kCropEnd.
Rect crop_window(Size picture, Size aspect, CropPosition position);

/// The window in the middle.
Rect centre_crop(Size picture, Size aspect);

}  // namespace tessera
