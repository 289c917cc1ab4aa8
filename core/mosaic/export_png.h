// Export: a mosaic as a PNG file, encoded one band of cells at a time.
//
//   PngExport png(grid, photo_of_cell, tiles, sink, metadata);
//   while (!png.finished()) {
//     if (Status status = png.advance(executor, job); !status.is_ok()) return status;
//   }
#pragma once

#include "base/byte_sink.h"
#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "codec/png_tile_coder.h"
#include "codec/png_writer.h"
#include "image/image.h"
#include "mosaic/grid.h"
#include "mosaic/tile_set.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tessera {

/// One export. Borrows the sink, and the tiles' pixels. Memory: a few bands, and the coded tiles up
/// to PngTileCoder::kDefaultMemoryLimit.
class PngExport {
 public:
  PngExport(const Grid& grid, std::span<const std::uint32_t> photo_of_cell, const TileSet& tiles,
            ByteSink& sink, PngMetadata metadata);

  bool finished() const { return next_row_ == grid_.rows; }

  /// Writes the next rows of cells; before the first it codes the tiles and writes what precedes
  /// the pixels, behind the last what follows them. Advances the job by the pixel rows written
  /// (grid.mosaic.height in all).
  /// @return the sink's failure, out_of_memory, or cancelled; after a failure the file is of no
  /// use.
  Status advance(Executor& executor, Job& job);

 private:
  Status begin(Executor& executor);

  Grid grid_;
  std::vector<ImageView> tiles_;
  std::vector<std::uint32_t> tile_of_cell_;
  PngWriter writer_;
  std::unique_ptr<const PngTileCoder> coder_;
  int next_row_ = 0;  // of cells
};

}  // namespace tessera
