#include "cli/match_photos.h"

#include "cli/assignment_table.h"
#include "cli/run_match.h"
#include "library/variants.h"
#include "mosaic/mosaic.h"

#include <map>
#include <string>
#include <utility>

namespace tessera::cli {
namespace {

using FileOf = std::function<const std::filesystem::path&(std::uint32_t)>;

Result<Assignment> assignment_from_table(const std::filesystem::path& path, const Grid& grid,
                                         const VariantPoints& candidates,
                                         std::span<const std::uint32_t> photos,
                                         const FileOf& file_of, PointsView cells) {
  const Result<std::vector<TableCell>> table = read_assignment(path, grid);
  if (!table) return table.status();
  std::map<std::string, std::uint32_t> photo_of_file;
  for (const std::uint32_t photo : photos) photo_of_file.emplace(file_of(photo).string(), photo);
  std::map<std::pair<std::string, std::string>, std::uint32_t> known;
  Assignment assignment;
  for (const TableCell& cell : *table) {
    const auto [place, is_new] = known.try_emplace({cell.photo, cell.variant}, 0);
    if (is_new) {
      const auto photo = photo_of_file.find(cell.photo);
      if (photo == photo_of_file.end()) {
        return Status{StatusCode::invalid_argument,
                      path.string() + ": " + cell.photo + " is not among the photos"};
      }
      const std::optional<std::uint32_t> candidate = candidates.find(photo->second, cell.variant);
      if (!candidate) {
        return Status{StatusCode::invalid_argument,
                      path.string() + ": there is no variant '" + cell.variant +
                          "' without the --variants with which the table was made"};
      }
      place->second = *candidate;
    }
    assignment.photo_of_cell.push_back(place->second);
  }
  assignment.total_cost = total_cost(cells, candidates.points(), assignment.photo_of_cell);
  return assignment;
}

Status write_table(const std::filesystem::path& path, const Grid& grid,
                   const VariantPoints& candidates, const Assignment& assignment,
                   const FileOf& file_of) {
  std::vector<TableCell> table;
  table.reserve(assignment.photo_of_cell.size());
  for (const std::uint32_t candidate : assignment.photo_of_cell) {
    table.push_back(
        {file_of(candidates.photo(candidate)).string(), candidates.variant(candidate).name});
  }
  return write_assignment(path, grid, table);
}

}  // namespace

Result<MatchedPhotos> match_photos(const MakeOptions& options, ImageView target, const Grid& grid,
                                   PhotoLibrary& library, std::span<const std::uint32_t> photos,
                                   std::vector<std::uint32_t> empty, const FileOf& file_of,
                                   Executor& executor, Job& job) {
  library.set_descriptor(options.descriptor, executor);
  const VariantPoints candidates(library, photos,
                                 variants_of(options.variants, library.thumbnail_size()), executor);
  if (!candidates.valid()) {
    return Status{StatusCode::out_of_memory, "no memory left for variants of photos"};
  }
  const CellDescriptors cells(target, grid, options.descriptor, options.look.style.overlap);
  MatchExtras extras{static_cast<std::size_t>(grid.columns), {}, std::move(empty)};
  if (options.variants.any()) extras.identities = candidates.identities();

  MatchedPhotos matched;
  if (options.use_assignment.empty()) {
    Result<MatchResult> result =
        run_match(options.match, extras, cells.points(), candidates.points(), executor, job);
    if (!result) return result.status();
    matched.match = std::move(*result);
  } else {
    Result<Assignment> table = assignment_from_table(options.use_assignment, grid, candidates,
                                                     photos, file_of, cells.points());
    if (!table) return table.status();
    matched.match = facts_of(options.match, extras, std::move(*table), candidates.count());
  }
  const std::vector<std::uint32_t>& chosen = matched.match.assignment.photo_of_cell;
  if (!options.assignment.empty()) {
    if (Status status =
            write_table(options.assignment, grid, candidates, matched.match.assignment, file_of);
        !status.is_ok()) {
      return status;
    }
  }
  if (options.variants.any()) {
    Result<VariantTiles> tiles = tiles_of_variants(library, candidates, chosen);
    if (!tiles) return tiles.status();
    matched.photo_of_cell = std::move(tiles->photo_of_cell);
    matched.variants.emplace(std::move(tiles->library));
  } else {
    for (const std::uint32_t candidate : chosen) {
      matched.photo_of_cell.push_back(candidate == kEmptyCell ? kEmptyCell
                                                              : candidates.photo(candidate));
    }
  }
  return matched;
}

}  // namespace tessera::cli
