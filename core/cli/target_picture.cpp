#include "cli/target_picture.h"

#include "cli/photo_folder.h"
#include "codec/decode.h"
#include "library/photo_hash.h"
#include "mosaic/mask.h"
#include "mosaic/target_adjustment.h"

#include <cstdio>
#include <utility>

namespace tessera::cli {
namespace {

Result<std::vector<std::uint8_t>> target_file(const MakeOptions& options,
                                              const ProjectFile* project) {
  if (!options.target.empty()) return read_picture(options.target, {});
  const bool has_file = project != nullptr && project->target && project->target->file;
  if (has_file) return *project->target->file;
  return Status{StatusCode::invalid_argument,
                "it was saved without its target: say where that is by --target"};
}

void compare(const TargetPicture& target, const MakeOptions& options, const ProjectFile& project) {
  if (!project.target || project.target->content == content_hash(target.file)) return;
  (void)std::fprintf(stderr, "%s is not the file \"%s\" that %s was made with\n",
                     target.name.c_str(), project.target->name.c_str(), options.project.c_str());
}

}  // namespace

Result<TargetPicture> read_target(const MakeOptions& options, const ProjectFile* project) {
  TargetPicture target;
  target.name = (options.target.empty() ? options.project : options.target).string();
  const auto named = [&](const Status& status) {
    return Status{status.code, target.name + ": " + status.detail};
  };
  Result<std::vector<std::uint8_t>> file = target_file(options, project);
  if (!file) return named(file.status());
  target.file = std::move(*file);
  Result<DecodedPicture> picture = decode_with_opacity(target.file, {});
  if (!picture) return named(picture.status());
  target.image = std::move(picture->image);
  target.opacity = std::move(picture->opacity);
  if (project == nullptr) return target;
  compare(target, options, *project);
  Result<Image> shown = adjusted_target(std::as_const(target.image).view(), project->adjustment);
  if (!shown) return named(shown.status());
  target.image = std::move(*shown);
  shown = framed_mask(std::as_const(target.opacity).view(), project->adjustment.framing);
  if (!shown) return named(shown.status());
  target.opacity = std::move(*shown);
  return target;
}

}  // namespace tessera::cli
