#include "library/photo_library.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

namespace tessera {

namespace {

void copy_pixels(ImageView from, std::uint8_t* to) {
  const std::size_t row_bytes = static_cast<std::size_t>(from.width) * kChannels;
  for (int y = 0; y < from.height; ++y, to += row_bytes) std::memcpy(to, from.row(y), row_bytes);
}

}  // namespace

Status PhotoLibrary::check_size(ImageView thumbnail) const {
  if (thumbnail.size() == thumbnail_size_) return {};
  return {StatusCode::invalid_argument, "a thumbnail has the size that the library was made for"};
}

Result<std::size_t> PhotoLibrary::add(ImageView thumbnail, CropPosition position,
                                      const PhotoTraits& traits) {
  if (Status status = check_size(thumbnail); !status.is_ok()) return status;
  if (!is_full() && count_ == blocks_.size() * kBlockPhotos) {
    Block block;
    block.pixels.reset(new (std::nothrow) std::uint8_t[kBlockPhotos * thumbnail_bytes()]);
    block.traits.reset(new (std::nothrow) PhotoTraits[kBlockPhotos]);
    full_ = block.pixels == nullptr || block.traits == nullptr;
    if (!full_) blocks_.push_back(std::move(block));
  }
  if (is_full()) return {StatusCode::out_of_memory, "no memory left for more photos"};
  copy_pixels(thumbnail, pixels_of(count_));
  blocks_.back().traits[count_ % kBlockPhotos] = traits;
  const std::vector<float> descriptor = describe(thumbnail, descriptor_);
  descriptors_.insert(descriptors_.end(), descriptor.begin(), descriptor.end());
  crop_positions_.push_back(position);
  return count_++;
}

Status PhotoLibrary::replace(std::size_t index, ImageView thumbnail, CropPosition position) {
  if (Status status = check_size(thumbnail); !status.is_ok()) return status;
  copy_pixels(thumbnail, pixels_of(index));
  const std::vector<float> descriptor = describe(thumbnail, descriptor_);
  std::copy(descriptor.begin(), descriptor.end(),
            descriptors_.begin() + static_cast<std::ptrdiff_t>(index * descriptor_.dimension()));
  crop_positions_[index] = position;
  return {};
}

void PhotoLibrary::set_descriptor(const Descriptor& descriptor, Executor& executor) {
  if (descriptor == descriptor_) return;
  descriptor_ = descriptor;
  const std::size_t dimension = descriptor.dimension();
  descriptors_.assign(count_ * dimension, 0);
  executor.for_each(count_, [&](std::size_t index) {
    const std::vector<float> row = describe(thumbnail(index), descriptor_);
    std::copy(row.begin(), row.end(),
              descriptors_.begin() + static_cast<std::ptrdiff_t>(index * dimension));
  });
}

void PhotoLibrary::clear() {
  blocks_.clear();
  descriptors_.clear();
  crop_positions_.clear();
  count_ = 0;
  full_ = false;
}

ImageView PhotoLibrary::thumbnail(std::size_t index) const {
  return {pixels_of(index), thumbnail_size_.width, thumbnail_size_.height,
          static_cast<std::ptrdiff_t>(thumbnail_size_.width) * kChannels};
}

PointsView PhotoLibrary::descriptors() const {
  return {descriptors_.data(), count_, descriptor_.dimension()};
}

}  // namespace tessera
