#include "cli/make.h"

#include "base/executor.h"
#include "cli/files.h"
#include "cli/mosaic_output.h"
#include "cli/photo_cache.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/run_match.h"
#include "codec/file_format.h"
#include "library/crop.h"
#include "library/photo_library.h"
#include "library/photo_loader.h"
#include "mosaic/mosaic.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <deque>
#include <map>
#include <string>
#include <system_error>
#include <utility>

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

Status named(const fs::path& path, const Status& status) {
  return {status.code, path.string() + ": " + status.detail};
}

// A file's bytes where its beginning is that of a picture: a video is not read to its end to be
// refused.
Result<std::vector<std::uint8_t>> read_picture(const fs::path& path,
                                               const DecodeOptions& decoding) {
  const Result<std::vector<std::uint8_t>> head = read_head(path, kSignatureBytes);
  if (!head) return head.status();
  if (Status status = check_decodable(*head); !status.is_ok()) return status;
  return read_file(path, decoding.max_bytes);
}

// Fills the library from files; what cannot be read is reported, in the order of the files. What
// the cache knows is not read.
class LibraryFiller {
 public:
  /// @param cache may be null.
  LibraryFiller(const std::vector<fs::path>& files, CropPolicy crop, PhotoLibrary& library,
                PhotoCache* cache, Executor& executor)
      : files_(files),
        crop_(crop),
        library_(library),
        cache_(cache),
        loader_(library.thumbnail_size(), decoding_, executor) {}

  Status fill(const Job& job) {
    for (std::size_t file = 0; file < files_.size(); ++file) {
      if (job.cancelled()) return Job::cancelled_status();
      PhotoCache::Known known;
      if (cache_ != nullptr) known = cache_->look_up(files_[file]);
      if (known.outcome) {
        ++from_cache_;
        if (Status status = take_until([&] { return loader_.accepts_known(); }); !status.is_ok()) {
          return status;
        }
        waiting_.push_back({file, {}});
        loader_.submit_known(std::move(*known.outcome));
        continue;
      }
      Result<std::vector<std::uint8_t>> bytes = read_picture(files_[file], decoding_);
      if (!bytes) {
        if (cache_ != nullptr) cache_->remember(known.file, bytes.status());
        failures_[file] = bytes.status();
        continue;
      }
      const std::size_t count = bytes->size();
      if (Status status = take_until([&] { return loader_.accepts(count); }); !status.is_ok()) {
        return status;
      }
      waiting_.push_back({file, std::move(known.file)});
      loader_.submit(std::move(*bytes), {crop_});
    }
    Status status = take_until([&] { return loader_.in_flight() == 0 || job.cancelled(); });
    return job.cancelled() ? Job::cancelled_status() : status;
  }

  std::vector<SkippedFile> skipped() const {
    std::vector<SkippedFile> skipped;
    for (const auto& [file, reason] : failures_) skipped.push_back({files_[file].string(), reason});
    return skipped;
  }
  std::size_t from_cache() const { return from_cache_; }

 private:
  // A file in the loader.
  struct Waiting {
    std::size_t file = 0;
    PhotoCache::File key;  // of one that the cache did not know
  };

  // Takes what has finished; while that is not enough, waits for the oldest file in flight.
  template <class Enough>
  Status take_until(const Enough& enough) {
    while (!enough()) {
      loader_.wait();
      if (Status status = take(); !status.is_ok()) return status;
    }
    return {};
  }

  Status take() {
    for (const Result<Thumbnail>& thumbnail : loader_.take_finished()) {
      const auto [file, key] = std::move(waiting_.front());
      waiting_.pop_front();
      if (cache_ != nullptr) cache_->remember(key, thumbnail);
      if (!thumbnail) {
        failures_[file] = thumbnail.status();
      } else if (Result<std::size_t> added = library_.add(thumbnail->view(), thumbnail->position);
                 !added) {
        return added.status();
      }
    }
    progress_.show(static_cast<std::int64_t>(library_.count() + failures_.size()),
                   static_cast<std::int64_t>(files_.size()));
    return {};
  }

  const std::vector<fs::path>& files_;
  CropPolicy crop_;
  DecodeOptions decoding_;
  PhotoLibrary& library_;
  PhotoCache* cache_;
  PhotoLoader loader_;
  std::deque<Waiting> waiting_;
  std::map<std::size_t, Status> failures_;  // by file
  std::size_t from_cache_ = 0;
  ProgressLine progress_{"Photos"};
};

// The photos in the folders. The cache may lie among them and is none of them.
Result<std::vector<fs::path>> find_photos(const MakeOptions& options) {
  Result<std::vector<fs::path>> files = find_files(options.photos);
  if (!files || options.cache.empty()) return files;
  std::erase_if(*files, [&](const fs::path& file) {
    std::error_code error;
    return file.filename() == options.cache.filename() &&
           fs::equivalent(file, options.cache, error);
  });
  return files;
}

Result<Grid> choose_grid(const MakeOptions& options, Size target) {
  if (options.grid) return whole_grid(options.grid->width, options.grid->height, options.tile);
  return grid_across(options.cells_across, options.tile, target);
}

Result<MatchResult> match(const MakeOptions& options, ImageView target, const Grid& grid,
                          const PhotoLibrary& library, Executor& executor, Job& job) {
  const CellDescriptors cells(target, grid);
  return run_match(options.match, {static_cast<std::size_t>(grid.columns), {}}, cells.points(),
                   library.descriptors(), executor, job);
}

// How the mosaic was made, as one would ask for it again.
std::string settings_of(const MakeOptions& options, const Grid& grid) {
  const auto size = [](int width, int height) {
    return std::to_string(width) + "x" + std::to_string(height);
  };
  return "--grid " + size(grid.columns, grid.rows) + " --tile " +
         size(grid.tile.width, grid.tile.height) + " --crop " +
         (options.crop == CropPolicy::smart ? "smart" : "centre") + " --match " +
         std::string(method_name(options.match.method));
}

Status run(const MakeOptions& options, Report& report, Job& job) {
  const Stopwatch total;
  const std::unique_ptr<Executor> executor = make_executor(options.threads);

  // The target and the grid first: a mistake there should not cost the time of reading all photos.
  const Result<std::vector<std::uint8_t>> bytes = read_picture(options.target, {});
  if (!bytes) return named(options.target, bytes.status());
  const Result<Image> target = decode_image(*bytes, {});
  if (!target) return named(options.target, target.status());
  const Result<Grid> grid = choose_grid(options, target->size());
  if (!grid) return grid.status();
  if (Status status = check_output(options.output, grid->mosaic); !status.is_ok()) return status;
  report.grid = *grid;
  report.target = target->size();
  report.target_crop = options.grid ? centre_crop(target->size(), grid->mosaic)
                                    : Rect{0, 0, target->width(), target->height()};

  const Stopwatch thumbnails;
  std::unique_ptr<PhotoCache> cache;
  if (!options.cache.empty()) {
    Result<std::unique_ptr<PhotoCache>> opened =
        PhotoCache::open(options.cache, pack_format(options.tile, options.crop));
    if (!opened) return opened.status();
    cache = std::move(*opened);
  }
  const Result<std::vector<fs::path>> files = find_photos(options);
  if (!files) return files.status();
  report.found = files->size();
  PhotoLibrary library(options.tile);
  LibraryFiller filler(*files, options.crop, library, cache.get(), *executor);
  Status filled = filler.fill(job);
  if (cache != nullptr) cache->close();
  report.skipped = filler.skipped();
  report.from_cache = filler.from_cache();
  if (!filled.is_ok()) return filled;
  report.used = library.count();
  report.seconds.thumbnails = thumbnails.seconds();
  for (const SkippedFile& file : report.skipped) {
    (void)std::fprintf(stderr, "skipped %s: %s\n", file.file.c_str(), file.reason.detail.c_str());
  }
  if (library.count() == 0) {
    return {StatusCode::invalid_argument,
            "there is no photo that could be read in the folders given by --photos"};
  }

  const Stopwatch matching;
  Result<MatchResult> matched =
      match(options, target->view().cropped(report.target_crop), *grid, library, *executor, job);
  if (!matched) return matched.status();
  report.match = std::move(*matched);
  report.seconds.match = matching.seconds();

  const Stopwatch encoding;
  const Result<OutputFacts> output =
      write_mosaic(options.output, *grid, report.match.assignment.photo_of_cell, library,
                   settings_of(options, *grid), *executor, job);
  if (!output) return output.status();
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
                     options.output.path.c_str(), report.grid.mosaic.width,
                     report.grid.mosaic.height, report.grid.cell_count(),
                     report.match.facts.distinct, report.used, report.match.facts.largest_use);
  if (options.output.only_estimate) {
    (void)std::fprintf(out, "It would have about %llu bytes\n",
                       static_cast<unsigned long long>(report.output.estimated_bytes));
  }
  (void)std::fputs(match_summary(options.match, report.match).c_str(), out);
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
