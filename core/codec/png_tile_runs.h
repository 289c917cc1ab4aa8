// Where a row of tiles repeats itself within deflate's window.
//
//   TileRunFinder finder(tile_count);
//   finder.find(tiles_of_the_row, max_distance, runs);
//
// Cells are grouped into runs, left to right and without gaps: either cells that are written out,
// or cells that show what the cells `distance` to their left show.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

struct TileRun {
  int first_cell = 0;
  int cell_count = 0;
  int distance = 0;  ///< In cells; 0: written out.
};

class TileRunFinder {
 public:
  /// @param tile_count tiles are numbered below this.
  explicit TileRunFinder(std::size_t tile_count) : last_cell_(tile_count, kNever) {}

  /// @param tiles the tile of each cell, left to right.
  /// @param max_distance the window's reach in whole cells; 0 finds no repeats.
  /// @param runs overwritten.
  void find(std::span<const std::uint32_t> tiles, int max_distance, std::vector<TileRun>& runs);

 private:
  static constexpr int kNever = -1;
  std::vector<int> last_cell_;  // The last cell so far that shows a tile.
};

}  // namespace tessera
