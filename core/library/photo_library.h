// PhotoLibrary: the thumbnails and descriptors of the photos that can become tiles.
//
// This is all that stays of a photo: 3 · width · height bytes, the floats of its descriptor and the
// position of its crop, so that the same part is shown when the file is decoded again for larger
// tiles, and the 800 bytes by which its duplicates are known. A photo is known by its index, the
// order in which it was added.
#pragma once

#include "base/executor.h"
#include "base/status.h"
#include "image/image.h"
#include "library/crop.h"
#include "library/descriptor.h"
#include "library/photo_hash.h"
#include "match/points.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace tessera {

/// Not thread-safe: adding and reading are the owner's.
class PhotoLibrary {
 public:
  /// @param thumbnail_size of every thumbnail, at least one pixel a side.
  /// @param max_bytes that thumbnails may take, for callers that would rather stop than take the
  ///   last memory there is.
  explicit PhotoLibrary(Size thumbnail_size,
                        std::size_t max_bytes = std::numeric_limits<std::size_t>::max())
      : thumbnail_size_(thumbnail_size), max_bytes_(max_bytes) {}

  /// Copies a thumbnail in and describes it.
  /// @param position of the crop that the thumbnail shows.
  /// @param traits by which its duplicates are known; without any it is nobody's duplicate.
  /// @return the photo's index; invalid_argument for another size; out_of_memory where the library
  ///   is full, which it stays until clear().
  Result<std::size_t> add(ImageView thumbnail, CropPosition position = kCropMiddle,
                          const PhotoTraits& traits = {});

  /// Puts another crop of photo `index` in place of the one it had. Its traits stay.
  /// @return invalid_argument for another size.
  Status replace(std::size_t index, ImageView thumbnail, CropPosition position);

  /// Describes all photos anew, from their thumbnails, and those that come later in the same way.
  void set_descriptor(const Descriptor& descriptor, Executor& executor);
  const Descriptor& descriptor() const { return descriptor_; }

  /// Forgets all photos.
  void clear();

  Size thumbnail_size() const { return thumbnail_size_; }
  std::size_t count() const { return count_; }
  /// True where add() would not find room for another photo.
  bool is_full() const { return full_ || (count_ + 1) * thumbnail_bytes() > max_bytes_; }
  /// The thumbnail of photo `index`; valid until clear().
  ImageView thumbnail(std::size_t index) const;
  /// Which part of photo `index` its thumbnail shows.
  CropPosition crop_position(std::size_t index) const { return crop_positions_[index]; }
  const PhotoTraits& traits(std::size_t index) const {
    return blocks_[index / kBlockPhotos].traits[index % kBlockPhotos];
  }
  /// The descriptors of all photos; valid until the next add() or clear().
  PointsView descriptors() const;

 private:
  Status check_size(ImageView thumbnail) const;
  std::uint8_t* pixels_of(std::size_t index) const {
    return blocks_[index / kBlockPhotos].pixels.get() + index % kBlockPhotos * thumbnail_bytes();
  }
  std::size_t thumbnail_bytes() const {
    return static_cast<std::size_t>(thumbnail_size_.area()) * kChannels;
  }

  // Photos live in blocks, so that a growing library never copies what it holds.
  static constexpr std::size_t kBlockPhotos = 256;
  struct Block {
    std::unique_ptr<std::uint8_t[]> pixels;
    std::unique_ptr<PhotoTraits[]> traits;
  };

  Size thumbnail_size_;
  std::size_t max_bytes_;
  std::size_t count_ = 0;
  bool full_ = false;  // there was no memory for the next block
  std::vector<Block> blocks_;
  Descriptor descriptor_;
  std::vector<float> descriptors_;
  std::vector<CropPosition> crop_positions_;
};

}  // namespace tessera
