#include "mosaic/shown_photos.h"

#include "image/resample.h"
#include "library/tile_shape.h"
#include "match/constraints.h"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <utility>

namespace tessera {

ShownPhotos shown_photos(std::span<const std::uint32_t> photo_of_cell,
                         std::span<const VariantNumber> variant_of_cell) {
  ShownPhotos shown;
  for (std::size_t cell = 0; cell < photo_of_cell.size(); ++cell) {
    if (photo_of_cell[cell] == kEmptyCell) continue;
    shown.tiles.push_back({photo_of_cell[cell], variant_of_cell[cell]});
  }
  std::sort(shown.tiles.begin(), shown.tiles.end());
  shown.tiles.erase(std::unique(shown.tiles.begin(), shown.tiles.end()), shown.tiles.end());
  shown.tile_of_cell.reserve(photo_of_cell.size());
  for (std::size_t cell = 0; cell < photo_of_cell.size(); ++cell) {
    std::uint32_t tile = kEmptyCell;
    if (photo_of_cell[cell] != kEmptyCell) {
      const ShownPhoto wanted{photo_of_cell[cell], variant_of_cell[cell]};
      const auto place = std::lower_bound(shown.tiles.begin(), shown.tiles.end(), wanted);
      tile = static_cast<std::uint32_t>(place - shown.tiles.begin());
    }
    shown.tile_of_cell.push_back(tile);
  }
  return shown;
}

Result<Image> shown_tile(ImageView unprepared, VariantNumber number, Size tile,
                         const Preparation& preparation) {
  const Result<PreparedPicture> prepared = prepare(unprepared, preparation);
  if (!prepared) return prepared.status();
  const ImageView picture = prepared->view();
  if (number == kPlainVariant) return resample(picture, tile);
  const auto variant = variant_numbered(number, picture.size());
  if (!variant) return Status{StatusCode::invalid_argument, "there is no such variant of a photo"};
  Result<Image> part =
      resample(picture.cropped(variant->part), upright_size(tile, variant->orientation));
  if (!part) return part;
  return upright(std::move(*part), variant->orientation);
}

bool shows_part(VariantNumber number, Size picture) {
  const auto variant = variant_numbered(number, picture);
  return variant && variant->part.size() != picture;
}

Result<TileSet> tiles_of_shown(const PhotoLibrary& library, std::span<const ShownPhoto> shown,
                               Size shape, Size tile, Executor& executor, const Job& job,
                               const Preparation& preparation) {
  const Status no_memory{StatusCode::out_of_memory,
                         "not enough memory for the tiles: take a smaller tile size"};
  TileSet tiles(tile, all_tiles(shown.size()), shown.size());
  if (!tiles.valid()) return no_memory;
  std::atomic<bool> failed{false};
  executor.for_each(shown.size(), [&](std::size_t i) {
    if (job.cancelled() || failed.load()) return;
    const ImageView whole = shown_part(library.thumbnail(shown[i].photo), shape);
    Result<Image> picture = shown_tile(whole, shown[i].variant, tile, preparation);
    if (picture) {
      tiles.set(static_cast<std::uint32_t>(i), std::move(*picture));
    } else {
      failed.store(true);
    }
  });
  if (job.cancelled()) return Job::cancelled_status();
  if (failed.load()) return no_memory;
  return tiles;
}

Result<PhotoLibrary> library_of_shown(const PhotoLibrary& library,
                                      std::span<const ShownPhoto> shown, Size tile) {
  PhotoLibrary tiles(tile);
  for (const ShownPhoto& it : shown) {
    const Result<Image> picture = shown_tile(library.thumbnail(it.photo), it.variant, tile);
    if (!picture) return picture.status();
    if (Result<std::size_t> added = tiles.add(picture->view()); !added) return added.status();
  }
  return tiles;
}

Size decoded_size(Size tile, std::span<const ShownPhoto> shown) {
  const bool parts = std::any_of(shown.begin(), shown.end(), [&](const ShownPhoto& it) {
    return it.photo != kEmptyCell && shows_part(it.variant, tile);
  });
  return parts ? Size{2 * tile.width, 2 * tile.height} : tile;
}

std::vector<std::uint32_t> all_tiles(std::size_t count) {
  std::vector<std::uint32_t> tiles(count);
  std::iota(tiles.begin(), tiles.end(), 0U);
  return tiles;
}

}  // namespace tessera
