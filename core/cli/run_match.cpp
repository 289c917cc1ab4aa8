#include "cli/run_match.h"

#include "cli/progress.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <sstream>
#include <utility>

namespace tessera::cli {
namespace {

constexpr double kPerCent = 100;

std::string per_cent(double part) {
  std::array<char, 32> text{};
  (void)std::snprintf(text.data(), text.size(), "%.3g", kPerCent * part);
  return text.data();
}

Constraints constraints_of(const MatchOptions& options, const Constraints& rules) {
  Constraints constraints = rules;
  constraints.max_uses = options.max_uses;
  constraints.min_uses = options.min_uses;
  constraints.min_distance = options.min_distance;
  return constraints;
}

}  // namespace

Result<MatchResult> run_match(const MatchOptions& options, const Constraints& rules,
                              PointsView cells, PointsView photos, Executor& executor, Job& job) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  const auto matcher = make_constrained_matcher(
      {options.method, constraints_of(options, rules), options.swaps, options.gap / kPerCent},
      cells, photos);
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

MatchResult facts_of(const MatchOptions& options, const Constraints& rules, Assignment assignment,
                     std::size_t photo_count) {
  MatchResult result;
  result.assignment = std::move(assignment);
  result.facts = assignment_facts(result.assignment.photo_of_cell, photo_count,
                                  constraints_of(options, rules));
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
      {"raised_own_limit", result.raised_own_limit},
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
  std::ostringstream text;
  if (result.has_bound && options.method == Matching::optimal) {
    if (result.optimal) {
      text << "The total cost is optimal: no other assignment within the limits is better\n";
    } else {
      text << "The total cost is within " << per_cent(result.gap) << " % of the optimum\n";
    }
  } else if (result.has_bound && result.use_limit > 0) {
    text << "With free repeats the total cost would be at most " << per_cent(result.gap)
         << " % less\n";
  }
  if (options.max_uses > 0 && result.use_limit > options.max_uses) {
    text << "There are too few photos for at most " << options.max_uses << " uses each: up to "
         << result.use_limit << " were allowed\n";
  } else if (options.max_uses == 0 && result.use_limit > 1) {
    text << "There are more cells than photos: each photo was used up to " << result.use_limit
         << " times\n";
  }
  if (result.least_uses < options.min_uses) {
    text << "There are too few cells to use each photo " << options.min_uses
         << " times: " << result.least_uses << " times was asked of each instead\n";
  }
  const AssignmentFacts& facts = result.facts;
  if (result.raised_own_limit > 0) {
    text << "The limits of single photos are too low to fill all cells: those below "
         << result.raised_own_limit << " were raised to that\n";
  } else if (facts.uses_over > 0 && result.use_limit <= options.max_uses) {
    text << "Photos stand " << facts.uses_over
         << " times more often than their limits allow, because they are pinned so often\n";
  }
  if (facts.pairs_too_close > 0) {
    text << "Equal photos could not all be kept " << options.min_distance
         << " cells apart: " << facts.pairs_too_close << " pairs are nearer, the nearest "
         << facts.least_distance << "\n";
  }
  return text.str();
}

}  // namespace tessera::cli
