// Reduced JPEG: a photo decoded straight at one, two, three … eight eighths of its size.
//
//   Result<JpegInfo> info = read_jpeg_info(bytes);
//   Rect crop = centre_square(info->size);
//   Result<ReducedJpeg> reduced = decode_jpeg_reduced(bytes, {.crop = crop, .least = {50, 50}});
//   if (!reduced) return reduced.status();                 // unsupported: try another decoder
//   resample(reduced->image.view(), reduced->crop, ...);   // to exactly 50 x 50
//
// Nearly all of what a decoder computes is thrown away by a thumbnail, so it is not computed here:
// only the coefficients that the scale needs are decoded, the rest of the entropy-coded data is
// skipped several symbols at a time, and rows and columns outside the crop get no inverse DCT. The
// image is what a low-pass of the stored (gamma-coded) values gives; EXIF orientation is the
// caller's business, in the crop that is asked for as in the image that comes back.
//
// Reads Huffman-coded 8-bit JPEG (ITU-T T.81 baseline, extended sequential, progressive) with one
// component (grey) or three (YCbCr or RGB). Arithmetic coding, 12 bits, lossless and CMYK or YCCK
// are StatusCode::unsupported.
#pragma once

#include "base/geometry.h"
#include "base/status.h"
#include "image/image.h"

#include <cstdint>
#include <span>

namespace tessera {

/// What a JPEG says of itself before its pixels.
struct JpegInfo {
  Size size;           ///< Pixels, as stored: before any EXIF rotation.
  int components = 0;  ///< 1 grey, 3 colour, 4 CMYK (which decode_jpeg_reduced does not take).
  bool progressive = false;
};

/// A rectangle whose edges may lie between pixels.
struct SubpixelRect {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

/// What to decode, and how large at least.
struct JpegReduction {
  /// The part of the stored picture that is wanted, in its pixels; empty means all of it.
  Rect crop = {};
  /// The scale is the smallest at which the crop has at least this many pixels each way, or the
  /// stored size where the photo has fewer.
  Size least = {};
  /// The reduced image may have this many pixels at most, and a progressive photo of which more
  /// than an eighth is needed as many at full size; else StatusCode::too_large, found out before
  /// anything is allocated. Memory in use is below 12 bytes for each pixel.
  std::int64_t pixel_limit = std::int64_t{1} << 26;
};

/// The part of a photo that was asked for, reduced.
struct ReducedJpeg {
  Image image;
  int eighths = 0;    ///< The scale: 1 to 8 eighths of the stored size.
  SubpixelRect crop;  ///< Where exactly the crop that was asked for lies in `image`.
};

/// Reads the header up to the frame. corrupt if there is none, unsupported if the bytes are no
/// JPEG.
Result<JpegInfo> read_jpeg_info(std::span<const std::uint8_t> bytes);

/// Decodes the crop at the smallest scale that covers `reduction.least`.
///
/// Every bit that the crop needs must be there and make sense, else the result is corrupt with a
/// sentence that says where it went wrong: a truncated photo is reported, not half grey. What comes
/// after the last needed bit (garbage, a missing end marker, later progressive scans) is not read.
/// invalid_argument if the crop is not inside the picture. Holds no state: call it from any thread.
Result<ReducedJpeg> decode_jpeg_reduced(std::span<const std::uint8_t> bytes,
                                        const JpegReduction& reduction);

}  // namespace tessera
