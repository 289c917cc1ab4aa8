// ICC profiles: found in a picture file, and read where they are of the common matrix kind.
//
//   convert_to_srgb(file, FileFormat::jpeg, image.view());   // does nothing where nothing is to do
//
// Cameras and phones embed Display P3, Adobe RGB (1998) or sRGB: RGB profiles of three curves and a
// matrix. Other kinds (tables of colours, grey, CMYK) and broken profiles are ignored, as are other
// ways of saying what colours mean (PNG's gAMA and cHRM).
#pragma once

#include "codec/file_format.h"
#include "image/colour_profile.h"
#include "image/image.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tessera {

/// The profile that a file carries: in the APP2 segments of a JPEG (ICC.1:2022, B.4), the iCCP
/// chunk of a PNG, or image resource 1039 of a PSD.
/// @return empty where there is none, where parts of it are missing, or where it is of more than
///   4 MiB.
std::vector<std::uint8_t> embedded_profile(std::span<const std::uint8_t> file, FileFormat format);

/// Reads a matrix profile for RGB over XYZ (ICC.1:2022, 8.3.2 and 10.6, 10.18, 10.31).
/// @return none where it is of another kind or makes no sense.
std::optional<MatrixProfile> parse_matrix_profile(std::span<const std::uint8_t> profile);

/// Turns the colours of a picture into sRGB as an ICC profile says; leaves them alone where it says
/// nothing that is understood.
void convert_to_srgb(std::span<const std::uint8_t> profile, MutableImageView image);

/// The same by the profile that the picture's file carries.
void convert_to_srgb(std::span<const std::uint8_t> file, FileFormat format, MutableImageView image);

}  // namespace tessera
