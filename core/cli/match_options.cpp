#include "cli/match_options.h"

#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace tessera::cli {
namespace {

std::string shortest(double value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

}  // namespace

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

void add_compare_options(CLI::App& command, Descriptor& descriptor, VariantKinds& variants) {
  command
      .add_option_function<std::string>(
          "--descriptor",
          [&descriptor](const std::string& name) {
            descriptor.side = descriptor_by_name(name)->side;
          },
          "What of a photo is compared: mean: its mean colour (default); grid2 to grid8: the means "
          "of "
          "so many boxes across and down; patch: of 16 across and down")
      ->check(CLI::IsMember(descriptor_names()).description(""))
      ->type_name("mean|gridN|patch");
  command
      .add_option(
          "--structure", descriptor.structure,
          "With a grid, from 0 to 1: 0 compares its colour alone, 1 only what differs within "
          "it (default 0.5)")
      ->check(CLI::Range(0.0, 1.0))
      ->type_name("WEIGHT");
  command.add_flag("--grey", descriptor.grey, "Compare lightness alone");
  command
      .add_option_function<std::vector<std::string>>(
          "--variants",
          [&variants](const std::vector<std::string>& names) {
            for (const std::string& name : names) {
              variants.mirror |= name == "mirror";
              variants.turns |= name == "turns";
              variants.parts |= name == "parts";
            }
          },
          "Let photos also stand mirrored, turned by quarters (half, where tiles are not square), "
          "or "
          "in part; they count as the same photo")
      ->delimiter(',')
      ->check(CLI::IsMember({"mirror", "turns", "parts"}).description(""))
      ->type_name("mirror,turns,parts");
}

std::string match_arguments(const MatchOptions& options) {
  std::string text = " --match " + std::string(method_name(options.method));
  const auto add = [&](const char* name, std::uint32_t value, std::uint32_t unsaid) {
    if (value != unsaid) text += std::string(" ") + name + " " + std::to_string(value);
  };
  add("--max-uses", options.max_uses, 0);
  add("--min-uses", options.min_uses, 0);
  add("--min-distance", options.min_distance, 0);
  add("--swaps", options.swaps, kSwapRounds);
  if (options.time_limit > 0) text += " --time-limit " + shortest(options.time_limit);
  if (options.gap > 0) text += " --gap " + shortest(options.gap);
  return text;
}

std::string compare_arguments(const Descriptor& descriptor, const VariantKinds& variants) {
  std::string text;
  for (const std::string& name : descriptor_names()) {
    const bool is_it = descriptor_by_name(name)->side == descriptor.side;
    if (is_it && descriptor.side > 1) text += " --descriptor " + name;
  }
  const Descriptor unsaid;
  if (descriptor.structure != unsaid.structure) {
    text += " --structure " + shortest(descriptor.structure);
  }
  if (descriptor.grey) text += " --grey";
  std::string kinds;
  if (variants.mirror) kinds += ",mirror";
  if (variants.turns) kinds += ",turns";
  if (variants.parts) kinds += ",parts";
  if (!kinds.empty()) text += " --variants " + kinds.substr(1);
  return text;
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
