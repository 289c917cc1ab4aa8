// The matching of `tessera make`: photos of a library to the cells of a target, as the options say,
// or as a table says.
#pragma once

#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "cli/options.h"
#include "library/photo_library.h"
#include "match/constrained_matcher.h"
#include "mosaic/grid.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace tessera::cli {

struct MatchedPhotos {
  /// Its assignment is in the numbers of `photos`, or of their variants: it is not for painting.
  MatchResult match;
  /// For painting: for each cell its photo in tiles().
  std::vector<std::uint32_t> photo_of_cell;
  /// Variants of photos, where there are any.
  std::optional<PhotoLibrary> variants;

  const PhotoLibrary& tiles(const PhotoLibrary& library) const {
    return variants ? *variants : library;
  }
};

/// @param target the part of it that the grid covers.
/// @param library is described anew where the options ask for another descriptor.
/// @param photos which of the library's compete, ascending.
/// @param empty cells that stay empty, ascending; none with a table.
/// @param file_of the path of a photo of the library, for tables.
/// @return as run_match() and read_assignment(); invalid_argument for a table's photo that is not
///   among them.
Result<MatchedPhotos> match_photos(
    const MakeOptions& options, ImageView target, const Grid& grid, PhotoLibrary& library,
    std::span<const std::uint32_t> photos, std::vector<std::uint32_t> empty,
    const std::function<const std::filesystem::path&(std::uint32_t)>& file_of, Executor& executor,
    Job& job);

}  // namespace tessera::cli
