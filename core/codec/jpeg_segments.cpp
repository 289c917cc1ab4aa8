#include "codec/jpeg_segments.h"

#include <cstring>

namespace tessera {
namespace {

constexpr std::size_t kCodeLengths = 16;
constexpr std::size_t kSymbols = 256;

// Markers that stand alone, without a length: TEM, RST0 to RST7, SOI.
bool stands_alone(std::uint8_t marker) {
  return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

// The position of the next marker in entropy-coded data, where 0xFF is followed by 0x00 if it is
// data.
std::size_t skip_scan(std::span<const std::uint8_t> bytes, std::size_t position) {
  while (position + 1 < bytes.size()) {
    const void* found = std::memchr(&bytes[position], 0xFF, bytes.size() - position - 1);
    if (found == nullptr) break;
    position = static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - bytes.data());
    const std::uint8_t next = bytes[position + 1];
    if (next != 0 && next != 0xFF && !stands_alone(next)) return position;
    ++position;
  }
  return bytes.size();
}

bool has_sound_tables(std::span<const std::uint8_t> tables) {
  while (!tables.empty()) {
    if (tables.size() < 1 + kCodeLengths) return false;
    std::size_t codes = 0;
    for (const std::uint8_t count : tables.subspan(1, kCodeLengths)) codes += count;
    if (codes > kSymbols || tables.size() < 1 + kCodeLengths + codes) return false;
    tables = tables.subspan(1 + kCodeLengths + codes);
  }
  return true;
}

}  // namespace

std::optional<JpegSegments::Segment> JpegSegments::end() {
  ended_ = true;
  return std::nullopt;
}

std::optional<JpegSegments::Segment> JpegSegments::next() {
  if (ended_) return std::nullopt;
  if (in_scan_) position_ = skip_scan(bytes_, position_);
  in_scan_ = false;
  while (position_ + 2 <= bytes_.size() && bytes_[position_] == 0xFF) {
    const std::uint8_t marker = bytes_[position_ + 1];
    if (marker == 0xFF) {  // a fill byte
      ++position_;
      continue;
    }
    if (stands_alone(marker)) {
      position_ += 2;
      continue;
    }
    if (marker == kEndOfImage) {
      ended_ = true;
      return Segment{marker, {}};
    }
    if (position_ + 4 > bytes_.size()) break;
    const std::size_t length =
        static_cast<std::size_t>(bytes_[position_ + 2]) << 8 | bytes_[position_ + 3];
    if (length < 2 || position_ + 2 + length > bytes_.size()) break;
    const Segment segment{marker, bytes_.subspan(position_ + 4, length - 2)};
    position_ += 2 + length;
    in_scan_ = marker == kStartOfScan;
    return segment;
  }
  return end();
}

Status check_jpeg_structure(std::span<const std::uint8_t> jpeg) {
  JpegSegments segments(jpeg);
  while (const auto segment = segments.next()) {
    if (segment->marker == JpegSegments::kEndOfImage) return {};
    if (segment->marker == JpegSegments::kHuffmanTables && !has_sound_tables(segment->content)) {
      return {StatusCode::corrupt, "JPEG file is damaged: a Huffman table makes no sense"};
    }
  }
  return {StatusCode::corrupt, "the file ends too early"};
}

}  // namespace tessera
