// The project file, which the page writes ("Save project") and both read: a mosaic to be made again
// from the same photos, whatever their files are called by then.
//
//   Result<ProjectFile> project = read_project(path);
//   Result<std::vector<ShownPhoto>> shown = find_shown(path, *project, library);
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
//   pins         photos that stay in a cell: cell, photo, variant, and the columns and rows of the
//                grid in which that holds
//   banned       photos that are not used
//   photoLimits  photo and maxUses
//   masks        finer and only (web/src/engine/types.ts), each null or width, height and bits: a
//                bit a pixel, row after row, the first in the lowest bit, in base64; and outside,
//                "target" or "empty". May be missing. Edges that are soft and bricks put finer
//                aside
//   target       null, or name, width, height, content, and file: its bytes in base64, or null
//   mosaic       null, or columns, rows, and for each cell, row after row: photoOfCell, 32-bit
//                numbers, little-endian, in base64 (4294967295: empty); variantOfCell, bytes in
//                base64, each a place in variantNames (names as in library/variants.h)
//   thumbnails   null, or those of all photos, in their order: JPEG pictures in base64, each of 64
//                of them (the last: of the rest), 64 pixels a side, one below the other
#pragma once

#include "base/geometry.h"
#include "base/status.h"
#include "cli/mask_options.h"
#include "library/candidates.h"
#include "library/crop.h"
#include "library/photo_library.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tessera::cli {

struct ProjectPhoto {
  std::string path;           ///< that it had
  std::uint64_t content = 0;  ///< content_hash() of its file
  CropPosition position = kCropMiddle;
};

/// What of a project it takes to make its mosaic.
struct ProjectFile {
  Size cells;  ///< columns × rows, of the smaller ones where there are two sizes
  int tile = 0;
  TargetMasks masks;  ///< those that count
  bool outside_shows_target = true;
  std::vector<ProjectPhoto> photos;
  /// For each cell, in the numbers of `photos`; its photo is kEmptyCell where it is empty.
  std::vector<ShownPhoto> shown;

  /// Where crops lie, by the content of files.
  std::map<std::uint64_t, CropPosition> crops() const;
};

/// @return io, too_large; corrupt where it is no project, cut off or damaged; unsupported where it
///   is of a later version; invalid_argument where no mosaic is in it. The detail names the file.
Result<ProjectFile> read_project(const std::filesystem::path& path);

/// What the cells of a project show, in the numbers of a library.
/// @return invalid_argument where photos of it are missing; the detail names the first.
Result<std::vector<ShownPhoto>> find_shown(const std::filesystem::path& path,
                                           const ProjectFile& project, const PhotoLibrary& library);

}  // namespace tessera::cli
