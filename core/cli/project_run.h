// What a project and a run of `tessera make` are to each other: a run that makes a project's mosaic
// again, and one that leaves a project behind.
//
//   const MakeOptions options = with_project(asked, *project);
//   PhotoLibrary library(photo_size(options, &*project, plan));
//   Result<std::vector<ShownPhoto>> shown = find_shown(options.project, *project, library);
//
// Both decode photos at the sizes at which the page does, so that all three come to the same
// pixels.
#pragma once

#include "base/executor.h"
#include "base/geometry.h"
#include "base/status.h"
#include "cli/mask_options.h"
#include "cli/match_photos.h"
#include "cli/options.h"
#include "cli/photo_folder.h"
#include "cli/project_file.h"
#include "cli/report.h"
#include "cli/target_picture.h"
#include "library/candidates.h"
#include "library/photo_library.h"
#include "mosaic/cell_plan.h"
#include "mosaic/grid.h"
#include "mosaic/style.h"

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

/// The masks of the target as it is shown: a project's, or those that the options name, as sharp as
/// a project that is to be saved will have them.
/// @param project to be read; null: none.
/// @return as read_masks(), out_of_memory.
Result<TargetMasks> choose_masks(const MakeOptions& options, const ProjectFile* project,
                                 ImageView target);

/// Pixels of the largest tiles that are drawn.
Size drawn_tile(const MosaicStyle& style, const CellPlan& plan);

/// The size to decode photos at: that of tiles, but where there is a project, to be read or saved,
/// the one at which the page would.
/// @param project to be read; null: none.
Size photo_size(const MakeOptions& options, const ProjectFile* project, const CellPlan& plan);

/// How photos of a project are cropped, by the contents of their files: of those that are decoded
/// at another size than the page's thumbnails.
KnownCrops crops_of(const ProjectFile& project, Size photos);

/// Decodes photos again that the page would crop anew: a JPEG of which only a part is decoded
/// differs by a grey level or two from one that was decoded whole, because the place of its crop
/// was not known.
/// @param project to be read; null: none.
/// @return io, or as make_thumbnail(); the detail names the file.
Status crop_as_page(const MakeOptions& options, const ProjectFile* project,
                    const LibraryFiller& filler, PhotoLibrary& library, Executor& executor);

/// What the cells of a project show, in the numbers of a library.
/// @return invalid_argument where photos of it are missing; the detail names the first.
Result<std::vector<ShownPhoto>> find_shown(const std::filesystem::path& path,
                                           const ProjectFile& project, const PhotoLibrary& library);

/// @param crop the part of the target that the grid covers.
/// @return invalid_argument where the page could not make the mosaic that the options ask for; the
///   detail says what to ask for instead.
Status check_saving(const MakeOptions& options, Rect crop, const Grid& grid);

/// The project of a mosaic that was made.
/// @param arguments how it was made. @param report has its cells and the part of the target that
///   they cover.
ProjectFile project_of(const MakeOptions& options, const std::string& arguments,
                       const TargetPicture& target, TargetMasks masks, const Report& report,
                       const PhotoLibrary& library, const LibraryFiller& filler,
                       const MatchedPhotos& matched);

}  // namespace tessera::cli
