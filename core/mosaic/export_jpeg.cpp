#include "mosaic/export_jpeg.h"

#include "mosaic/compose.h"

#include <algorithm>
#include <utility>

namespace tessera {
namespace {

// What the Huffman codes are made from.
constexpr std::int64_t kSamplePixels = std::int64_t{1} << 21;
constexpr int kSampleSide = 128;

// The middles of the tiles of some cells, all over the mosaic: what stands often counts often.
std::vector<ImageView> sample_cells(const std::vector<ImageView>& tiles,
                                    std::span<const std::uint32_t> tile_of_cell) {
  const Size tile = tiles.front().size();
  // Multiples of 16 from the tile's edge, so that a sample is coded as the tile will be.
  const int width = std::min(tile.width, kSampleSide);
  const int height = std::min(tile.height, kSampleSide);
  const Rect middle = {(tile.width - width) / 2 / 16 * 16, (tile.height - height) / 2 / 16 * 16,
                       width, height};
  const auto wanted = static_cast<std::size_t>(kSamplePixels / middle.size().area());
  const std::size_t count = std::min(tile_of_cell.size(), wanted);
  std::vector<ImageView> samples;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t cell = (2 * i + 1) * tile_of_cell.size() / (2 * count);
    samples.push_back(tiles[tile_of_cell[cell]].cropped(middle));
  }
  return samples;
}

}  // namespace

JpegExport::JpegExport(const Grid& grid, std::span<const std::uint32_t> photo_of_cell,
                       const TileSet& tiles, ByteSink& sink, JpegQuality quality,
                       JpegMetadata metadata)
    : grid_(grid),
      photo_of_cell_(photo_of_cell),
      tiles_(tiles),
      views_(tiles.views()),
      tile_of_cell_(slots_of_cells(photo_of_cell, tiles)),
      coding_(quality, sample_cells(views_, tile_of_cell_)),
      writer_(sink, grid.mosaic, coding_, std::move(metadata)) {}

Status JpegExport::prepare(Executor& executor) {
  if (prepared_) return {};
  const Size mcu_size = coding_.mcu_size();
  if (grid_.tile.width % mcu_size.width == 0 && grid_.tile.height % mcu_size.height == 0) {
    Result<std::unique_ptr<const JpegTileCoder>> coder = JpegTileCoder::make(
        coding_, {views_, grid_.columns, tile_of_cell_, grid_.mosaic.width}, executor);
    if (!coder) return coder.status();
    coder_ = std::move(*coder);
  }
  prepared_ = true;
  return {};
}

int JpegExport::whole_units(int rows) const {
  const int unit = coding_.mcu_size().height;
  return (rows + unit - 1) / unit * unit;
}

Status JpegExport::write(JpegWriter& writer, int y, int rows, Executor& executor) const {
  if (coder_ != nullptr) {
    const auto columns = static_cast<std::size_t>(grid_.columns);
    const auto first = static_cast<std::size_t>(y / grid_.tile.height);
    const std::size_t count = static_cast<std::size_t>((rows - 1) / grid_.tile.height) + 1;
    return writer.write_tiles(*coder_,
                              std::span(tile_of_cell_).subspan(first * columns, count * columns),
                              rows, executor);
  }
  Image band({grid_.mosaic.width, rows});
  if (band.empty())
    return {StatusCode::out_of_memory, "not enough memory for a part of the mosaic"};
  executor.for_each(static_cast<std::size_t>(rows), [&](std::size_t row) {
    const int line = static_cast<int>(row);
    MutableImageView output = band.view();
    compose(grid_, photo_of_cell_, tiles_, 0, y + line,
            {output.row(line), output.width, 1, output.stride});
  });
  return writer.write_rows(std::as_const(band).view(), executor);
}

Result<std::uint64_t> JpegExport::estimate_bytes(Executor& executor) {
  if (Status status = prepare(executor); !status.is_ok()) return status;
  const std::vector<RowsOfCells> bands = sampled_rows_of_cells(grid_);
  // Bands are alike, and whole coded units but where one is all of the mosaic.
  int rows = bands.front().count * grid_.tile.height;
  if (coder_ == nullptr) rows = whole_units(rows);
  rows = std::min(rows, grid_.mosaic.height);
  const Size size = {grid_.mosaic.width, static_cast<int>(bands.size()) * rows};
  CountingSink counter;
  JpegWriter writer(counter, size, coding_);
  if (Status status = writer.begin(); !status.is_ok()) return status;
  for (const RowsOfCells& band : bands) {
    const int y = std::min(band.first * grid_.tile.height, grid_.mosaic.height - rows);
    if (Status status = write(writer, y, rows, executor); !status.is_ok()) return status;
  }
  if (Status status = writer.finish(); !status.is_ok()) return status;
  return static_cast<std::uint64_t>(static_cast<double>(counter.count()) *
                                    static_cast<double>(grid_.mosaic.area()) /
                                    static_cast<double>(size.area()));
}

Status JpegExport::advance(Executor& executor, Job& job) {
  if (job.cancelled()) return Job::cancelled_status();
  const int y = writer_.rows_written();
  if (y == 0) {
    if (Status status = writer_.begin(); !status.is_ok()) return status;
    if (Status status = prepare(executor); !status.is_ok()) return status;
  }
  int rows = rows_of_cells_in_band(grid_) * grid_.tile.height;
  if (coder_ == nullptr) rows = whole_units(rows);
  rows = std::min(rows, grid_.mosaic.height - y);
  if (Status status = write(writer_, y, rows, executor); !status.is_ok()) return status;
  job.advance(rows);
  return finished() ? writer_.finish() : Status{};
}

}  // namespace tessera
