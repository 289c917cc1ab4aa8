// Tile shape: what tiles show of photos whose thumbnails have another shape.
//
//   ImageView seen = shown_part(library.thumbnail(photo), {60, 40});           // its middle
//   CropChoice crop = crop_for_tile(photo_size, {64, 64}, position, {60, 40}); // from the file
//
// A thumbnail is cropped once, to its own shape. Tiles of another shape are cut out of its middle,
// so that nothing is stretched; a photo that is decoded again can give more than that.
#pragma once

#include "image/image.h"
#include "library/crop.h"

#include <cstdint>

namespace tessera {

/// Whether one is the other enlarged.
inline bool same_shape(Size a, Size b) {
  return std::int64_t{a.width} * b.height == std::int64_t{a.height} * b.width;
}

/// The part of a thumbnail that tiles of a shape show.
/// @param tile no size: all of it.
ImageView shown_part(ImageView thumbnail, Size tile);

/// How to crop a photo to the shape of a tile.
/// @param photo size of the upright photo; no size: unknown.
/// @param thumbnail, position what of the photo its thumbnail shows.
/// @return that position where it is one along the same axis; else what matters most is looked for.
CropChoice crop_for_tile(Size photo, Size thumbnail, CropPosition position, Size tile);

}  // namespace tessera
