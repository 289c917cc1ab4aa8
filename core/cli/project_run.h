// What a project and a run of `tessera make` are to each other: a run that makes a project's mosaic
// again, and one that leaves a project behind.
//
//   const MakeOptions options = with_project(asked, *project);
//   PhotoLibrary library(photo_size(options, &*project));
//   Result<std::vector<ShownPhoto>> shown = find_shown(options.project, *project, library);
//
// Both decode photos at the sizes at which the page does, so that all three come to the same
// pixels.
#pragma once

#include "base/geometry.h"
#include "base/status.h"
#include "cli/match_photos.h"
#include "cli/options.h"
#include "cli/photo_folder.h"
#include "cli/project_file.h"
#include "cli/target_picture.h"
#include "library/candidates.h"
#include "library/photo_library.h"
#include "mosaic/grid.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tessera::cli {

/// The page's thumbnails: tiles that are no larger are made of them.
inline constexpr Size kPageThumbnail = {64, 64};

/// The options with what a project says itself.
MakeOptions with_project(const MakeOptions& asked, const ProjectFile& project);

/// @return invalid_argument where the grid is not the one of the project's mosaic.
Status check_grid(const MakeOptions& options, const ProjectFile& project, const Grid& grid,
                  const std::string& target);

/// The size to decode photos at: that of tiles, but where there is a project, to be read or saved,
/// the one at which the page would.
/// @param project to be read; null: none.
Size photo_size(const MakeOptions& options, const ProjectFile* project);

/// How photos of a project are cropped, by the contents of their files.
KnownCrops crops_of(const ProjectFile& project);

/// What the cells of a project show, in the numbers of a library.
/// @return invalid_argument where photos of it are missing; the detail names the first.
Result<std::vector<ShownPhoto>> find_shown(const std::filesystem::path& path,
                                           const ProjectFile& project, const PhotoLibrary& library);

/// @param target its size. @param crop the part of it that the grid covers.
/// @return invalid_argument where the page could not make the mosaic that the options ask for; the
///   detail says what to ask for instead.
Status check_saving(const MakeOptions& options, Size target, Rect crop, const Grid& grid);

/// The project of a mosaic that was made.
/// @param arguments how it was made.
ProjectFile project_of(const MakeOptions& options, const std::string& arguments,
                       const TargetPicture& target, Rect crop, const Grid& grid,
                       const PhotoLibrary& library, const LibraryFiller& filler,
                       const MatchedPhotos& matched);

}  // namespace tessera::cli
