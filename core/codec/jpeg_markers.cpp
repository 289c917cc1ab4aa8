#include "codec/jpeg_markers.h"

#include <algorithm>
#include <cstring>

namespace tessera::jpeg {

const std::array<std::uint8_t, 64> kNaturalOrder = {
    0,  1,  8,  16, 9,  2,  3,  10, 17, 24, 32, 25, 18, 11, 4,  5,  12, 19, 26, 33, 40, 48,
    41, 34, 27, 20, 13, 6,  7,  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23,
    30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63};

namespace {

Status corrupt(const char* detail) { return {StatusCode::corrupt, detail}; }

using Bytes = std::span<const std::uint8_t>;

int read_16(Bytes bytes, std::size_t position) {
  return bytes[position] << 8 | bytes[position + 1];
}

Status read_quantisation(Bytes segment, JpegHeader& header) {
  while (!segment.empty()) {
    const int wide = segment[0] >> 4;
    const std::size_t table = segment[0] & 15u;
    const std::size_t length = wide != 0 ? 129 : 65;
    if (wide > 1 || table > 3 || segment.size() < length) {
      return corrupt("the JPEG has a bad quantisation table");
    }
    for (std::size_t k = 0; k < 64; ++k) {
      const int value = wide != 0 ? read_16(segment, 1 + 2 * k) : segment[1 + k];
      if (value == 0) return corrupt("the JPEG has a zero in a quantisation table");
      header.quantisation[table][k] = static_cast<std::uint16_t>(value);
    }
    segment = segment.subspan(length);
  }
  return {};
}

Status read_huffman(Bytes segment, JpegHeader& header) {
  while (!segment.empty()) {
    const int kind = segment[0] >> 4;
    const std::size_t table = segment[0] & 15u;
    if (kind > 1 || table > 3 || segment.size() < 17) {
      return corrupt("the JPEG has a bad Huffman table");
    }
    HuffmanCode& code = (kind == 0 ? header.dc_codes : header.ac_codes)[table];
    std::size_t total = 0;
    int free_codes = 1;
    for (std::size_t length = 0; length < 16; ++length) {
      code.counts[length] = segment[1 + length];
      total += code.counts[length];
      free_codes = 2 * free_codes - code.counts[length];
      if (free_codes < 0) return corrupt("the JPEG has an overfull Huffman table");
    }
    if (total > 256 || segment.size() < 17 + total) {
      return corrupt("the JPEG has a bad Huffman table");
    }
    code.symbols.fill(0);
    std::copy_n(segment.begin() + 17, total, code.symbols.begin());
    code.defined = true;
    segment = segment.subspan(17 + total);
  }
  return {};
}

Status read_frame(Bytes segment, int marker, JpegHeader& header) {
  if (header.frame_marker != 0) return corrupt("the JPEG has two frames");
  if (segment.size() < 6) return corrupt("the JPEG has a short frame header");
  header.precision = segment[0];
  header.size = {read_16(segment, 3), read_16(segment, 1)};
  header.component_count = segment[5];
  const auto count = static_cast<std::size_t>(header.component_count);
  if (count == 0 || count > 4 || segment.size() < 6 + 3 * count) {
    return corrupt("the JPEG has a bad frame header");
  }
  if (header.size.width == 0) return corrupt("the JPEG has no width");
  // T.81 B.2.5 lets the height follow the first scan in a DNL segment. Nobody writes such files.
  if (header.size.height == 0) {
    return {StatusCode::unsupported, "the JPEG states no height in its header"};
  }
  for (std::size_t index = 0; index < count; ++index) {
    const std::size_t at = 6 + 3 * index;
    Component& component = header.components[index];
    component = {segment[at], segment[at + 1] >> 4, segment[at + 1] & 15, segment[at + 2]};
    if (component.horizontal < 1 || component.horizontal > 4 || component.vertical < 1 ||
        component.vertical > 4 || component.quantisation > 3) {
      return corrupt("the JPEG has a bad component in its frame header");
    }
  }
  header.frame_marker = marker;
  return {};
}

Status read_scan(Bytes segment, JpegHeader& header) {
  if (header.frame_marker == 0) return corrupt("the JPEG has a scan before its frame");
  if (segment.empty()) return corrupt("the JPEG has a short scan header");
  Scan& scan = header.scan;
  scan.component_count = segment[0];
  const auto count = static_cast<std::size_t>(scan.component_count);
  if (count == 0 || count > 4 || segment.size() < 4 + 2 * count) {
    return corrupt("the JPEG has a bad scan header");
  }
  for (std::size_t index = 0; index < count; ++index) {
    const int id = segment[1 + 2 * index];
    const auto* const first = header.components.begin();
    const auto* const last = first + header.component_count;
    const auto* const found =
        std::find_if(first, last, [id](const Component& component) { return component.id == id; });
    if (found == last) return corrupt("a scan of the JPEG names a component that is not there");
    scan.components[index] = static_cast<int>(found - first);
    for (std::size_t before = 0; before < index; ++before) {
      if (scan.components[before] == scan.components[index]) {
        return corrupt("a scan of the JPEG names a component twice");
      }
    }
    scan.dc_tables[index] = segment[2 + 2 * index] >> 4;
    scan.ac_tables[index] = segment[2 + 2 * index] & 15;
    if (scan.dc_tables[index] > 3 || scan.ac_tables[index] > 3) {
      return corrupt("a scan of the JPEG names a table that is not there");
    }
  }
  scan.spectral_start = segment[1 + 2 * count];
  scan.spectral_end = segment[2 + 2 * count];
  scan.approximation_high = segment[3 + 2 * count] >> 4;
  scan.approximation_low = segment[3 + 2 * count] & 15;
  return {};
}

void read_adobe(Bytes segment, JpegHeader& header) {
  if (segment.size() >= 12 && std::memcmp(segment.data(), "Adobe", 5) == 0) {
    header.adobe_transform = segment[11];
  }
}

bool is_frame(int marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

}  // namespace

Status JpegMarkers::begin() {
  if (bytes_.size() < 3 || bytes_[0] != 0xFF || bytes_[1] != 0xD8 || bytes_[2] != 0xFF) {
    return {StatusCode::unsupported, "not a JPEG"};
  }
  position_ = 2;
  return {};
}

Result<JpegMarker> JpegMarkers::next(JpegHeader& header) {
  for (;;) {
    // Stuffed bytes, restart markers and whatever stands between segments are passed over.
    const void* found = position_ < bytes_.size() ? std::memchr(bytes_.data() + position_, 0xFF,
                                                                bytes_.size() - position_)
                                                  : nullptr;
    if (found == nullptr) return corrupt("the JPEG ends before its picture");
    position_ = static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - bytes_.data());
    while (position_ < bytes_.size() && bytes_[position_] == 0xFF) ++position_;
    if (position_ == bytes_.size()) return corrupt("the JPEG ends before its picture");
    const int marker = bytes_[position_++];
    if (marker == 0x00 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) continue;
    if (marker == 0xD9) return JpegMarker::end;

    if (bytes_.size() - position_ < 2) return corrupt("the JPEG ends inside a segment");
    const auto length = static_cast<std::size_t>(read_16(bytes_, position_));
    if (length < 2 || bytes_.size() - position_ < length) {
      return corrupt("the JPEG ends inside a segment");
    }
    const Bytes segment = bytes_.subspan(position_ + 2, length - 2);
    position_ += length;

    Status status;
    if (is_frame(marker)) {
      status = read_frame(segment, marker, header);
    } else if (marker == 0xC4) {
      status = read_huffman(segment, header);
    } else if (marker == 0xDA) {
      status = read_scan(segment, header);
    } else if (marker == 0xDB) {
      status = read_quantisation(segment, header);
    } else if (marker == 0xDD) {
      if (segment.size() < 2) return corrupt("the JPEG has a bad restart interval");
      header.restart_interval = read_16(segment, 0);
    } else if (marker == 0xE0) {
      header.jfif =
          header.jfif || (segment.size() >= 5 && std::memcmp(segment.data(), "JFIF", 5) == 0);
    } else if (marker == 0xEE) {
      read_adobe(segment, header);
    }
    if (!status.is_ok()) return status;
    if (is_frame(marker)) return JpegMarker::frame;
    if (marker == 0xDA) return JpegMarker::scan;
  }
}

}  // namespace tessera::jpeg
