// Where a mosaic goes and as what: a PNG or JPEG file, standard output, or a Deep Zoom pyramid.
//
//   if (Status status = check_output(options, grid.mosaic); !status.is_ok()) return status;
//   Result<OutputFacts> facts =
//       write_mosaic(options, mosaic, library, settings, executor, job);
#pragma once

#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "codec/jpeg_coding.h"
#include "library/photo_library.h"
#include "mosaic/composer.h"
#include "mosaic/export_picture.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace tessera::cli {

struct OutputOptions {
  /// A name that ends in .png, .jpg or .jpeg; in .dzi (a pyramid, its tiles in a folder beside) or
  /// .zip (the same in an archive); any other name with a format; or "-", standard output.
  std::filesystem::path path;
  /// Of the file, or of a pyramid's tiles (JPEG if not said).
  std::optional<PictureFormat> format;
  JpegQuality jpeg;
  double dots_per_inch = 0;  ///< 0: not said
  std::string title;         ///< UTF-8; empty: none
  bool small = false;        ///< smaller PNGs, in more time
  bool only_estimate = false;
  bool transparent = false;  ///< cells may be empty: only a PNG can say so
};

bool is_standard_output(const OutputOptions& options);

/// @return invalid_argument where the name and the format do not say what to write.
Status check_output(const OutputOptions& options);
/// The same, and too_large where the format cannot hold so many pixels.
Status check_output(const OutputOptions& options, Size mosaic);

struct OutputFacts {
  std::uint64_t estimated_bytes = 0;  ///< 0 where there was no estimate
  std::uint64_t bytes = 0;            ///< written; of a pyramid all files'
};

/// Writes the mosaic, or only estimates its bytes. A failure leaves nothing behind, but what was
/// there before.
/// @param library the photos of the mosaic, of mosaic.style.drawn_size() or more.
/// @param settings how the mosaic was made, for the file to say.
/// @return io with the file's name, out_of_memory, cancelled, or as check_output().
Result<OutputFacts> write_mosaic(const OutputOptions& options, const Mosaic& mosaic,
                                 const PhotoLibrary& library, const std::string& settings,
                                 Executor& executor, Job& job);

}  // namespace tessera::cli
