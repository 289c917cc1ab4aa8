#include "codec/container.h"

#include "codec/exif.h"

#include <algorithm>
#include <array>
#include <climits>
#include <cstddef>
#include <optional>
#include <string_view>

namespace tessera {
namespace {

using Bytes = std::span<const std::uint8_t>;
using Name = std::string_view;

Status ends_too_early() { return {StatusCode::corrupt, "the file ends too early"}; }

std::uint64_t big_endian(Bytes bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | bytes[at + i];
  return value;
}

std::uint32_t little_endian(Bytes bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = count; i > 0; --i) value = value << 8 | bytes[at + i - 1];
  return value;
}

bool has_name(Bytes bytes, std::size_t at, Name name) {
  return bytes.size() >= at + name.size() &&
         std::equal(name.begin(), name.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

Size size_of(std::uint64_t width, std::uint64_t height) {
  constexpr std::uint64_t kMost = INT_MAX;
  return {static_cast<int>(std::min(width, kMost)), static_cast<int>(std::min(height, kMost))};
}

// WebP (RFC 9649): chunks of a name, a length and a content that is padded to an even length.
void read_webp_chunk(Name name, Bytes content, ContainerInfo& info) {
  if (name == "VP8X" && content.size() >= 10) {
    info.size = size_of(little_endian(content, 4, 3) + 1U, little_endian(content, 7, 3) + 1U);
  } else if (name == "VP8 " && content.size() >= 10 && info.size.area() == 0) {
    constexpr std::uint32_t kSide = 0x3FFF;  // the two bits above are a scale for showing
    info.size = size_of(little_endian(content, 6, 2) & kSide, little_endian(content, 8, 2) & kSide);
  } else if (name == "VP8L" && content.size() >= 5 && info.size.area() == 0) {
    const std::uint32_t sides = little_endian(content, 1, 4);
    info.size = size_of((sides & 0x3FFFU) + 1U, (sides >> 14 & 0x3FFFU) + 1U);
  } else if (name == "EXIF") {
    info.orientation = exif_block_orientation(content);
  }
}

Result<ContainerInfo> read_webp(Bytes bytes) {
  constexpr std::size_t kHead = 8;
  ContainerInfo info;
  const std::uint64_t stated = kHead + std::uint64_t{little_endian(bytes, 4, 4)};
  // Writers disagree on whether the last padding byte is there.
  if (stated > bytes.size() + 1) return ends_too_early();
  const Bytes whole =
      bytes.first(std::min<std::size_t>(static_cast<std::size_t>(stated), bytes.size()));
  for (std::size_t at = kHead + 4; at + kHead <= whole.size();) {
    const std::size_t length = little_endian(whole, at + 4, 4);
    if (length > whole.size() - at - kHead) return ends_too_early();
    const Bytes content = whole.subspan(at + kHead, length);
    read_webp_chunk({reinterpret_cast<const char*>(&whole[at]), 4}, content, info);
    at += kHead + length + length % 2;
  }
  return info;
}

// A box of an ISO base media file (ISO 14496-12, section 4.2).
struct Box {
  Name name;
  Bytes content;  ///< As much of it as there is.
  bool whole = true;
};

/// Takes the box at the beginning of `bytes` off them.
std::optional<Box> take_box(Bytes& bytes) {
  if (bytes.size() < 8) return std::nullopt;
  std::size_t head = 8;
  std::uint64_t length = big_endian(bytes, 0, 4);
  if (length == 1 && bytes.size() >= 16) {
    head = 16;
    length = big_endian(bytes, 8, 8);
  } else if (length == 0) {
    length = bytes.size();  // the rest of the file
  }
  if (length < head) return std::nullopt;
  Box box;
  box.name = {reinterpret_cast<const char*>(bytes.data()) + 4, 4};
  box.whole = length <= bytes.size();
  const std::size_t here = box.whole ? static_cast<std::size_t>(length) : bytes.size();
  box.content = bytes.subspan(head, here - head);
  bytes = bytes.subspan(here);
  return box;
}

Bytes find_box(Bytes bytes, Name name) {
  while (const auto box = take_box(bytes)) {
    if (box->name == name) return box->content;
  }
  return {};
}

// Of all pictures in the file (a photo made of tiles, its tiles, its thumbnail) the largest size;
// their profile is one and the same.
void read_properties(Bytes meta, ContainerInfo& info) {
  constexpr std::size_t kVersion = 4;
  if (meta.size() < kVersion) return;
  Bytes properties = find_box(find_box(meta.subspan(kVersion), "iprp"), "ipco");
  while (const auto box = take_box(properties)) {
    if (box->name == "ispe" && box->content.size() >= kVersion + 8) {
      const Size size =
          size_of(big_endian(box->content, kVersion, 4), big_endian(box->content, kVersion + 4, 4));
      if (size.area() > info.size.area()) info.size = size;
    } else if (box->name == "colr" && info.profile.empty() &&
               (has_name(box->content, 0, "prof") || has_name(box->content, 0, "rICC"))) {
      info.profile = box->content.subspan(4);
    }
  }
}

Result<ContainerInfo> read_iso_media(Bytes bytes) {
  // Those that hold a picture; anything else may follow it, even what is no box at all.
  constexpr std::array<Name, 5> kNeeded = {"ftyp", "meta", "mdat", "jxlc", "jxlp"};
  ContainerInfo info;
  while (const auto box = take_box(bytes)) {
    const bool needed = std::find(kNeeded.begin(), kNeeded.end(), box->name) != kNeeded.end();
    if (needed && !box->whole) return ends_too_early();
    if (box->name == "meta") read_properties(box->content, info);
  }
  return info;
}

}  // namespace

Result<ContainerInfo> read_container(std::span<const std::uint8_t> bytes) {
  if (has_name(bytes, 0, "RIFF") && has_name(bytes, 8, "WEBP")) return read_webp(bytes);
  if (has_name(bytes, 4, "ftyp") || has_name(bytes, 4, "JXL ")) return read_iso_media(bytes);
  return ContainerInfo{};
}

}  // namespace tessera
