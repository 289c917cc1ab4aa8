// The matching of `tessera make`: photos of a library to the cells of a target, as the options say,
// or as a table says.
#pragma once

#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "cli/options.h"
#include "cli/photo_rule_files.h"
#include "cli/project_file.h"
#include "library/candidates.h"
#include "library/photo_library.h"
#include "match/constrained_matcher.h"
#include "mosaic/cell_plan.h"
#include "mosaic/photo_rules.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tessera::cli {

/// Which photos of a library compete.
struct PhotoChoice {
  std::vector<std::uint32_t> photos;     ///< ascending
  std::vector<std::uint32_t> originals;  ///< for each of the library what it repeats, or itself
};

struct MatchedPhotos {
  /// Its assignment is in the numbers of candidates: it is not for painting.
  MatchResult match;
  /// For painting: for each cell its photo in tiles(), or what stands for none (Mosaic).
  std::vector<std::uint32_t> photo_of_cell;
  /// Tiles of their own, where there are variants, or photos were decoded at another size.
  std::optional<PhotoLibrary> variants;
  /// For each cell, in the numbers of the library; kEmptyCell as a photo where it is empty.
  std::vector<ShownPhoto> shown;
  PhotoRules rules;

  const PhotoLibrary& tiles(const PhotoLibrary& library) const {
    return variants ? *variants : library;
  }
};

/// @param target the part of it that the grid covers.
/// @param library is described anew where the options ask for another descriptor.
/// @param plan the target's cells.
/// @param file_of the path of a photo of the library, for tables.
/// @param project whose mosaic to make; null: none.
/// @return as run_match(), read_assignment(), find_shown() and read_photo_rules().
Result<MatchedPhotos> match_photos(const MakeOptions& options, ImageView target,
                                   const CellPlan& plan, PhotoLibrary& library,
                                   const PhotoChoice& choice, const FileOf& file_of,
                                   const ProjectFile* project, Executor& executor, Job& job);

}  // namespace tessera::cli
