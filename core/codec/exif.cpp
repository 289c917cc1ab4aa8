#include "codec/exif.h"

#include "codec/jpeg_segments.h"
#include "codec/png_chunks.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace tessera {
namespace {

constexpr unsigned kOrientationTag = 0x0112;
constexpr unsigned kShort = 3;
constexpr std::size_t kEntryBytes = 12;

// A TIFF structure (TIFF 6.0, section 2) whose reads never leave it: beyond the end there are
// zeros.
class Tiff {
 public:
  explicit Tiff(std::span<const std::uint8_t> bytes)
      : bytes_(bytes), big_endian_(byte(0) == 'M' && byte(1) == 'M') {}

  bool valid() const {
    return (big_endian_ || (byte(0) == 'I' && byte(1) == 'I')) && number_16(2) == 42;
  }
  unsigned number_16(std::size_t at) const {
    return big_endian_ ? byte(at) << 8 | byte(at + 1) : byte(at + 1) << 8 | byte(at);
  }
  std::size_t number_32(std::size_t at) const {
    const std::size_t first = number_16(at);
    const std::size_t second = number_16(at + 2);
    return big_endian_ ? first << 16 | second : second << 16 | first;
  }
  bool contains(std::size_t at, std::size_t count) const {
    return at <= bytes_.size() && count <= bytes_.size() - at;
  }

 private:
  unsigned byte(std::size_t at) const { return at < bytes_.size() ? bytes_[at] : 0U; }

  std::span<const std::uint8_t> bytes_;
  bool big_endian_;
};

Orientation orientation_of(const Tiff& tiff) {
  if (!tiff.valid()) return Orientation::top_left;
  const std::size_t directory = tiff.number_32(4);
  if (!tiff.contains(directory, 2)) return Orientation::top_left;
  const unsigned entries = tiff.number_16(directory);
  for (unsigned i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * kEntryBytes;
    if (!tiff.contains(entry, kEntryBytes)) break;
    if (tiff.number_16(entry) != kOrientationTag || tiff.number_16(entry + 2) != kShort) continue;
    const unsigned value = tiff.number_16(entry + 8);
    if (value >= 1 && value <= 8) return static_cast<Orientation>(value);
    break;
  }
  return Orientation::top_left;
}

using namespace std::string_view_literals;
constexpr std::string_view kExif = "Exif\0\0"sv;

bool has_exif_prefix(std::span<const std::uint8_t> block) {
  return block.size() >= kExif.size() && std::equal(kExif.begin(), kExif.end(), block.begin());
}

}  // namespace

Orientation exif_orientation(std::span<const std::uint8_t> jpeg) {
  JpegSegments segments(jpeg);
  while (const auto segment = segments.next()) {
    if (segment->marker == JpegSegments::kStartOfScan) break;
    if (segment->marker != JpegSegments::kApp1 || !has_exif_prefix(segment->content)) continue;
    return exif_block_orientation(segment->content);
  }
  return Orientation::top_left;
}

Orientation png_exif_orientation(std::span<const std::uint8_t> png) {
  // It may stand behind the pixels, too.
  PngChunks chunks(png);
  while (const auto chunk = chunks.next()) {
    if (chunk->type == "eXIf") return exif_block_orientation(chunk->content);
  }
  return Orientation::top_left;
}

Orientation exif_orientation(std::span<const std::uint8_t> file, FileFormat format) {
  if (format == FileFormat::jpeg) return exif_orientation(file);
  if (format == FileFormat::png) return png_exif_orientation(file);
  return Orientation::top_left;
}

Orientation exif_block_orientation(std::span<const std::uint8_t> block) {
  return orientation_of(Tiff(has_exif_prefix(block) ? block.subspan(kExif.size()) : block));
}

}  // namespace tessera
