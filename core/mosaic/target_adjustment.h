// TargetAdjustment: the target as a person wants it shown: turned, a part of it, with other levels.
//
//   Result<Image> shown = adjusted_target(decoded.view(), {.framing = …, .levels = …});
//   Result<Image> opacity = framed_mask(decoded_opacity.view(), adjustment.framing);  // no levels
#pragma once

#include "base/status.h"
#include "image/framing.h"
#include "image/image.h"
#include "image/levels.h"

namespace tessera {

struct TargetAdjustment {
  Framing framing;
  Levels levels;  ///< of what is framed
};

/// @return invalid_argument as framed() and with_levels(), out_of_memory.
Result<Image> adjusted_target(ImageView picture, const TargetAdjustment& adjustment);

}  // namespace tessera
