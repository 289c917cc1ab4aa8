// What kind of file some bytes begin, told by their signature, never by a name.
#pragma once

#include "base/status.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace tessera {

enum class FileFormat : int {
  unknown,
  jpeg,
  png,
  gif,
  bmp,
  psd,
  pnm,
  tga,
  // Known by name, so that a message can say what a file is; not decoded by the core.
  webp,
  avif,
  heic,
  jpeg_xl,
  tiff,
  raw,
  svg,
  video,
  pdf,
  text,
};

/// How many bytes of a file's beginning are enough to identify it.
inline constexpr std::size_t kSignatureBytes = 256;

/// The format of a file that begins with these bytes (kSignatureBytes of them, or the whole file).
FileFormat identify(std::span<const std::uint8_t> head);

/// A name for people: "JPEG", "HEIC", "video", …
std::string_view format_name(FileFormat format);

/// True where decode_image reads the format.
bool is_decodable(FileFormat format);

/// Ok where decode_image (the core, and so the command line) reads files that begin like this, else
/// unsupported (or corrupt for an empty file) with a sentence that says what the file is and what
/// to do.
Status check_decodable(std::span<const std::uint8_t> head);

}  // namespace tessera
