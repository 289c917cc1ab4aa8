// TileSet: the pictures of the photos that a mosaic uses, at the size of its tiles.
#pragma once

#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "image/image.h"
#include "library/photo_library.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

/// The different photos of an assignment, ascending; kEmptyCell is none.
std::vector<std::uint32_t> distinct_photos(std::span<const std::uint32_t> photo_of_cell);

/// One tile for each of some photos of a library.
class TileSet {
 public:
  TileSet() = default;
  /// Room for the tiles of these photos (ascending), all black until set.
  /// @param photo_count photos of the library.
  TileSet(Size tile, std::span<const std::uint32_t> photos, std::size_t photo_count);

  Size tile_size() const { return tile_; }
  /// False where there was not enough memory for the tiles.
  bool valid() const { return valid_; }

  /// Sets a photo's tile, a picture of tile_size(). The photo must be one of the set.
  void set(std::uint32_t photo, Image tile) { tiles_[slot_of_photo_[photo]] = std::move(tile); }
  /// All tiles, in the order of the photos.
  std::vector<ImageView> views() const;
  /// Which of views() is a photo's.
  std::uint32_t slot(std::uint32_t photo) const { return slot_of_photo_[photo]; }
  /// A photo's tile.
  ImageView tile(std::uint32_t photo) const { return tiles_[slot_of_photo_[photo]].view(); }

 private:
  Size tile_;
  bool valid_ = false;
  std::vector<std::uint32_t> slot_of_photo_;
  std::vector<Image> tiles_;
};

/// Tiles resampled from the library's thumbnails.
/// @return out_of_memory, cancelled.
Result<TileSet> tiles_from_thumbnails(const PhotoLibrary& library,
                                      std::span<const std::uint32_t> photos, Size tile,
                                      Executor& executor, const Job& job);

}  // namespace tessera
