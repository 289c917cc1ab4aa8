// Crop policy: which part of a photo a tile shows.
#pragma once

#include "base/geometry.h"

namespace tessera {

/// The largest rectangle of the aspect's shape that fits into a picture, in its middle. At least
/// one pixel a side.
Rect centre_crop(Size picture, Size aspect);

}  // namespace tessera
