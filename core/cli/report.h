// The report of a run, for people who measure and for scripts.
#pragma once

#include "base/status.h"
#include "cli/options.h"
#include "library/duplicates.h"
#include "match/constrained_matcher.h"
#include "mosaic/cell_plan.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tessera::cli {

/// A file that is not in the library, and why.
struct SkippedFile {
  std::string file;
  Status reason;
};

/// A photo that is the same as another one.
struct DuplicateFile {
  std::string file;
  std::string same_as;
  DuplicateKind kind = DuplicateKind::none;
};

struct Report {
  std::size_t found = 0;       ///< files in the folders
  std::size_t used = 0;        ///< of them, photos that could be chosen from
  std::size_t from_cache = 0;  ///< of them and of those skipped, known from the cache
  std::vector<SkippedFile> skipped;
  std::vector<DuplicateFile> duplicates;  ///< whether they were left out or not
  std::size_t similar_groups = 0;         ///< of photos that are near each other, but not the same
  Size target;                            ///< pixels, upright
  Rect target_crop;                       ///< the part of it that the mosaic shows
  CellPlan plan;
  MatchResult match;
  struct {
    double thumbnails = 0;
    double match = 0;
    double encode = 0;
    double total = 0;
  } seconds;
  OutputFacts output;
};

/// Writes the report as JSON (keys as in the struct; see README).
Status write_report(const std::filesystem::path& path, const Report& report,
                    const MakeOptions& options);

}  // namespace tessera::cli
