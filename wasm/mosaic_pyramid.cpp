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

Status no_memory() { return {StatusCode::out_of_memory, "not enough memory to show the mosaic"}; }

}  // namespace

Grid finest_grid(const Grid& grid, Size thumbnail) {
  const double scale = std::min(static_cast<double>(thumbnail.width) / grid.tile.width,
                                static_cast<double>(thumbnail.height) / grid.tile.height);
  const auto scaled = [scale](int side) {
    return std::max(1, static_cast<int>(std::lround(side * scale)));
  };
  return scaled_grid(grid, {scaled(grid.tile.width), scaled(grid.tile.height)});
}

TileSource thumbnail_tiles(std::shared_ptr<const MatchedMosaic> mosaic,
                           const PhotoLibrary& library) {
  return [mosaic = std::move(mosaic), &library](std::uint32_t number, Size size) {
    const ShownPhoto shown = mosaic->shown.tiles[number];
    const ImageView whole = shown_part(library.thumbnail(shown.photo), mosaic->grid.tile);
    return shown_tile(whole, shown.variant, size);
  };
}

Size MosaicPyramid::size_of(int level) const {
  const Size whole = grid_.mosaic;
  return {halved(whole.width, level), halved(whole.height, level)};
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

Result<Image> MosaicPyramid::region(int level, Rect area) {
  const Status no_such_part{StatusCode::invalid_argument, "the mosaic has no such part"};
  if (level < 0 || level >= kLevels) return no_such_part;
  const Size size = size_of(level);
  if (area.x < 0 || area.y < 0 || area.width < 1 || area.height < 1 || area.x >= size.width ||
      area.y >= size.height || area.width > size.width - area.x ||
      area.height > size.height - area.y) {
    return no_such_part;
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
