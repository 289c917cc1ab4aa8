// Thumbnail: the bytes of a photo → the small picture that stands for it.
#pragma once

#include "base/status.h"
#include "codec/decode.h"
#include "image/image.h"
#include "image/orientation.h"

#include <cstdint>
#include <span>

namespace tessera {

/// Decodes a photo, crops it to the shape of `size` around its centre and resamples it to `size`.
///
/// A JPEG is decoded no larger than the thumbnail needs (codec/jpeg_reduced.h), which saves nearly
/// all of the work; what that decoder does not take, and all other formats, are decoded whole.
/// Thread-safe; fails as decode_image does.
Result<Image> make_thumbnail(std::span<const std::uint8_t> bytes, Size size,
                             const DecodeOptions& options);

/// The same from a picture that is decoded already, and turned upright by the way.
Result<Image> make_thumbnail(ImageView picture, Size size,
                             Orientation orientation = Orientation::top_left);

}  // namespace tessera
