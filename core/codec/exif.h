// EXIF: the tag that decides how a picture is shown, and the one that says when it was taken.
#pragma once

#include "codec/file_format.h"
#include "image/orientation.h"

#include <cstdint>
#include <span>
#include <string>

namespace tessera {

/// The orientation that a JPEG file's EXIF block states (CIPA DC-008, tag 0x0112 of IFD 0). Where
/// there is no block, no tag, a value out of range or a broken structure: top_left, the picture as
/// stored.
Orientation exif_orientation(std::span<const std::uint8_t> jpeg);

/// The same of a PNG's eXIf chunk (W3C PNG, 11.3.4.5).
Orientation png_exif_orientation(std::span<const std::uint8_t> png);

/// The same of a file of any format that the core decodes; where the format has none: top_left.
Orientation exif_orientation(std::span<const std::uint8_t> file, FileFormat format);

/// When the picture of a JPEG or PNG file was taken, by the camera's clock (tag 0x9003,
/// DateTimeOriginal, of the Exif IFD), as "2024-06-14T15:09:26"; empty where the file does not say.
std::string exif_date_taken(std::span<const std::uint8_t> file, FileFormat format);

/// The orientation of an EXIF block by itself: a TIFF structure, with or without "Exif\0\0" before
/// it.
Orientation exif_block_orientation(std::span<const std::uint8_t> block);

}  // namespace tessera
