#include "cli/match_photos.h"

#include "cli/assignment_table.h"
#include "cli/project_run.h"
#include "cli/run_match.h"
#include "library/candidates.h"
#include "library/variants.h"
#include "mosaic/composer.h"
#include "mosaic/mosaic.h"
#include "mosaic/shown_photos.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace tessera::cli {
namespace {

Result<std::vector<ShownPhoto>> shown_by_table(const std::filesystem::path& path,
                                               const CellPlan& plan, const PhotoNames& names) {
  const Result<std::vector<NamedCell>> table =
      read_assignment(path, plan.grid, plan.without_photo({}), plan.blocks);
  if (!table) return table.status();
  std::vector<ShownPhoto> cells(plan.grid.cell_count(), ShownPhoto{kEmptyCell});
  for (const NamedCell& cell : *table) {
    const Result<ShownPhoto> shown = names.find(path, cell.line, cell.shown);
    if (!shown) return shown.status();
    cells[cell.cell] = *shown;
  }
  return cells;
}

Result<Assignment> assignment_of(std::span<const ShownPhoto> shown, const PhotoLibrary& library,
                                 Candidates& candidates, PointsView cells) {
  Assignment assignment;
  assignment.photo_of_cell.reserve(shown.size());
  for (const ShownPhoto& cell : shown) {
    if (cell.photo == kEmptyCell) {
      assignment.photo_of_cell.push_back(kEmptyCell);
      continue;
    }
    const Result<std::uint32_t> candidate = candidates.number(library, cell);
    if (!candidate) return candidate.status();
    assignment.photo_of_cell.push_back(*candidate);
  }
  assignment.total_cost = total_cost(cells, candidates.points(), assignment.photo_of_cell);
  return assignment;
}

Status write_table(const std::filesystem::path& path, const Grid& grid,
                   const Candidates& candidates, const Assignment& assignment,
                   const FileOf& file_of) {
  const std::vector<std::string> variants = variant_names();
  std::vector<TableCell> table;
  table.reserve(assignment.photo_of_cell.size());
  for (const std::uint32_t candidate : assignment.photo_of_cell) {
    if (candidate == kEmptyCell) {
      table.push_back({"", variants[kPlainVariant]});
      continue;
    }
    const ShownPhoto shown = candidates.shown(candidate);
    table.push_back({file_of(shown.photo).string(), variants[shown.variant]});
  }
  return write_assignment(path, grid, table);
}

/// Fills in what is for painting.
/// @param tile to be drawn.
Status show(const PhotoLibrary& library, const Candidates& candidates, Size tile,
            MatchedPhotos& matched) {
  std::vector<VariantNumber> variant_of_cell;
  for (const std::uint32_t candidate : matched.match.assignment.photo_of_cell) {
    const ShownPhoto shown =
        candidate == kEmptyCell ? ShownPhoto{kEmptyCell} : candidates.shown(candidate);
    matched.shown.push_back(shown);
    matched.photo_of_cell.push_back(shown.photo);
    variant_of_cell.push_back(shown.variant);
  }
  const bool all_plain = std::all_of(variant_of_cell.begin(), variant_of_cell.end(),
                                     [](VariantNumber it) { return it == kPlainVariant; });
  if (all_plain && library.thumbnail_size() == tile) return {};
  ShownPhotos shown = shown_photos(matched.photo_of_cell, variant_of_cell);
  Result<PhotoLibrary> tiles = library_of_shown(library, shown.tiles, tile);
  if (!tiles) return tiles.status();
  matched.photo_of_cell = std::move(shown.tile_of_cell);
  matched.variants.emplace(std::move(*tiles));
  return {};
}

}  // namespace

Result<MatchedPhotos> match_photos(const MakeOptions& options, ImageView target,
                                   const CellPlan& plan, PhotoLibrary& library,
                                   const PhotoChoice& choice, const FileOf& file_of,
                                   const ProjectFile* project, Executor& executor, Job& job) {
  const Grid& grid = plan.grid;
  const PhotoNames names(library.count(), file_of);
  Result<PhotoRules> rules = read_photo_rules(options, grid, names);
  if (!rules) return rules.status();
  pin_leaders(*rules, plan.blocks);
  library.set_descriptor(options.descriptor, executor);
  const auto points = std::make_shared<const VariantPoints>(
      library, choice.photos, variants_of(options.variants, library.thumbnail_size()), executor);
  if (!points->valid()) {
    return Status{StatusCode::out_of_memory, "no memory left for variants of photos"};
  }
  Candidates candidates(points);
  const CellDescriptors cells(target, grid, options.descriptor, options.look.style.overlap,
                              plan.blocks);
  MatchOptions matching = options.match;
  matching.min_distance = plan.distance(matching.min_distance);
  MatchedPhotos matched;
  std::optional<Assignment> given;
  if (project != nullptr || !options.use_assignment.empty()) {
    Result<std::vector<ShownPhoto>> shown =
        project != nullptr ? find_shown(options.project, *project, library)
                           : shown_by_table(options.use_assignment, plan, names);
    if (!shown) return shown.status();
    for (const std::uint32_t cell : plan.blocks.covered()) (*shown)[cell] = {kEmptyCell};
    Result<Assignment> assignment = assignment_of(*shown, library, candidates, cells.points());
    if (!assignment) return assignment.status();
    given = std::move(*assignment);
  }
  Constraints constraints;
  constraints.columns = static_cast<std::size_t>(grid.columns);
  std::vector<std::uint32_t> pinned;
  for (const PhotoRules::Pin& pin : rules->pins) pinned.push_back(pin.cell);
  constraints.empty = plan.without_photo(std::move(pinned));
  if (Status status = apply_rules(*rules, library, choice.originals, candidates, constraints);
      !status.is_ok()) {
    return status;
  }
  if (!given) {
    Result<MatchResult> result =
        run_match(matching, constraints, cells.points(), candidates.points(), executor, job);
    if (!result) return result.status();
    matched.match = std::move(*result);
  } else {
    matched.match = facts_of(matching, constraints, std::move(*given), candidates.count());
  }
  if (!options.assignment.empty()) {
    if (Status status =
            write_table(options.assignment, grid, candidates, matched.match.assignment, file_of);
        !status.is_ok()) {
      return status;
    }
  }
  const Size tile = drawn_tile(options.look.style, plan);
  if (Status status = show(library, candidates, tile, matched); !status.is_ok()) return status;
  matched.rules = *rules;
  if (options.masks.outside_shows_target) {
    for (const std::uint32_t cell : plan.outside) {
      if (matched.photo_of_cell[cell] == kEmptyCell) matched.photo_of_cell[cell] = kTargetCell;
    }
  }
  plan.blocks.spread(matched.photo_of_cell);
  return matched;
}

}  // namespace tessera::cli
