// Preview: a whole photo, small enough for a screen, to choose its crop on.
//
//   Result<Preview> preview = make_preview(bytes, 512, {});
//   Rect shown = crop_window(preview->photo, tile, position);   // in pixels of the photo
#pragma once

#include "base/status.h"
#include "codec/decode.h"
#include "image/image.h"
#include "image/orientation.h"

#include <cstdint>
#include <span>

namespace tessera {

struct Preview {
  Image image;  ///< Upright, sRGB.
  Size photo;   ///< The upright photo in its own pixels.
};

/// The largest size of the picture's shape, at least one pixel a side, that fits into a square of
/// `side` and is no larger than the picture.
Size fitted_size(Size picture, int side);

/// Decodes a photo, a JPEG no larger than needed. Thread-safe; fails as decode_image does.
/// @param side the image fits into a square of so many pixels.
Result<Preview> make_preview(std::span<const std::uint8_t> bytes, int side,
                             const DecodeOptions& options);

/// The same from a picture that is decoded already.
Result<Preview> make_preview(ImageView picture, int side, Orientation orientation);

}  // namespace tessera
