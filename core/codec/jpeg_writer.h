// JpegWriter: a baseline JPEG file written as a stream, some rows at a time, at constant memory.
//
//   const JpegCoding coding({90, JpegChroma::quarter}, samples);   // codec/jpeg_coding.h
//   JpegWriter writer(sink, {width, height}, coding, {300, "A title"});
//   if (Status status = writer.begin(); !status.is_ok()) return status;
//   while (...) writer.write_rows(band, executor);   // top to bottom, whole coded units a call
//   writer.finish();
//
// Rows of a mosaic's cells may be written as tiles instead (write_tiles, codec/jpeg_tile_coder.h).
// Each row of minimum coded units ends in a restart marker, so that all are coded independently, on
// all threads; the bytes do not depend on their number. Specification: ITU-T T.81, and T.871
// (JFIF).
#pragma once

#include "base/byte_buffer.h"
#include "base/byte_sink.h"
#include "base/executor.h"
#include "base/geometry.h"
#include "base/ordered_pieces.h"
#include "base/status.h"
#include "codec/jpeg_coding.h"
#include "codec/jpeg_tile_coder.h"
#include "image/image.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace tessera {

/// What a JPEG says of itself beside its pixels.
struct JpegMetadata {
  double dots_per_inch = 0;  ///< 1 to 65535, rounded; 0 leaves it out.
  std::string comment;       ///< UTF-8, at most 65,533 bytes; empty leaves it out.
  bool states_srgb = false;  ///< An EXIF block says that colours are sRGB, and the exact density.
};

class JpegWriter {
 public:
  /// The most pixels a side that the format can hold.
  static constexpr int kMaxSide = 65535;

  /// @param sink gets the file's bytes in order, on the thread that calls the writer. Both it and
  ///   the coding are borrowed.
  JpegWriter(ByteSink& sink, Size size, const JpegCoding& coding, JpegMetadata metadata = {});

  /// Writes what comes before the pixels. Once, first.
  /// @return too_large for a side over kMaxSide, invalid_argument, or the sink's failure.
  Status begin();

  /// Codes and writes the next rows, on all threads of the executor.
  /// @param rows as wide as the file; a multiple of coding.mcu_size().height, but for the last
  ///   ones. Borrowed for the call.
  Status write_rows(ImageView rows, Executor& executor);

  /// Writes the next rows as rows of cells, each of which shows a tile.
  /// @param tiles made for pictures of this width and with this coding.
  /// @param tile_of_cell the tile of each cell, for one or more whole rows of cells.
  /// @param pixel_rows how many rows of pixels are shown: all of the cells', or fewer where the
  ///   picture's last row of cells is cut off.
  Status write_tiles(const JpegTileCoder& tiles, std::span<const std::uint32_t> tile_of_cell,
                     int pixel_rows, Executor& executor);

  /// Writes the end. Once, after the last row; invalid_argument if rows are missing.
  Status finish();

  int rows_written() const { return rows_written_; }

 private:
  // The bits of some rows of minimum coded units, and the file's bytes made of them.
  struct Piece {
    ByteBuffer bits;
    ByteBuffer bytes;
  };
  // Writes the bits of the row of units that begins at pixel row y of the call.
  using WriteUnits = std::function<void(jpeg::BitStringWriter& writer, int y, int pixel_rows)>;

  Status check_rows(int width, int rows) const;
  Status write_unit_rows(int pixel_rows, Executor& executor, const WriteUnits& write);

  ByteSink* sink_;
  Size size_;
  const JpegCoding* coding_;
  JpegMetadata metadata_;
  bool begun_ = false;
  bool failed_ = false;  // Something is missing in the file: nothing more can be added.
  bool finished_ = false;
  int rows_written_ = 0;
  OrderedPieces<Piece> pieces_;
};

}  // namespace tessera
