#include "cli/photo_rule_files.h"

#include "cli/csv.h"
#include "library/variants.h"

#include <fnmatch.h>
#include <utility>

namespace tessera::cli {
namespace {

namespace fs = std::filesystem;

Status read_pins(const fs::path& path, const Grid& grid, const PhotoNames& names,
                 PhotoRules& rules) {
  const Result<std::vector<NamedCell>> cells = read_named_cells(path, grid);
  if (!cells) return cells.status();
  for (const NamedCell& cell : *cells) {
    const Result<ShownPhoto> shown = names.find(path, cell.line, cell.shown);
    if (!shown) return shown.status();
    rules.pins.push_back({static_cast<std::uint32_t>(cell.cell), *shown});
  }
  return {};
}

Status read_limits(const fs::path& path, const PhotoNames& names, PhotoRules& rules) {
  const Result<std::vector<CsvRecord>> records = read_csv(path, "photo,max_uses");
  if (!records) return records.status();
  for (const CsvRecord& record : *records) {
    const std::optional<std::uint32_t> photo = names.find(record.fields[0]);
    if (!photo) {
      return wrong_line(path, record.line, record.fields[0] + " is not among the photos");
    }
    std::uint32_t most = 0;
    if (!to_number(record.fields[1], most)) {
      return wrong_line(path, record.line, "max_uses must be a whole number, 0 or more");
    }
    rules.own_limits.push_back({*photo, most});
  }
  return {};
}

}  // namespace

PhotoNames::PhotoNames(std::size_t photo_count, const FileOf& file_of) {
  for (std::uint32_t photo = 0; photo < photo_count; ++photo) {
    paths_.push_back(file_of(photo).string());
    photo_of_path_.emplace(paths_.back(), photo);
  }
  const std::vector<std::string> names = variant_names();
  for (std::size_t number = 0; number < names.size(); ++number) {
    variant_of_name_.emplace(names[number], static_cast<VariantNumber>(number));
  }
}

std::optional<std::uint32_t> PhotoNames::find(const std::string& path) const {
  const auto photo = photo_of_path_.find(path);
  return photo == photo_of_path_.end() ? std::nullopt : std::optional(photo->second);
}

std::vector<std::uint32_t> PhotoNames::matching(const std::string& pattern) const {
  if (const std::optional<std::uint32_t> photo = find(pattern)) return {*photo};
  std::vector<std::uint32_t> photos;
  for (std::uint32_t photo = 0; photo < paths_.size(); ++photo) {
    const std::string& path = paths_[photo];
    const std::string name = fs::path(path).filename().string();
    if (fnmatch(pattern.c_str(), path.c_str(), 0) == 0 ||
        fnmatch(pattern.c_str(), name.c_str(), 0) == 0) {
      photos.push_back(photo);
    }
  }
  return photos;
}

Result<ShownPhoto> PhotoNames::find(const fs::path& table, std::size_t line,
                                    const TableCell& shown) const {
  const std::optional<std::uint32_t> photo = find(shown.photo);
  if (!photo) return wrong_line(table, line, shown.photo + " is not among the photos");
  const auto variant = variant_of_name_.find(shown.variant);
  if (variant == variant_of_name_.end()) {
    return wrong_line(table, line, "there is no variant '" + shown.variant + "'");
  }
  return ShownPhoto{*photo, variant->second};
}

Result<PhotoRules> read_photo_rules(const MakeOptions& options, const Grid& grid,
                                    const PhotoNames& names) {
  PhotoRules rules;
  if (!options.pins.empty()) {
    if (Status status = read_pins(options.pins, grid, names, rules); !status.is_ok()) {
      return status;
    }
  }
  for (const std::string& pattern : options.bans) {
    const std::vector<std::uint32_t> photos = names.matching(pattern);
    if (photos.empty()) {
      return Status{StatusCode::invalid_argument, "--ban: there is no photo " + pattern};
    }
    rules.banned.insert(rules.banned.end(), photos.begin(), photos.end());
  }
  if (!options.photo_limits.empty()) {
    if (Status status = read_limits(options.photo_limits, names, rules); !status.is_ok()) {
      return status;
    }
  }
  return rules;
}

}  // namespace tessera::cli
