// The options of matching, which `tessera make` and `tessera assign` share.
#pragma once

#include "library/descriptor.h"
#include "library/variants.h"
#include "match/constrained_matcher.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
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

/// Adds --descriptor, --structure, --grey and --variants: how photos are compared with cells.
void add_compare_options(CLI::App& command, Descriptor& descriptor, VariantKinds& variants);

/// What one would ask for to get these options, each argument after a space: " --match greedy".
std::string match_arguments(const MatchOptions& options);
std::string compare_arguments(const Descriptor& descriptor, const VariantKinds& variants);

/// "nearest", "greedy", "optimal".
std::string_view method_name(Matching method);

}  // namespace tessera::cli
