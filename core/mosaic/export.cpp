#include "mosaic/export.h"

#include "mosaic/composer.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr int kBandPixels = 1 << 22;
constexpr int kSampledPixels = 1 << 23;
constexpr int kLeastBands = 4;
constexpr int kMostBands = 8;

}  // namespace

int rows_of_cells_in_band(const Grid& grid) {
  return std::max(1, kBandPixels / grid.mosaic.width / grid.tile.height);
}

std::vector<RowsOfCells> sampled_rows_of_cells(const Grid& grid) {
  const int all = std::max(1, grid.mosaic.height / grid.tile.height);
  // Several bands even of a large mosaic: one alone may be all sky. Several rows a band where tiles
  // are small: what is alike in neighbouring rows is written once.
  const int wanted = std::max(kLeastBands, kSampledPixels / grid.mosaic.width / grid.tile.height);
  if (wanted >= all) return {{0, all}};
  const int rows = std::max(1, wanted / kMostBands);
  const int count = wanted / rows;
  std::vector<RowsOfCells> bands;
  bands.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    bands.push_back({static_cast<int>(std::int64_t{i} * (all - rows) / (count - 1)), rows});
  }
  return bands;
}

std::vector<std::uint32_t> slots_of_cells(std::span<const std::uint32_t> photo_of_cell,
                                          const TileSet& tiles) {
  std::vector<std::uint32_t> slots;
  slots.reserve(photo_of_cell.size());
  for (const std::uint32_t photo : photo_of_cell) {
    const bool shows_none = photo == kEmptyCell || photo == kTargetCell;
    slots.push_back(shows_none ? photo : tiles.slot(photo));
  }
  return slots;
}

}  // namespace tessera
