// The options of a mosaic's style.
#pragma once

#include "mosaic/style.h"

#include <CLI/CLI.hpp>
#include <string>

namespace tessera::cli {

struct StyleOptions {
  MosaicStyle style;
  bool brick = false;  ///< rows offset by half a tile (Grid)
};

/// Adds --overlap, --colour-pull, --overlay, --tone, --gap-width, --background and --brick.
void add_style_options(CLI::App& command, StyleOptions& options);

/// What one would ask for to get these options, each argument after a space: " --overlap 0.4".
std::string style_arguments(const StyleOptions& options);

}  // namespace tessera::cli
