#include "cli/assign.h"

#include "cli/files.h"
#include "cli/npy.h"
#include "cli/run_match.h"

#include <chrono>
#include <cstdio>
#include <limits>
#include <string>
#include <vector>

namespace tessera::cli {
namespace {

Result<PointTable> read_named(const std::filesystem::path& path) {
  Result<PointTable> table = read_points(path);
  if (table) return table;
  return Status{table.status().code, path.string() + ": " + table.status().detail};
}

Status check(const AssignOptions& options, const PointTable& tiles, const PointTable& cells) {
  if (tiles.dimension != cells.dimension) {
    return {StatusCode::invalid_argument, options.tiles.string() + " has points of " +
                                              std::to_string(tiles.dimension) + " dimensions, " +
                                              options.cells.string() + " of " +
                                              std::to_string(cells.dimension)};
  }
  if (tiles.count == 0) {
    return {StatusCode::invalid_argument, options.tiles.string() + ": there are no points in it"};
  }
  return {};
}

/// The numbers of an array, one for each cell or tile, between two values.
Result<std::vector<std::int64_t>> read_rule(const std::filesystem::path& path, std::size_t count,
                                            const char* of_what, std::int64_t least,
                                            std::int64_t most) {
  const auto wrong = [&](StatusCode code, const std::string& what) {
    return Status{code, path.string() + ": " + what};
  };
  Result<std::vector<std::int64_t>> numbers = read_numbers(path);
  if (!numbers) return wrong(numbers.status().code, numbers.status().detail);
  if (numbers->size() != count) {
    return wrong(StatusCode::invalid_argument, "it has " + std::to_string(numbers->size()) +
                                                   " numbers, there are " + std::to_string(count) +
                                                   " " + of_what);
  }
  for (std::size_t i = 0; i < count; ++i) {
    if ((*numbers)[i] >= least && (*numbers)[i] <= most) continue;
    return wrong(StatusCode::invalid_argument,
                 "number " + std::to_string(i) + " is " + std::to_string((*numbers)[i]) +
                     ": it must be from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return numbers;
}

Result<Constraints> read_rules(const AssignOptions& options, std::size_t tiles, std::size_t cells) {
  Constraints constraints;
  constraints.columns = options.columns;
  const auto read = [&](const std::filesystem::path& path, std::size_t count, const char* of_what,
                        std::int64_t least, std::int64_t most, const auto& use) -> Status {
    if (path.empty()) return {};
    const auto numbers = read_rule(path, count, of_what, least, most);
    if (!numbers) return numbers.status();
    for (std::uint32_t i = 0; i < count; ++i) {
      if ((*numbers)[i] >= 0) use(i, static_cast<std::uint32_t>((*numbers)[i]));
    }
    return {};
  };
  Status status = read(options.pins, cells, "cells", -1, static_cast<std::int64_t>(tiles) - 1,
                       [&](std::uint32_t cell, std::uint32_t tile) {
                         constraints.pinned.push_back({cell, tile});
                       });
  if (!status.is_ok()) return status;
  status = read(options.bans, tiles, "tiles", 0, 1, [&](std::uint32_t tile, std::uint32_t banned) {
    if (banned == 1) constraints.banned.push_back(tile);
  });
  if (!status.is_ok()) return status;
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  status =
      read(options.limits, tiles, "tiles", -1, most, [&](std::uint32_t tile, std::uint32_t uses) {
        constraints.own_limits.push_back({tile, uses});
      });
  if (!status.is_ok()) return status;
  return constraints;
}

Status write_json(const AssignOptions& options, const MatchResult& result, double seconds) {
  nlohmann::ordered_json json = match_report(options.match, result);
  json["seconds"] = seconds;
  const std::string text = json.dump(2) + "\n";
  return write_text(options.report, text);
}

Status run(const AssignOptions& options, Job& job) {
  const Result<PointTable> tiles = read_named(options.tiles);
  if (!tiles) return tiles.status();
  const Result<PointTable> cells = read_named(options.cells);
  if (!cells) return cells.status();
  if (Status status = check(options, *tiles, *cells); !status.is_ok()) return status;
  const Result<Constraints> rules = read_rules(options, tiles->count, cells->count);
  if (!rules) return rules.status();
  const auto executor = make_executor(options.threads);
  const auto start = std::chrono::steady_clock::now();
  const Result<MatchResult> result =
      run_match(options.match, *rules, cells->view(), tiles->view(), *executor, job);
  if (!result) return result.status();
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const std::vector<std::uint32_t>& tile_of_cell = result->assignment.photo_of_cell;
  const std::vector<std::int64_t> numbers(tile_of_cell.begin(), tile_of_cell.end());
  if (Status status = write_numbers(options.out, numbers); !status.is_ok()) return status;
  if (!options.report.empty()) {
    if (Status status = write_json(options, *result, seconds); !status.is_ok()) return status;
  }
  (void)std::printf(
      "%s: %zu cells, %zu of %zu tiles, the most used %u times, total cost %.9g, %.3f s\n",
      options.out.c_str(), cells->count, result->facts.distinct, tiles->count,
      result->facts.largest_use, result->assignment.total_cost, seconds);
  (void)std::fputs(match_summary(options.match, *result).c_str(), stdout);
  return {};
}

}  // namespace

ExitCode assign(const AssignOptions& options, Job& job) {
  const Status status = run(options, job);
  if (status.is_ok()) return ExitCode::done;
  (void)std::fprintf(stderr, "tessera: %s\n", status.detail.c_str());
  return ExitCode::failed;
}

}  // namespace tessera::cli
