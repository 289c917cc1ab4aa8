// The command line of `tessera`, read and checked.
#pragma once

#include "base/geometry.h"
#include "cli/mosaic_output.h"
#include "library/crop.h"
#include "mosaic/mosaic.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tessera::cli {

/// What `tessera make` was asked for.
struct MakeOptions {
  std::vector<std::filesystem::path> photos;  ///< folders (searched with all below them) and files
  std::filesystem::path target;
  OutputOptions output;
  std::optional<Size> grid;  ///< columns × rows; else cells_across
  int cells_across = 100;
  Size tile = {32, 32};
  CropPolicy crop = CropPolicy::centre;
  Matching matching = Matching::nearest;
  bool keep_duplicates = false;
  std::size_t threads = 1;
  std::filesystem::path report;  ///< empty: none
  std::filesystem::path cache;   ///< empty: none
};

/// How a run ends (the program's exit code).
enum class ExitCode : int { done = 0, failed = 1, bad_usage = 2 };

/// Options, or the code to leave with: after help was printed, or what is wrong.
struct ParseOutcome {
  std::optional<MakeOptions> options;
  ExitCode exit_code = ExitCode::done;
};

/// Reads the arguments; prints help to standard output and mistakes to standard error.
ParseOutcome parse_options(int argument_count, const char* const* arguments);

}  // namespace tessera::cli
