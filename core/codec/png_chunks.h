// PngChunks: the chunks of a PNG, one after the other (W3C PNG, 5.3).
//
//   PngChunks chunks(bytes);
//   while (const auto chunk = chunks.next()) if (chunk->type == "iCCP") …
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tessera {

class PngChunks {
 public:
  struct Chunk {
    std::string_view type;  ///< Four letters.
    std::span<const std::uint8_t> content;
  };

  /// @param file a PNG, from its signature on; borrowed.
  explicit PngChunks(std::span<const std::uint8_t> file) : file_(file) {}

  /// The next chunk; none at the end of the file, or where it is cut off.
  std::optional<Chunk> next() {
    constexpr std::size_t kFrame = 12;  // length, type and checksum
    if (at_ + kFrame > file_.size()) return std::nullopt;
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) length = length << 8 | file_[at_ + i];
    if (length > file_.size() - at_ - kFrame) return std::nullopt;
    const Chunk chunk{{reinterpret_cast<const char*>(&file_[at_ + 4]), 4},
                      file_.subspan(at_ + 8, length)};
    at_ += kFrame + length;
    return chunk;
  }

 private:
  std::span<const std::uint8_t> file_;
  std::size_t at_ = 8;  // behind the signature
};

}  // namespace tessera
