#include "codec/jpeg_segments.h"

#include <cstring>

namespace tessera {
namespace {

constexpr std::uint8_t kEndOfImage = 0xD9;
constexpr std::uint8_t kStartOfScan = 0xDA;

// Markers that stand alone, without a length: TEM, RST0 to RST7, SOI.
bool stands_alone(std::uint8_t marker) {
  return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

}  // namespace

std::optional<JpegSegments::Segment> JpegSegments::next() {
  while (!ended_ && position_ + 4 <= bytes_.size() && bytes_[position_] == 0xFF) {
    const std::uint8_t marker = bytes_[position_ + 1];
    if (marker == 0xFF) {  // a fill byte
      ++position_;
      continue;
    }
    if (stands_alone(marker)) {
      position_ += 2;
      continue;
    }
    const std::size_t length =
        static_cast<std::size_t>(bytes_[position_ + 2]) << 8 | bytes_[position_ + 3];
    if (length < 2 || position_ + 2 + length > bytes_.size()) break;
    const Segment segment{marker, bytes_.subspan(position_ + 4, length - 2)};
    position_ += 2 + length;
    ended_ = marker == kStartOfScan || marker == kEndOfImage;
    return segment;
  }
  ended_ = true;
  return std::nullopt;
}

bool has_end_of_image(std::span<const std::uint8_t> jpeg) {
  JpegSegments segments(jpeg);
  while (const auto segment = segments.next()) {
    if (segment->marker != kStartOfScan) continue;
    // In entropy-coded data 0xFF is followed by 0x00; tables between scans can hold no bare EOI
    // either way that matters here, because one found too early only means that nothing is
    // reported.
    for (std::size_t at = segments.position(); at + 1 < jpeg.size(); ++at) {
      const void* found = std::memchr(&jpeg[at], 0xFF, jpeg.size() - at - 1);
      if (found == nullptr) return false;
      at = static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - jpeg.data());
      if (jpeg[at + 1] == kEndOfImage) return true;
    }
    return false;
  }
  return false;
}

}  // namespace tessera
