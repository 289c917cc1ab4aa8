// The settings of a project in the words of the page (web/src/app/settings.ts), and in this
// program's own terms.
//
//   Result<ProjectSettings> settings = read_project_settings(json["settings"]);
//   Result<nlohmann::ordered_json> words = project_settings_words(*settings);
#pragma once

#include "base/geometry.h"
#include "base/status.h"
#include "cli/match_options.h"
#include "cli/options.h"
#include "cli/style_options.h"
#include "library/descriptor.h"
#include "library/preparation.h"
#include "library/variants.h"

#include <nlohmann/json.hpp>
#include <string>

namespace tessera::cli {

struct ProjectSettings {
  int cells_across = 100;
  Size tile = {32, 32};
  Preparation preparation;
  StyleOptions look;
  MatchOptions match;
  bool keep_duplicates = false;
  Descriptor descriptor;
  VariantKinds variants;
  bool transparent = false;  ///< cells stay empty where the target is transparent
};

ProjectSettings settings_of_options(const MakeOptions& options);
/// The options with the settings in the place of their own.
MakeOptions with_settings(const MakeOptions& options, const ProjectSettings& settings);

/// Settings that are missing are as the page has them at first, but for the size of tiles.
/// @return corrupt; the detail is the name of the first setting that makes no sense.
Result<ProjectSettings> read_project_settings(const nlohmann::json& words);

/// @return invalid_argument, with the option, where the picture could not be made so by the page.
Result<nlohmann::ordered_json> project_settings_words(const ProjectSettings& settings);

/// Options of matching that the page has no words for, each after a space; empty: there are none.
/// A mosaic that is there stays as it is; the page would match it anew without them.
std::string unsaid_options(const ProjectSettings& settings);

}  // namespace tessera::cli
