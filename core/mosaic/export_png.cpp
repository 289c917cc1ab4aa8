#include "mosaic/export_png.h"

#include <algorithm>
#include <utility>

namespace tessera {
namespace {

// A band has about this many pixels: enough work for several threads, little memory.
constexpr int kBandPixels = 1 << 22;

int rows_of_band(const Grid& grid) {
  return std::max(1, kBandPixels / grid.mosaic.width / grid.tile.height);
}

}  // namespace

PngExport::PngExport(const Grid& grid, std::span<const std::uint32_t> photo_of_cell,
                     const TileSet& tiles, ByteSink& sink, PngMetadata metadata)
    : grid_(grid), tiles_(tiles.views()), writer_(sink, grid.mosaic, std::move(metadata)) {
  tile_of_cell_.reserve(photo_of_cell.size());
  for (const std::uint32_t photo : photo_of_cell) tile_of_cell_.push_back(tiles.slot(photo));
}

Status PngExport::begin(Executor& executor) {
  Result<std::unique_ptr<const PngTileCoder>> coder =
      PngTileCoder::make({tiles_, grid_.columns, tile_of_cell_, grid_.mosaic.width}, executor);
  if (!coder) return coder.status();
  coder_ = std::move(*coder);
  return writer_.begin();
}

Status PngExport::advance(Executor& executor, Job& job) {
  if (job.cancelled()) return Job::cancelled_status();
  if (coder_ == nullptr) {
    if (Status status = begin(executor); !status.is_ok()) return status;
  }
  const int rows = std::min(rows_of_band(grid_), grid_.rows - next_row_);
  const int first = next_row_ * grid_.tile.height;
  const int end = std::min((next_row_ + rows) * grid_.tile.height, grid_.mosaic.height);
  const auto columns = static_cast<std::size_t>(grid_.columns);
  const auto band = std::span<const std::uint32_t>(tile_of_cell_)
                        .subspan(static_cast<std::size_t>(next_row_) * columns,
                                 static_cast<std::size_t>(rows) * columns);
  if (Status status = writer_.write_tiles(*coder_, band, end - first, executor); !status.is_ok()) {
    return status;
  }
  next_row_ += rows;
  job.advance(end - first);
  return finished() ? writer_.finish() : Status{};
}

}  // namespace tessera
