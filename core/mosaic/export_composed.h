// ComposedExport: a mosaic in any style as a picture file, composed one band of rows at a time.
//
//   auto output = ComposedExport::make(mosaic, tiles, sink, settings);   // then mosaic/export.h
//
// Mosaics of plain tiles are written many times faster by PngExport and JpegExport.
#pragma once

#include "base/byte_sink.h"
#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "mosaic/composer.h"
#include "mosaic/export.h"
#include "mosaic/export_picture.h"

#include <cstdint>
#include <memory>

namespace tessera {

/// Whether a mosaic is more than PngExport and JpegExport can write: anything but whole tiles
/// (those of two sizes can be cut, see mosaic/cut_tiles.h), and in a JPEG cells without one.
bool needs_composing(const Mosaic& mosaic, PictureFormat format);

/// Writes rows of a composed mosaic in some format.
class BandWriter {
 public:
  virtual ~BandWriter() = default;
  virtual Status begin() = 0;
  /// Composes and writes the next rows: those of the mosaic from y on.
  virtual Status write(const Composer& composer, int y, int rows, Executor& executor) = 0;
  virtual Status finish() = 0;
};

/// Memory: a band, and the tiles of the cache. A PNG is greyscale where the style leaves no
/// colours, and has an alpha channel where cells are empty, which are transparent then.
class ComposedExport final : public MosaicExport {
 public:
  /// @param mosaic what it names, and the sink, are borrowed.
  /// @return out_of_memory.
  static Result<std::unique_ptr<MosaicExport>> make(const Mosaic& mosaic,
                                                    std::shared_ptr<TileCache> tiles,
                                                    ByteSink& sink,
                                                    const PictureSettings& settings);

  std::int64_t total_units() const override { return mosaic_.grid.mosaic.height; }
  bool finished() const override { return next_row_ == mosaic_.grid.mosaic.height; }
  Result<std::uint64_t> estimate_bytes(Executor& executor) override;
  Status advance(Executor& executor, Job& job) override;

 private:
  ComposedExport(const Mosaic& mosaic, std::unique_ptr<const Composer> composer, ByteSink& sink,
                 PictureSettings settings);

  Status prepare();
  std::unique_ptr<BandWriter> make_writer(ByteSink& sink, Size size) const;

  Mosaic mosaic_;
  std::unique_ptr<const Composer> composer_;
  ByteSink& sink_;
  PictureSettings settings_;
  std::unique_ptr<const JpegCoding> coding_;  // Of a JPEG.
  std::unique_ptr<BandWriter> writer_;
  int next_row_ = 0;
};

}  // namespace tessera
