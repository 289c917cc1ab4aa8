#include "mosaic/export.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr int kBandPixels = 1 << 22;
constexpr int kSampledPixels = 1 << 23;

}  // namespace

int rows_of_cells_in_band(const Grid& grid) {
  return std::max(1, kBandPixels / grid.mosaic.width / grid.tile.height);
}

std::vector<int> sampled_rows_of_cells(const Grid& grid) {
  const int whole_rows = std::max(1, grid.mosaic.height / grid.tile.height);
  // Several rows even of a large mosaic: one alone may be all sky.
  const int wanted = std::max(4, kSampledPixels / grid.mosaic.width / grid.tile.height);
  const int count = std::min(wanted, whole_rows);
  std::vector<int> rows;
  for (int i = 0; i < count; ++i) {
    rows.push_back(
        static_cast<int>((std::int64_t{2} * i + 1) * whole_rows / (std::int64_t{2} * count)));
  }
  return rows;
}

std::vector<std::uint32_t> slots_of_cells(std::span<const std::uint32_t> photo_of_cell,
                                          const TileSet& tiles) {
  std::vector<std::uint32_t> slots;
  slots.reserve(photo_of_cell.size());
  for (const std::uint32_t photo : photo_of_cell) slots.push_back(tiles.slot(photo));
  return slots;
}

}  // namespace tessera
