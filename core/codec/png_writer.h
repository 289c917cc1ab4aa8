// PngWriter: a PNG file written as a stream, some rows at a time, at constant memory.
//
//   PngWriter writer(sink, {width, height}, {});
//   if (Status status = writer.begin(); !status.is_ok()) return status;
//   while (...) writer.write_rows(band, executor);   // top to bottom, any number of rows a call
//   writer.finish();
//
// Rows of a mosaic's cells may be written as tiles instead, which is many times faster; the two
// ways may be mixed from band to band:
//
//   const auto coder = PngTileCoder::make(layout, executor);             // codec/png_tile_coder.h
//   writer.write_tiles(**coder, tiles_of_the_cells, pixel_rows, executor);
//
// Specification: W3C PNG (Third Edition); the zlib stream inside is RFC 1950, its blocks RFC 1951.
// The bytes depend on the pixels and on how rows were grouped into write_rows calls, never on the
// number of threads. A call works best on a megabyte of pixels or more: that is split into segments
// (whole rows, about 256 KiB) which are compressed side by side.
#pragma once

#include "base/byte_sink.h"
#include "base/executor.h"
#include "base/geometry.h"
#include "base/status.h"
#include "codec/deflate.h"
#include "codec/png_colour.h"
#include "codec/png_segments.h"
#include "image/image.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tessera {

/// What a PNG says of itself beside its pixels.
struct PngMetadata {
  struct Text {
    std::string keyword;  ///< 1 to 79 Latin-1 characters: "Title", "Software", …
    std::string value;    ///< UTF-8, without NUL.
  };
  /// Pixels an inch for the pHYs chunk; 0 leaves the chunk out.
  double dots_per_inch = 0;
  std::vector<Text> texts;
};

/// Rows of packed pixels whose samples are those of the file, which may have an alpha value that is
/// not multiplied into the others.
struct PngRows {
  const std::uint8_t* samples = nullptr;  ///< The first byte of the first row.
  int width = 0;
  int height = 0;
  std::ptrdiff_t stride = 0;  ///< Bytes from one row to the next.

  const std::uint8_t* row(int y) const { return samples + y * stride; }
};

class PngTileCoder;

class PngWriter {
 public:
  /// @param sink gets the file's bytes in order, on the thread that calls the writer; borrowed.
  /// @param size 1 to 2^31 - 1 pixels a side; a row of more than 1 GiB is refused by begin().
  /// @param effort for plain rows; tiles are always coded to the same size.
  PngWriter(ByteSink& sink, Size size, PngMetadata metadata,
            DeflateEffort effort = DeflateEffort::fast, PngColour colour = PngColour::rgb);
  ~PngWriter();
  PngWriter(const PngWriter&) = delete;
  PngWriter& operator=(const PngWriter&) = delete;

  /// Writes what comes before the pixels. Once, first.
  /// @return invalid_argument for a size or text that the format cannot hold, too_large, or the
  ///   sink's failure.
  Status begin();

  /// Filters, compresses and writes the next rows, on all threads of the executor.
  /// @param rows as wide as the file; not more rows than are missing. Borrowed for the call. Where
  ///   the file is grey, the first sample of each pixel is taken.
  /// @return invalid_argument for a file of RGBA, or the sink's failure.
  Status write_rows(ImageView rows, Executor& executor);

  /// The same for rows in the colour of the file.
  Status write_rows(PngRows rows, Executor& executor);

  /// Writes the next rows as rows of cells, each of which shows a tile. Where coding by tiles does
  /// not pay, the same pixels go the way of write_rows.
  /// @param coder made for pictures of this width and colour.
  /// @param tiles the tile of each cell, row by row, for one or more whole rows of cells.
  /// @param pixel_rows how many rows of pixels are shown: all of the cells', or fewer where the
  ///   last row of cells is cut off.
  Status write_tiles(const PngTileCoder& coder, std::span<const std::uint32_t> tiles,
                     int pixel_rows, Executor& executor);

  /// Writes what comes after the pixels. Once, after the last row; invalid_argument if rows are
  /// missing.
  Status finish();

  int rows_written() const { return rows_written_; }

 private:
  struct Workspaces;

  Status check_rows(int width, int rows) const;
  Status write_composed(const PngTileCoder& coder, std::span<const std::uint32_t> tiles,
                        int pixel_rows, Executor& executor);

  ByteSink* sink_;
  Size size_;
  PngMetadata metadata_;
  PngColour colour_;
  bool begun_ = false;
  bool failed_ = false;  // Something is missing in the file: nothing more can be added.
  bool finished_ = false;
  int rows_written_ = 0;
  std::vector<std::uint8_t> previous_row_;  // What the first row of the next call is filtered by.
  std::vector<std::uint8_t> composed_;  // Rows that the caller did not have as the file needs them.
  PngSegments segments_;
  std::unique_ptr<Workspaces> workspaces_;
};

}  // namespace tessera
