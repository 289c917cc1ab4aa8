// The target of `tessera make`: a file, or what a project has of it, as the project shows it.
#pragma once

#include "base/status.h"
#include "cli/options.h"
#include "cli/project_file.h"
#include "image/image.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tessera::cli {

struct TargetPicture {
  std::string name;                ///< for messages
  std::vector<std::uint8_t> file;  ///< its bytes
  Image image;
  Image opacity;  ///< as in DecodedPicture
};

/// Says on standard error where the file is another one than the project's.
/// @param project null: none.
/// @return as decode_with_opacity(), io, and invalid_argument where neither the options nor the
///   project have a target; the detail names the file.
Result<TargetPicture> read_target(const MakeOptions& options, const ProjectFile* project);

}  // namespace tessera::cli
