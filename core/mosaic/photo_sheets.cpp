#include "mosaic/photo_sheets.h"

#include "codec/jpeg_writer.h"
#include "match/constraints.h"
#include "mosaic/compose.h"
#include "mosaic/grid.h"

#include <algorithm>
#include <string>
#include <utility>

namespace tessera {
namespace {

constexpr JpegQuality kQuality = {85, JpegChroma::quarter};
constexpr std::size_t kPhotos = std::size_t{kSheetSide} * kSheetSide;

Status write_jpeg(ImageView pixels, ByteSink& sink) {
  InlineExecutor executor;
  const JpegCoding coding(kQuality, std::span(&pixels, 1));
  JpegWriter writer(sink, pixels.size(), coding);
  if (Status status = writer.begin(); !status.is_ok()) return status;
  if (Status status = writer.write_rows(pixels, executor); !status.is_ok()) return status;
  return writer.finish();
}

}  // namespace

Status PhotoSheets::write_next(FileSink& files) {
  const std::size_t count = std::min(kPhotos, photos_.size() - next_);
  const auto rows = static_cast<int>((count - 1) / kSheetSide + 1);
  const Result<Grid> grid = whole_grid(kSheetSide, rows, pictures_.tile_size());
  if (!grid) return grid.status();
  std::vector<std::uint32_t> photo_of_cell(grid->cell_count(), kEmptyCell);
  std::copy_n(photos_.begin() + static_cast<std::ptrdiff_t>(next_), count, photo_of_cell.begin());
  Image sheet(grid->mosaic);
  if (sheet.empty()) return {StatusCode::out_of_memory, "not enough memory for the thumbnails"};
  compose(*grid, photo_of_cell, pictures_, 0, 0, sheet.view());
  BufferSink file;
  if (Status status = write_jpeg(std::as_const(sheet).view(), file); !status.is_ok()) return status;
  const std::string path = "thumbnails/" + std::to_string(next_ / kPhotos) + ".jpg";
  next_ += count;
  return files.add(path, file.bytes());
}

}  // namespace tessera
