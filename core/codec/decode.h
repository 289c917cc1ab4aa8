// Decoding: the bytes of a picture file → an upright RGB image.
//
//   Result<Image> image = decode_image(bytes, {});
//
// Reads JPEG, PNG, GIF (first frame), BMP, TGA, PSD (composited) and binary PNM, by stb_image.
#pragma once

#include "base/status.h"
#include "image/image.h"

#include <array>
#include <cstdint>
#include <span>

namespace tessera {

struct DecodeOptions {
  /// Colour that transparent pixels are laid over, before colours are converted (which leaves white
  /// white).
  std::array<std::uint8_t, 3> background = {255, 255, 255};
  /// Pictures of more pixels are refused (too_large) before their pixels are allocated.
  std::int64_t max_pixels = std::int64_t{1} << 28;
  /// Files of more bytes are refused (too_large).
  std::size_t max_bytes = std::size_t{1} << 29;
  /// False leaves colours as they are stored, for a caller that makes the picture small before it
  /// calls convert_to_srgb() (codec/icc.h).
  bool convert_colours = true;
};

/// Ok, or too_large with the limit.
Status check_pixel_count(Size size, const DecodeOptions& options);
Status check_byte_count(std::size_t bytes, const DecodeOptions& options);

/// Decodes a picture: 16 bits a channel are reduced to 8, grey becomes RGB, transparency is laid
/// over the background, EXIF orientation is applied, colours become sRGB where the file carries a
/// matrix profile. Thread-safe.
/// @return unsupported (with the format's name), corrupt (also for a file that ends too early),
///   too_large, out_of_memory.
Result<Image> decode_image(std::span<const std::uint8_t> bytes, const DecodeOptions& options);

struct DecodedPicture {
  Image image;
  /// How opaque each pixel is, in all channels (255: wholly); empty where all are.
  Image opacity;
};

/// The same, and what it shows of its background.
Result<DecodedPicture> decode_with_opacity(std::span<const std::uint8_t> bytes,
                                           const DecodeOptions& options);

}  // namespace tessera
