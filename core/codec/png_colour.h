// PngColour: what the samples of a PNG's pixels are. 8 bits each, always.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tessera {

/// The values are those of the header's colour type (W3C PNG, 11.2.1).
enum class PngColour : std::uint8_t { grey = 0, rgb = 2, rgba = 6 };

/// Samples, and so bytes, of a pixel.
constexpr std::size_t png_pixel_bytes(PngColour colour) {
  return colour == PngColour::grey ? 1 : colour == PngColour::rgb ? 3 : 4;
}

}  // namespace tessera
