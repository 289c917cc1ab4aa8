// Image: an owned picture of 8-bit sRGB pixels. ImageView: a borrowed one.
//
// All pictures in the core are RGB, 3 bytes a pixel, rows from top to bottom: transparency is laid
// over a background when a file is decoded. Functions borrow views and return owned images.
#pragma once

#include "base/geometry.h"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>

namespace tessera {

/// Bytes a pixel of every Image and ImageView.
inline constexpr int kChannels = 3;

/// A read-only window on RGB pixels that somebody else owns.
struct ImageView {
  const std::uint8_t* pixels = nullptr;  ///< The first byte of row 0.
  int width = 0;
  int height = 0;
  std::ptrdiff_t stride = 0;  ///< Bytes from one row to the next.

  Size size() const { return {width, height}; }
  const std::uint8_t* row(int y) const { return pixels + y * stride; }
  const std::uint8_t* at(int x, int y) const {
    return row(y) + static_cast<std::ptrdiff_t>(x) * kChannels;
  }

  /// The same pixels, cut to a rectangle that must lie inside.
  ImageView cropped(Rect area) const {
    assert(area.x >= 0 && area.y >= 0 && area.x + area.width <= width &&
           area.y + area.height <= height);
    return {at(area.x, area.y), area.width, area.height, stride};
  }
};

/// A window on RGB pixels that may be written to.
struct MutableImageView {
  std::uint8_t* pixels = nullptr;
  int width = 0;
  int height = 0;
  std::ptrdiff_t stride = 0;

  Size size() const { return {width, height}; }
  std::uint8_t* row(int y) const { return pixels + y * stride; }
  std::uint8_t* at(int x, int y) const {
    return row(y) + static_cast<std::ptrdiff_t>(x) * kChannels;
  }
  operator ImageView() const {
    return {pixels, width, height, stride};
  }  // NOLINT(google-explicit-constructor)
};

/// An owned picture, rows packed without padding.
class Image {
 public:
  Image() = default;
  /// A black picture; empty() where there is not enough memory for it.
  explicit Image(Size size)
      : Image(size, static_cast<std::uint8_t*>(
                        std::calloc(static_cast<std::size_t>(size.area()), kChannels))) {}
  /// Takes over pixels that were made by std::malloc (a decoder's output, without a copy).
  Image(Size size, std::uint8_t* pixels)
      : size_(pixels == nullptr ? Size{} : size), pixels_(pixels) {}

  int width() const { return size_.width; }
  int height() const { return size_.height; }
  Size size() const { return size_; }
  bool empty() const { return pixels_ == nullptr; }

  std::uint8_t* data() { return pixels_.get(); }
  std::span<const std::uint8_t> bytes() const {
    return {pixels_.get(), static_cast<std::size_t>(size_.area()) * kChannels};
  }

  ImageView view() const { return {pixels_.get(), size_.width, size_.height, stride()}; }
  MutableImageView view() { return {pixels_.get(), size_.width, size_.height, stride()}; }

 private:
  struct Free {
    void operator()(std::uint8_t* pixels) const { std::free(pixels); }
  };
  std::ptrdiff_t stride() const { return static_cast<std::ptrdiff_t>(size_.width) * kChannels; }

  Size size_;
  std::unique_ptr<std::uint8_t[], Free> pixels_;
};

}  // namespace tessera
