// Thumbnail: the bytes of a photo → the small picture that stands for it.
//
//   Result<Thumbnail> thumbnail = make_thumbnail(bytes, {64, 64}, {}, {CropPolicy::smart});
//   …                               // larger, later, and showing the same part of the photo:
//   make_thumbnail(bytes, {256, 256}, {}, {.position = thumbnail->position});
#pragma once

#include "base/status.h"
#include "codec/decode.h"
#include "image/image.h"
#include "image/orientation.h"
#include "library/crop.h"
#include "library/photo_hash.h"

#include <cstdint>
#include <span>

namespace tessera {

/// A photo's picture at a thumbnail's or tile's size, which part of the photo it shows, and what
/// its duplicates are known by.
struct Thumbnail {
  Image image;
  CropPosition position = kCropMiddle;
  PhotoTraits traits = {};

  ImageView view() const { return image.view(); }
};

/// Decodes a photo, crops it to the shape of `size` and resamples it to `size`; colours become
/// sRGB as in decode_image.
///
/// A JPEG is decoded no larger than the thumbnail needs (codec/jpeg_reduced.h), which saves nearly
/// all of the work; what that decoder does not take, and all other formats, are decoded whole.
/// Where the crop is a known position other than the middle, the traits have no picture: the middle
/// may not have been decoded.
/// Thread-safe; fails as decode_image does.
Result<Thumbnail> make_thumbnail(std::span<const std::uint8_t> bytes, Size size,
                                 const DecodeOptions& options, const CropChoice& crop = {});

/// The same from a picture that is decoded already, and turned upright by the way. Its traits have
/// no content.
/// @param crop of the upright picture.
Result<Thumbnail> make_thumbnail(ImageView picture, Size size, const CropChoice& crop = {},
                                 Orientation orientation = Orientation::top_left);

}  // namespace tessera
