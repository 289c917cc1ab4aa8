#include "image/framing.h"

#include "image/adjust.h"
#include "image/orientation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace tessera {
namespace {

Interval in_pixels(double begin, double length, int side) {
  const double first = std::clamp(std::round(begin * side), 0.0, side - 1.0);
  const double last = std::clamp(std::round((begin + length) * side), first + 1, double(side));
  return {first, last};
}

// What turns a picture by so many quarters.
Orientation orientation_of(int quarter_turns) {
  constexpr std::array kTurns = {Orientation::top_left, Orientation::right_top,
                                 Orientation::bottom_right, Orientation::left_bottom};
  constexpr int quarters = kTurns.size();
  return kTurns[static_cast<std::size_t>((quarter_turns % quarters + quarters) % quarters)];
}

}  // namespace

Rect part_in_pixels(Size size, const SubpixelRect& part) {
  const Interval across = in_pixels(part.x, part.width, size.width);
  const Interval down = in_pixels(part.y, part.height, size.height);
  return {static_cast<int>(across.begin), static_cast<int>(down.begin),
          static_cast<int>(across.end - across.begin), static_cast<int>(down.end - down.begin)};
}

SubpixelRect parts_of(Size size, Rect pixels) {
  return {static_cast<double>(pixels.x) / size.width, static_cast<double>(pixels.y) / size.height,
          static_cast<double>(pixels.width) / size.width,
          static_cast<double>(pixels.height) / size.height};
}

Result<Image> framed(ImageView image, const Framing& framing) {
  const SubpixelRect& part = framing.part;
  // Not a number is no part either.
  if (!(part.width > 0 && part.height > 0 && std::isfinite(part.x) && std::isfinite(part.y))) {
    return Status{StatusCode::invalid_argument, "a part of a picture has a width and a height"};
  }
  if (image.size().area() == 0) {
    return Status{StatusCode::invalid_argument, "the picture has no pixels"};
  }
  const Orientation orientation = orientation_of(framing.quarter_turns);
  const Rect area = part_in_pixels(upright_size(image.size(), orientation), part);
  return rotated(image.cropped(area_as_stored(area, image.size(), orientation)),
                 framing.quarter_turns);
}

}  // namespace tessera
