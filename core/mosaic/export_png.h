// Export: a mosaic as a PNG file, composed and encoded one band of cells at a time.
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
#include "codec/png_writer.h"
#include "image/image.h"
#include "mosaic/grid.h"
#include "mosaic/tile_set.h"

#include <cstdint>
#include <span>

namespace tessera {

/// One export. Borrows all that it is given but the grid and the metadata. Memory: one band.
class PngExport {
 public:
  PngExport(const Grid& grid, std::span<const std::uint32_t> photo_of_cell, const TileSet& tiles,
            ByteSink& sink, PngMetadata metadata);

  bool finished() const { return next_row_ == grid_.mosaic.height; }

  /// Writes the next band, and before the first what precedes it, behind the last what follows it.
  /// Advances the job by the pixel rows written (grid.mosaic.height in all).
  /// @return the sink's failure, out_of_memory, or cancelled; after a failure the file is of no
  /// use.
  Status advance(Executor& executor, Job& job);

 private:
  Grid grid_;
  std::span<const std::uint32_t> photo_of_cell_;
  const TileSet& tiles_;
  PngWriter writer_;
  Image band_;
  int next_row_ = 0;
};

}  // namespace tessera
