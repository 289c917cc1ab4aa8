#include "cli/make.h"

#include "base/executor.h"
#include "cli/files.h"
#include "cli/match_photos.h"
#include "cli/mosaic_output.h"
#include "cli/photo_folder.h"
#include "cli/preparation_options.h"
#include "cli/progress.h"
#include "cli/project_file.h"
#include "cli/project_run.h"
#include "cli/report.h"
#include "cli/run_match.h"
#include "cli/target_picture.h"
#include "library/chosen_photos.h"
#include "library/crop.h"
#include "library/duplicates.h"
#include "library/photo_library.h"
#include "mosaic/target_colours.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tessera::cli {
namespace {

namespace fs = std::filesystem;

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// The photos of a library that may stand in the mosaic.
PhotoChoice choose_photos(const MakeOptions& options, const PhotoLibrary& library,
                          const LibraryFiller& filler, Report& report) {
  DuplicateFinder finder;
  finder.update(library);
  report.similar_groups = finder.group_count();
  for (const std::uint32_t photo : finder.duplicates()) {
    const PhotoIdentity identity = finder.identity(photo);
    report.duplicates.push_back({filler.file_of(photo).string(),
                                 filler.file_of(identity.original).string(), identity.kind});
  }
  PhotoChoice choice{options.keep_duplicates ? all_photos(library) : finder.originals(), {}};
  for (std::uint32_t photo = 0; photo < library.count(); ++photo) {
    // Copies that are kept are photos like others: limits are those of each file.
    choice.originals.push_back(options.keep_duplicates ? photo : finder.identity(photo).original);
  }
  return choice;
}

Result<Grid> choose_grid(const MakeOptions& options, Size target) {
  const bool brick = options.look.brick;
  if (options.grid) {
    return whole_grid(options.grid->width, options.grid->height, options.tile, brick);
  }
  return grid_across(options.cells_across, options.tile, target, brick);
}

std::string rule_arguments(const MakeOptions& options) {
  std::string text;
  if (!options.pins.empty()) text += " --pins " + options.pins.string();
  for (const std::string& pattern : options.bans) text += " --ban " + pattern;
  if (!options.photo_limits.empty()) text += " --photo-limits " + options.photo_limits.string();
  return text;
}

// How the mosaic was made, as one would ask for it again.
std::string settings_of(const MakeOptions& options, const Grid& grid) {
  const auto size = [](int width, int height) {
    return std::to_string(width) + "x" + std::to_string(height);
  };
  return "--grid " + size(grid.columns, grid.rows) + " --tile " +
         size(grid.tile.width, grid.tile.height) + " --crop " +
         (options.crop == CropPolicy::smart ? "smart" : "centre") +
         preparation_arguments(options.preparation) + style_arguments(options.look) +
         mask_arguments(options.masks) + match_arguments(options.match) +
         compare_arguments(options.descriptor, options.variants) + rule_arguments(options) +
         (options.keep_duplicates ? " --keep-duplicates" : "");
}

Status run(const MakeOptions& asked, Report& report, Job& job) {
  const Stopwatch total;
  const std::unique_ptr<Executor> executor = make_executor(asked.threads);
  std::optional<ProjectFile> project;
  if (!asked.project.empty()) {
    Result<ProjectFile> read = read_project(asked.project);
    if (!read) return read.status();
    project = std::move(*read);
  }
  const ProjectFile* const given = project ? &*project : nullptr;
  const MakeOptions options = project ? with_project(asked, *project) : asked;

  // The target and the grid first: a mistake there should not cost the time of reading all photos.
  const Result<TargetPicture> target = read_target(options, given);
  if (!target) return target.status();
  const Size target_size = target->image.size();
  const Result<Grid> grid = choose_grid(options, target_size);
  if (!grid) return grid.status();
  if (Status status = check_output(options.output, grid->mosaic); !status.is_ok()) return status;
  report.target = target_size;
  report.target_crop = options.grid ? centre_crop(target_size, grid->mosaic)
                                    : Rect{0, 0, target_size.width, target_size.height};
  const bool saves_project = !options.save_project.empty();
  if (saves_project) {
    Status status = check_saving(options, report.target_crop, *grid);
    if (!status.is_ok()) return status;
  }
  Result<TargetMasks> masks = choose_masks(options, given, target->image.view());
  if (!masks) return masks.status();
  Result<CellPlan> plan = plan_with_masks(
      *grid, *masks, options.output.transparent ? target->opacity.view() : ImageView(), target_size,
      report.target_crop);
  if (!plan) return plan.status();
  if (project) {
    Status status = check_grid(options, *project, plan->grid, target->name);
    if (!status.is_ok()) return status;
  }
  report.plan = std::move(*plan);

  const Stopwatch thumbnails;
  const Size decoded = photo_size(options, given, report.plan);
  std::unique_ptr<PhotoCache> cache;
  if (!options.cache.empty()) {
    Result<std::unique_ptr<PhotoCache>> opened =
        PhotoCache::open(options.cache, pack_format(decoded, options.crop));
    if (!opened) return opened.status();
    cache = std::move(*opened);
  }
  const Result<std::vector<fs::path>> files = find_photos(options);
  if (!files) return files.status();
  report.found = files->size();
  PhotoLibrary library(decoded);
  LibraryFiller filler(*files, options.crop, library, cache.get(), *executor);
  if (project) filler.set_crops(crops_of(*project, decoded));
  Status filled = filler.fill(job);
  if (cache != nullptr) cache->close();
  report.skipped = filler.skipped();
  report.from_cache = filler.from_cache();
  if (!filled.is_ok()) return filled;
  if (Status status = crop_as_page(options, given, filler, library, *executor); !status.is_ok()) {
    return status;
  }
  if (Status status = prepare_library(library, options.preparation, *executor); !status.is_ok()) {
    return status;
  }
  const PhotoChoice choice = choose_photos(options, library, filler, report);
  report.used = choice.photos.size();
  report.seconds.thumbnails = thumbnails.seconds();
  for (const SkippedFile& file : report.skipped) {
    (void)std::fprintf(stderr, "skipped %s: %s\n", file.file.c_str(), file.reason.detail.c_str());
  }
  if (library.count() == 0) {
    return {StatusCode::invalid_argument,
            "there is no photo that could be read in the folders given by --photos"};
  }

  const Stopwatch matching;
  const ImageView shown_target = target->image.view().cropped(report.target_crop);
  const auto file_of = [&](std::uint32_t photo) -> const fs::path& {
    return filler.file_of(photo);
  };
  const Result<MatchedPhotos> matched = match_photos(options, shown_target, report.plan, library,
                                                     choice, file_of, given, *executor, job);
  if (!matched) return matched.status();
  report.match = matched->match;
  report.seconds.match = matching.seconds();

  const Stopwatch encoding;
  const Blocks& blocks = report.plan.blocks;
  Mosaic mosaic{report.plan.grid, matched->photo_of_cell, options.look.style, nullptr,
                blocks.any() ? &blocks : nullptr};
  std::optional<TargetColours> colours;
  if (mosaic.shows_target()) {
    colours.emplace(
        shown_target, mosaic.grid, blocks,
        mosaic.has_target_cells() ? TargetColours::kMaxSeenPixels : TargetColours::kMaxPixels);
    if (!colours->valid()) {
      return {StatusCode::out_of_memory, "not enough memory for the target's colours"};
    }
    mosaic.target = &*colours;
  }
  const bool says_itself = project && !project->arguments.empty();
  const std::string arguments = says_itself ? project->arguments : settings_of(options, *grid);
  const Result<OutputFacts> output =
      write_mosaic(options.output, mosaic, matched->tiles(library), arguments, *executor, job);
  if (!output) return output.status();
  if (saves_project) {
    Status status = write_project(options.save_project,
                                  project_of(options, arguments, *target, std::move(*masks), report,
                                             library, filler, *matched));
    if (!status.is_ok()) return status;
  }
  report.output = *output;
  report.seconds.encode = encoding.seconds();
  report.seconds.total = total.seconds();
  return {};
}

void print_summary(const MakeOptions& options, const Report& report) {
  // Standard output is the picture's where that goes there.
  std::FILE* const out = is_standard_output(options.output) ? stderr : stdout;
  (void)std::fprintf(out,
                     "%s: %d × %d pixels, %zu cells, %zu of %zu photos, the most used %u times\n",
                     options.output.path.c_str(), report.plan.grid.mosaic.width,
                     report.plan.grid.mosaic.height, report.plan.cell_count(),
                     report.match.facts.distinct, report.used, report.match.facts.largest_use);
  if (options.output.only_estimate) {
    (void)std::fprintf(out, "It would have about %llu bytes\n",
                       static_cast<unsigned long long>(report.output.estimated_bytes));
  }
  if (!report.duplicates.empty() && !options.keep_duplicates) {
    const bool one = report.duplicates.size() == 1;
    (void)std::fprintf(out, "%zu %s left out (--keep-duplicates to use %s)\n",
                       report.duplicates.size(), one ? "duplicate was" : "duplicates were",
                       one ? "it" : "them");
  }
  MatchOptions match = options.match;
  match.min_distance = report.plan.distance(match.min_distance);
  (void)std::fputs(match_summary(match, report.match).c_str(), out);
  const std::string unsaid = unsaid_options(settings_of_options(options));
  if (!options.save_project.empty() && !unsaid.empty()) {
    (void)std::fprintf(
        out,
        "The project keeps this mosaic, but has no words for%s: the page would match "
        "it anew without\n",
        unsaid.c_str());
  }
}

}  // namespace

ExitCode make(const MakeOptions& options, Job& job) {
  Report report;
  Status status = run(options, report, job);
  if (status.is_ok() && !options.report.empty()) {
    status = write_report(options.report, report, options);
  }
  if (!status.is_ok()) {
    (void)std::fprintf(stderr, "tessera: %s\n", status.detail.c_str());
    return ExitCode::failed;
  }
  print_summary(options, report);
  return ExitCode::done;
}

}  // namespace tessera::cli
