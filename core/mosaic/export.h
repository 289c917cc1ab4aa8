// MosaicExport: a mosaic being written to a file, a part at a time.
//
//   std::unique_ptr<MosaicExport> output = std::make_unique<PngExport>(...);   // or JpegExport, …
//   Result<std::uint64_t> bytes = output->estimate_bytes(executor);            // if one likes
//   job.begin(output->total_units());
//   while (!output->finished()) {
//     if (Status status = output->advance(executor, job); !status.is_ok()) return status;
//   }
#pragma once

#include "base/byte_sink.h"
#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "mosaic/grid.h"
#include "mosaic/tile_set.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

class MosaicExport {
 public:
  virtual ~MosaicExport() = default;

  /// What the job is advanced by in all: pixel rows.
  virtual std::int64_t total_units() const = 0;
  virtual bool finished() const = 0;

  /// The bytes that will be written, from a part of the mosaic or the codes of its tiles: mostly
  /// within 5 %, at most 15 % off. Only before the first advance(), which finds what was prepared.
  /// @return as advance().
  virtual Result<std::uint64_t> estimate_bytes(Executor& executor) = 0;

  /// Writes the next part; before the first what precedes the pixels, behind the last what follows
  /// them.
  /// @return the sink's failure, out_of_memory, cancelled, or what the format does not allow; after
  ///   a failure the file is of no use.
  virtual Status advance(Executor& executor, Job& job) = 0;
};

/// Counts bytes and forgets them.
class CountingSink final : public ByteSink {
 public:
  Status write(std::span<const std::uint8_t> bytes) override {
    count_ += bytes.size();
    return {};
  }
  std::uint64_t count() const { return count_; }

 private:
  std::uint64_t count_ = 0;
};

/// Some rows of cells are a band: enough pixels for several threads, few for the memory.
int rows_of_cells_in_band(const Grid& grid);

/// Rows of cells that stand for all of them in an estimate: bands that are ascending and evenly
/// spread, without a last row that is cut off where there is another. All rows are one band where
/// they are few.
struct RowsOfCells {
  int first = 0;
  int count = 0;
};
std::vector<RowsOfCells> sampled_rows_of_cells(const Grid& grid);

/// For each cell which of tiles.views() it shows; what stands for no photo (Mosaic) stays.
std::vector<std::uint32_t> slots_of_cells(std::span<const std::uint32_t> photo_of_cell,
                                          const TileSet& tiles);

}  // namespace tessera
