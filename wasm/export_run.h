// ExportRun: a mosaic on its way into a file, or the question how large that file will be.
//
//   Result<std::unique_ptr<ExportRun>> run = ExportRun::begin(mosaic, library, settings, …);
//   for each of (*run)->photos_to_sharpen(): submit its file while accepts(bytes), take_tiles()
//   if (purpose == ExportPurpose::estimate) (*run)->estimate();
//   else while (!(*run)->finished()) { (*run)->advance(); use((*run)->bytes()); }
//
// It keeps copies of the tiles that it needs: the library and the mosaic may change meanwhile.
#pragma once

#include "base/byte_sink.h"
#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "codec/jpeg_coding.h"
#include "codec/zip_writer.h"
#include "image/orientation.h"
#include "library/photo_library.h"
#include "library/photo_loader.h"
#include "match_run.h"
#include "mosaic/blocks.h"
#include "mosaic/composer.h"
#include "mosaic/cut_tiles.h"
#include "mosaic/export.h"
#include "mosaic/grid.h"
#include "mosaic/photo_sheets.h"
#include "mosaic/sharpness.h"
#include "mosaic/shown_photos.h"
#include "mosaic/tile_set.h"
#include "mosaic_look.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tessera::wasm {

enum class ExportFormat : int {
  png = 0,
  jpeg = 1,
  deep_zoom = 2,  ///< A zip archive of a pyramid of JPEG tiles.
  web_page = 3,   ///< The same with thumbnails, and with the page's files: see add_file().
};

struct ExportSettings {
  ExportFormat format = ExportFormat::png;
  JpegQuality jpeg;
  int tile_width = 0;        ///< pixels; 0: as the mosaic was made
  double dots_per_inch = 0;  ///< 0: not said
  bool small = false;        ///< smaller PNGs, in more time
  std::string title;         ///< UTF-8; of a pyramid the name of its files
  std::string comment;       ///< how the mosaic was made
};

enum class ExportPurpose { write, estimate };

class ExportRun {
 public:
  /// @param library, executor borrowed; the library only during this call.
  /// @return too_large where the format cannot hold the mosaic, invalid_argument where larger cells
  ///   would overlap, out_of_memory.
  static Result<std::unique_ptr<ExportRun>> begin(const MatchedMosaic& mosaic, MosaicLook look,
                                                  const PhotoLibrary& library,
                                                  ExportSettings settings, ExportPurpose purpose,
                                                  Executor& executor,
                                                  std::function<void()> on_file_finished);

  /// Photos whose files shall be decoded again because tiles are larger than thumbnails, or of
  /// another shape, in which more of the photo has room than is left of the thumbnail; empty
  /// where not, a sample for an estimate. A file that cannot be decoded any more, or is never
  /// submitted, leaves the enlarged thumbnail in place.
  const std::vector<std::uint32_t>& photos_to_sharpen() const { return to_sharpen_; }
  void submit(std::uint32_t photo, PhotoLoader::FileBytes bytes, const CropChoice& crop);
  void submit(std::uint32_t photo, Image picture, Orientation orientation, const CropChoice& crop);
  bool accepts(std::size_t bytes) const { return loader_.accepts(bytes); }
  std::size_t in_flight() const { return loader_.in_flight(); }
  /// Takes finished tiles. @return how many.
  std::size_t take_tiles();

  /// Adds a file to the archive. Before the first advance().
  void add_file(std::string path, std::vector<std::uint8_t> bytes);

  /// Pixels of the file.
  Size size() const { return size_; }
  /// Pixels of a whole tile in it, the smaller ones where there are two sizes.
  Size tile() const { return tile_; }
  /// Pixels to which photos to sharpen are cut: of tiles that overlap, not quite of a cell's shape.
  Size sharpened_size() const { return sharpened_size_; }
  /// Whether the photos have the pixels that tiles of that size show.
  const Sharpness& sharpness() const { return sharpness_; }

  /// The bytes that the file will have, mostly within 5 %.
  Result<std::uint64_t> estimate();

  /// Writes the next part, into bytes().
  Status advance();
  bool finished() const { return ended_; }
  std::int64_t units_done() const { return job_.done(); }
  std::int64_t units() const { return units_; }
  std::span<const std::uint8_t> bytes() const { return sink_.bytes(); }

 private:
  ExportRun(const MatchedMosaic& mosaic, const Grid& grid, MosaicLook look, ExportSettings settings,
            Executor& executor, std::function<void()> on_file_finished);

  /// Makes a decoded photo's tiles.
  void sharpen(std::uint32_t photo, ImageView picture);
  /// The largest tile that is drawn where cells are those of a grid.
  Size largest_tile(const Grid& grid) const;
  Mosaic drawn(std::span<const std::uint32_t> tile_of_cell) const {
    return look_.of(grid_, tile_of_cell, blocks_);
  }
  Status fill_tile_library();
  std::shared_ptr<TileCache> tile_cache(TileSource source) const;
  Status make_writer(ByteSink& sink);
  Status make_cut_writer(ByteSink& sink);
  Result<std::uint64_t> estimate_page();
  Result<std::uint64_t> estimate_strip(const TileSet& tiles) const;

  Grid grid_;
  Blocks blocks_;
  ShownPhotos shown_;
  MosaicLook look_;
  ExportSettings settings_;
  Executor& executor_;
  Job job_;
  std::int64_t units_ = 0;
  TileSet tiles_;  // as large as the largest
  CutTiles cut_;   // of them, where there are two sizes and they are written tile by tile
  // The tiles to sharpen; of an estimate some that stand for all, and what they become.
  std::vector<std::uint32_t> wanted_tiles_;
  TileSet sharp_sample_;
  std::vector<std::uint32_t> to_sharpen_;  // photos
  Size size_;
  Size tile_;
  Sharpness sharpness_;
  std::deque<std::uint32_t> submitted_;
  Size sharpened_size_;
  PhotoLoader loader_;
  BufferSink sink_;
  // Of a pyramid: its tiles as a library, by their slots.
  std::unique_ptr<PhotoLibrary> tile_library_;
  std::vector<std::uint32_t> slot_of_cell_;
  std::unique_ptr<ZipWriter> zip_;
  std::vector<std::pair<std::string, std::vector<std::uint8_t>>> files_;
  std::unique_ptr<PhotoSheets> sheets_;
  std::unique_ptr<MosaicExport> writer_;
  bool estimating_ = false;
  bool ended_ = false;
};

}  // namespace tessera::wasm
