// LargePhotos: photos that were decoded again, because a viewer has come so near that their
// thumbnails would be blurred.
//
//   if (!photos.has(photo, size)) photos.submit(photo, size, bytes of its file, crop);
//   photos.take();                                  // when one has finished
//   const Image* picture = photos.find(photo);
//
// The ones that were asked for last are kept, within a number of bytes. All are of one shape, the
// mosaic's tiles'. Pictures may be looked at from any thread while nothing else is called.
#pragma once

#include "base/executor.h"
#include "base/geometry.h"
#include "image/image.h"
#include "image/orientation.h"
#include "library/photo_loader.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <unordered_map>
#include <utility>

namespace tessera::wasm {

class LargePhotos {
 public:
  static constexpr std::size_t kMemoryLimit = std::size_t{64} << 20;

  /// @param executor borrowed. @param on_file_finished as in PhotoLoader.
  LargePhotos(Executor& executor, std::function<void()> on_file_finished)
      : executor_(executor), on_file_finished_(std::move(on_file_finished)) {}

  /// Whether a photo is there that large, or on its way; then it will stay for a while.
  bool has(std::uint32_t photo, Size size);
  /// The largest picture of a photo that is there; null: none. Valid until the next submit() or
  /// take().
  const Image* find(std::uint32_t photo) const;

  bool accepts(std::size_t bytes) const { return loader_ == nullptr || loader_->accepts(bytes); }
  /// @param size that the photo shall have; with another one than before those under way that no
  ///   thread has begun are dropped.
  void submit(std::uint32_t photo, Size size, PhotoLoader::FileBytes bytes, const CropChoice& crop);
  void submit(std::uint32_t photo, Size size, Image picture, Orientation orientation,
              const CropChoice& crop);
  std::size_t in_flight() const { return submitted_.size(); }
  /// Takes what has finished. What could not be decoded is left out.
  void take();

  /// The photo's crop has changed: also what is on its way is not kept.
  void forget(std::uint32_t photo);
  /// The tiles' shape or the photos have changed.
  void clear();

 private:
  using Entry = std::pair<std::uint32_t, Image>;

  PhotoLoader& loader_of(Size size);
  void keep(std::uint32_t photo, Image picture);
  void drop(std::uint32_t photo);

  Executor& executor_;
  std::function<void()> on_file_finished_;
  Size size_;  // that loader_ makes
  std::unique_ptr<PhotoLoader> loader_;
  std::deque<std::uint32_t> submitted_;
  std::size_t memory_ = 0;
  std::list<Entry> pictures_;  // The one that was asked for last comes first.
  std::unordered_map<std::uint32_t, std::list<Entry>::iterator> places_;
};

}  // namespace tessera::wasm
