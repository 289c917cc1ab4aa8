// The options of matching, which `tessera make` and `tessera assign` share.
#pragma once

#include "match/constrained_matcher.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string_view>

namespace tessera::cli {

struct MatchOptions {
  Matching method = Matching::nearest;
  std::uint32_t max_uses = 0;  ///< 0: as the method has it
  std::uint32_t min_uses = 0;
  std::uint32_t min_distance = 0;     ///< in cells; 0: none
  std::uint32_t swaps = kSwapRounds;  ///< rounds
  double time_limit = 0;              ///< seconds; 0: none
  double gap = 0;                     ///< a proven gap, in per cent, that is good enough
};

/// Adds --match, --max-uses, --min-uses, --min-distance, --swaps, --time-limit and --gap.
/// @param options where they are put; its method is the default.
void add_match_options(CLI::App& command, MatchOptions& options);

/// "nearest", "greedy", "optimal".
std::string_view method_name(Matching method);

}  // namespace tessera::cli
