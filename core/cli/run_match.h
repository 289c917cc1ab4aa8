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

/// Shows progress.
/// @param rules what is to be kept beside the options, whose limits and distance stand in for its
///   own.
/// @return invalid_argument where the constraints contradict themselves, cancelled.
Result<MatchResult> run_match(const MatchOptions& options, const Constraints& rules,
                              PointsView cells, PointsView photos, Executor& executor, Job& job);

/// The result for an assignment that was not run, but given.
MatchResult facts_of(const MatchOptions& options, const Constraints& rules, Assignment assignment,
                     std::size_t photo_count);

/// The part of a report that is about the matching, as README describes it.
nlohmann::ordered_json match_report(const MatchOptions& options, const MatchResult& result);

/// Sentences for a person: how good it is, and what could not be kept. Each ends with a new line.
std::string match_summary(const MatchOptions& options, const MatchResult& result);

}  // namespace tessera::cli
