#include "codec/exif.h"

#include "codec/jpeg_segments.h"
#include "codec/png_chunks.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tessera {
namespace {

constexpr unsigned kOrientationTag = 0x0112;
constexpr unsigned kExifDirectoryTag = 0x8769;
constexpr unsigned kDateTimeOriginalTag = 0x9003;
constexpr unsigned kAscii = 2;
constexpr unsigned kShort = 3;
constexpr unsigned kLong = 4;
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
  /// Empty where it is not all there.
  std::string text(std::size_t at, std::size_t count) const {
    if (!contains(at, count)) return {};
    return {reinterpret_cast<const char*>(bytes_.data()) + at, count};
  }

 private:
  unsigned byte(std::size_t at) const { return at < bytes_.size() ? bytes_[at] : 0U; }

  std::span<const std::uint8_t> bytes_;
  bool big_endian_;
};

// Where a directory's entry for a tag of that type begins.
std::optional<std::size_t> find_entry(const Tiff& tiff, std::size_t directory, unsigned tag,
                                      unsigned type) {
  if (!tiff.contains(directory, 2)) return std::nullopt;
  const unsigned entries = tiff.number_16(directory);
  for (unsigned i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * kEntryBytes;
    if (!tiff.contains(entry, kEntryBytes)) break;
    if (tiff.number_16(entry) == tag && tiff.number_16(entry + 2) == type) return entry;
  }
  return std::nullopt;
}

Orientation orientation_of(const Tiff& tiff) {
  if (!tiff.valid()) return Orientation::top_left;
  const auto entry = find_entry(tiff, tiff.number_32(4), kOrientationTag, kShort);
  const unsigned value = entry ? tiff.number_16(*entry + 8) : 0;
  return value >= 1 && value <= 8 ? static_cast<Orientation>(value) : Orientation::top_left;
}

// "2024:06:14 15:09:26", with a zero behind it; cameras without a clock write blanks or zeros.
std::string date_of(const Tiff& tiff) {
  constexpr std::string_view kPattern = "dddd:dd:dd dd:dd:dd";
  if (!tiff.valid()) return {};
  const auto pointer = find_entry(tiff, tiff.number_32(4), kExifDirectoryTag, kLong);
  if (!pointer) return {};
  const auto entry = find_entry(tiff, tiff.number_32(*pointer + 8), kDateTimeOriginalTag, kAscii);
  if (!entry || tiff.number_32(*entry + 4) < kPattern.size()) return {};
  std::string date = tiff.text(tiff.number_32(*entry + 8), kPattern.size());
  if (date.size() != kPattern.size() || date.substr(0, 4) == "0000") return {};
  for (std::size_t i = 0; i < kPattern.size(); ++i) {
    const bool digit = date[i] >= '0' && date[i] <= '9';
    if (kPattern[i] == 'd' ? !digit : date[i] != kPattern[i]) return {};
  }
  date[4] = date[7] = '-';
  date[10] = 'T';
  return date;
}

using namespace std::string_view_literals;
constexpr std::string_view kExif = "Exif\0\0"sv;

bool has_exif_prefix(std::span<const std::uint8_t> block) {
  return block.size() >= kExif.size() && std::equal(kExif.begin(), kExif.end(), block.begin());
}

Tiff tiff_of(std::span<const std::uint8_t> block) {
  return Tiff(has_exif_prefix(block) ? block.subspan(kExif.size()) : block);
}

std::span<const std::uint8_t> jpeg_block(std::span<const std::uint8_t> jpeg) {
  JpegSegments segments(jpeg);
  while (const auto segment = segments.next()) {
    if (segment->marker == JpegSegments::kStartOfScan) break;
    if (segment->marker == JpegSegments::kApp1 && has_exif_prefix(segment->content)) {
      return segment->content;
    }
  }
  return {};
}

std::span<const std::uint8_t> png_block(std::span<const std::uint8_t> png) {
  // It may stand behind the pixels, too.
  PngChunks chunks(png);
  while (const auto chunk = chunks.next()) {
    if (chunk->type == "eXIf") return chunk->content;
  }
  return {};
}

std::span<const std::uint8_t> block_of(std::span<const std::uint8_t> file, FileFormat format) {
  if (format == FileFormat::jpeg) return jpeg_block(file);
  if (format == FileFormat::png) return png_block(file);
  return {};
}

}  // namespace

Orientation exif_orientation(std::span<const std::uint8_t> jpeg) {
  return exif_block_orientation(jpeg_block(jpeg));
}

Orientation png_exif_orientation(std::span<const std::uint8_t> png) {
  return exif_block_orientation(png_block(png));
}

Orientation exif_orientation(std::span<const std::uint8_t> file, FileFormat format) {
  return exif_block_orientation(block_of(file, format));
}

std::string exif_date_taken(std::span<const std::uint8_t> file, FileFormat format) {
  return date_of(tiff_of(block_of(file, format)));
}

Orientation exif_block_orientation(std::span<const std::uint8_t> block) {
  return orientation_of(tiff_of(block));
}

}  // namespace tessera
