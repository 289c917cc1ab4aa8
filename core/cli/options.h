// The command line of `tessera`, read and checked.
#pragma once

#include "base/geometry.h"
#include "cli/mask_options.h"
#include "cli/match_options.h"
#include "cli/mosaic_output.h"
#include "cli/style_options.h"
#include "library/crop.h"
#include "library/descriptor.h"
#include "library/preparation.h"
#include "library/variants.h"

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
  Preparation preparation;
  StyleOptions look;
  MaskOptions masks;
  MatchOptions match;
  bool keep_duplicates = false;
  Descriptor descriptor;
  VariantKinds variants;
  std::filesystem::path assignment;      ///< table to write; empty: none
  std::filesystem::path use_assignment;  ///< table to use instead of matching; empty: none
  std::filesystem::path project;         ///< project whose mosaic to make again; empty: none
  std::filesystem::path save_project;    ///< project to write; empty: none
  bool with_target = false;              ///< that project keeps the target's own file
  std::filesystem::path pins;            ///< table of some cells; empty: none
  std::vector<std::string> bans;         ///< paths, or patterns of paths or names
  std::filesystem::path photo_limits;    ///< table of photos; empty: none
  std::size_t threads = 1;
  std::filesystem::path report;  ///< empty: none
  std::filesystem::path cache;   ///< empty: none
};

/// What `tessera assign` was asked for.
struct AssignOptions {
  std::filesystem::path tiles;
  std::filesystem::path cells;
  std::filesystem::path out;
  std::size_t columns = 0;  ///< 0: cells stand in no rows
  // Arrays; empty: none.
  std::filesystem::path pins;    ///< for each cell its tile, or -1
  std::filesystem::path bans;    ///< for each tile whether it is banned
  std::filesystem::path limits;  ///< for each tile its own limit, or -1
  MatchOptions match;
  std::size_t threads = 1;
  std::filesystem::path report;  ///< empty: none
};

/// How a run ends (the program's exit code).
enum class ExitCode : int { done = 0, failed = 1, bad_usage = 2 };

/// The options of one command, or the code to leave with: after help was printed, or what is wrong.
struct ParseOutcome {
  std::optional<MakeOptions> make;
  std::optional<AssignOptions> assign;
  ExitCode exit_code = ExitCode::done;
};

/// Reads the arguments; prints help to standard output and mistakes to standard error.
ParseOutcome parse_options(int argument_count, const char* const* arguments);

}  // namespace tessera::cli
