#include "mosaic/target_adjustment.h"

#include <utility>

namespace tessera {

Result<Image> adjusted_target(ImageView picture, const TargetAdjustment& adjustment) {
  Result<Image> shown = framed(picture, adjustment.framing);
  if (!shown || adjustment.levels == Levels{}) return shown;
  return with_levels(std::as_const(*shown).view(), adjustment.levels);
}

}  // namespace tessera
