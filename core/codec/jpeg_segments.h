// The marker segments of a JPEG file, one after the other (ITU-T T.81, annex B).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace tessera {

/// Walks over the segments from SOI to the first SOS (start of scan).
///
///   JpegSegments segments(bytes);
///   while (auto segment = segments.next()) { … segment->marker, segment->content … }
class JpegSegments {
 public:
  struct Segment {
    std::uint8_t marker = 0;                ///< The byte behind 0xFF.
    std::span<const std::uint8_t> content;  ///< Without the marker and the length field.
  };

  explicit JpegSegments(std::span<const std::uint8_t> jpeg) : bytes_(jpeg) {}

  /// The next segment; none behind SOS, at the end, or where the structure is broken.
  std::optional<Segment> next();

  /// Where the entropy-coded data begins, once next() has given the SOS segment.
  std::size_t position() const { return position_; }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t position_ = 2;
  bool ended_ = false;
};

/// True where an EOI marker (end of image) follows the first scan: what a cut-off file lacks.
bool has_end_of_image(std::span<const std::uint8_t> jpeg);

}  // namespace tessera
