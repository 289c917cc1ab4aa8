// RGBA: what a canvas takes.
#pragma once

#include "image/image.h"

#include <cstddef>
#include <cstdint>

namespace tessera {

/// Bytes a pixel of RGBA.
inline constexpr std::size_t kRgbaChannels = 4;

/// Writes an image as opaque RGBA pixels, rows packed.
/// @param rgba room for width · height · 4 bytes.
void expand_rgba(ImageView image, std::uint8_t* rgba);

}  // namespace tessera
