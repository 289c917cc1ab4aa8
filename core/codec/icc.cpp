// Finding a file's profile, and applying it.
#include "codec/icc.h"

#include "codec/jpeg_segments.h"
#include "codec/png_chunks.h"
#include "codec/stb_image_memory.h"

#include <algorithm>
#include <cstring>
#include <stb/stb_image.h>
#include <string_view>

namespace tessera {
namespace {

using Bytes = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;
using namespace std::string_view_literals;

constexpr std::size_t kMaxProfileBytes = std::size_t{4} << 20;

bool begins(View bytes, std::string_view text) {
  return bytes.size() >= text.size() && std::equal(text.begin(), text.end(), bytes.begin());
}

std::size_t number_32(View bytes, std::size_t at) {
  return static_cast<std::size_t>(bytes[at]) << 24 | static_cast<std::size_t>(bytes[at + 1]) << 16 |
         static_cast<std::size_t>(bytes[at + 2]) << 8 | bytes[at + 3];
}

// Each part says its number, from 1, and how many there are; they may stand in any order.
Bytes jpeg_profile(View file) {
  constexpr std::string_view kName = "ICC_PROFILE\0"sv;
  std::vector<View> parts;
  JpegSegments segments(file);
  while (const auto segment = segments.next()) {
    if (segment->marker == JpegSegments::kStartOfScan) break;
    const View content = segment->content;
    if (segment->marker != JpegSegments::kApp2 || !begins(content, kName)) continue;
    if (content.size() < kName.size() + 2) return {};
    const std::size_t number = content[kName.size()];
    const std::size_t count = content[kName.size() + 1];
    if (parts.empty()) parts.resize(count);
    if (number < 1 || number > count || count != parts.size()) return {};
    parts[number - 1] = content.subspan(kName.size() + 2);
  }
  Bytes profile;
  for (const View part : parts) {
    if (part.empty()) return {};
    profile.insert(profile.end(), part.begin(), part.end());
  }
  return profile.size() <= kMaxProfileBytes ? profile : Bytes();
}

// A name, a zero, the method (0: deflate), a zlib stream.
Bytes unpack_png_profile(View chunk) {
  const auto zero = std::find(chunk.begin(), chunk.end(), std::uint8_t{0});
  const auto start = static_cast<std::size_t>(zero - chunk.begin()) + 2;
  if (start >= chunk.size() || chunk[start - 1] != 0) return {};
  const View packed = chunk.subspan(start);
  constexpr int kUsualBytes = 4096;
  const StbAllocationLimit limit(kMaxProfileBytes);
  int length = 0;
  char* unpacked =
      stbi_zlib_decode_malloc_guesssize(reinterpret_cast<const char*>(packed.data()),
                                        static_cast<int>(packed.size()), kUsualBytes, &length);
  if (unpacked == nullptr) return {};
  Bytes profile(static_cast<std::size_t>(length));
  if (!profile.empty()) std::memcpy(profile.data(), unpacked, profile.size());
  tessera_stb_free(unpacked);
  return profile;
}

Bytes png_profile(View file) {
  PngChunks chunks(file);
  while (const auto chunk = chunks.next()) {
    if (chunk->type == "IDAT") break;
    if (chunk->type == "iCCP" && chunk->content.size() <= kMaxProfileBytes) {
      return unpack_png_profile(chunk->content);
    }
  }
  return {};
}

// Header, colour map, then resources: "8BIM", number, a name and content, both of even length.
Bytes psd_profile(View file) {
  constexpr std::size_t kHeader = 26;
  constexpr std::size_t kProfileResource = 1039;
  if (file.size() < kHeader + 8) return {};
  const std::size_t map = number_32(file, kHeader);
  if (map > file.size() - kHeader - 8) return {};
  const std::size_t start = kHeader + 4 + map;
  const View rest = file.subspan(start + 4);
  const View resources = rest.first(std::min(rest.size(), number_32(file, start)));
  for (std::size_t at = 0; at + 12 <= resources.size() && begins(resources.subspan(at), "8BIM");) {
    const std::size_t number = static_cast<std::size_t>(resources[at + 4]) << 8 | resources[at + 5];
    const std::size_t name = (std::size_t{resources[at + 6]} + 2) / 2 * 2;  // with its length
    if (at + 6 + name + 4 > resources.size()) return {};
    const std::size_t content = at + 6 + name + 4;
    const std::size_t length = number_32(resources, content - 4);
    if (length > resources.size() - content) return {};
    if (number == kProfileResource && length <= kMaxProfileBytes) {
      const View profile = resources.subspan(content, length);
      return {profile.begin(), profile.end()};
    }
    at = content + (length + 1) / 2 * 2;
  }
  return {};
}

}  // namespace

std::vector<std::uint8_t> embedded_profile(std::span<const std::uint8_t> file, FileFormat format) {
  switch (format) {
    case FileFormat::jpeg:
      return jpeg_profile(file);
    case FileFormat::png:
      return png_profile(file);
    case FileFormat::psd:
      return psd_profile(file);
    default:
      return {};
  }
}

void convert_to_srgb(std::span<const std::uint8_t> profile, MutableImageView image) {
  const std::optional<MatrixProfile> parsed = parse_matrix_profile(profile);
  if (!parsed) return;
  if (const auto conversion = conversion_to_srgb(*parsed)) conversion->apply(image);
}

void convert_to_srgb(std::span<const std::uint8_t> file, FileFormat format,
                     MutableImageView image) {
  convert_to_srgb(embedded_profile(file, format), image);
}

}  // namespace tessera
