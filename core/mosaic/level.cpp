#include "mosaic/level.h"

#include "match/constraints.h"

#include <algorithm>
#include <cstring>

namespace tessera {
namespace {

constexpr int kWhite = 255;

std::vector<int> edges_of(int cells, int tile, int mosaic, int halvings) {
  std::vector<int> edges;
  edges.reserve(static_cast<std::size_t>(cells) + 1);
  for (int cell = 0; cell < cells; ++cell) {
    edges.push_back(static_cast<int>((std::int64_t{cell} * tile) >> halvings));
  }
  const int scale_less_one = (1 << halvings) - 1;
  edges.push_back((mosaic + scale_less_one) >> halvings);
  return edges;
}

// The pixels of each cell's whole tile: what is seen of it, or for the last one, which may be cut
// off, what a whole one would have.
std::vector<int> sides_of(const std::vector<int>& edges, int tile, int halvings) {
  std::vector<int> sides;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) sides.push_back(edges[i + 1] - edges[i]);
  sides.back() = std::max(sides.back(), std::max(1, tile >> halvings));
  return sides;
}

}  // namespace

bool MosaicLevel::exists(const Grid& grid, int halvings) {
  return halvings < 31 && (std::min(grid.tile.width, grid.tile.height) >> halvings) > 0;
}

Result<std::unique_ptr<const MosaicLevel>> MosaicLevel::make(
    const Grid& grid, std::span<const std::uint32_t> photo_of_cell, const PhotoLibrary& library,
    int halvings, Executor& executor, const Job& job) {
  std::unique_ptr<MosaicLevel> level(new MosaicLevel);
  level->photo_of_cell_ = photo_of_cell;
  level->x_edges_ = edges_of(grid.columns, grid.tile.width, grid.mosaic.width, halvings);
  level->y_edges_ = edges_of(grid.rows, grid.tile.height, grid.mosaic.height, halvings);

  std::map<std::pair<int, int>, std::vector<std::uint32_t>> photos;
  level->widths_ = sides_of(level->x_edges_, grid.tile.width, halvings);
  level->heights_ = sides_of(level->y_edges_, grid.tile.height, halvings);
  std::size_t cell = 0;
  for (const int height : level->heights_) {
    for (const int width : level->widths_) photos[{width, height}].push_back(photo_of_cell[cell++]);
  }
  for (const auto& [size, photos_of_size] : photos) {
    Result<TileSet> tiles = tiles_from_thumbnails(library, distinct_photos(photos_of_size),
                                                  {size.first, size.second}, executor, job);
    if (!tiles) return tiles.status();
    level->tiles_.emplace(size, std::move(*tiles));
  }
  return std::unique_ptr<const MosaicLevel>(std::move(level));
}

void MosaicLevel::compose(int x, int y, MutableImageView out) const {
  const auto cell_at = [](const std::vector<int>& edges, int position) {
    return static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), position) -
                                    edges.begin()) -
           1;
  };
  const std::size_t columns = widths_.size();
  const std::size_t first_column = cell_at(x_edges_, x);
  const std::size_t last_column = cell_at(x_edges_, x + out.width - 1);
  const std::size_t last_row = cell_at(y_edges_, y + out.height - 1);
  for (std::size_t row = cell_at(y_edges_, y); row <= last_row; ++row) {
    const int top = std::max(y, y_edges_[row]);
    const int bottom = std::min(y + out.height, y_edges_[row + 1]);
    for (std::size_t column = first_column; column <= last_column; ++column) {
      const int left = std::max(x, x_edges_[column]);
      const int right = std::min(x + out.width, x_edges_[column + 1]);
      const std::uint32_t photo = photo_of_cell_[row * columns + column];
      if (photo == kEmptyCell) {
        for (int line = top; line < bottom; ++line) {
          std::memset(out.at(left - x, line - y), kWhite,
                      static_cast<std::size_t>(right - left) * kChannels);
        }
        continue;
      }
      const TileSet& tiles = tiles_.at({widths_[column], heights_[row]});
      const ImageView tile = tiles.tile(photo);
      for (int line = top; line < bottom; ++line) {
        std::memcpy(out.at(left - x, line - y),
                    tile.at(left - x_edges_[column], line - y_edges_[row]),
                    static_cast<std::size_t>(right - left) * kChannels);
      }
    }
  }
}

}  // namespace tessera
