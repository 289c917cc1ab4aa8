// PhotoLibrary: the thumbnails, descriptors and hashes of the photos that can become tiles.
//
// This is all that stays of a photo: 3 · width · height bytes, kDescriptorDimension floats and 16
// bytes of hashes. A photo is known by its index, the order in which it was added.
#pragma once

#include "base/status.h"
#include "image/image.h"
#include "library/photo_hash.h"
#include "match/points.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace tessera {

/// Not thread-safe: adding and reading are the owner's.
class PhotoLibrary {
 public:
  /// @param thumbnail_size of every thumbnail, at least one pixel a side.
  explicit PhotoLibrary(Size thumbnail_size) : thumbnail_size_(thumbnail_size) {}

  /// Copies a thumbnail in and describes it.
  /// @param hashes 0 where they are not known: the photo is nobody's duplicate then.
  /// @return the photo's index; invalid_argument for another size, out_of_memory.
  Result<std::size_t> add(ImageView thumbnail, const PhotoHashes& hashes = {});

  /// Forgets all photos.
  void clear();

  Size thumbnail_size() const { return thumbnail_size_; }
  std::size_t count() const { return count_; }
  /// The thumbnail of photo `index`; valid until clear().
  ImageView thumbnail(std::size_t index) const;
  /// The descriptors of all photos; valid until the next add() or clear().
  PointsView descriptors() const;
  PhotoHashes hashes(std::size_t index) const { return hashes_[index]; }

 private:
  std::size_t thumbnail_bytes() const {
    return static_cast<std::size_t>(thumbnail_size_.area()) * kChannels;
  }

  // Thumbnails live in blocks, so that a growing library never copies what it holds.
  static constexpr std::size_t kBlockThumbnails = 256;

  Size thumbnail_size_;
  std::size_t count_ = 0;
  std::vector<std::unique_ptr<std::uint8_t[]>> blocks_;
  std::vector<float> descriptors_;
  std::vector<PhotoHashes> hashes_;
};

}  // namespace tessera
