#include "cli/options.h"

#include "cli/preparation_options.h"
#include "mosaic/grid.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <map>
#include <string_view>
#include <thread>

namespace tessera::cli {
namespace {

constexpr int kMaxTileSide = 4096;

// "COLSxROWS" or "WxH": two whole numbers with an x between them.
std::optional<Size> parse_size(std::string_view text) {
  Size size;
  const char* end = text.data() + text.size();
  const auto width = std::from_chars(text.data(), end, size.width);
  if (width.ec != std::errc() || width.ptr == end || (*width.ptr != 'x' && *width.ptr != 'X')) {
    return std::nullopt;
  }
  const auto height = std::from_chars(width.ptr + 1, end, size.height);
  if (height.ec != std::errc() || height.ptr != end) return std::nullopt;
  return size;
}

// A check for CLI11: the text is a size between 1x1 and largest x largest.
CLI::Validator size_up_to(int largest, const std::string& name) {
  return CLI::Validator(
      [largest](std::string& text) {
        const std::optional<Size> size = parse_size(text);
        if (size && size->width >= 1 && size->height >= 1 && size->width <= largest &&
            size->height <= largest) {
          return std::string();
        }
        return "'" + text + "' is not two numbers from 1 to " + std::to_string(largest) +
               " with an x between them, like 40x30";
      },
      name);
}

void add_output_options(CLI::App& make, OutputOptions& output) {
  make.add_option("--out", output.path,
                  "File to write: .png; .jpg; .dzi, a Deep Zoom pyramid, its tiles in a folder "
                  "beside; .zip, the same in an archive; -, standard output (with --format)")
      ->required()
      ->type_name("FILE");
  const std::map<std::string, PictureFormat> formats = {{"png", PictureFormat::png},
                                                        {"jpeg", PictureFormat::jpeg}};
  make.add_option("--format", output.format,
                  "What to write where the name does not say, and what a pyramid's tiles are "
                  "(default jpeg)")
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->type_name("png|jpeg");
  make.add_option("--quality", output.jpeg.quality, "Of a JPEG, 1 to 100 (default 90)")
      ->check(CLI::Range(1, 100))
      ->type_name("N");
  const std::map<std::string, JpegChroma> chromas = {{"420", JpegChroma::quarter},
                                                     {"444", JpegChroma::full}};
  make.add_option("--chroma", output.jpeg.chroma,
                  "Of a JPEG: 420: colours at half the resolution (default); 444: at all of it")
      ->transform(CLI::CheckedTransformer(chromas).description(""))
      ->type_name("420|444");
  make.add_option("--dpi", output.dots_per_inch, "Dots an inch that the file says it has")
      ->check(CLI::Range(1, 65535))
      ->type_name("N");
  make.add_option("--title", output.title, "Title that the file says it has");
  make.add_flag("--small", output.small,
                "Take more time for a smaller PNG, where tiles are hardly repeated");
  make.add_flag("--transparent", output.transparent,
                "Leave out cells where the target is mostly transparent: a PNG with alpha");
  make.add_flag("--estimate", output.only_estimate,
                "Only say how many pixels and bytes the file would have");
}

void add_rule_options(CLI::App& make, MakeOptions& options) {
  make.add_option("--pins", options.pins,
                  "CSV file like that of --assignment, with as many cells as one likes: these show "
                  "what it says")
      ->type_name("FILE.csv");
  make.add_option("--ban", options.bans,
                  "Photo that is not used but where it is pinned, nor its duplicates: a path, or a "
                  "pattern with * and ? of paths or names; may be given several times")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->type_name("PATH");
  make.add_option("--photo-limits", options.photo_limits,
                  "CSV file (photo,max_uses): photos with a limit of their own instead of "
                  "--max-uses")
      ->type_name("FILE.csv");
  for (const char* const rule : {"--pins", "--ban", "--photo-limits"}) {
    make.get_option(rule)->excludes(make.get_option("--use-assignment"));
  }
}

void add_project_options(CLI::App& make, MakeOptions& options) {
  CLI::Option* const project =
      make.add_option("--project", options.project,
                      "Project file that the page or --save-project has written: make its mosaic "
                      "again; photos are found by their bytes, whatever they are called now")
          ->type_name("FILE.tessera");
  CLI::Option* const saved =
      make.add_option("--save-project", options.save_project,
                      "Project file to write, for the page to go on with and for --project; "
                      "photos are decoded at the sizes at which the page does")
          ->excludes(project)
          ->type_name("FILE.tessera");
  saved->excludes(make.get_option("--estimate"));
  make.add_flag("--with-target", options.with_target, "Put the target's own file into that project")
      ->needs(saved);
  // A project says these itself.
  for (const char* const said : {"--grid",
                                 "--cells-across",
                                 "--tile",
                                 "--crop",
                                 "--use-assignment",
                                 "--cache",
                                 "--pins",
                                 "--ban",
                                 "--photo-limits",
                                 "--greyscale",
                                 "--autocontrast",
                                 "--equalise",
                                 "--overlap",
                                 "--colour-pull",
                                 "--overlay",
                                 "--tone",
                                 "--gap-width",
                                 "--background",
                                 "--brick",
                                 "--match",
                                 "--max-uses",
                                 "--min-uses",
                                 "--min-distance",
                                 "--swaps",
                                 "--time-limit",
                                 "--gap",
                                 "--descriptor",
                                 "--structure",
                                 "--grey",
                                 "--variants",
                                 "--keep-duplicates",
                                 "--only",
                                 "--finer"}) {
    make.get_option(said)->excludes(project);
  }
}

void add_assign(CLI::App& app, AssignOptions& options) {
  CLI::App* assign =
      app.add_subcommand("assign", "Assign tiles to cells, both given as points in NumPy files");
  assign->add_option("TILES.npy", options.tiles, "Points of the tiles, n x d, float32 or float64")
      ->required();
  assign->add_option("CELLS.npy", options.cells, "Points of the cells, m x d")->required();
  assign
      ->add_option("--out", options.out,
                   "NumPy file to write: for each cell the number of its tile, int64")
      ->required()
      ->type_name("MATCH.npy");
  CLI::Option* columns =
      assign->add_option("--columns", options.columns, "Cells of a row, for --min-distance")
          ->check(CLI::Range(1, kMaxMosaicSide))
          ->type_name("N");
  options.match.method = Matching::optimal;
  add_match_options(*assign, options.match);
  assign->get_option("--min-distance")->needs(columns);
  assign
      ->add_option("--pins", options.pins,
                   "NumPy file: for each cell the number of its tile, or -1 (int64)")
      ->type_name("PINS.npy");
  assign
      ->add_option("--bans", options.bans,
                   "NumPy file: for each tile 1 where it is used only where it is pinned, else 0 "
                   "(int64)")
      ->type_name("BANS.npy");
  assign
      ->add_option("--limits", options.limits,
                   "NumPy file: for each tile how often it may be used, or -1 for what --max-uses "
                   "says (int64)")
      ->type_name("LIMITS.npy");
  assign
      ->add_option("--threads", options.threads, "Threads to work on (default: one for each core)")
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  assign->add_option("--report", options.report, "JSON file to write about the matching")
      ->type_name("FILE.json");
}

}  // namespace

ParseOutcome parse_options(int argument_count, const char* const* arguments) {
  MakeOptions options;
  options.threads = std::max(1U, std::thread::hardware_concurrency());
  std::string grid;
  std::string tile;

  CLI::App app("Tessera makes photo mosaics: a target picture, painted out of your photos.",
               "tessera");
  app.require_subcommand(1);
  CLI::App* make =
      app.add_subcommand("make", "Make a mosaic and save it as a PNG or JPEG file, or for zooming");
  make->add_option("--photos", options.photos,
                   "Folder of photos, searched with all folders in it; may be given several times")
      ->required()
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->type_name("DIR");
  make->add_option("--target", options.target,
                   "Picture that the mosaic shall look like; a --project may have it itself")
      ->type_name("FILE");
  add_output_options(*make, options.output);
  CLI::Option* grid_option =
      make->add_option(
              "--grid", grid,
              "Cells across and down; the target is cropped to that shape around its centre")
          ->check(size_up_to(kMaxMosaicSide, "COLSxROWS"))
          ->type_name("");
  make->add_option(
          "--cells-across", options.cells_across,
          "Cells from left to right; as many down as the target's shape asks for (default 100)")
      ->check(CLI::Range(1, kMaxMosaicSide))
      ->excludes(grid_option)
      ->type_name("N");
  make->add_option("--tile", tile, "Pixels of a tile (default 32x32)")
      ->check(size_up_to(kMaxTileSide, "WxH"))
      ->type_name("");
  const std::map<std::string, CropPolicy> crops = {{"centre", CropPolicy::centre},
                                                   {"smart", CropPolicy::smart}};
  make->add_option("--crop", options.crop,
                   "What part of a photo a tile shows: centre: the middle (default); smart: the "
                   "part that holds most edges, contrast and skin tones")
      ->transform(CLI::CheckedTransformer(crops).description(""))
      ->type_name("centre|smart");
  add_preparation_options(*make, options.preparation);
  add_style_options(*make, options.look);
  add_mask_options(*make, options.masks);
  add_match_options(*make, options.match);
  make->add_flag("--keep-duplicates", options.keep_duplicates,
                 "Use photos that show the same as another one too (default: each once)");
  add_compare_options(*make, options.descriptor, options.variants);
  make->add_option("--assignment", options.assignment,
                   "CSV file to write: which photo stands in which cell")
      ->type_name("FILE.csv");
  make->add_option("--use-assignment", options.use_assignment,
                   "CSV file from --assignment to use instead of matching")
      ->type_name("FILE.csv");
  // A table has a photo for every cell.
  for (const char* const table : {"--assignment", "--use-assignment"}) {
    make->get_option("--transparent")->excludes(make->get_option(table));
  }
  make->add_option("--threads", options.threads, "Threads to work on (default: one for each core)")
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  make->add_option("--report", options.report, "JSON file to write about the run")
      ->type_name("FILE.json");
  make->add_option("--cache", options.cache,
                   "File that keeps thumbnails for the next run with the same tile size; photos "
                   "that have not changed are not decoded again")
      ->type_name("FILE");

  add_rule_options(*make, options);
  add_project_options(*make, options);

  AssignOptions assigning;
  assigning.threads = options.threads;
  add_assign(app, assigning);

  try {
    app.parse(argument_count, arguments);
  } catch (const CLI::ParseError& error) {
    const bool helped = app.exit(error) == 0;
    return {std::nullopt, std::nullopt, helped ? ExitCode::done : ExitCode::bad_usage};
  }
  if (app.got_subcommand("assign")) return {std::nullopt, assigning, ExitCode::done};
  if (options.target.empty() && options.project.empty()) {
    (void)std::fprintf(stderr, "--target is required\nRun with --help for more information.\n");
    return {std::nullopt, std::nullopt, ExitCode::bad_usage};
  }
  if (Status status = check_output(options.output); !status.is_ok()) {
    (void)std::fprintf(stderr, "tessera: %s\n", status.detail.c_str());
    return {std::nullopt, std::nullopt, ExitCode::bad_usage};
  }
  if (!grid.empty()) options.grid = parse_size(grid);
  if (!tile.empty()) options.tile = *parse_size(tile);
  // Tiles without colours of their own are told apart by their lightness.
  if (options.look.style.tone != Tone::as_is || options.preparation.greyscale) {
    options.descriptor.grey = true;
  }
  return {options, std::nullopt, ExitCode::done};
}

}  // namespace tessera::cli
