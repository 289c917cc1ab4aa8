// The options of masks: where cells are smaller, and where there are any.
#pragma once

#include "base/status.h"
#include "image/image.h"
#include "mosaic/cell_plan.h"
#include "mosaic/grid.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

namespace tessera::cli {

struct MaskOptions {
  std::filesystem::path only;   ///< picture; empty: none
  std::filesystem::path finer;  ///< picture, or "auto"; empty: none
  bool outside_shows_target = true;
};

/// Adds --only, --finer and --outside, behind all options that they do not go with.
void add_mask_options(CLI::App& command, MaskOptions& options);

/// What one would ask for to get these masks, each argument after a space: " --finer auto".
std::string mask_arguments(const MaskOptions& options);

/// Masks of a whole target; empty pictures: none.
struct TargetMasks {
  Image finer;
  Image only;
};

/// @return what the picture's file would, with its name; as suggest_mask().
Result<TargetMasks> read_masks(const MaskOptions& options, ImageView target);

/// The cells of the part of a target that the grid covers.
/// @param opacity of the target, where that counts; empty: it is opaque.
/// @return as plan_cells(); invalid_argument where no cell is left.
Result<CellPlan> plan_with_masks(const Grid& cells, const TargetMasks& masks, ImageView opacity,
                                 Size target, Rect part);

}  // namespace tessera::cli
