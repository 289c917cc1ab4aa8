#include "library/photo_library.h"

#include "library/descriptor.h"

#include <cstring>
#include <new>

namespace tessera {

Result<std::size_t> PhotoLibrary::add(ImageView thumbnail, const PhotoHashes& hashes) {
  if (thumbnail.size() != thumbnail_size_) {
    return {StatusCode::invalid_argument, "a thumbnail has the size that the library was made for"};
  }
  if (count_ == blocks_.size() * kBlockThumbnails) {
    std::unique_ptr<std::uint8_t[]> block(new (std::nothrow)
                                              std::uint8_t[kBlockThumbnails * thumbnail_bytes()]);
    if (block == nullptr) return {StatusCode::out_of_memory, "no memory left for more photos"};
    blocks_.push_back(std::move(block));
  }
  std::uint8_t* to = blocks_.back().get() + count_ % kBlockThumbnails * thumbnail_bytes();
  const std::size_t row_bytes = static_cast<std::size_t>(thumbnail.width) * kChannels;
  for (int y = 0; y < thumbnail.height; ++y, to += row_bytes) {
    std::memcpy(to, thumbnail.row(y), row_bytes);
  }
  const std::vector<float> descriptor = describe(thumbnail);
  descriptors_.insert(descriptors_.end(), descriptor.begin(), descriptor.end());
  hashes_.push_back(hashes);
  return count_++;
}

void PhotoLibrary::clear() {
  blocks_.clear();
  descriptors_.clear();
  hashes_.clear();
  count_ = 0;
}

ImageView PhotoLibrary::thumbnail(std::size_t index) const {
  const std::uint8_t* pixels =
      blocks_[index / kBlockThumbnails].get() + index % kBlockThumbnails * thumbnail_bytes();
  return {pixels, thumbnail_size_.width, thumbnail_size_.height,
          static_cast<std::ptrdiff_t>(thumbnail_size_.width) * kChannels};
}

PointsView PhotoLibrary::descriptors() const {
  return {descriptors_.data(), count_, kDescriptorDimension};
}

}  // namespace tessera
