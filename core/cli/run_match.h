// Runs a matching with its limits of time and gap, and says what came of it.
#pragma once

#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "cli/match_options.h"
#include "match/constrained_matcher.h"

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tessera::cli {

/// What a run may add to the options.
struct MatchExtras {
  std::size_t columns = 0;                ///< of the grid of cells; 0: it has no rows
  std::vector<std::uint32_t> identities;  ///< as in Constraints
  std::vector<std::uint32_t> empty;       ///< likewise
};

/// Shows progress.
/// @return invalid_argument where the constraints contradict themselves, cancelled.
Result<MatchResult> run_match(const MatchOptions& options, const MatchExtras& extras,
                              PointsView cells, PointsView photos, Executor& executor, Job& job);

/// The result for an assignment that was not run, but given.
MatchResult facts_of(const MatchOptions& options, const MatchExtras& extras, Assignment assignment,
                     std::size_t photo_count);

/// The part of a report that is about the matching, as README describes it.
nlohmann::ordered_json match_report(const MatchOptions& options, const MatchResult& result);

/// Sentences for a person: how good it is, and what could not be kept. Each ends with a new line.
std::string match_summary(const MatchOptions& options, const MatchResult& result);

}  // namespace tessera::cli
