#include "mosaic/plain_composer.h"

#include "image/rgba.h"
#include "match/constraints.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace tessera {

PlainComposer::PlainComposer(const Mosaic& mosaic, std::shared_ptr<TileCache> tiles, int halvings)
    : geometry_(mosaic.grid, halvings), mosaic_(mosaic), tiles_(std::move(tiles)) {
  if (mosaic.blocks != nullptr) larger_.emplace(grid_of_blocks(mosaic.grid), halvings);
}

template <class Paint>
Status PlainComposer::for_each_cell(Rect rectangle, const Paint& paint) const {
  const int rectangle_right = rectangle.x + rectangle.width;
  const int rectangle_bottom = rectangle.y + rectangle.height;
  const CellAxis& rows = geometry_.rows();
  const std::size_t last_row = rows.cell_at(rectangle_bottom - 1);
  for (std::size_t row = rows.cell_at(rectangle.y); row <= last_row; ++row) {
    const int top = std::max(rectangle.y, rows.seen_begin(row));
    const int bottom = std::min(rectangle_bottom, rows.seen_end(row));
    const CellAxis& columns = geometry_.columns(row);
    const std::size_t last_column = columns.cell_at(rectangle_right - 1);
    for (std::size_t column = columns.cell_at(rectangle.x); column <= last_column; ++column) {
      const int left = std::max(rectangle.x, columns.seen_begin(column));
      const int right = std::min(rectangle_right, columns.seen_end(column));
      const Rect area = {left - rectangle.x, top - rectangle.y, right - left, bottom - top};
      const bool in_block = larger_ && mosaic_.blocks->contain(column, row);
      const std::size_t cells = in_block ? kBlockSide : 1;
      const CellAxis& across = in_block ? larger_->columns(0) : columns;
      const CellAxis& down = in_block ? larger_->rows() : rows;
      // The tile's place among those of its size.
      const std::size_t x = column / cells;
      const std::size_t y = row / cells;
      const std::uint32_t photo = mosaic_.photo_of_cell[row * columns.begin.size() + column];
      if (photo == kEmptyCell) {
        paint(area, ImageView());
        continue;
      }
      const std::shared_ptr<const Tile> tile = tiles_->tile(photo, {across.side[x], down.side[y]});
      if (tile == nullptr) return {StatusCode::out_of_memory, "not enough memory for a tile"};
      paint(area, tile->picture.view().cropped(
                      {left - across.begin[x], top - down.begin[y], area.width, area.height}));
    }
  }
  return {};
}

Status PlainComposer::compose(int x, int y, MutableImageView out) const {
  const Rgb& background = mosaic_.style.background;
  return for_each_cell({x, y, out.width, out.height}, [&](Rect area, ImageView tile) {
    for (int line = 0; line < area.height; ++line) {
      std::uint8_t* to = out.at(area.x, area.y + line);
      if (tile.pixels != nullptr) {
        std::memcpy(to, tile.row(line), static_cast<std::size_t>(area.width) * kChannels);
        continue;
      }
      for (int k = 0; k < area.width; ++k) to = std::copy_n(background.data(), kChannels, to);
    }
  });
}

Status PlainComposer::compose_rgba(int x, int y, Size size, std::uint8_t* rgba) const {
  return for_each_cell({x, y, size.width, size.height}, [&](Rect area, ImageView tile) {
    for (int line = 0; line < area.height; ++line) {
      std::uint8_t* const to =
          rgba + (static_cast<std::size_t>(area.y + line) * static_cast<std::size_t>(size.width) +
                  static_cast<std::size_t>(area.x)) *
                     kRgbaChannels;
      if (tile.pixels == nullptr) {
        std::memset(to, 0, static_cast<std::size_t>(area.width) * kRgbaChannels);
      } else {
        expand_rgba(tile.cropped({0, line, area.width, 1}), to);
      }
    }
  });
}

}  // namespace tessera
