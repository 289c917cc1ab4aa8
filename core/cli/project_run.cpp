#include "cli/project_run.h"

#include "image/framing.h"
#include "image/resample.h"
#include "library/photo_hash.h"
#include "library/preview.h"
#include "library/thumbnail.h"
#include "library/tile_shape.h"
#include "library/variants.h"
#include "match/constraints.h"
#include "mosaic/blocks.h"
#include "mosaic/mask.h"
#include "mosaic/shown_photos.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace tessera::cli {
namespace {

namespace fs = std::filesystem;

// Each variant that is shown, or may come to be.
std::vector<ShownPhoto> variants_shown(const MakeOptions& options, const ProjectFile* project,
                                       Size tile) {
  std::set<VariantNumber> numbers;
  if (project != nullptr) {
    for (const ShownPhoto& cell : project->shown) numbers.insert(cell.variant);
  } else {
    for (const Variant& variant : variants_of(options.variants, tile)) {
      numbers.insert(variant.number);
    }
  }
  std::vector<ShownPhoto> shown;
  shown.reserve(numbers.size());
  for (const VariantNumber number : numbers) shown.push_back({0, number});
  return shown;
}

int even_up(int side) { return side + side % 2; }

// Black and white, and no larger than the page takes it.
Result<Image> as_saved(Image mask) {
  if (mask.empty()) return mask;
  constexpr int kMostSide = 4096;
  constexpr std::uint8_t kHalf = 128;
  if (std::max(mask.width(), mask.height()) > kMostSide) {
    Result<Image> smaller =
        resample(std::as_const(mask).view(), fitted_size(mask.size(), kMostSide));
    if (!smaller) return smaller;
    mask = std::move(*smaller);
  }
  for (std::size_t i = 0; i < mask.bytes().size(); ++i) {
    mask.data()[i] = mask.data()[i] >= kHalf ? 255 : 0;
  }
  return mask;
}

// As the page names files: by their path inside the folder that was chosen.
std::string path_in_folder(const fs::path& file, const std::vector<fs::path>& folders) {
  for (const fs::path& folder : folders) {
    const fs::path inside = file.lexically_relative(folder);
    if (!inside.empty() && inside != "." && *inside.begin() != "..") {
      return inside.generic_string();
    }
  }
  return file.filename().string();
}

// Where the crop of a square would lie that shows the same; the page looks at photos through those.
CropPosition position_in_square(const PhotoLibrary& library, std::size_t photo) {
  return crop_for_tile(library.traits(photo).size, library.thumbnail_size(),
                       library.crop_position(photo), kPageThumbnail)
      .position.value_or(kCropMiddle);
}

std::map<std::uint64_t, CropPosition> positions_of(const ProjectFile& project) {
  std::map<std::uint64_t, CropPosition> positions;
  for (const ProjectPhoto& photo : project.photos) {
    if (photo.content != 0) positions[photo.content] = photo.position;
  }
  return positions;
}

struct Recropped {
  std::size_t photo;
  CropPosition position;
};

// Photos whose thumbnail shows another part of them than in the project.
std::vector<Recropped> moved_crops(const ProjectFile& project, const PhotoLibrary& library) {
  std::vector<Recropped> photos;
  if (library.thumbnail_size() != kPageThumbnail) return photos;
  const std::map<std::uint64_t, CropPosition> positions = positions_of(project);
  for (std::size_t photo = 0; photo < library.count(); ++photo) {
    const auto saved = positions.find(library.traits(photo).content);
    if (saved != positions.end() && saved->second != library.crop_position(photo)) {
      photos.push_back({photo, saved->second});
    }
  }
  return photos;
}

// Photos that were cropped to tiles larger than thumbnails where something was found to matter: the
// page has found that in thumbnails.
std::vector<Recropped> found_crops(const PhotoLibrary& library) {
  std::vector<Recropped> photos;
  const Size tile = library.thumbnail_size();
  if (tile == kPageThumbnail) return photos;
  for (std::size_t photo = 0; photo < library.count(); ++photo) {
    const CropPosition position = library.crop_position(photo);
    if (crop_for_tile(library.traits(photo).size, tile, position, kPageThumbnail).position) {
      photos.push_back({photo, position});
    }
  }
  return photos;
}

}  // namespace

MakeOptions with_project(const MakeOptions& asked, const ProjectFile& project) {
  MakeOptions options = with_settings(asked, project.settings);
  const bool split = !project.masks.finer.empty();
  options.cells_across = project.cells.width / (split ? kBlockSide : 1);
  // Tiles that are halved in places have even sides.
  if (split) options.tile = {even_up(options.tile.width), even_up(options.tile.height)};
  options.masks.outside_shows_target = project.outside_shows_target;
  options.crop = CropPolicy::smart;
  return options;
}

Status check_grid(const MakeOptions& options, const ProjectFile& project, const Grid& grid,
                  const std::string& target) {
  const auto in_words = [](Size cells) {
    return std::to_string(cells.width) + " columns and " + std::to_string(cells.height) + " rows";
  };
  const Size cells = {grid.columns, grid.rows};
  if (cells == project.cells) return {};
  return {StatusCode::invalid_argument,
          target + ": it is not the target of " + options.project.string() + ", whose mosaic has " +
              in_words(project.cells) + "; this one would have " + in_words(cells)};
}

Result<TargetMasks> choose_masks(const MakeOptions& options, const ProjectFile* project,
                                 ImageView target) {
  if (project != nullptr) {
    const Framing& framing = project->adjustment.framing;
    Result<Image> finer = framed_mask(project->masks.finer.view(), framing);
    if (!finer) return finer.status();
    Result<Image> only = framed_mask(project->masks.only.view(), framing);
    if (!only) return only.status();
    return TargetMasks{std::move(*finer), std::move(*only)};
  }
  Result<TargetMasks> masks = read_masks(options.masks, target);
  if (!masks || options.save_project.empty()) return masks;
  Result<Image> finer = as_saved(std::move(masks->finer));
  if (!finer) return finer.status();
  Result<Image> only = as_saved(std::move(masks->only));
  if (!only) return only.status();
  return TargetMasks{std::move(*finer), std::move(*only)};
}

Size drawn_tile(const MosaicStyle& style, const CellPlan& plan) {
  return plan.blocks.any() ? grid_of_blocks(plan.grid).tile : style.drawn_size(plan.grid.tile);
}

Size photo_size(const MakeOptions& options, const ProjectFile* project, const CellPlan& plan) {
  const MosaicStyle& style = options.look.style;
  if (project == nullptr && options.save_project.empty()) return style.drawn_size(options.tile);
  const Size drawn = drawn_tile(style, plan);
  const Size decoded = decoded_size(drawn, variants_shown(options, project, drawn));
  const bool from_thumbnails =
      same_shape(options.tile, kPageThumbnail) && decoded.width <= kPageThumbnail.width;
  return from_thumbnails ? kPageThumbnail : decoded;
}

KnownCrops crops_of(const ProjectFile& project, Size photos) {
  if (photos == kPageThumbnail) return {};
  return {positions_of(project), kPageThumbnail};
}

Status crop_as_page(const MakeOptions& options, const ProjectFile* project,
                    const LibraryFiller& filler, PhotoLibrary& library, Executor& executor) {
  std::vector<Recropped> photos;
  if (project != nullptr) photos = moved_crops(*project, library);
  if (!options.save_project.empty() && options.crop == CropPolicy::smart) {
    photos = found_crops(library);
  }
  // As many as are in memory at once.
  constexpr std::size_t kBatch = 16;
  for (std::size_t first = 0; first < photos.size(); first += kBatch) {
    const std::size_t count = std::min(kBatch, photos.size() - first);
    std::vector<std::optional<Result<Thumbnail>>> cropped(count);
    executor.for_each(count, [&](std::size_t i) {
      const auto& [photo, position] = photos[first + i];
      const Result<std::vector<std::uint8_t>> bytes = read_picture(filler.file_of(photo), {});
      cropped[i].emplace(
          bytes ? make_thumbnail(*bytes, library.thumbnail_size(), {}, {.position = position})
                : Result<Thumbnail>(bytes.status()));
    });
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t photo = photos[first + i].photo;
      const Result<Thumbnail>& thumbnail = *cropped[i];
      Status status = thumbnail.status();
      if (thumbnail) status = library.replace(photo, thumbnail->view(), thumbnail->position);
      if (!status.is_ok()) {
        return {status.code, filler.file_of(photo).string() + ": " + status.detail};
      }
    }
  }
  return {};
}

Result<std::vector<ShownPhoto>> find_shown(const fs::path& path, const ProjectFile& project,
                                           const PhotoLibrary& library) {
  // Of files with the same bytes any one will do.
  std::unordered_map<std::uint64_t, std::uint32_t> photo_of_content;
  for (std::uint32_t photo = 0; photo < library.count(); ++photo) {
    photo_of_content.emplace(library.traits(photo).content, photo);
  }
  std::vector<ShownPhoto> shown = project.shown;
  std::map<std::uint32_t, std::string> missing;
  for (ShownPhoto& cell : shown) {
    if (cell.photo == kEmptyCell) continue;
    const ProjectPhoto& photo = project.photos[cell.photo];
    const auto found = photo_of_content.find(photo.content);
    if (found == photo_of_content.end()) {
      missing.emplace(cell.photo, photo.path);
    } else {
      cell.photo = found->second;
    }
  }
  if (!missing.empty()) {
    return Status{StatusCode::invalid_argument,
                  path.string() + ": " + std::to_string(missing.size()) +
                      " of its photos are not in the folders given by --photos, \"" +
                      missing.begin()->second + "\" first"};
  }
  return shown;
}

Status check_saving(const MakeOptions& options, Rect crop, const Grid& grid) {
  const auto words = project_settings_words(settings_of_options(options));
  if (!words) return words.status();
  if (!same_shape(options.tile, kPageThumbnail) && options.crop != CropPolicy::smart) {
    return {StatusCode::invalid_argument,
            "--save-project: the page looks for what matters in photos where tiles are not square: "
            "take --crop smart"};
  }
  if (!options.grid) return {};
  const Result<Grid> in_page =
      grid_across(grid.columns, grid.tile, crop.size(), options.look.brick);
  if (in_page && *in_page == grid) return {};
  return {StatusCode::invalid_argument,
          "--save-project: the page has as many rows as the target's shape asks for: take "
          "--cells-across instead of --grid"};
}

ProjectFile project_of(const MakeOptions& options, const std::string& arguments,
                       const TargetPicture& target, TargetMasks masks, const Report& report,
                       const PhotoLibrary& library, const LibraryFiller& filler,
                       const MatchedPhotos& matched) {
  const Grid& grid = report.plan.grid;
  const Rect crop = report.target_crop;
  ProjectFile project;
  project.settings = settings_of_options(options);
  project.settings.cells_across = grid.columns / report.plan.parts;
  project.arguments = arguments;
  // The part that the grid covers, as the page crops targets.
  project.adjustment.framing.part = parts_of(target.image.size(), crop);
  project.masks = std::move(masks);
  project.outside_shows_target = options.masks.outside_shows_target;
  project.target = ProjectTarget{options.target.filename().string(), crop.size(),
                                 content_hash(target.file), std::nullopt};
  if (options.with_target) project.target->file = target.file;
  for (std::size_t photo = 0; photo < library.count(); ++photo) {
    const fs::path& file = filler.file_of(photo);
    std::error_code gone;
    const std::uintmax_t bytes = fs::file_size(file, gone);
    project.photos.push_back({path_in_folder(file, options.photos), gone ? 0 : bytes,
                              library.traits(photo).content, position_in_square(library, photo)});
  }
  project.cells = {grid.columns, grid.rows};
  project.shown = matched.shown;
  project.pins = matched.rules.pins;
  std::set<std::uint32_t> banned(matched.rules.banned.begin(), matched.rules.banned.end());
  for (const Constraints::PhotoLimit& limit : matched.rules.own_limits) {
    // The page has no limit of no uses.
    if (limit.max_uses == 0) {
      banned.insert(limit.photo);
    } else {
      project.photo_limits.push_back(limit);
    }
  }
  project.banned.assign(banned.begin(), banned.end());
  return project;
}

}  // namespace tessera::cli
