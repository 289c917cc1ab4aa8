#include "mosaic/export_picture.h"

#include "codec/jpeg_writer.h"
#include "mosaic/export_jpeg.h"
#include "mosaic/export_png.h"

namespace tessera {

Status check_picture(Size mosaic, const PictureSettings& settings) {
  if (settings.format != PictureFormat::jpeg) return {};
  CountingSink nowhere;
  const JpegCoding coding(settings.jpeg, {});
  return JpegWriter(nowhere, mosaic, coding, {settings.dots_per_inch, settings.title, true})
      .begin();
}

PngMetadata png_metadata(const PictureSettings& settings) {
  PngMetadata metadata = {settings.dots_per_inch, {}};
  if (!settings.title.empty()) metadata.texts.push_back({"Title", settings.title});
  metadata.texts.push_back({"Software", "Tessera"});
  if (!settings.comment.empty()) metadata.texts.push_back({"Comment", settings.comment});
  return metadata;
}

std::unique_ptr<MosaicExport> make_picture_export(const Grid& grid,
                                                  std::span<const std::uint32_t> photo_of_cell,
                                                  const TileSet& tiles, ByteSink& sink,
                                                  const PictureSettings& settings) {
  if (settings.format == PictureFormat::jpeg) {
    return std::make_unique<JpegExport>(grid, photo_of_cell, tiles, sink, settings.jpeg,
                                        JpegMetadata{settings.dots_per_inch, settings.title, true});
  }
  return std::make_unique<PngExport>(grid, photo_of_cell, tiles, sink, png_metadata(settings),
                                     settings.small ? DeflateEffort::small : DeflateEffort::fast);
}

}  // namespace tessera
