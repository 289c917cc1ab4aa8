// JpegTileCoder: the tiles of a mosaic, transformed and Huffman-coded once for a whole JPEG file.
//
//   Result<std::unique_ptr<const JpegTileCoder>> tiles =
//       JpegTileCoder::make(coding, layout, executor);             // coding: borrowed
//   writer.write_tiles(**tiles, tiles_of_some_rows_of_cells, pixel_rows, executor);  // JpegWriter
//
// Where a tile is a whole number of minimum coded units, all that ties it to its neighbours is the
// prediction of its first DC coefficients. So for each row of units of a tile the bits are kept
// without these three, and put together around them wherever the tile stands.
#pragma once

#include "base/executor.h"
#include "base/status.h"
#include "codec/jpeg_coding.h"
#include "image/image.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tessera {

/// Which tile stands where.
struct JpegTileLayout {
  /// All of one size.
  std::span<const ImageView> tiles;
  int columns = 0;
  /// The tile of each cell, row by row: those that stand more than once are coded beforehand.
  std::span<const std::uint32_t> tile_of_cell;
  /// In pixels; the last column may be cut off.
  int picture_width = 0;
};

class JpegTileCoder {
 public:
  static constexpr std::size_t kDefaultMemoryLimit = std::size_t{96} << 20;

  /// @param coding and the layout's pixels stay borrowed as long as the coder lives.
  /// @param memory_limit bytes for coded tiles; the most used ones are held, the others are coded
  ///   wherever they stand.
  /// @return invalid_argument where the layout contradicts itself or the tiles are not whole
  /// numbers
  ///   of coding.mcu_size(); out_of_memory.
  static Result<std::unique_ptr<const JpegTileCoder>> make(
      const JpegCoding& coding, const JpegTileLayout& layout, Executor& executor,
      std::size_t memory_limit = kDefaultMemoryLimit);

  const JpegCoding& coding() const { return *coding_; }
  Size tile_size() const { return tile_size_; }
  int columns() const { return columns_; }
  int picture_width() const { return picture_width_; }
  std::size_t tile_count() const { return tiles_.size(); }
  /// What the coded tiles take.
  std::size_t memory_bytes() const;

  /// Writes the bits of one row of minimum coded units, predictions started from zero.
  /// @param tiles one for each column. @param y the row's first pixel row in the tiles.
  /// @param pixel_rows how many of the units' pixel rows are shown; the last is repeated.
  void write_row(jpeg::BitStringWriter& writer, std::span<const std::uint32_t> tiles, int y,
                 int pixel_rows) const;

 private:
  // One row of units of one tile: three strings of bits, each of which begins on a byte.
  struct CodedRow {
    std::array<std::uint32_t, jpeg::kComponents> offsets{};  // In CodedTile::bits.
    std::array<std::uint32_t, jpeg::kComponents> bit_counts{};
    std::array<std::int16_t, jpeg::kComponents> first_dc{};
    std::array<std::int16_t, jpeg::kComponents> last_dc{};
  };
  struct CodedTile {
    std::vector<CodedRow> rows;
    std::vector<std::uint8_t> bits;  // 8 bytes longer than used, for whole loads.
  };

  JpegTileCoder() = default;
  CodedTile code_tile(const ImageView& tile) const;

  static constexpr std::uint32_t kNoSlot = 0xffffffff;

  const JpegCoding* coding_ = nullptr;
  Size tile_size_;
  int columns_ = 0;
  int picture_width_ = 0;
  std::vector<ImageView> tiles_;
  std::vector<std::uint32_t> slot_of_tile_;  // kNoSlot: coded wherever it stands.
  std::vector<CodedTile> coded_;
};

}  // namespace tessera
