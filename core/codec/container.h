// Container: what a WebP, AVIF, HEIC or JPEG XL file says of the picture in it.
//
//   Result<ContainerInfo> info = read_container(bytes);
//   if (!info) return info.status();  // cut off
//
// The core does not decode these formats itself. Whoever does it for the core (a browser, libheif)
// is lenient in ways that the core is not: some take half a file for a picture, some ignore the
// EXIF orientation of WebP, and none says how large a picture is before all its memory is taken.
#pragma once

#include "base/geometry.h"
#include "base/status.h"
#include "image/orientation.h"

#include <cstdint>
#include <span>

namespace tessera {

struct ContainerInfo {
  /// The largest picture that the container states, in pixels as stored; empty where it states none
  /// (JPEG XL does not).
  Size size;
  /// WebP: the EXIF orientation, which the picture's pixels have not been turned by. In the others
  /// properties of the picture turn it, decoders follow them, and EXIF has no say (ISO 23008-12,
  /// annex A): always top_left.
  Orientation orientation = Orientation::top_left;
  /// AVIF and HEIC: the ICC profile of the picture's colours (ISO 14496-12, "colr" of type "prof"
  /// or "rICC"), a part of the file. Browsers follow it when they decode, libheif leaves it to
  /// others.
  std::span<const std::uint8_t> profile;
};

/// @return corrupt where the file ends before a part of it that it states; what follows the
///   picture's parts (phones append films) is not looked at.
Result<ContainerInfo> read_container(std::span<const std::uint8_t> bytes);

}  // namespace tessera
