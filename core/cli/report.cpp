#include "cli/report.h"

#include "cli/files.h"
#include "cli/run_match.h"

#include <nlohmann/json.hpp>
#include <string>

namespace tessera::cli {
namespace {

using Json = nlohmann::ordered_json;

Json skipped_files(const std::vector<SkippedFile>& skipped) {
  Json list = Json::array();
  for (const SkippedFile& file : skipped) {
    list.push_back({{"file", file.file},
                    {"code", status_name(file.reason.code)},
                    {"reason", file.reason.detail}});
  }
  return list;
}

Json duplicate_files(const std::vector<DuplicateFile>& duplicates) {
  Json list = Json::array();
  for (const DuplicateFile& file : duplicates) {
    list.push_back(
        {{"file", file.file},
         {"same_as", file.same_as},
         {"reason", file.kind == DuplicateKind::same_bytes ? "same bytes" : "same picture"}});
  }
  return list;
}

}  // namespace

Status write_report(const std::filesystem::path& path, const Report& report,
                    const MakeOptions& options) {
  const Rect& crop = report.target_crop;
  Json json = {
      {"photos",
       {{"found", report.found},
        {"used", report.used},
        {"from_cache", report.from_cache},
        {"skipped", skipped_files(report.skipped)},
        {"keep_duplicates", options.keep_duplicates},
        {"duplicates", duplicate_files(report.duplicates)},
        {"similar_groups", report.similar_groups}}},
      {"target",
       {{"file", options.target.string()},
        {"width", report.target.width},
        {"height", report.target.height},
        {"crop", {{"x", crop.x}, {"y", crop.y}, {"width", crop.width}, {"height", crop.height}}}}},
      {"grid",
       {{"columns", report.plan.grid.columns},
        {"rows", report.plan.grid.rows},
        {"cells", report.plan.cell_count()},
        {"parts", report.plan.parts},
        {"tile_width", report.plan.grid.tile.width},
        {"tile_height", report.plan.grid.tile.height}}},
      {"crop", options.crop == CropPolicy::smart ? "smart" : "centre"},
      {"descriptor",
       {{"boxes_across", options.descriptor.side},
        {"grey", options.descriptor.grey},
        {"structure", options.descriptor.structure}}},
      {"threads", options.threads},
      {"seconds",
       {{"thumbnails", report.seconds.thumbnails},
        {"match", report.seconds.match},
        {"encode", report.seconds.encode},
        {"total", report.seconds.total}}},
      {"output",
       {{"file", options.output.path.string()},
        {"width", report.plan.grid.mosaic.width},
        {"height", report.plan.grid.mosaic.height},
        {"bytes", report.output.bytes},
        {"estimated_bytes", report.output.estimated_bytes}}},
  };
  json.update(match_report(options.match, report.match));
  // Names of files need not be UTF-8: what is not is replaced rather than refused.
  const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  return write_text(path, text);
}

}  // namespace tessera::cli
