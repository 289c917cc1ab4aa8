#include "library/tile_shape.h"

#include <cstdint>

namespace tessera {
namespace {

// Whether the largest window of that shape has the picture's height and can be moved across it.
bool moves_across(Size picture, Size shape) {
  return std::int64_t{picture.width} * shape.height > std::int64_t{picture.height} * shape.width;
}

}  // namespace

ImageView shown_part(ImageView thumbnail, Size tile) {
  if (tile.area() == 0) return thumbnail;
  return thumbnail.cropped(centre_crop(thumbnail.size(), tile));
}

CropChoice crop_for_tile(Size photo, Size thumbnail, CropPosition position, Size tile) {
  const bool known_axis =
      photo.area() > 0 && moves_across(photo, thumbnail) == moves_across(photo, tile);
  if (same_shape(thumbnail, tile) || known_axis) return {.position = position};
  return {CropPolicy::smart};
}

}  // namespace tessera
