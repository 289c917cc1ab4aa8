// PngWriter: a PNG file written as a stream, some rows at a time, at constant memory.
//
//   PngWriter writer(sink, {width, height}, {});
//   if (Status status = writer.begin(); !status.is_ok()) return status;
//   while (...) writer.write_rows(band, executor);   // top to bottom, any number of rows a call
//   writer.finish();
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
#include "codec/png_segments.h"
#include "image/image.h"

#include <cstddef>
#include <cstdint>
#include <memory>
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
  /// @param sink gets the file's bytes in order, on the thread that calls the writer; borrowed.
  /// @param size 1 to 2^31 - 1 pixels a side; a row of more than 1 GiB is refused by begin().
  PngWriter(ByteSink& sink, Size size, PngMetadata metadata);
  ~PngWriter();
  PngWriter(const PngWriter&) = delete;
  PngWriter& operator=(const PngWriter&) = delete;

  /// Writes what comes before the pixels. Once, first.
  /// @return invalid_argument for a size or text that the format cannot hold, too_large, or the
  ///   sink's failure.
  Status begin();

  /// Filters, compresses and writes the next rows, on all threads of the executor.
  /// @param rows as wide as the file; not more rows than are missing. Borrowed for the call.
  Status write_rows(ImageView rows, Executor& executor);

  /// Writes what comes after the pixels. Once, after the last row; invalid_argument if rows are
  /// missing.
  Status finish();

  int rows_written() const { return rows_written_; }

 private:
  struct Workspaces;

  ByteSink* sink_;
  Size size_;
  PngMetadata metadata_;
  bool begun_ = false;
  bool failed_ = false;  // Something is missing in the file: nothing more can be added.
  bool finished_ = false;
  int rows_written_ = 0;
  std::vector<std::uint8_t> previous_row_;  // What the first row of the next call is filtered by.
  PngSegments segments_;
  std::unique_ptr<Workspaces> workspaces_;
};

}  // namespace tessera
