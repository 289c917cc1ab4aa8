// DeepZoomExport: a mosaic as a Deep Zoom pyramid (DZI), which viewers on web pages open.
//
//   DeepZoomExport pyramid({grid, photo_of_cell}, tiles, files, "name", {});
//   // then as mosaic/export.h says
//
// Files: name.dzi, and name_files/LEVEL/COLUMN_ROW.jpg, squares of 256 pixels that overlap by one.
// Level 0 is one pixel; each level has twice the one before, the last is the mosaic itself. Every
// level on which cells have a pixel is composed of the photos at the size that cells have there;
// only the few small ones below are made by shrinking.
#pragma once

#include "base/file_sink.h"
#include "base/ordered_pieces.h"
#include "codec/jpeg_coding.h"
#include "image/image.h"
#include "mosaic/composer.h"
#include "mosaic/export.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tessera {

struct DeepZoomFormat {
  /// Of the tiles; none: PNG.
  std::optional<JpegQuality> jpeg = JpegQuality{};
};

/// Pixels of the pyramid's tiles without what they share with their neighbours, and that.
inline constexpr int kDeepZoomTile = 256;
inline constexpr int kDeepZoomOverlap = 1;

/// The levels of a pyramid over a picture: the least that go from 1 pixel to its longer side.
int deep_zoom_levels(Size picture);

class DeepZoomExport final : public MosaicExport {
 public:
  /// @param mosaic what it names is borrowed. @param files borrowed.
  DeepZoomExport(const Mosaic& mosaic, std::shared_ptr<TileCache> tiles, FileSink& files,
                 std::string name, DeepZoomFormat format);

  std::int64_t total_units() const override;
  bool finished() const override { return level_ < 0; }
  /// From some tiles of each level.
  Result<std::uint64_t> estimate_bytes(Executor& executor) override;
  Status advance(Executor& executor, Job& job) override;

 private:
  struct Piece {
    std::vector<std::uint8_t> file;
    Status status;
  };

  Status begin_level();
  Result<std::uint64_t> sampled_bytes(Executor& executor);
  void encode(int column, int row, Piece& piece) const;
  Size size_of(int level) const;
  Size tiles_of(int level) const;
  const char* extension() const { return format_.jpeg ? "jpg" : "png"; }

  Mosaic mosaic_;
  std::shared_ptr<TileCache> tiles_;
  FileSink& files_;
  std::string name_;
  DeepZoomFormat format_;
  int largest_level_;
  int level_;         // The one being written; they are written from the largest on.
  int next_row_ = 0;  // of its tiles
  std::unique_ptr<const Composer> composed_;  // The level, where cells have a pixel …
  Image shrunk_;                              // … or else its pixels.
  OrderedPieces<Piece> pieces_;
};

}  // namespace tessera
