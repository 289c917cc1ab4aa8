#include "export_run.h"

#include "image/resample.h"
#include "library/tile_shape.h"
#include "mosaic/deep_zoom.h"
#include "mosaic/export_composed.h"
#include "mosaic/export_picture.h"
#include "mosaic_pyramid.h"

#include <algorithm>
#include <utility>

namespace tessera::wasm {
namespace {

// Tiles that stand for all in an estimate.
constexpr std::size_t kSampleTiles = 24;

std::vector<std::uint32_t> evenly_sampled(const std::vector<std::uint32_t>& tiles,
                                          std::size_t count) {
  if (tiles.size() <= count) return tiles;
  std::vector<std::uint32_t> sample;
  for (std::size_t i = 0; i < count; ++i) sample.push_back(tiles[i * tiles.size() / count]);
  return sample;
}

// Each once; the variants of a photo stand side by side.
std::vector<std::uint32_t> photos_of(const std::vector<ShownPhoto>& tiles) {
  std::vector<std::uint32_t> photos;
  for (const ShownPhoto& shown : tiles) {
    if (photos.empty() || photos.back() != shown.photo) photos.push_back(shown.photo);
  }
  return photos;
}

// Of a pyramid: its tiles by themselves.
PictureSettings picture_settings(const ExportSettings& settings) {
  const bool png = settings.format == ExportFormat::png;
  return {png ? PictureFormat::png : PictureFormat::jpeg,
          settings.jpeg,
          settings.dots_per_inch,
          settings.small,
          settings.title,
          settings.comment};
}

bool is_pyramid(ExportFormat format) {
  return format == ExportFormat::deep_zoom || format == ExportFormat::web_page;
}

bool fits(Size tile, Size room) { return tile.width <= room.width && tile.height <= room.height; }

}  // namespace

ExportRun::ExportRun(const MatchedMosaic& mosaic, const Grid& grid, MosaicLook look,
                     ExportSettings settings, Executor& executor,
                     std::function<void()> on_file_finished)
    : grid_(grid),
      blocks_(mosaic.blocks),
      shown_(mosaic.shown),
      look_(std::move(look)),
      settings_(std::move(settings)),
      executor_(executor),
      size_(grid.mosaic),
      tile_(grid.tile),
      loader_(decoded_size(largest_tile(grid), shown_.tiles), DecodeOptions{}, executor,
              std::move(on_file_finished)) {}

Size ExportRun::largest_tile(const Grid& grid) const {
  return blocks_.any() ? grid_of_blocks(grid).tile : look_.style.drawn_size(grid.tile);
}

Result<std::unique_ptr<ExportRun>> ExportRun::begin(const MatchedMosaic& mosaic, MosaicLook look,
                                                    const PhotoLibrary& library,
                                                    ExportSettings settings, ExportPurpose purpose,
                                                    Executor& executor,
                                                    std::function<void()> on_file_finished) {
  const Result<Grid> printed =
      settings.tile_width == 0 ? mosaic.grid : grid_with_tiles(mosaic.grid, settings.tile_width);
  if (!printed) return printed.status();
  const Grid& grid = *printed;
  if (mosaic.blocks.any() && look.style.overlap > 0) {
    return Status{StatusCode::invalid_argument, std::string(kNoOverlapOfBlocks)};
  }
  std::unique_ptr<ExportRun> run(new ExportRun(mosaic, grid, std::move(look), std::move(settings),
                                               executor, std::move(on_file_finished)));
  const ExportSettings& asked = run->settings_;
  if (!is_pyramid(asked.format)) {
    if (Status status = check_picture(grid.mosaic, picture_settings(asked)); !status.is_ok()) {
      return status;
    }
  }
  const std::vector<ShownPhoto>& shown_tiles = run->shown_.tiles;
  const std::vector<std::uint32_t> photos = photos_of(shown_tiles);
  if (asked.format == ExportFormat::web_page) {
    Result<TileSet> thumbnails =
        tiles_from_thumbnails(library, photos, library.thumbnail_size(), executor, run->job_);
    if (!thumbnails) return thumbnails.status();
    run->sheets_ = std::make_unique<PhotoSheets>(std::move(*thumbnails), photos);
  }
  run->sharpness_ = sharpness_of_shown(library, run->shown_, run->blocks_, grid);
  const Size thumbnail = library.thumbnail_size();
  const Size largest = run->largest_tile(grid);
  run->estimating_ = purpose == ExportPurpose::estimate;
  if (decoded_size(largest, shown_tiles).width > thumbnail.width ||
      !same_shape(mosaic.grid.tile, thumbnail)) {
    run->wanted_tiles_ = all_tiles(shown_tiles.size());
    if (run->estimating_) run->wanted_tiles_ = evenly_sampled(run->wanted_tiles_, kSampleTiles);
    std::vector<ShownPhoto> wanted;
    for (const std::uint32_t tile : run->wanted_tiles_) wanted.push_back(shown_tiles[tile]);
    run->to_sharpen_ = photos_of(wanted);
  }
  if (run->estimating_) {
    const Size room = run->blocks_.any()
                          ? Size{thumbnail.width / kBlockSide, thumbnail.height / kBlockSide}
                          : thumbnail;
    if (!fits(grid.tile, room)) run->grid_ = grid_with_tiles_in(grid, room);
    run->sharp_sample_ = TileSet(largest, run->wanted_tiles_, shown_tiles.size());
  }
  Result<TileSet> tiles =
      tiles_of_shown(library, shown_tiles, mosaic.grid.tile, run->largest_tile(run->grid_),
                     executor, run->job_, run->look_.preparation);
  if (!tiles) return tiles.status();
  run->tiles_ = std::move(*tiles);
  return run;
}

void ExportRun::submit(std::uint32_t photo, PhotoLoader::FileBytes bytes, const CropChoice& crop) {
  submitted_.push_back(photo);
  loader_.submit(std::move(bytes), crop);
}

void ExportRun::submit(std::uint32_t photo, Image picture, Orientation orientation,
                       const CropChoice& crop) {
  submitted_.push_back(photo);
  loader_.submit(std::move(picture), orientation, crop);
}

std::size_t ExportRun::take_tiles() {
  std::vector<Result<Thumbnail>> tiles = loader_.take_finished();
  for (Result<Thumbnail>& tile : tiles) {
    if (tile) sharpen(submitted_.front(), std::as_const(*tile).view());
    submitted_.pop_front();
  }
  return tiles.size();
}

void ExportRun::sharpen(std::uint32_t photo, ImageView picture) {
  TileSet& tiles = estimating_ ? sharp_sample_ : tiles_;
  auto tile =
      std::partition_point(wanted_tiles_.begin(), wanted_tiles_.end(),
                           [&](std::uint32_t other) { return shown_.tiles[other].photo < photo; });
  for (; tile != wanted_tiles_.end() && shown_.tiles[*tile].photo == photo; ++tile) {
    Result<Image> sharp =
        shown_tile(picture, shown_.tiles[*tile].variant, tiles.tile_size(), look_.preparation);
    if (sharp) tiles.set(*tile, std::move(*sharp));
  }
}

void ExportRun::add_file(std::string path, std::vector<std::uint8_t> bytes) {
  files_.emplace_back(std::move(path), std::move(bytes));
}

// What a page has beside its pyramid.
Result<std::uint64_t> ExportRun::estimate_page() {
  CountingSink sink;
  ZipWriter zip(sink);
  for (const auto& [path, bytes] : files_) {
    if (Status status = zip.add(path, bytes); !status.is_ok()) return status;
  }
  while (sheets_ != nullptr && !sheets_->finished()) {
    if (Status status = sheets_->write_next(zip); !status.is_ok()) return status;
  }
  return sink.count();
}

// All tiles of the sample in a row.
Result<std::uint64_t> ExportRun::estimate_strip(const TileSet& tiles) const {
  const Result<Grid> strip =
      whole_grid(static_cast<int>(wanted_tiles_.size()), 1, tiles.tile_size());
  if (!strip) return strip.status();
  CountingSink nowhere;
  return make_picture_export(*strip, wanted_tiles_, tiles, nowhere, picture_settings(settings_))
      ->estimate_bytes(executor_);
}

// Where tiles are larger than thumbnails: the mosaic of thumbnails, times what larger tiles of some
// photos have more than their thumbnails.
Result<std::uint64_t> ExportRun::estimate() {
  const Result<std::uint64_t> page = estimate_page();
  if (!page) return page;
  CountingSink nowhere;
  if (Status status = make_writer(nowhere); !status.is_ok()) return status;
  const Result<std::uint64_t> whole = writer_->estimate_bytes(executor_);
  writer_.reset();
  zip_.reset();
  if (!whole) return whole;
  if (to_sharpen_.empty()) return *whole + *page;
  const Result<std::uint64_t> sharp = estimate_strip(sharp_sample_);
  const Result<std::uint64_t> small = estimate_strip(tiles_);
  if (!sharp) return sharp;
  if (!small) return small;
  const double enlarged = static_cast<double>(*whole) * static_cast<double>(*sharp) /
                          static_cast<double>(std::max<std::uint64_t>(1, *small));
  return static_cast<std::uint64_t>(enlarged) + *page;
}

// A pyramid is composed of a library's photos.
Status ExportRun::fill_tile_library() {
  tile_library_ = std::make_unique<PhotoLibrary>(tiles_.tile_size());
  for (const ImageView& tile : tiles_.views()) {
    if (const Result<std::size_t> added = tile_library_->add(tile); !added) return added.status();
  }
  slot_of_cell_ = slots_of_cells(shown_.tile_of_cell, tiles_);
  if (!estimating_) tiles_ = TileSet();
  return {};
}

std::shared_ptr<TileCache> ExportRun::tile_cache(TileSource source) const {
  return std::make_shared<TileCache>(
      std::move(source), look_.style.tone,
      TileCache::limit_for_rows(blocks_.any() ? grid_of_blocks(grid_) : grid_, look_.style));
}

Status ExportRun::make_cut_writer(ByteSink& sink) {
  Result<CutTiles> cut = cut_tiles(grid_, blocks_, shown_.tile_of_cell, tiles_, executor_);
  if (!cut) return cut.status();
  cut_ = std::move(*cut);
  if (!estimating_) tiles_ = TileSet();
  writer_ =
      make_picture_export(grid_, cut_.tile_of_cell, cut_.tiles, sink, picture_settings(settings_));
  return {};
}

Status ExportRun::make_writer(ByteSink& sink) {
  if (!is_pyramid(settings_.format)) {
    const Mosaic mosaic = drawn(shown_.tile_of_cell);
    if (needs_composing(mosaic, picture_settings(settings_).format)) {
      Result<std::unique_ptr<MosaicExport>> composed = ComposedExport::make(
          mosaic, tile_cache(tiles_of_set(tiles_)), sink, picture_settings(settings_));
      if (!composed) return composed.status();
      writer_ = std::move(*composed);
      return {};
    }
    if (blocks_.any()) return make_cut_writer(sink);
    writer_ =
        make_picture_export(grid_, shown_.tile_of_cell, tiles_, sink, picture_settings(settings_));
    return {};
  }
  if (Status status = fill_tile_library(); !status.is_ok()) return status;
  zip_ = std::make_unique<ZipWriter>(sink);
  for (const auto& [path, bytes] : std::exchange(files_, {})) {
    if (Status status = zip_->add(path, bytes); !status.is_ok()) return status;
  }
  // A page knows its pyramid by that name.
  std::string name = settings_.format == ExportFormat::web_page ? "mosaic" : settings_.title;
  writer_ = std::make_unique<DeepZoomExport>(
      drawn(slot_of_cell_), tile_cache([this](std::uint32_t slot, Size size) {
        return resample(tile_library_->thumbnail(slot), size);
      }),
      *zip_, std::move(name), DeepZoomFormat{settings_.jpeg});
  return {};
}

Status ExportRun::advance() {
  sink_.take();
  if (writer_ == nullptr) {
    if (Status status = make_writer(sink_); !status.is_ok()) return status;
    units_ = writer_->total_units();
    job_.begin(units_);
  }
  if (sheets_ != nullptr && !sheets_->finished()) return sheets_->write_next(*zip_);
  if (!writer_->finished()) {
    if (Status status = writer_->advance(executor_, job_); !status.is_ok()) return status;
  }
  ended_ = writer_->finished();
  return ended_ && zip_ != nullptr ? zip_->finish() : Status{};
}

}  // namespace tessera::wasm
