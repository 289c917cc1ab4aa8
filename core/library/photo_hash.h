// Photo hashes: 8 bytes that say which bytes a file has, 8 that say what a picture shows.
//
//   std::uint64_t content = content_hash(file);
//   std::uint64_t picture = picture_hash(Sketch(sketch_pixels));
//
// The content hash is XXH3 (Y. Collet, https://xxhash.com; the header that Debian ships): among
// 100,000 different files two agree with a chance of 3 in 10^10.
//
// The picture hash has the signs of the 64 lowest frequencies of the picture's lightness, after
// the "pHash" of C. Zauner ("Implementation and Benchmarking of Perceptual Image Hash Functions",
// 2010), whose threshold at the median a sign replaces. Signs do not change with brightness and
// contrast, and those of a mirror image follow from the picture's own.
#pragma once

#include "base/geometry.h"
#include "library/sketch.h"

#include <cstdint>
#include <span>

namespace tessera {

/// What the duplicates of a photo are known by, whichever part of it its tile shows. Some 800
/// bytes.
struct PhotoTraits {
  std::uint64_t content = 0;  ///< content_hash() of its file; 0: unknown
  std::uint64_t picture = 0;  ///< picture_hash() of its sketch; 0: it cannot be known by that
  Size size;                  ///< of the upright picture in pixels; nothing: unknown
  SketchPixels sketch{};
};

std::uint64_t content_hash(std::span<const std::uint8_t> file);

/// Less contrast than this (about three grey levels of 256) is no structure by which a picture
/// could be known again: it may be the noise of a plain wall, or what a JPEG encoder made of it.
inline constexpr double kLeastContrast = 12;

/// 0 where the picture has less than kLeastContrast.
std::uint64_t picture_hash(const Sketch& sketch);

/// The picture hash of the mirror image.
std::uint64_t mirrored_hash(std::uint64_t picture_hash);

}  // namespace tessera
