#include "mosaic/compose.h"

#include "match/constraints.h"

#include <algorithm>
#include <cstring>

namespace tessera {

void compose(const Grid& grid, std::span<const std::uint32_t> photo_of_cell, const TileSet& tiles,
             int x, int y, MutableImageView out) {
  const int first_column = x / grid.tile.width;
  const int last_column = (x + out.width - 1) / grid.tile.width;
  for (int line = 0; line < out.height; ++line) {
    const int row = (y + line) / grid.tile.height;
    const int tile_line = (y + line) % grid.tile.height;
    const std::uint32_t* photos = photo_of_cell.data() + static_cast<std::size_t>(row) *
                                                             static_cast<std::size_t>(grid.columns);
    for (int column = first_column; column <= last_column; ++column) {
      const int cell_x = column * grid.tile.width;
      const int begin = std::max(cell_x, x);
      const int end = std::min(cell_x + grid.tile.width, x + out.width);
      const std::size_t bytes = static_cast<std::size_t>(end - begin) * kChannels;
      if (photos[column] == kEmptyCell) {
        std::memset(out.at(begin - x, line), 255, bytes);
        continue;
      }
      const ImageView tile = tiles.tile(photos[column]);
      std::memcpy(out.at(begin - x, line), tile.at(begin - cell_x, tile_line), bytes);
    }
  }
}

}  // namespace tessera
