#include "codec/file_format.h"

#include <algorithm>
#include <array>
#include <string>

namespace tessera {
namespace {

struct Bytes {
  std::span<const std::uint8_t> head;

  bool has(std::size_t at, std::string_view text) const {
    if (head.size() < at + text.size()) return false;
    return std::equal(text.begin(), text.end(), head.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
  }
  unsigned little_endian_16(std::size_t at) const {
    return static_cast<unsigned>(head[at] | head[at + 1] << 8);
  }
};

// ISO base media files (ISO 14496-12) name their brand after "ftyp".
FileFormat identify_iso_media(const Bytes& bytes) {
  if (bytes.has(8, "avif") || bytes.has(8, "avis")) return FileFormat::avif;
  if (bytes.has(8, "crx ")) return FileFormat::raw;  // Canon CR3
  for (const std::string_view brand : {"heic", "heix", "heim", "heis", "hevc", "hevx", "heif"}) {
    if (bytes.has(8, brand)) return FileFormat::heic;
  }
  // "mif1" and "msf1" say only "a HEIF picture": its codec stands among the compatible brands.
  if (bytes.has(8, "mif1") || bytes.has(8, "msf1")) {
    const std::size_t box = static_cast<std::size_t>(bytes.head[2]) << 8 | bytes.head[3];
    const std::size_t end = std::min(bytes.head.size(), box);
    for (std::size_t at = 16; at + 4 <= end; at += 4) {
      if (bytes.has(at, "avif")) return FileFormat::avif;
    }
    return FileFormat::heic;
  }
  return FileFormat::video;
}

// TGA has no signature, so every field of its header must make sense (Truevision TGA 2.0, section
// 4).
bool looks_like_tga(const Bytes& bytes) {
  constexpr std::size_t kHeader = 18;
  if (bytes.head.size() < kHeader) return false;
  const unsigned map_type = bytes.head[1];
  const unsigned image_type = bytes.head[2];
  const unsigned map_length = bytes.little_endian_16(5);
  const unsigned map_depth = bytes.head[7];
  const unsigned depth = bytes.head[16];
  const unsigned descriptor = bytes.head[17];
  const bool mapped = image_type == 1 || image_type == 9;
  const bool true_colour = image_type == 2 || image_type == 10;
  const bool grey = image_type == 3 || image_type == 11;
  if (!(mapped || true_colour || grey) || map_type > 1 || mapped != (map_type == 1)) return false;
  if (mapped && (map_length == 0 || map_depth < 15 || map_depth > 32 || depth != 8)) return false;
  if (!mapped && (map_length != 0 || map_depth != 0)) return false;
  if (true_colour && depth != 15 && depth != 16 && depth != 24 && depth != 32) return false;
  if (grey && depth != 8 && depth != 16) return false;
  if ((descriptor & 0xC0U) != 0) return false;
  return bytes.little_endian_16(12) != 0 && bytes.little_endian_16(14) != 0;
}

bool looks_like_pnm(const Bytes& bytes) {
  if (bytes.head.size() < 3 || bytes.head[0] != 'P') return false;
  const std::uint8_t space = bytes.head[2];
  return (bytes.head[1] == '5' || bytes.head[1] == '6') &&
         (space == ' ' || space == '\n' || space == '\r' || space == '\t');
}

// Printable characters and spaces; anything above 127 may belong to UTF-8.
bool looks_like_text(const Bytes& bytes) {
  return !bytes.head.empty() &&
         std::all_of(bytes.head.begin(), bytes.head.end(), [](std::uint8_t byte) {
           return byte >= ' ' || byte == '\n' || byte == '\r' || byte == '\t' || byte == '\f';
         });
}

// The element may come after an XML declaration, a comment and a document type.
bool looks_like_svg(const Bytes& bytes) {
  constexpr std::string_view kElement = "<svg";
  if (!bytes.has(0, "<")) return false;
  return std::search(bytes.head.begin(), bytes.head.end(), kElement.begin(), kElement.end()) !=
         bytes.head.end();
}

}  // namespace

FileFormat identify(std::span<const std::uint8_t> head) {
  using namespace std::string_view_literals;
  const Bytes bytes{head};
  if (bytes.has(0, "\xFF\xD8\xFF"sv)) return FileFormat::jpeg;
  if (bytes.has(0, "\x89PNG\r\n\x1A\n"sv)) return FileFormat::png;
  if (bytes.has(0, "GIF87a"sv) || bytes.has(0, "GIF89a"sv)) return FileFormat::gif;
  if (bytes.has(0, "BM"sv) && bytes.has(6, "\0\0\0\0"sv)) return FileFormat::bmp;
  if (bytes.has(0, "8BPS\0\1"sv)) return FileFormat::psd;
  if (bytes.has(0, "RIFF"sv)) {
    return bytes.has(8, "WEBP"sv) ? FileFormat::webp : FileFormat::video;
  }
  if (bytes.has(4, "ftyp"sv)) return identify_iso_media(bytes);
  if (bytes.has(4, "moov"sv) || bytes.has(4, "mdat"sv) || bytes.has(0, "\x1A\x45\xDF\xA3"sv)) {
    return FileFormat::video;
  }
  if (bytes.has(0, "\xFF\x0A"sv) || bytes.has(0, "\0\0\0\x0CJXL \r\n\x87\n"sv)) {
    return FileFormat::jpeg_xl;
  }
  if (bytes.has(0, "II*\0"sv)) {
    return bytes.has(8, "CR"sv) ? FileFormat::raw : FileFormat::tiff;
  }
  if (bytes.has(0, "MM\0*"sv)) return FileFormat::tiff;
  if (bytes.has(0, "FUJIFILMCCD-RAW"sv) || bytes.has(0, "IIU\0"sv) || bytes.has(0, "IIRO"sv)) {
    return FileFormat::raw;
  }
  if (bytes.has(0, "%PDF"sv)) return FileFormat::pdf;
  if (looks_like_svg(bytes)) return FileFormat::svg;
  if (looks_like_pnm(bytes)) return FileFormat::pnm;
  if (looks_like_tga(bytes)) return FileFormat::tga;
  if (looks_like_text(bytes)) return FileFormat::text;
  return FileFormat::unknown;
}

std::string_view format_name(FileFormat format) {
  switch (format) {
    case FileFormat::unknown:
      return "unknown";
    case FileFormat::jpeg:
      return "JPEG";
    case FileFormat::png:
      return "PNG";
    case FileFormat::gif:
      return "GIF";
    case FileFormat::bmp:
      return "BMP";
    case FileFormat::psd:
      return "PSD";
    case FileFormat::pnm:
      return "PNM";
    case FileFormat::tga:
      return "TGA";
    case FileFormat::webp:
      return "WebP";
    case FileFormat::avif:
      return "AVIF";
    case FileFormat::heic:
      return "HEIC";
    case FileFormat::jpeg_xl:
      return "JPEG XL";
    case FileFormat::tiff:
      return "TIFF";
    case FileFormat::raw:
      return "camera RAW";
    case FileFormat::svg:
      return "SVG";
    case FileFormat::video:
      return "video or sound";
    case FileFormat::pdf:
      return "PDF";
    case FileFormat::text:
      return "text";
  }
  return "unknown";
}

bool is_decodable(FileFormat format) {
  constexpr std::array kDecodable = {FileFormat::jpeg, FileFormat::png, FileFormat::gif,
                                     FileFormat::bmp,  FileFormat::psd, FileFormat::pnm,
                                     FileFormat::tga};
  return std::find(kDecodable.begin(), kDecodable.end(), format) != kDecodable.end();
}

Status check_decodable(std::span<const std::uint8_t> head) {
  if (head.empty()) return {StatusCode::corrupt, "the file is empty"};
  const FileFormat format = identify(head);
  if (is_decodable(format)) return {};
  if (format == FileFormat::unknown) {
    return {StatusCode::unsupported, "not a picture, or of a kind that is not known here"};
  }
  const std::string name(format_name(format));
  switch (format) {
    case FileFormat::video:
    case FileFormat::pdf:
    case FileFormat::text:
      return {StatusCode::unsupported, "a " + name + " file, not a picture"};
    case FileFormat::tiff:
      return {StatusCode::unsupported,
              "TIFF pictures, and camera RAW files that are built like them, are not read; save it "
              "as JPEG or PNG and add it again"};
    default:
      return {StatusCode::unsupported,
              name + " pictures are not read here; save it as JPEG or PNG and add it again"};
  }
}

}  // namespace tessera
