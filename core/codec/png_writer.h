// PngWriter: a PNG file written as a stream, some rows at a time, at constant memory.
//
//   PngWriter writer(sink, {width, height}, {});
//   writer.begin();
//   while (...) writer.write_rows(band, executor);   // top to bottom, any number of rows a call
//   writer.finish();
//
// Specification: W3C PNG (Third Edition); the zlib stream inside is RFC 1950, its blocks RFC 1951.
// The bytes depend on the pixels and on how rows were grouped into write_rows calls, never on the
// number of threads.
#pragma once

#include "base/byte_sink.h"
#include "base/executor.h"
#include "base/geometry.h"
#include "base/status.h"
#include "image/image.h"

#include <string>
#include <vector>

namespace tessera {

/// What a PNG says of itself beside its pixels.
struct PngMetadata {
  struct Text {
    std::string keyword;  ///< 1 to 79 Latin-1 characters: "Title", "Software", …
    std::string value;    ///< Latin-1, without NUL.
  };
  /// Pixels an inch for the pHYs chunk; 0 leaves the chunk out.
  double dots_per_inch = 0;
  std::vector<Text> texts;
};

class PngWriter {
 public:
  /// @param sink gets the file's bytes in order; borrowed.
  /// @param size 1 to 2^31 - 1 pixels a side.
  PngWriter(ByteSink& sink, Size size, PngMetadata metadata);

  /// Writes what comes before the pixels. Once, first.
  Status begin();

  /// Filters, compresses and writes the next rows, on all threads of the executor.
  /// @param rows as wide as the file; not more rows than are missing.
  Status write_rows(ImageView rows, Executor& executor);

  /// Writes what comes after the pixels. Once, after the last row; invalid_argument if rows are
  /// missing.
  Status finish();

 private:
  Status write_chunk(const char (&type)[5], const std::vector<std::uint8_t>& content);

  ByteSink* sink_;
  Size size_;
  PngMetadata metadata_;
  int rows_written_ = 0;
  std::uint32_t adler_ = 1;
  std::vector<std::uint8_t> previous_row_;
};

}  // namespace tessera
