#include "mosaic_pyramid.h"

#include "image/resample.h"
#include "library/tile_shape.h"
#include "mosaic/band_composition.h"
#include "mosaic/level_geometry.h"
#include "mosaic/shown_photos.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tessera::wasm {
namespace {

// A side of the tiles on the finest level: what a screen shows of one photo.
constexpr int kLargestTile = 512;

// A zoom passes through levels one after the other.
constexpr std::size_t kComposedLevels = 2;

// Beyond it a side of kMaxMosaicSide has become a pixel.
constexpr int kLevels = 21;

int halved(int side, int level) { return (side + (1 << level) - 1) >> level; }

// The first level whose cells have less than a pixel.
int first_shrunk(const Grid& grid) {
  int level = 0;
  while (level_exists(grid, level)) ++level;
  return level;
}

bool is_larger(Size size, Size thumbnail) {
  return size.width > thumbnail.width || size.height > thumbnail.height;
}

Status no_memory() { return {StatusCode::out_of_memory, "not enough memory to show the mosaic"}; }

}  // namespace

Grid grid_with_tiles_in(const Grid& grid, Size box) {
  const double scale = std::min(static_cast<double>(box.width) / grid.tile.width,
                                static_cast<double>(box.height) / grid.tile.height);
  const auto scaled = [scale](int side) {
    return std::max(1, static_cast<int>(std::lround(side * scale)));
  };
  return scaled_grid(grid, {scaled(grid.tile.width), scaled(grid.tile.height)});
}

Grid finest_grid(const Grid& grid, Size thumbnail) {
  const int cells = std::max(grid.columns, grid.rows);
  int side = kLargestTile;
  // Halves of it are thumbnails in the end, which are shown as they are.
  while (side > thumbnail.width && side > kMaxMosaicSide / cells) side /= 2;
  return grid_with_tiles_in(grid, {side, side});
}

TileSource tiles_of_mosaic(std::shared_ptr<const MatchedMosaic> mosaic, const PhotoLibrary& library,
                           const LargePhotos* large_photos) {
  return [mosaic = std::move(mosaic), &library, large_photos](std::uint32_t number, Size size) {
    const ShownPhoto shown = mosaic->shown.tiles[number];
    const ImageView thumbnail = library.thumbnail(shown.photo);
    const Image* const large = large_photos != nullptr && is_larger(size, thumbnail.size())
                                   ? large_photos->find(shown.photo)
                                   : nullptr;
    const ImageView whole =
        large != nullptr ? large->view() : shown_part(thumbnail, mosaic->grid.tile);
    return shown_tile(whole, shown.variant, size, mosaic->preparation);
  };
}

Size MosaicPyramid::cell(int level) const {
  return {halved(grid_.tile.width, level), halved(grid_.tile.height, level)};
}

Size MosaicPyramid::tile(int level) const {
  const Size cell = this->cell(level);
  return mosaic_->blocks.any() ? Size{kBlockSide * cell.width, kBlockSide * cell.height} : cell;
}

Size MosaicPyramid::size_of(int level) const {
  const Size whole = grid_.mosaic;
  return {halved(whole.width, level), halved(whole.height, level)};
}

std::vector<std::uint32_t> MosaicPyramid::photos_to_enlarge(int level, Rect area) const {
  std::vector<std::uint32_t> photos;
  if (!has_part(level, area) || !is_larger(tile(level), thumbnail_)) return photos;
  const bool enlarges_all = is_larger(cell(level), thumbnail_);
  const LevelGeometry geometry(grid_, level);
  const CellAxis& rows = geometry.rows();
  const std::size_t last_row = rows.cell_at(area.y + area.height - 1);
  for (std::size_t row = rows.cell_at(area.y); row <= last_row; ++row) {
    const CellAxis& columns = geometry.columns(row);
    const std::size_t last = columns.cell_at(area.x + area.width - 1);
    for (std::size_t column = columns.cell_at(area.x); column <= last; ++column) {
      if (!enlarges_all && !mosaic_->blocks.contain(column, row)) continue;
      const ShownPhotos& shown = mosaic_->shown;
      const std::uint32_t tile =
          shown.tile_of_cell[row * static_cast<std::size_t>(grid_.columns) + column];
      if (tile < shown.tiles.size()) photos.push_back(shown.tiles[tile].photo);
    }
  }
  std::sort(photos.begin(), photos.end());
  photos.erase(std::unique(photos.begin(), photos.end()), photos.end());
  const auto is_there = [&](std::uint32_t photo) { return large_photos_.has(photo, tile(level)); };
  photos.erase(std::remove_if(photos.begin(), photos.end(), is_there), photos.end());
  return photos;
}

Result<const Composer*> MosaicPyramid::composed(int level) {
  for (const Composed& known : composed_) {
    if (known.level == level) return known.pixels.get();
  }
  if (composed_.size() == kComposedLevels) composed_.pop_front();
  Result<std::unique_ptr<const Composer>> made =
      make_composer(look_.of(grid_, mosaic_->shown.tile_of_cell, mosaic_->blocks), tiles_, level);
  if (!made) return made.status();
  composed_.push_back({level, std::move(*made)});
  return composed_.back().pixels.get();
}

Result<ImageView> MosaicPyramid::shrunk(int level) {
  const int first = first_shrunk(grid_);
  if (shrunk_.empty()) {
    const Result<const Composer*> smallest = composed(first - 1);
    if (!smallest) return smallest.status();
    Image whole((*smallest)->size());
    if (whole.empty()) return no_memory();
    if (Status status = compose_part(**smallest, 0, 0, whole.view(), executor_); !status.is_ok()) {
      return status;
    }
    Result<Image> half = resample(std::as_const(whole).view(), size_of(first));
    if (!half) return half.status();
    shrunk_.push_back(std::move(*half));
  }
  while (static_cast<int>(shrunk_.size()) <= level - first) {
    const int next = first + static_cast<int>(shrunk_.size());
    Result<Image> half = resample(std::as_const(shrunk_.back()).view(), size_of(next));
    if (!half) return half.status();
    shrunk_.push_back(std::move(*half));
  }
  return std::as_const(shrunk_[static_cast<std::size_t>(level - first)]).view();
}

bool MosaicPyramid::has_part(int level, Rect area) const {
  if (level < 0 || level >= kLevels) return false;
  const Size size = size_of(level);
  return area.x >= 0 && area.y >= 0 && area.width > 0 && area.height > 0 && area.x < size.width &&
         area.y < size.height && area.width <= size.width - area.x &&
         area.height <= size.height - area.y;
}

Result<Image> MosaicPyramid::region(int level, Rect area) {
  if (!has_part(level, area)) {
    return Status{StatusCode::invalid_argument, "the mosaic has no such part"};
  }
  Image pixels(area.size());
  if (pixels.empty()) return no_memory();
  if (level_exists(grid_, level)) {
    const Result<const Composer*> whole = composed(level);
    if (!whole) return whole.status();
    if (Status status = compose_part(**whole, area.x, area.y, pixels.view(), executor_);
        !status.is_ok()) {
      return status;
    }
    return pixels;
  }
  const Result<ImageView> whole = shrunk(level);
  if (!whole) return whole.status();
  const ImageView part = whole->cropped(area);
  for (int y = 0; y < area.height; ++y) {
    std::copy_n(part.row(y), static_cast<std::size_t>(area.width) * kChannels,
                pixels.view().row(y));
  }
  return pixels;
}

}  // namespace tessera::wasm
