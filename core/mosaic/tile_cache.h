// TileCache: tiles at the sizes that a mosaic is composed of, made when they are asked for and
// forgotten when others need the room.
//
//   TileCache tiles(library, style.tone);
//   std::shared_ptr<const Tile> tile = tiles.tile(photo, {24, 24});   // from any thread
//
// One cache serves all levels of a mosaic. Where a photo that a library had is replaced, take
// another one.
#pragma once

#include "base/status.h"
#include "image/image.h"
#include "library/photo_library.h"
#include "mosaic/grid.h"
#include "mosaic/style.h"
#include "mosaic/tile_set.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace tessera {

struct Tile {
  Image picture;
  Rgb mean{};  ///< in linear light
};

/// Makes the picture that a tile's number (Mosaic::photo_of_cell) stands for at a size, as it is;
/// on any thread. @return out_of_memory.
using TileSource = std::function<Result<Image>(std::uint32_t number, Size size)>;

/// Tiles of a set, which is borrowed, by the photos they were set for.
TileSource tiles_of_set(const TileSet& tiles);

/// Thread-safe. Tiles that somebody still holds are not counted against the limit once they were
/// forgotten.
class TileCache {
 public:
  static constexpr std::size_t kDefaultMemoryLimit = std::size_t{96} << 20;

  /// @param memory_limit bytes; the last tile stays even if it is larger.
  explicit TileCache(TileSource source, Tone tone = Tone::as_is,
                     std::size_t memory_limit = kDefaultMemoryLimit)
      : source_(std::move(source)), tone_(tone), memory_limit_(memory_limit) {}
  /// Tiles from the thumbnails of a library, which is borrowed, by the numbers of its photos.
  explicit TileCache(const PhotoLibrary& library, Tone tone = Tone::as_is,
                     std::size_t memory_limit = kDefaultMemoryLimit);

  /// A limit with which a mosaic can be written from top to bottom without making a tile of a row
  /// twice: three rows of cells, or kDefaultMemoryLimit where that is more.
  static std::size_t limit_for_rows(const Grid& grid, const MosaicStyle& style);

  Tone tone() const { return tone_; }
  /// A tile at that size, toned. @return null where there is not enough memory.
  std::shared_ptr<const Tile> tile(std::uint32_t number, Size size);

  /// Bytes that are held.
  std::size_t memory() const;

 private:
  struct Key {
    std::uint32_t number = 0;
    Size size;
    bool operator==(const Key&) const = default;
  };
  struct HashKey {
    std::size_t operator()(const Key& key) const;
  };
  using Entry = std::pair<Key, std::shared_ptr<const Tile>>;

  std::shared_ptr<const Tile> find(const Key& key);
  void keep(const Key& key, std::shared_ptr<const Tile> tile);

  TileSource source_;
  Tone tone_;
  std::size_t memory_limit_;
  mutable std::mutex mutex_;
  std::size_t memory_ = 0;
  std::list<Entry> entries_;  // The one that was asked for last comes first.
  std::unordered_map<Key, std::list<Entry>::iterator, HashKey> places_;
};

}  // namespace tessera
