// The options of how photos are prepared before they become tiles.
#pragma once

#include "library/preparation.h"

#include <CLI/CLI.hpp>
#include <string>

namespace tessera::cli {

/// Adds --greyscale, --autocontrast and --equalise.
void add_preparation_options(CLI::App& command, Preparation& preparation);

/// What one would ask for to get this preparation, each argument after a space: " --equalise".
std::string preparation_arguments(const Preparation& preparation);

}  // namespace tessera::cli
