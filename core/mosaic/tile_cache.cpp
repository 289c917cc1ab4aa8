#include "mosaic/tile_cache.h"

#include "image/resample.h"
#include "mosaic/target_colours.h"
#include "mosaic/tone.h"

#include <algorithm>
#include <new>
#include <utility>

namespace tessera {
namespace {

// What a tile takes beside its pixels, about: small tiles are mostly that.
constexpr std::size_t kOverhead = 256;

std::size_t bytes_of(const Tile& tile) { return tile.picture.bytes().size() + kOverhead; }

}  // namespace

TileSource tiles_of_set(const TileSet& tiles) {
  return [&tiles](std::uint32_t photo, Size size) -> Result<Image> {
    const ImageView tile = tiles.tile(photo);
    if (size != tile.size()) return resample(tile, size);
    Image copy(size);
    if (copy.empty()) return Status{StatusCode::out_of_memory, "not enough memory for a tile"};
    for (int y = 0; y < size.height; ++y) {
      std::copy_n(tile.row(y), static_cast<std::size_t>(size.width) * kChannels,
                  copy.view().row(y));
    }
    return copy;
  };
}

std::size_t TileCache::HashKey::operator()(const Key& key) const {
  std::uint64_t hash = key.number;
  hash = hash << 32 ^ static_cast<std::uint64_t>(key.size.width) << 16 ^
         static_cast<std::uint64_t>(key.size.height);
  // Fibonacci hashing (D. Knuth, "The Art of Computer Programming", volume 3, 6.4).
  return static_cast<std::size_t>(hash * 0x9E3779B97F4A7C15ULL >> 32);
}

TileCache::TileCache(const PhotoLibrary& library, Tone tone, std::size_t memory_limit)
    : TileCache([&library](std::uint32_t photo,
                           Size size) { return resample(library.thumbnail(photo), size); },
                tone, memory_limit) {}

std::size_t TileCache::limit_for_rows(const Grid& grid, const MosaicStyle& style) {
  constexpr std::size_t rows = 3;
  const auto tile_bytes = static_cast<std::size_t>(style.drawn_size(grid.tile).area()) * kChannels;
  return std::max(kDefaultMemoryLimit,
                  rows * static_cast<std::size_t>(grid.columns) * (tile_bytes + kOverhead));
}

std::size_t TileCache::memory() const {
  const std::lock_guard lock(mutex_);
  return memory_;
}

std::shared_ptr<const Tile> TileCache::find(const Key& key) {
  const std::lock_guard lock(mutex_);
  const auto place = places_.find(key);
  if (place == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, place->second);
  return place->second->second;
}

void TileCache::keep(const Key& key, std::shared_ptr<const Tile> tile) {
  const std::lock_guard lock(mutex_);
  // Another thread may have made the same tile meanwhile.
  if (places_.count(key) != 0) return;
  memory_ += bytes_of(*tile);
  entries_.emplace_front(key, std::move(tile));
  places_.emplace(key, entries_.begin());
  while (memory_ > memory_limit_ && entries_.size() > 1) {
    memory_ -= bytes_of(*entries_.back().second);
    places_.erase(entries_.back().first);
    entries_.pop_back();
  }
}

std::shared_ptr<const Tile> TileCache::tile(std::uint32_t number, Size size) {
  const Key key{number, size};
  if (std::shared_ptr<const Tile> known = find(key)) return known;
  // Not under the lock: tiles are made by several threads at once.
  Result<Image> picture = source_(number, size);
  if (!picture) return nullptr;
  apply_tone(tone_, picture->view());
  const Rgb mean = mean_colour(std::as_const(*picture).view());
  try {
    auto made = std::make_shared<const Tile>(Tile{std::move(*picture), mean});
    keep(key, made);
    return made;
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

}  // namespace tessera
