#include "image/orientation.h"

#include <cstddef>
#include <cstring>
#include <utility>

namespace tessera {
namespace {

// Where the upright picture's pixels are found in the stored one: the pixel at (0, 0), and the
// steps in bytes for one pixel to the right and one down.
struct Walk {
  std::ptrdiff_t start;
  std::ptrdiff_t right;
  std::ptrdiff_t down;
};

Walk walk_through(ImageView stored, Orientation orientation) {
  const std::ptrdiff_t pixel = kChannels;
  const std::ptrdiff_t row = stored.stride;
  const std::ptrdiff_t last_column = (stored.width - 1) * pixel;
  const std::ptrdiff_t last_row = (stored.height - 1) * row;
  switch (orientation) {
    case Orientation::top_right:
      return {last_column, -pixel, row};
    case Orientation::bottom_right:
      return {last_row + last_column, -pixel, -row};
    case Orientation::bottom_left:
      return {last_row, pixel, -row};
    case Orientation::left_top:
      return {0, row, pixel};
    case Orientation::right_top:
      return {last_row, -row, pixel};
    case Orientation::right_bottom:
      return {last_row + last_column, -row, -pixel};
    case Orientation::left_bottom:
      return {last_column, row, -pixel};
    case Orientation::top_left:
      break;
  }
  return {0, pixel, row};
}

}  // namespace

Rect area_as_stored(Rect area, Size stored, Orientation orientation) {
  if (swaps_sides(orientation)) area = {area.y, area.x, area.height, area.width};
  const bool from_right =
      orientation == Orientation::top_right || orientation == Orientation::bottom_right ||
      orientation == Orientation::right_bottom || orientation == Orientation::left_bottom;
  const bool from_bottom =
      orientation == Orientation::bottom_right || orientation == Orientation::bottom_left ||
      orientation == Orientation::right_top || orientation == Orientation::right_bottom;
  if (from_right) area.x = stored.width - area.x - area.width;
  if (from_bottom) area.y = stored.height - area.y - area.height;
  return area;
}

Result<Image> upright(Image stored, Orientation orientation) {
  if (orientation == Orientation::top_left) return {std::move(stored)};
  Size size = stored.size();
  if (swaps_sides(orientation)) size = {size.height, size.width};
  Image result(size);
  if (result.empty()) return {StatusCode::out_of_memory, "not enough memory to turn the picture"};
  const ImageView source = std::as_const(stored).view();
  const Walk walk = walk_through(source, orientation);
  for (int y = 0; y < size.height; ++y) {
    const std::uint8_t* from = source.pixels + walk.start + y * walk.down;
    std::uint8_t* to = result.view().row(y);
    for (int x = 0; x < size.width; ++x, from += walk.right, to += kChannels) {
      std::memcpy(to, from, kChannels);
    }
  }
  return result;
}

}  // namespace tessera
