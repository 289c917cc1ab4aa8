#include "cli/run_match.h"

#include "cli/progress.h"

#include <array>
#include <chrono>
#include <cstdarg>
#include <cstdio>
#include <utility>

namespace tessera::cli {
namespace {

constexpr double kPerCent = 100;

std::string formatted(const char* format, ...) {
  std::array<char, 256> text{};
  std::va_list arguments;
  va_start(arguments, format);
  (void)std::vsnprintf(text.data(), text.size(), format, arguments);
  va_end(arguments);
  return text.data();
}

Constraints constraints_of(const MatchOptions& options, const MatchExtras& extras) {
  Constraints constraints;
  constraints.max_uses = options.max_uses;
  constraints.min_uses = options.min_uses;
  constraints.min_distance = options.min_distance;
  constraints.columns = extras.columns;
  constraints.identities = extras.identities;
  return constraints;
}

}  // namespace

Result<MatchResult> run_match(const MatchOptions& options, const MatchExtras& extras,
                              PointsView cells, PointsView photos, Executor& executor, Job& job) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  const auto matcher = make_constrained_matcher(
      {options.method, constraints_of(options, extras), options.swaps}, cells, photos);
  ProgressLine progress("Matching");
  job.begin(static_cast<std::int64_t>(cells.count));
  while (!matcher->finished()) {
    const bool time_is_over = options.time_limit > 0 && seconds() >= options.time_limit;
    const bool good_enough = options.gap > 0 && matcher->known_gap() <= options.gap / kPerCent;
    if (time_is_over || good_enough) matcher->settle();
    if (Status status = matcher->advance(executor, job); !status.is_ok()) return status;
    progress.show(job.done(), job.total());
  }
  return matcher->result();
}

MatchResult facts_of(const MatchOptions& options, const MatchExtras& extras, Assignment assignment,
                     std::size_t photo_count) {
  MatchResult result;
  result.assignment = std::move(assignment);
  result.facts = assignment_facts(result.assignment.photo_of_cell, photo_count,
                                  constraints_of(options, extras));
  result.use_limit = options.max_uses;
  result.least_uses = options.min_uses;
  return result;
}

nlohmann::ordered_json match_report(const MatchOptions& options, const MatchResult& result) {
  const AssignmentFacts& facts = result.facts;
  nlohmann::ordered_json json = {
      {"match", method_name(options.method)},
      {"use_limit", result.use_limit},
      {"least_uses", result.least_uses},
      {"distinct_photos", facts.distinct},
      {"largest_use", facts.largest_use},
      {"least_use", facts.least_use},
      {"least_distance", facts.least_distance},
      {"total_cost", result.assignment.total_cost},
      {"exchanges", result.exchanges},
      {"optimal", result.has_bound && result.optimal},
      {"gap", nullptr},
      {"lower_bound", nullptr},
      {"not_kept",
       {{"max_uses", facts.uses_over},
        {"min_uses", facts.uses_missing},
        {"min_distance", facts.pairs_too_close}}},
  };
  if (result.has_bound) {
    json["gap"] = result.gap;
    json["lower_bound"] = result.lower_bound;
  }
  return json;
}

std::string match_summary(const MatchOptions& options, const MatchResult& result) {
  std::string text;
  if (result.has_bound && options.method == Matching::optimal) {
    text +=
        result.optimal
            ? std::string(
                  "The total cost is optimal: no other assignment within the limits is better\n")
            : formatted("The total cost is within %.3g %% of the optimum\n", kPerCent * result.gap);
  }
  const AssignmentFacts& facts = result.facts;
  if (options.max_uses > 0 && result.use_limit > options.max_uses) {
    text += formatted("There are too few photos for at most %u uses each: up to %u were allowed\n",
                      options.max_uses, result.use_limit);
  } else if (options.max_uses == 0 && result.use_limit > 1) {
    text += formatted("There are more cells than photos: each photo was used up to %u times\n",
                      result.use_limit);
  }
  if (result.least_uses < options.min_uses) {
    text += formatted(
        "There are too few cells to use each photo %u times: %u times was asked of each instead\n",
        options.min_uses, result.least_uses);
  }
  if (facts.pairs_too_close > 0) {
    text += formatted(
        "Equal photos could not all be kept %u cells apart: %zu pairs are nearer, the nearest %u\n",
        options.min_distance, facts.pairs_too_close, facts.least_distance);
  }
  return text;
}

}  // namespace tessera::cli
