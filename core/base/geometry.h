// Sizes and rectangles in whole pixels.
#pragma once

#include <cstdint>

namespace tessera {

/// Width and height in pixels.
struct Size {
  int width = 0;
  int height = 0;

  std::int64_t area() const { return static_cast<std::int64_t>(width) * height; }
  bool operator==(const Size&) const = default;
};

/// A rectangle of pixels: the column and row of its top left corner, its width and height.
struct Rect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  Size size() const { return {width, height}; }
  bool operator==(const Rect&) const = default;
};

/// A rectangle whose edges may lie between pixels.
struct SubpixelRect {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

/// What lies between two positions on an axis, which may lie between pixels.
struct Interval {
  double begin = 0;
  double end = 0;
};

}  // namespace tessera
