// The project file, which the page ("Save project") and this program write and read: a mosaic to be
// made again from the same photos, whatever their files are called by then.
//
//   Result<ProjectFile> project = read_project(path);
//   Status status = write_project(path, *project);
//
// JSON in UTF-8, one object. Readers pass over what they do not know; what they must know counts
// the version up.
//
//   format       "tessera project", before all else, so that a file that was cut off is known
//   version      1
//   settings     the page's settings as they stand in its fields (web/src/app/settings.ts): words,
//                switches, and numbers as text ("cellsAcross": "100", "tileSize": "32")
//   photos       all photos, which are meant by their place in this list: path, bytes, content (the
//                content hash of library/photo_hash.h in 16 hexadecimal digits; zeros: unknown) and
//                position (of the crop, from 0 to 1)
//   arguments    how this program was asked, where it wrote the file: for pictures to say
//   adjustment   how the target is shown: quarterTurns (clockwise, 0 to 3), crop (x, y, width and
//                height as parts of the turned picture), brightness, contrast, saturation (-100 to
//                100); or nothing
//   masks        of the target: finer (smaller tiles there), only (tiles only there) and outside
//                ("target" or "empty": what stands elsewhere); or nothing
//   pins         photos that stay in a cell: cell, photo, variant, and the columns and rows of the
//                grid in which that holds
//   banned       photos that are not used
//   photoLimits  photo and maxUses
//   target       null, or name, width, height, content, and file: its bytes in base64, or null
//   mosaic       null, or columns, rows, and for each cell, row after row: photoOfCell, 32-bit
//                numbers, little-endian, in base64 (4294967295: empty); variantOfCell, bytes in
//                base64, each a place in variantNames (names as in library/variants.h)
//   saving       null, or how the page was to save the mosaic (web/src/app/save_options.ts)
//   thumbnails   null, or those of all photos, in their order: JPEG pictures in base64, each of 64
//                of them (the last: of the rest), 64 pixels a side, one below the other
#pragma once

#include "base/geometry.h"
#include "base/status.h"
#include "cli/mask_options.h"
#include "cli/project_settings.h"
#include "library/candidates.h"
#include "library/crop.h"
#include "match/constraints.h"
#include "mosaic/photo_rules.h"
#include "mosaic/target_adjustment.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tessera::cli {

inline constexpr const char* kProjectFormat = "tessera project";
inline constexpr int kProjectVersion = 1;

struct ProjectPhoto {
  std::string path;  ///< that it had
  std::uint64_t bytes = 0;
  std::uint64_t content = 0;            ///< content_hash() of its file
  CropPosition position = kCropMiddle;  ///< of a square
};

struct ProjectTarget {
  std::string name;
  Size size;                                      ///< as it is shown
  std::uint64_t content = 0;                      ///< content_hash() of its file
  std::optional<std::vector<std::uint8_t>> file;  ///< where it was to be kept with the project
};

/// Photos here are meant by their places in `photos`.
struct ProjectFile {
  ProjectSettings settings;
  std::string arguments;
  TargetAdjustment adjustment;
  /// Of the whole target, before it is adjusted.
  TargetMasks masks;
  bool outside_shows_target = true;
  std::vector<ProjectPhoto> photos;
  std::optional<ProjectTarget> target;
  Size cells;  ///< columns × rows
  /// For each cell; its photo is kEmptyCell where it is empty.
  std::vector<ShownPhoto> shown;
  // Only written: what is shown has come of them.
  std::vector<PhotoRules::Pin> pins;  ///< in the grid of `cells`
  std::vector<std::uint32_t> banned;
  std::vector<Constraints::PhotoLimit> photo_limits;
};

/// @return io, too_large; corrupt where it is no project, cut off or damaged; unsupported where it
///   is of a later version; invalid_argument where no mosaic is
///   in it. The detail names the file.
Result<ProjectFile> read_project(const std::filesystem::path& path);

/// @return io; invalid_argument as project_settings_words(). The detail names the file or option.
Status write_project(const std::filesystem::path& path, const ProjectFile& project);

}  // namespace tessera::cli
