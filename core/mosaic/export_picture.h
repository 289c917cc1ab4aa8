// A mosaic as one picture file, PNG or JPEG, whichever the settings say.
//
//   if (Status status = check_picture(grid.mosaic, settings); !status.is_ok()) return status;
//   const auto output = make_picture_export(grid, photo_of_cell, tiles, sink, settings);
//   // then as mosaic/export.h says
//
// That is for mosaics that are tiled (Mosaic::is_tiled()); for others see mosaic/export_composed.h.
#pragma once

#include "base/byte_sink.h"
#include "base/geometry.h"
#include "base/status.h"
#include "codec/jpeg_coding.h"
#include "codec/png_writer.h"
#include "mosaic/export.h"
#include "mosaic/grid.h"
#include "mosaic/tile_set.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace tessera {

enum class PictureFormat { png, jpeg };

struct PictureSettings {
  PictureFormat format = PictureFormat::png;
  JpegQuality jpeg;
  double dots_per_inch = 0;  ///< 0: not said
  bool small = false;        ///< smaller PNGs, in more time
  std::string title;         ///< UTF-8; empty: none
  std::string comment;       ///< how the mosaic was made; only a PNG says it; empty: none
};

/// What the writer would say of a picture of that size, before there are tiles.
/// @return too_large where the format cannot hold so many pixels.
Status check_picture(Size mosaic, const PictureSettings& settings);

/// What a PNG says of itself.
PngMetadata png_metadata(const PictureSettings& settings);

/// @param photo_of_cell, tiles, sink borrowed.
std::unique_ptr<MosaicExport> make_picture_export(const Grid& grid,
                                                  std::span<const std::uint32_t> photo_of_cell,
                                                  const TileSet& tiles, ByteSink& sink,
                                                  const PictureSettings& settings);

}  // namespace tessera
