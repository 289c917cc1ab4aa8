// Stages: the steps that a pipeline is made of, and the source that feeds it.
//
//   std::vector<Stage> stages = {crop_stage({1, 1}), resize_stage({64, 64}),
//   autocontrast_stage({})};
#pragma once

#include "base/geometry.h"
#include "base/status.h"
#include "codec/decode.h"
#include "image/adjust.h"
#include "image/image.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tessera {

/// A named step from one picture to the next. `apply` is pure: its outcome depends on its argument
/// alone, and it may run on several threads at once. It must not throw.
struct Stage {
  std::string name;
  std::function<Result<Image>(ImageView)> apply;
};

/// Gives the picture of photo `index`. Called from several threads at once; must not throw.
using PhotoSource = std::function<Result<Image>(std::size_t index)>;

/// The source that decodes files.
/// @param read gives the bytes of file `index`; called from several threads at once.
PhotoSource decode_source(std::function<Result<std::vector<std::uint8_t>>(std::size_t index)> read,
                          const DecodeOptions& options);

/// "crop": the largest part of the aspect's shape in the picture's middle.
Stage crop_stage(Size aspect);
/// "resize": resampled to a size.
Stage resize_stage(Size size);
/// "autocontrast", "equalise", "greyscale", "mirror", "rotate": see image/adjust.h.
Stage autocontrast_stage(CutOff cut_off);
Stage equalise_stage();
Stage greyscale_stage();
Stage mirror_stage();
Stage rotate_stage(int quarter_turns);

}  // namespace tessera
