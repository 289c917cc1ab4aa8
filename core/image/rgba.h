// RGBA: what a canvas takes and gives.
#pragma once

#include "image/image.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace tessera {

/// Bytes a pixel of RGBA.
inline constexpr std::size_t kRgbaChannels = 4;

/// Writes an image as opaque RGBA pixels, rows packed.
/// @param rgba room for width · height · 4 bytes.
void expand_rgba(ImageView image, std::uint8_t* rgba);

/// Lays RGBA pixels over a colour, by the values as stored (as browsers and other programs do).
/// @param rgba image.width · image.height pixels, rows packed, alpha not multiplied in.
void lay_over(const std::uint8_t* rgba, const std::array<std::uint8_t, 3>& background,
              MutableImageView image);

/// The opacity of RGBA pixels, in all channels.
void copy_opacity(const std::uint8_t* rgba, MutableImageView opacity);
/// Whether all of so many RGBA pixels are.
bool is_opaque(const std::uint8_t* rgba, std::size_t pixels);

}  // namespace tessera
