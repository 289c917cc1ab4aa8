// The reduced inverse DCT: a block's low-frequency corner to a block of 1 to 8 pixels a side.
//
// Internal to the JPEG decoder. The n lowest coefficients of an 8-point DCT, taken as an n-point
// DCT, are the signal low-passed and resampled at n eighths (K. R. Rao, P. Yip, "Discrete Cosine
// Transform", 1990; A. Neri et al., "Inter-block filtering and downsampling in DCT domain", 1994).
// Width and height are independent, so that subsampled chroma comes out at the size of luma without
// a pass of its own. Integer arithmetic, the same bits everywhere.
#pragma once

#include "base/geometry.h"

#include <cstddef>
#include <cstdint>

namespace tessera::jpeg {

/// Dequantised coefficients are clamped to this magnitude, which no 8-bit picture reaches (a block
/// of ±128 gives 1024), so that no sum of the transform can overflow whatever the file says.
inline constexpr std::int32_t kLargestCoefficient = 2047;

/// A block's coefficients in natural order, 8 a row; index 64 takes those that are not kept.
inline constexpr std::size_t kBlockStorage = 65;

/// Transforms `coefficients` (dequantised, clamped) to pixels 0 to 255 and clears those that it has
/// read, which are those of the width x height corner.
using InverseDct = void (*)(std::int32_t* coefficients, std::uint8_t* pixels,
                            std::ptrdiff_t stride);

/// The transform to a block of that size; width and height from 1 to 8.
InverseDct inverse_dct(Size block);

/// The pixel of a block of which only the mean is kept.
inline std::uint8_t dc_pixel(std::int32_t dc) {
  const std::int32_t value = ((dc + 4) >> 3) + 128;
  return static_cast<std::uint8_t>(value < 0 ? 0 : value > 255 ? 255 : value);
}

}  // namespace tessera::jpeg
