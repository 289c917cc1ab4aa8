// Smart crop: the position of the window that holds the most of what matters.
//
//   Result<Image> small = shrink_for_crop(picture);
//   CropPosition position = smart_position(small->view(), picture.size(), tile);
//
// What matters is guessed from a version of at most kCropAnalysisSide pixels: edges, difference
// from the picture's mean colour (R. Achanta et al., "Frequency-tuned salient region detection",
// 2009) and skin tones. What lies in the middle of the window counts a little more than what its
// sides cut, and of windows that hold about the same the one nearer to the middle wins: a picture
// without a subject is cropped around its centre. Whole numbers only, so that every platform
// chooses the same.
#pragma once

#include "base/status.h"
#include "image/image.h"
#include "library/crop.h"

#include <vector>

namespace tessera {

/// The longer side of the picture that smart_position() looks at is at most this many pixels.
inline constexpr int kCropAnalysisSide = 64;

/// The picture, no longer than kCropAnalysisSide, each pixel a mean of (some of) those it stands
/// for. A smaller picture is copied.
/// @return out_of_memory, invalid_argument for an empty picture.
Result<Image> shrink_for_crop(ImageView picture);

/// How much each pixel of a shrunk picture matters, row after row; 0 and up, most of them 0. Only
/// their ratios mean something.
std::vector<int> weights_of_pixels(ImageView small);

/// The best position of the largest window of the aspect's shape.
/// @param small the upright picture, shrunk; at least one pixel a side.
/// @param picture the size of the upright picture that `small` was made of.
CropPosition smart_position(ImageView small, Size picture, Size aspect);

}  // namespace tessera
