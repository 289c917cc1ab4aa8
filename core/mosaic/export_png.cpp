#include "mosaic/export_png.h"

#include "mosaic/compose.h"

#include <algorithm>
#include <utility>

namespace tessera {
namespace {

// A band has about this many pixels: enough work for several threads, little memory.
constexpr int kBandPixels = 1 << 21;

int band_height(const Grid& grid) {
  const int rows =
      std::max(1, kBandPixels / grid.mosaic.width / grid.tile.height) * grid.tile.height;
  return std::min(rows, grid.mosaic.height);
}

}  // namespace

PngExport::PngExport(const Grid& grid, std::span<const std::uint32_t> photo_of_cell,
                     const TileSet& tiles, ByteSink& sink, PngMetadata metadata)
    : grid_(grid),
      photo_of_cell_(photo_of_cell),
      tiles_(tiles),
      writer_(sink, grid.mosaic, std::move(metadata)),
      band_({grid.mosaic.width, band_height(grid)}) {}

Status PngExport::advance(Executor& executor, Job& job) {
  if (band_.empty())
    return {StatusCode::out_of_memory, "not enough memory for a band of the mosaic"};
  if (job.cancelled()) return Job::cancelled_status();
  if (next_row_ == 0) {
    if (Status status = writer_.begin(); !status.is_ok()) return status;
  }
  const int height = std::min(band_.height(), grid_.mosaic.height - next_row_);
  const MutableImageView band{band_.data(), band_.width(), height, band_.view().stride};
  const auto lines = static_cast<std::size_t>(height);
  executor.for_each(lines, [&](std::size_t line) {
    const MutableImageView one{band.row(static_cast<int>(line)), band.width, 1, band.stride};
    compose(grid_, photo_of_cell_, tiles_, 0, next_row_ + static_cast<int>(line), one);
  });
  if (Status status = writer_.write_rows(band, executor); !status.is_ok()) return status;
  next_row_ += height;
  job.advance(height);
  return finished() ? writer_.finish() : Status{};
}

}  // namespace tessera
