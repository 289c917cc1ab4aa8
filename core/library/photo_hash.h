// Photo hashes: 8 bytes that say which bytes a file has, 8 that say what a picture shows.
//
//   PhotoHashes hashes = {content_hash(file), picture_hash(Sketch(thumbnail))};
//
// The content hash is XXH3 (Y. Collet, https://xxhash.com; the header that Debian ships): among
// 100,000 different files two agree with a chance of 3 in 10^10.
//
// The picture hash has the signs of the 64 lowest frequencies of the picture's lightness, after
// the "pHash" of C. Zauner ("Implementation and Benchmarking of Perceptual Image Hash Functions",
// 2010), whose threshold at the median a sign replaces. Signs do not change with brightness and
// contrast, and those of a mirror image follow from the picture's own.
#pragma once

#include "image/image.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace tessera {

/// 0 stands for unknown in both.
struct PhotoHashes {
  std::uint64_t content = 0;
  std::uint64_t picture = 0;
};

std::uint64_t content_hash(std::span<const std::uint8_t> file);

/// What a picture shows, small enough to be compared at once: OKLab of 16 × 16 boxes (averaged in
/// linear light), in thousandths.
class Sketch {
 public:
  static constexpr std::size_t kSide = 16;
  static constexpr std::size_t kBoxes = kSide * kSide;
  using Plane = std::array<std::int16_t, kBoxes>;  ///< row after row

  /// @param picture at least one pixel a side.
  explicit Sketch(ImageView picture);

  const Plane& lightness() const { return planes_[0]; }
  const std::array<Plane, 3>& planes() const { return planes_; }
  /// The standard deviation of the lightness.
  double contrast() const;
  /// The sketch of the mirror image.
  Sketch mirrored() const;

 private:
  std::array<Plane, 3> planes_{};  // lightness, a, b
};

/// Less contrast than this (about three grey levels of 256) is no structure by which a picture
/// could be known again: it may be the noise of a plain wall, or what a JPEG encoder made of it.
inline constexpr double kLeastContrast = 12;

/// 0 where the picture has less than kLeastContrast.
std::uint64_t picture_hash(const Sketch& sketch);

/// The picture hash of the mirror image.
std::uint64_t mirrored_hash(std::uint64_t picture_hash);

}  // namespace tessera
