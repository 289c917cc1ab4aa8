// The marker segments of a JPEG: frame header, tables, scan headers (ITU-T T.81, Annex B).
//
//   JpegHeader header;
//   JpegMarkers markers(bytes);
//   Result<JpegMarker> marker = markers.next(header);   // reads tables, stops at frame, scan, end
//
// Internal to the JPEG decoder.
#pragma once

#include "base/geometry.h"
#include "base/status.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace tessera::jpeg {

/// One component of the frame (T.81 B.2.2).
struct Component {
  int id = 0;
  int horizontal = 1;  ///< Sampling factor, 1 to 4.
  int vertical = 1;
  int quantisation = 0;  ///< Which table, 0 to 3.
};

/// A Huffman code as it stands in the file (T.81 B.2.4.2): how many codes there are of each length,
/// and the symbols in the order of their codes.
struct HuffmanCode {
  bool defined = false;
  std::array<std::uint8_t, 16> counts{};  ///< counts[n]: codes of n + 1 bits.
  std::array<std::uint8_t, 256> symbols{};
};

/// A scan header (T.81 B.2.3).
struct Scan {
  int component_count = 0;
  std::array<int, 4> components{};  ///< Indices into JpegHeader::components.
  std::array<int, 4> dc_tables{};
  std::array<int, 4> ac_tables{};
  int spectral_start = 0;
  int spectral_end = 63;
  int approximation_high = 0;
  int approximation_low = 0;
};

/// Everything that the segments read so far have said.
struct JpegHeader {
  Size size;
  int frame_marker = 0;  ///< The second byte of the SOFn marker; 0 before the frame.
  int precision = 0;     ///< Bits a sample.
  int component_count = 0;
  std::array<Component, 4> components{};
  /// In zigzag order, 1 to 65535; all zero where not defined.
  std::array<std::array<std::uint16_t, 64>, 4> quantisation{};
  std::array<HuffmanCode, 4> dc_codes;
  std::array<HuffmanCode, 4> ac_codes;
  int restart_interval = 0;  ///< MCUs between restart markers; 0: none.
  int adobe_transform = -1;  ///< -1: no Adobe segment; 0: RGB or CMYK, 1: YCbCr, 2: YCCK.
  bool jfif = false;
  Scan scan;  ///< The latest scan header.

  bool progressive() const { return frame_marker == 0xC2; }
};

enum class JpegMarker { frame, scan, end };

/// A cursor over the segments. Borrows the bytes.
class JpegMarkers {
 public:
  explicit JpegMarkers(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  /// Checks the start of image marker: unsupported if the bytes begin otherwise.
  Status begin();

  /// Reads segments into `header` until a frame header, a scan header or the end of image has been
  /// read. Entropy-coded data on the way is passed over. corrupt if the file ends before.
  Result<JpegMarker> next(JpegHeader& header);

  /// The byte after the last segment that was read: where a scan's entropy-coded data begins.
  std::size_t position() const { return position_; }
  /// Goes on from there; at most the number of bytes.
  void seek(std::size_t position) { position_ = position; }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t position_ = 0;
};

/// The natural (row-major) index of each coefficient in zigzag order (T.81 Figure A.6).
extern const std::array<std::uint8_t, 64> kNaturalOrder;

}  // namespace tessera::jpeg
