#include "cli/match_options.h"

#include <limits>
#include <map>
#include <string>

namespace tessera::cli {

void add_match_options(CLI::App& command, MatchOptions& options) {
  constexpr int most = std::numeric_limits<std::int32_t>::max();
  const std::map<std::string, Matching> methods = {
      {"nearest", Matching::nearest}, {"greedy", Matching::greedy}, {"optimal", Matching::optimal}};
  command
      .add_option("--match", options.method,
                  "nearest: the likest photo, with repeats; greedy: each photo once, or as evenly "
                  "as it goes; optimal: the same at the least total cost, with a proof (default: " +
                      std::string(method_name(options.method)) + ")")
      ->transform(CLI::CheckedTransformer(methods).description(""))
      ->type_name("nearest|greedy|optimal");
  command.add_option("--max-uses", options.max_uses, "How often a photo may be used at most")
      ->check(CLI::Range(1, most))
      ->type_name("N");
  command.add_option("--min-uses", options.min_uses, "How often each photo must be used")
      ->check(CLI::Range(0, most))
      ->type_name("N");
  command
      .add_option("--min-distance", options.min_distance,
                  "Cells from one place of a photo to the next, along the longer axis: no photo "
                  "twice in any square of so many cells")
      ->check(CLI::Range(0, most))
      ->type_name("CELLS");
  command
      .add_option("--swaps", options.swaps,
                  "Rounds of swaps between cells that lower the cost where it is not the least "
                  "(default 5; 0: "
                  "none)")
      ->check(CLI::Range(0, most))
      ->type_name("ROUNDS");
  command
      .add_option(
          "--time-limit", options.time_limit,
          "Seconds of matching after which the optimal method and swaps leave off with what "
          "they have; the mosaic may then differ from run to run")
      ->check(CLI::PositiveNumber)
      ->type_name("SECONDS");
  command
      .add_option("--gap", options.gap,
                  "The optimal method leaves off when it has proven that the best is less than so "
                  "many per cent better (default 0: the best)")
      ->check(CLI::Range(0.0, 100.0))
      ->type_name("PERCENT");
}

std::string_view method_name(Matching method) {
  switch (method) {
    case Matching::nearest:
      return "nearest";
    case Matching::greedy:
      return "greedy";
    case Matching::optimal:
      return "optimal";
  }
  return "";
}

}  // namespace tessera::cli
