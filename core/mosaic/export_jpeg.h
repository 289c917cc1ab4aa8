// JpegExport: a mosaic as a JPEG file, encoded one band at a time.
//
//   JpegExport jpeg(grid, photo_of_cell, tiles, sink, {90, JpegChroma::quarter}, metadata);
//   // then as mosaic/export.h says
#pragma once

#include "codec/jpeg_tile_coder.h"
#include "codec/jpeg_writer.h"
#include "image/image.h"
#include "mosaic/export.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tessera {

/// One export. Borrows the sink, the tiles and the photos of the cells. Memory: a few bands, and
/// the coded tiles up to JpegTileCoder::kDefaultMemoryLimit. Tiles whose sides are multiples of 16
/// pixels (8 with all chroma) are coded once each, others wherever they stand.
class JpegExport final : public MosaicExport {
 public:
  JpegExport(const Grid& grid, std::span<const std::uint32_t> photo_of_cell, const TileSet& tiles,
             ByteSink& sink, JpegQuality quality, JpegMetadata metadata);

  std::int64_t total_units() const override { return grid_.mosaic.height; }
  bool finished() const override { return writer_.rows_written() == grid_.mosaic.height; }
  Result<std::uint64_t> estimate_bytes(Executor& executor) override;
  Status advance(Executor& executor, Job& job) override;

 private:
  Status prepare(Executor& executor);
  // As many rows or some more.
  int whole_units(int rows) const;
  // Writes pixel rows from y on.
  Status write(JpegWriter& writer, int y, int rows, Executor& executor) const;

  Grid grid_;
  std::span<const std::uint32_t> photo_of_cell_;
  const TileSet& tiles_;
  std::vector<ImageView> views_;
  std::vector<std::uint32_t> tile_of_cell_;
  JpegCoding coding_;
  JpegWriter writer_;
  bool prepared_ = false;
  std::unique_ptr<const JpegTileCoder> coder_;  // None where tiles cannot be coded each.
};

}  // namespace tessera
