// The five filters of PNG (W3C PNG, section 9) for rows of pixels of 8-bit samples.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace tessera {

/// The values are those of the byte that a PNG row starts with.
enum class PngFilter : std::uint8_t { none = 0, sub = 1, up = 2, average = 3, paeth = 4 };
inline constexpr std::size_t kPngFilterCount = 5;

/// Paeth's predictor (W3C PNG, 9.4) of a byte from its left, upper and upper left neighbours.
std::uint8_t paeth_prediction(std::uint8_t left, std::uint8_t above, std::uint8_t above_left);

/// Filters one pixel of up to four bytes; its first byte and its neighbours' are the lowest. Bytes
/// that are zero in all of them stay zero.
std::uint32_t filter_pixel(PngFilter filter, std::uint32_t pixel, std::uint32_t left,
                           std::uint32_t above, std::uint32_t above_left);

/// A pixel's bytes, the first one lowest.
inline std::uint32_t load_pixel(const std::uint8_t* bytes, std::size_t pixel_bytes) {
  std::uint32_t pixel = 0;
  for (std::size_t i = 0; i < pixel_bytes; ++i) pixel |= std::uint32_t{bytes[i]} << 8 * i;
  return pixel;
}

/// Whether a filter looks at the pixel to the left.
constexpr bool uses_left(PngFilter filter) {
  return filter == PngFilter::sub || filter == PngFilter::average || filter == PngFilter::paeth;
}

/// Filters a row.
/// @param pixel_bytes 1 to 4. @param row whole pixels.
/// @param above the row above, as long; zeros for the first row of a picture.
/// @param output as long as the row; must not overlap it.
void filter_row(PngFilter filter, std::size_t pixel_bytes, std::span<const std::uint8_t> row,
                const std::uint8_t* above, std::uint8_t* output);

/// The filter whose output has the least sum of absolute values, taken as signed bytes (W3C PNG,
/// 12.7); ties go to the filter of the lower number.
PngFilter choose_filter(std::size_t pixel_bytes, std::span<const std::uint8_t> row,
                        const std::uint8_t* above);

}  // namespace tessera
