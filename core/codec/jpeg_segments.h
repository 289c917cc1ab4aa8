// The marker segments of a JPEG file, one after the other (ITU-T T.81, annex B).
#pragma once

#include "base/status.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace tessera {

/// Walks over the segments from SOI to EOI, passing over the entropy-coded data of scans.
///
///   JpegSegments segments(bytes);
///   while (auto segment = segments.next()) { … segment->marker, segment->content … }
class JpegSegments {
 public:
  static constexpr std::uint8_t kHuffmanTables = 0xC4;  // DHT
  static constexpr std::uint8_t kEndOfImage = 0xD9;     // EOI
  static constexpr std::uint8_t kStartOfScan = 0xDA;    // SOS
  static constexpr std::uint8_t kApp1 = 0xE1;           // where EXIF stands
  static constexpr std::uint8_t kApp2 = 0xE2;           // where ICC profiles stand

  struct Segment {
    std::uint8_t marker = 0;                ///< The byte behind 0xFF.
    std::span<const std::uint8_t> content;  ///< Without the marker and the length; none for EOI.
  };

  explicit JpegSegments(std::span<const std::uint8_t> jpeg) : bytes_(jpeg) {}

  /// The next segment, EOI as the last; none behind it, where the bytes end, or where the structure
  /// is broken.
  std::optional<Segment> next();

 private:
  std::optional<Segment> end();

  std::span<const std::uint8_t> bytes_;
  std::size_t position_ = 2;
  bool in_scan_ = false;
  bool ended_ = false;
};

/// Ok, or corrupt where the file ends before EOI (it was cut off) or a Huffman table states more
/// codes than there are symbols (which stb_image 2.27 writes beyond its tables for).
Status check_jpeg_structure(std::span<const std::uint8_t> jpeg);

}  // namespace tessera
