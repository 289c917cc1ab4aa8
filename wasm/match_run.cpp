#include "match_run.h"

#include <utility>
#include <vector>

namespace tessera::wasm {
namespace {

std::vector<std::uint32_t> originals_of_all(const DuplicateFinder& duplicates) {
  std::vector<std::uint32_t> originals(duplicates.count());
  for (std::size_t photo = 0; photo < originals.size(); ++photo) {
    originals[photo] = duplicates.identity(photo).original;
  }
  return originals;
}

}  // namespace

MatchRun::MatchRun(const Grid& grid, CellDescriptors cells, ChosenPhotos photos,
                   std::size_t library_count)
    : grid_(grid),
      cells_(std::move(cells)),
      photos_(std::move(photos)),
      library_count_(library_count) {}

Result<std::unique_ptr<MatchRun>> MatchRun::begin(const MatchRequest& request,
                                                  const PhotoLibrary& library,
                                                  const DuplicateFinder& duplicates,
                                                  ImageView target) {
  if (library.count() == 0) return Status{StatusCode::invalid_argument, "there are no photos yet"};
  const Result<Grid> grid = grid_across(
      request.cells_across, {request.tile_side, request.tile_side}, target.size(), request.brick);
  if (!grid) return grid.status();
  const bool all = request.keep_duplicates;
  std::unique_ptr<MatchRun> run(new MatchRun(
      *grid, CellDescriptors(target, *grid, {}, request.overlap),
      ChosenPhotos(library, all ? all_photos(library) : duplicates.originals()), library.count()));
  MatchSettings settings;
  settings.method = request.matching;
  settings.constraints.max_uses = request.max_uses;
  settings.constraints.min_distance = request.min_distance;
  settings.constraints.columns = static_cast<std::size_t>(grid->columns);
  if (all) settings.constraints.identities = originals_of_all(duplicates);
  run->matcher_ = make_constrained_matcher(std::move(settings), run->cells_.points(),
                                           run->photos_.descriptors());
  run->job_.begin(static_cast<std::int64_t>(grid->cell_count()));
  return run;
}

MatchedMosaic MatchRun::mosaic() const {
  MatchedMosaic mosaic;
  mosaic.grid = grid_;
  mosaic.choice = photos_.count();
  mosaic.match = matcher_->result();
  mosaic.assignment = std::exchange(mosaic.match.assignment, {});
  photos_.name_in_library(mosaic.assignment.photo_of_cell);
  mosaic.uses = count_uses(mosaic.assignment.photo_of_cell, library_count_);
  return mosaic;
}

}  // namespace tessera::wasm
