// Framing: a picture turned by right angles, and a part of that.
//
//   Result<Image> portrait = framed(target.view(), {.quarter_turns = 1, .part = {0, 0, 1, 0.5}});
#pragma once

#include "base/geometry.h"
#include "base/status.h"
#include "image/image.h"

namespace tessera {

struct Framing {
  int quarter_turns = 0;  ///< clockwise; any number
  /// Of the turned picture, as parts of its width and height: from 0 to 1.
  SubpixelRect part = {0, 0, 1, 1};
};

/// The pixels of a part of a picture of that size: edges at the nearest pixel, at least one pixel a
/// side, inside the picture.
Rect part_in_pixels(Size size, const SubpixelRect& part);

/// Pixels of a picture of that size as parts of its width and height.
SubpixelRect parts_of(Size size, Rect pixels);

/// A copy of what is framed; only that is copied.
/// @return invalid_argument for an empty picture or part, out_of_memory.
Result<Image> framed(ImageView image, const Framing& framing);

}  // namespace tessera
