#include "mosaic/tile_set.h"

#include "image/resample.h"
#include "match/constraints.h"

#include <algorithm>
#include <atomic>

namespace tessera {

std::vector<std::uint32_t> distinct_photos(std::span<const std::uint32_t> photo_of_cell) {
  std::vector<std::uint32_t> photos(photo_of_cell.begin(), photo_of_cell.end());
  std::sort(photos.begin(), photos.end());
  photos.erase(std::unique(photos.begin(), photos.end()), photos.end());
  if (!photos.empty() && photos.back() == kEmptyCell) photos.pop_back();
  return photos;
}

TileSet::TileSet(Size tile, std::span<const std::uint32_t> photos, std::size_t photo_count)
    : tile_(tile), slot_of_photo_(photo_count) {
  tiles_.reserve(photos.size());
  for (const std::uint32_t photo : photos) {
    slot_of_photo_[photo] = static_cast<std::uint32_t>(tiles_.size());
    tiles_.emplace_back(tile);
    if (tiles_.back().empty()) return;
  }
  valid_ = true;
}

std::vector<ImageView> TileSet::views() const {
  std::vector<ImageView> views;
  views.reserve(tiles_.size());
  for (const Image& tile : tiles_) views.push_back(tile.view());
  return views;
}

Result<TileSet> tiles_from_thumbnails(const PhotoLibrary& library,
                                      std::span<const std::uint32_t> photos, Size tile,
                                      Executor& executor, const Job& job) {
  const Status no_memory{StatusCode::out_of_memory,
                         "not enough memory for the tiles: take a smaller tile size"};
  TileSet tiles(tile, photos, library.count());
  if (!tiles.valid()) return no_memory;
  std::atomic<bool> failed{false};
  executor.for_each(photos.size(), [&](std::size_t i) {
    if (job.cancelled() || failed.load()) return;
    Result<Image> picture = resample(library.thumbnail(photos[i]), tile);
    if (picture) {
      tiles.set(photos[i], std::move(*picture));
    } else {
      failed.store(true);
    }
  });
  if (job.cancelled()) return Job::cancelled_status();
  if (failed.load()) return no_memory;
  return tiles;
}

}  // namespace tessera
