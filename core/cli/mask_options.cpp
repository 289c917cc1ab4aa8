#include "cli/mask_options.h"

#include "cli/photo_folder.h"
#include "codec/decode.h"
#include "image/adjust.h"
#include "image/framing.h"
#include "library/suggested_mask.h"
#include "mosaic/mask.h"

#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace tessera::cli {
namespace {

namespace fs = std::filesystem;

// In the place of a mask's file: where there is something to see.
constexpr std::string_view kAutomaticMask = "auto";
// Cells are hardly ever smaller than its pixels.
constexpr int kAutomaticSide = 512;

Result<Image> read_mask(const fs::path& path) {
  const auto named = [&](const Status& status) {
    return Status{status.code, path.string() + ": " + status.detail};
  };
  const Result<std::vector<std::uint8_t>> bytes = read_picture(path, {});
  if (!bytes) return named(bytes.status());
  const Result<Image> picture = decode_image(*bytes, {});
  if (!picture) return named(picture.status());
  return greyscale(picture->view());
}

}  // namespace

void add_mask_options(CLI::App& command, MaskOptions& options) {
  CLI::Option* const only =
      command
          .add_option("--only", options.only,
                      "Picture, stretched over the target: tiles only where it is light; at least "
                      "half of a cell must be")
          ->type_name("MASK");
  const std::map<std::string, bool> shows_target = {{"target", true}, {"empty", false}};
  command
      .add_option("--outside", options.outside_shows_target,
                  "Where there are no tiles: the target itself (default), or nothing: a PNG with "
                  "alpha")
      ->needs(only)
      ->transform(CLI::CheckedTransformer(shows_target).description(""))
      ->type_name("target|empty");
  CLI::Option* const finer =
      command
          .add_option("--finer", options.finer,
                      "Picture, stretched over the target: where it is light, cells are split "
                      "into 2 x 2; auto: where there is something to see, like a face")
          ->type_name("MASK|auto");
  for (const char* const other : {"--brick", "--overlap"}) {
    finer->excludes(command.get_option(other));
  }
}

std::string mask_arguments(const MaskOptions& options) {
  std::string text;
  if (!options.only.empty()) text += " --only " + options.only.string();
  if (!options.outside_shows_target) text += " --outside empty";
  if (!options.finer.empty()) text += " --finer " + options.finer.string();
  return text;
}

Result<TargetMasks> read_masks(const MaskOptions& options, ImageView target) {
  TargetMasks masks;
  if (!options.only.empty()) {
    Result<Image> only = read_mask(options.only);
    if (!only) return only.status();
    masks.only = std::move(*only);
  }
  if (!options.finer.empty()) {
    Result<Image> finer = options.finer == kAutomaticMask ? suggest_mask(target, kAutomaticSide)
                                                          : read_mask(options.finer);
    if (!finer) return finer.status();
    masks.finer = std::move(*finer);
  }
  return masks;
}

Result<CellPlan> plan_with_masks(const Grid& cells, const TargetMasks& masks, ImageView opacity,
                                 Size target, Rect part) {
  const Framing framing = {0, parts_of(target, part)};
  const Result<Image> only = framed_mask(masks.only.view(), framing);
  if (!only) return only.status();
  const Result<Image> finer = framed_mask(masks.finer.view(), framing);
  if (!finer) return finer.status();
  const bool opaque = opacity.size().area() == 0;
  Result<CellPlan> plan =
      plan_cells(cells, {finer->view(), only->view(), opaque ? opacity : opacity.cropped(part)});
  if (plan && plan->without_photo({}).size() == plan->grid.cell_count()) {
    return Status{StatusCode::invalid_argument,
                  only->empty() ? "the target is transparent everywhere: leave out --transparent"
                                : "no cell is left by --only: its picture should be light where "
                                  "tiles are wanted"};
  }
  return plan;
}

}  // namespace tessera::cli
