#include "mosaic/export_png.h"

#include "image/rgba.h"
#include "match/constraints.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace tessera {
namespace {

bool is_grey(const ImageView& tile) {
  for (int y = 0; y < tile.height; ++y) {
    const std::uint8_t* const end = tile.at(tile.width, y);
    for (const std::uint8_t* pixel = tile.row(y); pixel != end; pixel += kChannels) {
      if (pixel[0] != pixel[1] || pixel[0] != pixel[2]) return false;
    }
  }
  return true;
}

PngColour colour_of(std::span<const ImageView> tiles, std::span<const std::uint32_t> tile_of_cell) {
  if (std::find(tile_of_cell.begin(), tile_of_cell.end(), kEmptyCell) != tile_of_cell.end()) {
    return PngColour::rgba;
  }
  return std::all_of(tiles.begin(), tiles.end(), is_grey) ? PngColour::grey : PngColour::rgb;
}

}  // namespace

PngExport::PngExport(const Grid& grid, std::span<const std::uint32_t> photo_of_cell,
                     const TileSet& tiles, ByteSink& sink, PngMetadata metadata,
                     DeflateEffort effort)
    : grid_(grid),
      tiles_(tiles.views()),
      tile_of_cell_(slots_of_cells(photo_of_cell, tiles)),
      colour_(colour_of(tiles_, tile_of_cell_)),
      effort_(effort),
      writer_(sink, grid.mosaic, std::move(metadata), effort, colour_) {}

Status PngExport::prepare(Executor& executor) {
  if (coder_ != nullptr || colour_ == PngColour::rgba) return {};
  Result<std::unique_ptr<const PngTileCoder>> coder = PngTileCoder::make(
      {tiles_, grid_.columns, tile_of_cell_, grid_.mosaic.width, colour_}, executor);
  if (!coder) return coder.status();
  coder_ = std::move(*coder);
  return {};
}

std::span<const std::uint32_t> PngExport::cells(int first_row, int rows) const {
  const auto columns = static_cast<std::size_t>(grid_.columns);
  return std::span(tile_of_cell_)
      .subspan(static_cast<std::size_t>(first_row) * columns,
               static_cast<std::size_t>(rows) * columns);
}

Result<std::uint64_t> PngExport::estimate_bytes(Executor& executor) {
  if (Status status = prepare(executor); !status.is_ok()) return status;
  const double all_pixels = static_cast<double>(grid_.mosaic.area());
  if (coder_ != nullptr && coder_->pays()) {
    const double whole_cells =
        static_cast<double>(grid_.cell_count()) * static_cast<double>(grid_.tile.area());
    return static_cast<std::uint64_t>(static_cast<double>(coder_->estimated_bytes()) * all_pixels /
                                      whole_cells);
  }
  const std::vector<RowsOfCells> bands = sampled_rows_of_cells(grid_);
  const int row_height = std::min(grid_.tile.height, grid_.mosaic.height);
  Size size = {grid_.mosaic.width, 0};
  for (const RowsOfCells& band : bands) size.height += band.count * row_height;
  CountingSink counter;
  PngWriter writer(counter, size, {}, effort_, colour_);
  if (Status status = writer.begin(); !status.is_ok()) return status;
  for (const RowsOfCells& band : bands) {
    if (Status status = write(writer, band.first, band.count, band.count * row_height, executor);
        !status.is_ok()) {
      return status;
    }
  }
  if (Status status = writer.finish(); !status.is_ok()) return status;
  return static_cast<std::uint64_t>(static_cast<double>(counter.count()) * all_pixels /
                                    static_cast<double>(size.area()));
}

Status PngExport::write(PngWriter& writer, int first_row, int rows, int pixel_rows,
                        Executor& executor) {
  const std::span<const std::uint32_t> tiles = cells(first_row, rows);
  if (coder_ != nullptr) return writer.write_tiles(*coder_, tiles, pixel_rows, executor);
  const std::size_t row_bytes = static_cast<std::size_t>(grid_.mosaic.width) * kRgbaChannels;
  rgba_.resize(row_bytes * static_cast<std::size_t>(pixel_rows));
  for (int y = 0; y < pixel_rows; ++y) {
    const std::span<const std::uint32_t> row = tiles.subspan(
        static_cast<std::size_t>(y / grid_.tile.height) * static_cast<std::size_t>(grid_.columns));
    std::uint8_t* out = rgba_.data() + static_cast<std::size_t>(y) * row_bytes;
    for (int column = 0; column < grid_.columns; ++column) {
      const int width = std::min(grid_.tile.width, grid_.mosaic.width - column * grid_.tile.width);
      const std::size_t bytes = static_cast<std::size_t>(width) * kRgbaChannels;
      const std::uint32_t tile = row[static_cast<std::size_t>(column)];
      if (tile == kEmptyCell) {
        std::memset(out, 0, bytes);
      } else {
        ImageView line = tiles_[tile];
        line.pixels = line.row(y % grid_.tile.height);
        line.width = width;
        line.height = 1;
        expand_rgba(line, out);
      }
      out += bytes;
    }
  }
  return writer.write_rows(
      PngRows{rgba_.data(), grid_.mosaic.width, pixel_rows, static_cast<std::ptrdiff_t>(row_bytes)},
      executor);
}

Status PngExport::advance(Executor& executor, Job& job) {
  if (job.cancelled()) return Job::cancelled_status();
  if (next_row_ == 0) {
    if (Status status = prepare(executor); !status.is_ok()) return status;
    if (Status status = writer_.begin(); !status.is_ok()) return status;
  }
  const int rows = std::min(rows_of_cells_in_band(grid_), grid_.rows - next_row_);
  const int first = next_row_ * grid_.tile.height;
  const int end = std::min((next_row_ + rows) * grid_.tile.height, grid_.mosaic.height);
  if (Status status = write(writer_, next_row_, rows, end - first, executor); !status.is_ok()) {
    return status;
  }
  next_row_ += rows;
  job.advance(end - first);
  return finished() ? writer_.finish() : Status{};
}

}  // namespace tessera
