// PngExport: a mosaic as a PNG file, encoded one band of cells at a time.
//
//   PngExport png(grid, photo_of_cell, tiles, sink, metadata);   // then as mosaic/export.h says
#pragma once

#include "codec/png_tile_coder.h"
#include "codec/png_writer.h"
#include "image/image.h"
#include "mosaic/export.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tessera {

/// One export. Borrows the sink, and the tiles' pixels. Memory: a few bands, and the coded tiles up
/// to PngTileCoder::kDefaultMemoryLimit. The file is greyscale where all tiles are grey, and has an
/// alpha channel where cells are empty, which are transparent then.
class PngExport final : public MosaicExport {
 public:
  PngExport(const Grid& grid, std::span<const std::uint32_t> photo_of_cell, const TileSet& tiles,
            ByteSink& sink, PngMetadata metadata, DeflateEffort effort = DeflateEffort::fast);

  std::int64_t total_units() const override { return grid_.mosaic.height; }
  bool finished() const override { return next_row_ == grid_.rows; }
  Result<std::uint64_t> estimate_bytes(Executor& executor) override;
  Status advance(Executor& executor, Job& job) override;

 private:
  Status prepare(Executor& executor);
  // Writes rows of cells, all of them whole but for the last of the mosaic.
  Status write(PngWriter& writer, int first_row, int rows, int pixel_rows, Executor& executor);
  std::span<const std::uint32_t> cells(int first_row, int rows) const;

  Grid grid_;
  std::vector<ImageView> tiles_;
  std::vector<std::uint32_t> tile_of_cell_;
  PngColour colour_;
  DeflateEffort effort_;
  PngWriter writer_;
  std::unique_ptr<const PngTileCoder> coder_;  // None where cells are empty.
  std::vector<std::uint8_t> rgba_;             // A band, where cells are empty.
  int next_row_ = 0;                           // of cells
};

}  // namespace tessera
