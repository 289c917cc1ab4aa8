// Resampling: a picture, or a crop of one, at another size.
#pragma once

#include "base/status.h"
#include "image/image.h"

namespace tessera {

/// The picture at another size, resampled in linear light by a cubic filter: where it gets smaller
/// by image/filter_taps.h, which is what thumbnails take their time for; where it gets larger both
/// ways by stb_image_resize. To resample a crop, pass
/// `image.cropped(area)`: no pixel outside it has any influence. Memory in use is a few rows.
/// @return invalid_argument for an empty image or size, out_of_memory.
Result<Image> resample(ImageView image, Size size);

/// The part of a picture inside a rectangle whose edges may cut pixels, at another size. Pixels
/// beyond the edges count as far as the filter reaches.
/// @param area inside the picture.
Result<Image> resample(ImageView image, const SubpixelRect& area, Size size);

}  // namespace tessera
