#include "mosaic/deep_zoom.h"

#include "codec/jpeg_writer.h"
#include "codec/png_writer.h"
#include "image/resample.h"
#include "mosaic/level_geometry.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace tessera {
namespace {

// So many tiles of a level say how many bytes all of its tiles take.
constexpr int kSampledTiles = 64;

int halved(int side, int halvings) {
  return static_cast<int>((std::int64_t{side} + (std::int64_t{1} << halvings) - 1) >> halvings);
}

std::string description(Size size, const char* extension) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<Image xmlns=\"http://schemas.microsoft.com/deepzoom/2008\" Format=\"" +
         std::string(extension) + "\" Overlap=\"" + std::to_string(kDeepZoomOverlap) +
         "\" TileSize=\"" + std::to_string(kDeepZoomTile) + "\">\n  <Size Width=\"" +
         std::to_string(size.width) + "\" Height=\"" + std::to_string(size.height) +
         "\"/>\n</Image>\n";
}

template <class Writer>
Status write_whole(Writer& writer, ImageView pixels) {
  InlineExecutor executor;
  if (Status status = writer.begin(); !status.is_ok()) return status;
  if (Status status = writer.write_rows(pixels, executor); !status.is_ok()) return status;
  return writer.finish();
}

}  // namespace

int deep_zoom_levels(Size picture) {
  const auto longest = static_cast<unsigned>(std::max(picture.width, picture.height));
  return static_cast<int>(std::bit_width(longest - 1)) + 1;
}

DeepZoomExport::DeepZoomExport(const Mosaic& mosaic, std::shared_ptr<TileCache> tiles,
                               FileSink& files, std::string name, DeepZoomFormat format)
    : mosaic_(mosaic),
      tiles_(std::move(tiles)),
      files_(files),
      name_(std::move(name)),
      format_(format),
      largest_level_(deep_zoom_levels(mosaic.grid.mosaic) - 1),
      level_(largest_level_) {}

Size DeepZoomExport::size_of(int level) const {
  const int halvings = largest_level_ - level;
  return {halved(mosaic_.grid.mosaic.width, halvings),
          halved(mosaic_.grid.mosaic.height, halvings)};
}

Size DeepZoomExport::tiles_of(int level) const {
  const Size size = size_of(level);
  return {(size.width - 1) / kDeepZoomTile + 1, (size.height - 1) / kDeepZoomTile + 1};
}

std::int64_t DeepZoomExport::total_units() const {
  std::int64_t rows = 0;
  for (int level = 0; level <= largest_level_; ++level) rows += size_of(level).height;
  return rows;
}

Status DeepZoomExport::begin_level() {
  const int halvings = largest_level_ - level_;
  if (level_exists(mosaic_.grid, halvings)) {
    composed_.reset();
    Result<std::unique_ptr<const Composer>> level = make_composer(mosaic_, tiles_, halvings);
    if (!level) return level.status();
    composed_ = std::move(*level);
    return {};
  }
  if (composed_ != nullptr) {
    shrunk_ = Image(composed_->size());
    if (shrunk_.empty()) return {StatusCode::out_of_memory, "not enough memory for a small level"};
    if (Status status = composed_->compose(0, 0, shrunk_.view()); !status.is_ok()) return status;
    composed_.reset();
  }
  Result<Image> smaller = resample(std::as_const(shrunk_).view(), size_of(level_));
  if (!smaller) return smaller.status();
  shrunk_ = std::move(*smaller);
  return {};
}

void DeepZoomExport::encode(int column, int row, Piece& piece) const {
  const Size size = size_of(level_);
  const int left = std::max(0, column * kDeepZoomTile - kDeepZoomOverlap);
  const int top = std::max(0, row * kDeepZoomTile - kDeepZoomOverlap);
  const int right = std::min(size.width, (column + 1) * kDeepZoomTile + kDeepZoomOverlap);
  const int bottom = std::min(size.height, (row + 1) * kDeepZoomTile + kDeepZoomOverlap);
  const Rect area = {left, top, right - left, bottom - top};
  Image composed;
  ImageView pixels;
  if (composed_ != nullptr) {
    composed = Image(area.size());
    if (composed.empty()) {
      piece.status = {StatusCode::out_of_memory, "not enough memory for a tile"};
      return;
    }
    piece.status = composed_->compose(left, top, composed.view());
    if (!piece.status.is_ok()) return;
    pixels = std::as_const(composed).view();
  } else {
    pixels = std::as_const(shrunk_).view().cropped(area);
  }
  BufferSink buffer;
  if (format_.jpeg) {
    const JpegCoding coding(*format_.jpeg, std::span(&pixels, 1));
    JpegWriter writer(buffer, area.size(), coding);
    piece.status = write_whole(writer, pixels);
  } else {
    PngWriter writer(buffer, area.size(), {});
    piece.status = write_whole(writer, pixels);
  }
  piece.file = buffer.take();
}

Result<std::uint64_t> DeepZoomExport::sampled_bytes(Executor& executor) {
  const Size tiles = tiles_of(level_);
  const auto count = static_cast<int>(std::min<std::int64_t>(tiles.area(), kSampledTiles));
  std::uint64_t bytes = 0;
  const auto make = [&](std::size_t i, Piece& piece) {
    const auto tile = (2 * static_cast<std::int64_t>(i) + 1) * tiles.area() / (2 * count);
    encode(static_cast<int>(tile % tiles.width), static_cast<int>(tile / tiles.width), piece);
  };
  const auto take = [&](const Piece& piece) {
    bytes += piece.file.size();
    return piece.status;
  };
  if (Status status = pieces_.run(static_cast<std::size_t>(count), executor, make, take);
      !status.is_ok()) {
    return status;
  }
  return bytes * static_cast<std::uint64_t>(tiles.area()) / static_cast<std::uint64_t>(count);
}

Result<std::uint64_t> DeepZoomExport::estimate_bytes(Executor& executor) {
  std::uint64_t bytes = 0;
  Status status;
  for (level_ = largest_level_; level_ >= 0; --level_) {
    if (status = begin_level(); !status.is_ok()) break;
    const Result<std::uint64_t> sampled = sampled_bytes(executor);
    if (status = sampled.status(); !status.is_ok()) break;
    bytes += *sampled;
  }
  level_ = largest_level_;
  composed_.reset();
  shrunk_ = {};
  if (!status.is_ok()) return status;
  return bytes;
}

Status DeepZoomExport::advance(Executor& executor, Job& job) {
  if (job.cancelled()) return Job::cancelled_status();
  if (next_row_ == 0) {
    if (Status status = begin_level(); !status.is_ok()) return status;
  }
  const Size tiles = tiles_of(level_);
  const std::string folder = name_ + "_files/" + std::to_string(level_) + "/";
  int next_column = 0;
  const auto make = [&](std::size_t column, Piece& piece) {
    encode(static_cast<int>(column), next_row_, piece);
  };
  const auto take = [&](const Piece& piece) {
    if (!piece.status.is_ok()) return piece.status;
    const std::string path = folder + std::to_string(next_column++) + "_" +
                             std::to_string(next_row_) + "." + extension();
    return files_.add(path, piece.file);
  };
  if (Status status = pieces_.run(static_cast<std::size_t>(tiles.width), executor, make, take);
      !status.is_ok()) {
    return status;
  }
  const int height = size_of(level_).height;
  job.advance(std::min(kDeepZoomTile, height - next_row_ * kDeepZoomTile));
  if (++next_row_ < tiles.height) return {};
  next_row_ = 0;
  if (--level_ >= 0) return {};
  const std::string text = description(mosaic_.grid.mosaic, extension());
  return files_.add(name_ + ".dzi",
                    {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

}  // namespace tessera
