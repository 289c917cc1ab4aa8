#include "large_photos.h"

#include "codec/decode.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace tessera::wasm {
namespace {

// Stands for a photo that was forgotten while it was decoded.
constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

}  // namespace

bool LargePhotos::has(std::uint32_t photo, Size size) {
  const auto place = places_.find(photo);
  if (place != places_.end()) {
    pictures_.splice(pictures_.begin(), pictures_, place->second);
    if (place->second->second.width() >= size.width) return true;
  }
  return size == size_ &&
         std::find(submitted_.begin(), submitted_.end(), photo) != submitted_.end();
}

const Image* LargePhotos::find(std::uint32_t photo) const {
  const auto place = places_.find(photo);
  return place == places_.end() ? nullptr : &place->second->second;
}

PhotoLoader& LargePhotos::loader_of(Size size) {
  if (loader_ == nullptr || size != size_) {
    submitted_.clear();
    loader_ = std::make_unique<PhotoLoader>(size, DecodeOptions{}, executor_, on_file_finished_);
    size_ = size;
  }
  return *loader_;
}

void LargePhotos::submit(std::uint32_t photo, Size size, PhotoLoader::FileBytes bytes,
                         const CropChoice& crop) {
  loader_of(size).submit(std::move(bytes), crop);
  submitted_.push_back(photo);
}

void LargePhotos::submit(std::uint32_t photo, Size size, Image picture, Orientation orientation,
                         const CropChoice& crop) {
  loader_of(size).submit(std::move(picture), orientation, crop);
  submitted_.push_back(photo);
}

void LargePhotos::take() {
  if (loader_ == nullptr) return;
  for (Result<Thumbnail>& finished : loader_->take_finished()) {
    const std::uint32_t photo = submitted_.front();
    submitted_.pop_front();
    if (finished && photo != kNobody) keep(photo, std::move(finished->image));
  }
}

void LargePhotos::keep(std::uint32_t photo, Image picture) {
  drop(photo);
  memory_ += picture.bytes().size();
  pictures_.emplace_front(photo, std::move(picture));
  places_.emplace(photo, pictures_.begin());
  while (memory_ > kMemoryLimit && pictures_.size() > 1) drop(pictures_.back().first);
}

void LargePhotos::forget(std::uint32_t photo) {
  std::replace(submitted_.begin(), submitted_.end(), photo, kNobody);
  drop(photo);
}

void LargePhotos::drop(std::uint32_t photo) {
  const auto place = places_.find(photo);
  if (place == places_.end()) return;
  memory_ -= place->second->second.bytes().size();
  pictures_.erase(place->second);
  places_.erase(place);
}

void LargePhotos::clear() {
  loader_.reset();
  submitted_.clear();
  places_.clear();
  pictures_.clear();
  memory_ = 0;
}

}  // namespace tessera::wasm
