// Planes to RGB (ITU-T T.871, clause 7), with chroma brought to the size of luma on the way.
//
// Internal to the JPEG decoder.
#pragma once

#include "codec/jpeg_plan.h"
#include "image/image.h"

namespace tessera::jpeg {

/// The image of `plan.area` from the decoded planes.
Image planes_to_image(const DecodePlan& plan);

}  // namespace tessera::jpeg
