#include "cli/mosaic_output.h"

#include "cli/files.h"
#include "cli/progress.h"
#include "codec/zip_writer.h"
#include "mosaic/cut_tiles.h"
#include "mosaic/deep_zoom.h"
#include "mosaic/export_composed.h"
#include "mosaic/export_picture.h"
#include "mosaic/tile_cache.h"
#include "mosaic/tile_set.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace tessera::cli {
namespace {

namespace fs = std::filesystem;

enum class Kind { png, jpeg, folder, zip, unknown };

std::string lower_extension(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return extension;
}

Kind kind_of(const OutputOptions& options) {
  const std::string extension = lower_extension(options.path);
  if (!is_standard_output(options)) {
    if (extension == ".dzi") return Kind::folder;
    if (extension == ".zip") return Kind::zip;
  }
  if (options.format) return *options.format == PictureFormat::png ? Kind::png : Kind::jpeg;
  if (extension == ".png") return Kind::png;
  if (extension == ".jpg" || extension == ".jpeg") return Kind::jpeg;
  return Kind::unknown;
}

Status run(MosaicExport& mosaic, const char* label, Executor& executor, Job& job) {
  ProgressLine progress(label);
  job.begin(mosaic.total_units());
  while (!mosaic.finished()) {
    if (Status status = mosaic.advance(executor, job); !status.is_ok()) return status;
    progress.show(job.done(), job.total());
  }
  return {};
}

DeepZoomFormat tile_format(const OutputOptions& options) {
  if (options.format == PictureFormat::png) return {std::nullopt};
  return {options.jpeg};
}

PictureSettings picture_settings(const OutputOptions& options, const std::string& comment) {
  const bool jpeg = kind_of(options) == Kind::jpeg;
  return {jpeg ? PictureFormat::jpeg : PictureFormat::png,
          options.jpeg,
          options.dots_per_inch,
          options.small,
          options.title,
          comment};
}

// What is done with each kind is the same, but for the sink and the writer.
class Output {
 public:
  Output(const OutputOptions& options, const Mosaic& mosaic, const PhotoLibrary& library,
         const std::string& settings, Executor& executor, Job& job)
      : options_(options),
        mosaic_(mosaic),
        library_(library),
        settings_(settings),
        executor_(executor),
        job_(job) {}

  Result<std::uint64_t> estimate() {
    CountingSink nowhere;
    ZipWriter no_files(nowhere);
    const Kind kind = kind_of(options_);
    if (kind == Kind::folder || kind == Kind::zip) {
      return make_pyramid(no_files)->estimate_bytes(executor_);
    }
    if (Status status = make_tiles(); !status.is_ok()) return status;
    Result<std::unique_ptr<MosaicExport>> picture = make_picture(nowhere);
    if (!picture) return picture.status();
    return (*picture)->estimate_bytes(executor_);
  }

  Result<std::uint64_t> write() {
    switch (kind_of(options_)) {
      case Kind::folder:
        return write_folder();
      case Kind::zip:
        return write_zip();
      default:
        return write_picture();
    }
  }

 private:
  // All at once, to be coded once each; else they are made as they are needed.
  Status make_tiles() {
    if (needs_composing(mosaic_, picture_settings(options_, {}).format)) return {};
    Result<TileSet> tiles = tiles_from_thumbnails(library_, distinct_photos(mosaic_.photo_of_cell),
                                                  largest_cells().tile, executor_, job_);
    if (!tiles) return tiles.status();
    if (mosaic_.blocks == nullptr) {
      tiles_ = std::move(*tiles);
      return {};
    }
    Result<CutTiles> cut =
        cut_tiles(mosaic_.grid, *mosaic_.blocks, mosaic_.photo_of_cell, *tiles, executor_);
    if (!cut) return cut.status();
    tiles_ = std::move(cut->tiles);
    tile_of_cell_ = std::move(cut->tile_of_cell);
    return {};
  }

  std::shared_ptr<TileCache> tile_cache() const {
    return std::make_shared<TileCache>(library_, mosaic_.style.tone,
                                       TileCache::limit_for_rows(largest_cells(), mosaic_.style));
  }

  Grid largest_cells() const {
    return mosaic_.blocks == nullptr ? mosaic_.grid : grid_of_blocks(mosaic_.grid);
  }

  Result<std::unique_ptr<MosaicExport>> make_picture(ByteSink& sink) const {
    const PictureSettings settings = picture_settings(options_, settings_);
    if (needs_composing(mosaic_, settings.format))
      return ComposedExport::make(mosaic_, tile_cache(), sink, settings);
    const std::span<const std::uint32_t> tile_of_cell =
        mosaic_.blocks == nullptr ? mosaic_.photo_of_cell : tile_of_cell_;
    return make_picture_export(mosaic_.grid, tile_of_cell, tiles_, sink, settings);
  }

  Status run_picture(ByteSink& sink) const {
    const char* const label = kind_of(options_) == Kind::jpeg ? "JPEG" : "PNG";
    Result<std::unique_ptr<MosaicExport>> picture = make_picture(sink);
    if (!picture) return picture.status();
    return run(**picture, label, executor_, job_);
  }

  std::unique_ptr<MosaicExport> make_pyramid(FileSink& files) const {
    return std::make_unique<DeepZoomExport>(mosaic_, tile_cache(), files,
                                            options_.path.stem().string(), tile_format(options_));
  }

  Result<std::uint64_t> write_picture() {
    if (Status status = make_tiles(); !status.is_ok()) return status;
    if (is_standard_output(options_)) {
      StandardOutput output;
      if (Status status = run_picture(output); !status.is_ok()) return status;
      if (Status status = output.commit(); !status.is_ok()) return status;
      return output.bytes_written();
    }
    OutputFile file(options_.path);
    if (Status status = file.open(); !status.is_ok()) return status;
    if (Status status = run_picture(file); !status.is_ok()) return status;
    if (Status status = file.commit(); !status.is_ok()) return status;
    return file.bytes_written();
  }

  Result<std::uint64_t> write_folder() {
    OutputFolder folder(options_.path);
    if (Status status = folder.open(); !status.is_ok()) return status;
    if (Status status = run(*make_pyramid(folder), "Pyramid", executor_, job_); !status.is_ok()) {
      return status;
    }
    if (Status status = folder.commit(); !status.is_ok()) return status;
    return folder.bytes_written();
  }

  Result<std::uint64_t> write_zip() {
    OutputFile file(options_.path);
    if (Status status = file.open(); !status.is_ok()) return status;
    ZipWriter zip(file);
    if (Status status = run(*make_pyramid(zip), "Pyramid", executor_, job_); !status.is_ok()) {
      return status;
    }
    if (Status status = zip.finish(); !status.is_ok()) return status;
    if (Status status = file.commit(); !status.is_ok()) return status;
    return file.bytes_written();
  }

  const OutputOptions& options_;
  const Mosaic& mosaic_;
  const PhotoLibrary& library_;
  const std::string& settings_;
  Executor& executor_;
  Job& job_;
  // Where they are written tile by tile; of cells of two sizes cut, and for each cell which it is.
  TileSet tiles_;
  std::vector<std::uint32_t> tile_of_cell_;
};

}  // namespace

bool is_standard_output(const OutputOptions& options) { return options.path == "-"; }

Status check_output(const OutputOptions& options) {
  if (options.transparent && kind_of(options) != Kind::png) {
    return {StatusCode::invalid_argument,
            options.path.string() + ": only a PNG can be transparent: leave out --transparent"};
  }
  if (kind_of(options) != Kind::unknown) return {};
  return {StatusCode::invalid_argument,
          options.path.string() +
              ": the name should end in .png, .jpg, .dzi or .zip, or --format say what to write"};
}

Status check_output(const OutputOptions& options, Size mosaic) {
  if (Status status = check_output(options); !status.is_ok()) return status;
  const Kind kind = kind_of(options);
  if (kind != Kind::jpeg && kind != Kind::png) return {};
  return check_picture(mosaic, picture_settings(options, {}));
}

Result<OutputFacts> write_mosaic(const OutputOptions& options, const Mosaic& mosaic,
                                 const PhotoLibrary& library, const std::string& settings,
                                 Executor& executor, Job& job) {
  Output output(options, mosaic, library, settings, executor, job);
  OutputFacts facts;
  const Result<std::uint64_t> bytes = options.only_estimate ? output.estimate() : output.write();
  if (!bytes) return bytes.status();
  (options.only_estimate ? facts.estimated_bytes : facts.bytes) = *bytes;
  return facts;
}

}  // namespace tessera::cli
