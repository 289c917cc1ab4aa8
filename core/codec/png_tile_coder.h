// PngTileCoder: the pixel rows of a mosaic's tiles, filtered and Huffman-coded once for a whole
// PNG.
//
//   Result<std::unique_ptr<const PngTileCoder>> coder = PngTileCoder::make(layout, executor);
//   writer.write_tiles(**coder, tiles_of_some_rows_of_cells, pixel_rows, executor);   // PngWriter
//
// A mosaic repeats few tiles in many cells. One filter and one Huffman code are chosen for each
// pixel row of a tile (neighbouring rows share a code where that is smaller), for all rows of cells
// alike. Under these every tile's pixel row is a fixed string of bits, and a pixel row of the
// picture is such strings in a row. Only the first pixel of each tile may depend on the tile to its
// left, so it is filtered and coded in its place. A tile that stands within deflate's window to the
// left becomes a match.
#pragma once

#include "base/executor.h"
#include "base/geometry.h"
#include "base/status.h"
#include "codec/deflate.h"
#include "codec/deflate_huffman.h"
#include "codec/png_colour.h"
#include "codec/png_filter.h"
#include "codec/png_segments.h"
#include "codec/png_tile_runs.h"
#include "image/image.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tessera {

/// Which tile stands where.
struct PngTileLayout {
  /// All of one size.
  std::span<const ImageView> tiles;
  int columns = 0;
  /// The tile of each cell, row by row. What is coded well, and what is coded at all before it is
  /// needed, follows from these; other tiles in other places are written correctly too.
  std::span<const std::uint32_t> tile_of_cell;
  /// In pixels; the last column may be cut off.
  int picture_width = 0;
  /// rgb, or grey: then the first sample of each of the tiles' pixels is all that is read.
  PngColour colour = PngColour::rgb;
};

class PngTileCoder {
 public:
  static constexpr std::size_t kDefaultMemoryLimit = std::size_t{128} << 20;

  /// Chooses filters and codes and codes the tiles.
  /// @param layout its tiles' pixels stay borrowed as long as the coder lives.
  /// @param memory_limit bytes for coded tiles; the most used ones are held, the others are coded
  ///   wherever they stand.
  /// @return invalid_argument where the layout contradicts itself, or out_of_memory.
  static Result<std::unique_ptr<const PngTileCoder>> make(
      const PngTileLayout& layout, Executor& executor,
      std::size_t memory_limit = kDefaultMemoryLimit);

  Size tile_size() const { return tile_size_; }
  int columns() const { return columns_; }
  int picture_width() const { return picture_width_; }
  std::size_t tile_count() const { return tiles_.size(); }
  PngColour colour() const { return pixel_bytes_ == 1 ? PngColour::grey : PngColour::rgb; }

  /// Whether coding by tiles is the better way. It is not for tiles of a few pixels, for narrow
  /// pictures, and where hardly a tile is repeated; the tiles then are best written as plain rows.
  bool pays() const { return pays_; }

  /// The bytes of a PNG whose cells are all those of the layout, none of them cut off; within a few
  /// percent. 0 where coding by tiles does not pay.
  std::uint64_t estimated_bytes() const { return estimated_bytes_; }

  /// What the coded tiles take.
  std::size_t memory_bytes() const;

  /// The pixels of one pixel row of a row of cells.
  /// @param y the row in the tiles. @param output picture_width() pixels of colour().
  void compose_row(std::span<const std::uint32_t> tiles, int y, std::uint8_t* output) const;

  /// What a thread needs while it encodes; to be used again.
  struct Scratch {
    TileRunFinder finder{0};
    std::size_t finder_tiles = 0;
    std::vector<TileRun> runs;
    std::vector<std::uint8_t> filtered;
    std::vector<std::uint8_t> grey;
    // For groups that the shared code does not suit.
    std::vector<std::uint8_t> row;
    std::vector<std::uint8_t> row_above;
    DeflateEncoder deflate;
  };

  /// A row of cells is encoded in groups of pixel rows, one segment each.
  /// @param pixel_rows how many pixel rows of the tiles are shown, 1 to the tile height.
  std::size_t group_count(int pixel_rows) const;

  /// Encodes one group; only if pays().
  /// @param group below group_count(pixel_rows). @param tiles one for each column.
  void encode_group(std::size_t group, int pixel_rows, std::span<const std::uint32_t> tiles,
                    Scratch& scratch, PngSegment& segment) const;

 private:
  class Builder;

  // One pixel row of one tile. The first pixel is left out where the filter looks to the left.
  struct CodedTileRow {
    std::uint32_t offset = 0;  // Of its bits in PixelRow::bits.
    std::uint32_t bit_count = 0;
    std::uint32_t adler = 0;  // Of the filtered bytes, both sums started from 0.
    std::uint32_t first_pixel = 0;
    std::uint32_t last_pixel = 0;
  };
  struct PixelRow {
    PngFilter filter = PngFilter::sub;
    std::vector<CodedTileRow> tiles;  // By slot.
    std::vector<std::uint8_t> bits;   // 8 bytes longer than used, for whole loads.
  };
  struct Group {
    int first_row = 0;
    int row_count = 0;
    BlockCode code;
  };
  class RowEncoder;

  void encode_plainly(int first_row, int end, std::span<const std::uint32_t> tiles,
                      Scratch& scratch, PngSegment& segment) const;

  // The samples of the first pixels of a tile's row, as many bytes as asked for.
  // @param grey room for them where they are not as they stand in the tile.
  const std::uint8_t* tile_samples(const ImageView& tile, int y, std::size_t bytes,
                                   std::uint8_t* grey) const;

  static constexpr std::uint32_t kNoSlot = 0xffffffff;

  PngTileCoder() = default;

  Size tile_size_;
  std::size_t pixel_bytes_ = 0;
  int columns_ = 0;
  int picture_width_ = 0;
  bool pays_ = false;
  std::uint64_t estimated_bytes_ = 0;
  std::vector<ImageView> tiles_;
  std::vector<std::uint32_t> slot_of_tile_;  // kNoSlot: coded wherever it stands.
  std::vector<PixelRow> rows_;               // By the row in the tile.
  std::vector<Group> groups_;
};

}  // namespace tessera
