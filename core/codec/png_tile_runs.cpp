#include "codec/png_tile_runs.h"

#include <cstddef>

namespace tessera {

void TileRunFinder::find(std::span<const std::uint32_t> tiles, int max_distance,
                         std::vector<TileRun>& runs) {
  runs.clear();
  const int count = static_cast<int>(tiles.size());
  const auto tile_at = [&](int cell) { return tiles[static_cast<std::size_t>(cell)]; };
  for (int cell = 0; cell < count; ++cell) {
    const std::uint32_t tile = tile_at(cell);
    const bool goes_on =
        !runs.empty() && runs.back().distance > 0 && tile_at(cell - runs.back().distance) == tile;
    int distance = 0;
    if (goes_on) {
      distance = runs.back().distance;
    } else if (last_cell_[tile] != kNever && cell - last_cell_[tile] <= max_distance) {
      distance = cell - last_cell_[tile];
    }
    last_cell_[tile] = cell;
    if (goes_on || (distance == 0 && !runs.empty() && runs.back().distance == 0)) {
      ++runs.back().cell_count;
    } else {
      runs.push_back({cell, 1, distance});
    }
  }
  for (const std::uint32_t tile : tiles) last_cell_[tile] = kNever;
}

}  // namespace tessera
