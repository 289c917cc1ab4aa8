// The options of a mosaic's style.
#pragma once

#include "mosaic/style.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace tessera::cli {

struct StyleOptions {
  MosaicStyle style;
  bool brick = false;  ///< rows offset by half a tile (Grid)
};

/// A colour of six hexadecimal digits, with a # before them or without.
std::optional<Rgb> colour_by_name(std::string_view name);
/// "#20242a".
std::string colour_name(const Rgb& colour);

/// Adds --overlap, --colour-pull, --overlay, --tone, --gap-width, --background and --brick.
void add_style_options(CLI::App& command, StyleOptions& options);

/// What one would ask for to get these options, each argument after a space: " --overlap 0.4".
std::string style_arguments(const StyleOptions& options);

}  // namespace tessera::cli
