#include "cli/base64.h"
#include "cli/files.h"
#include "cli/project_file.h"
#include "library/variants.h"
#include "match/constraints.h"
#include "mosaic/grid.h"
#include "mosaic/mask.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace tessera::cli {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr int kMostMaskSide = 4096;
constexpr std::size_t kMostBytes = 1'000'000'000;

Status damaged(const fs::path& path, const std::string& place) {
  return {StatusCode::corrupt, path.string() + ": the project is damaged at \"" + place +
                                   "\": save it again, or take another copy"};
}

const Json& member(const Json& object, const char* name) {
  static const Json kNothing;
  const auto found = object.find(name);
  return found == object.end() ? kNothing : *found;
}

// A whole number from 1 to most, as a number or as text.
std::optional<int> count_of(const Json& value, int most) {
  std::int64_t number = 0;
  if (value.is_number_integer()) {
    number = value.get<std::int64_t>();
  } else if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  }
  if (number < 1 || number > most) return std::nullopt;
  return static_cast<int>(number);
}

std::optional<std::vector<std::uint8_t>> bytes_of(const Json& value) {
  return value.is_string() ? from_base64(value.get_ref<const std::string&>()) : std::nullopt;
}

std::optional<std::uint64_t> hash_of(const Json& value) {
  if (!value.is_string()) return std::nullopt;
  const auto& digits = value.get_ref<const std::string&>();
  const char* const end = digits.data() + digits.size();
  std::uint64_t hash = 0;
  const auto read = std::from_chars(digits.data(), end, hash, 16);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return hash;
}

std::optional<ProjectPhoto> read_photo(const Json& value) {
  const Json& path = member(value, "path");
  const std::optional<std::uint64_t> content = hash_of(member(value, "content"));
  const Json& position = member(value, "position");
  if (!path.is_string() || !content || !position.is_number()) return std::nullopt;
  const double part = position.get<double>();
  if (!(part >= 0 && part <= 1)) return std::nullopt;
  return ProjectPhoto{path.get<std::string>(), 0, *content,
                      static_cast<CropPosition>(std::lround(part * kCropEnd))};
}

std::optional<ProjectTarget> read_target(const Json& value) {
  const Json& name = member(value, "name");
  const std::optional<std::uint64_t> content = hash_of(member(value, "content"));
  const Json& file = member(value, "file");
  if (!name.is_string() || !content) return std::nullopt;
  ProjectTarget target{name.get<std::string>(), {}, *content, std::nullopt};
  if (file.is_null()) return target;
  target.file = bytes_of(file);
  if (!target.file) return std::nullopt;
  return target;
}

std::optional<double> number_within(const Json& value, double least, double most) {
  if (!value.is_number()) return std::nullopt;
  const double number = value.get<double>();
  if (!(number >= least && number <= most)) return std::nullopt;
  return number;
}

// @return what is wrong with it: the place; empty if nothing is.
std::string read_adjustment(const Json& value, TargetAdjustment& adjustment) {
  if (value.is_null()) return {};
  Levels& levels = adjustment.levels;
  Framing& framing = adjustment.framing;
  const struct {
    const char* name;
    int least;
    int most;
    int& number;
  } wholes[] = {{"quarterTurns", 0, 3, framing.quarter_turns},
                {"brightness", -100, 100, levels.brightness},
                {"contrast", -100, 100, levels.contrast},
                {"saturation", -100, 100, levels.saturation}};
  for (const auto& [name, least, most, number] : wholes) {
    const auto read = number_within(member(value, name), least, most);
    if (!read || std::floor(*read) < *read) return std::string("adjustment.") + name;
    number = static_cast<int>(*read);
  }
  const struct {
    const char* name;
    double& number;
  } sides[] = {{"x", framing.part.x},
               {"y", framing.part.y},
               {"width", framing.part.width},
               {"height", framing.part.height}};
  for (const auto& [name, number] : sides) {
    const auto read = number_within(member(member(value, "crop"), name), 0, 1);
    if (!read) return std::string("adjustment.crop.") + name;
    number = *read;
  }
  if (framing.part.width <= 0 || framing.part.height <= 0) return "adjustment.crop";
  return {};
}

// A bit for each pixel, row after row, the first in the lowest bit.
std::optional<Image> read_mask(const Json& value) {
  if (value.is_null()) return Image();
  const std::optional<int> width = count_of(member(value, "width"), kMostMaskSide);
  const std::optional<int> height = count_of(member(value, "height"), kMostMaskSide);
  const auto bits = bytes_of(member(value, "bits"));
  if (!width || !height || !bits) return std::nullopt;
  const Size size = {*width, *height};
  std::vector<std::uint8_t> coverage(static_cast<std::size_t>(size.area()));
  if (bits->size() != (coverage.size() + 7) / 8) return std::nullopt;
  for (std::size_t i = 0; i < coverage.size(); ++i) {
    coverage[i] = ((*bits)[i / 8] & 1U << i % 8) != 0 ? 255 : 0;
  }
  Result<Image> mask = mask_of_coverage(size, coverage);
  if (!mask) return std::nullopt;
  return std::move(*mask);
}

// @return what is wrong with it: the place; empty if nothing is.
std::string read_masks(const Json& value, ProjectFile& project) {
  if (value.is_null()) return {};
  const Json& outside = member(value, "outside");
  if (outside != "target" && outside != "empty") return "masks.outside";
  project.outside_shows_target = outside == "target";
  std::optional<Image> only = read_mask(member(value, "only"));
  if (!only) return "masks.only";
  std::optional<Image> finer = read_mask(member(value, "finer"));
  if (!finer) return "masks.finer";
  project.masks.only = std::move(*only);
  // Soft edges and bricks are for tiles of one size.
  const StyleOptions& look = project.settings.look;
  if (look.style.overlap <= 0 && !look.brick) project.masks.finer = std::move(*finer);
  return {};
}

// The numbers of variants by their places in the file's own list.
std::optional<std::vector<VariantNumber>> read_variants(const Json& names) {
  if (!names.is_array()) return std::nullopt;
  const std::vector<std::string> known = variant_names();
  std::vector<VariantNumber> numbers;
  for (const Json& name : names) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) return std::nullopt;
    numbers.push_back(static_cast<VariantNumber>(found - known.begin()));
  }
  return numbers;
}

std::uint32_t little_endian(const std::uint8_t* bytes) {
  return std::uint32_t{bytes[0]} | std::uint32_t{bytes[1]} << 8 | std::uint32_t{bytes[2]} << 16 |
         std::uint32_t{bytes[3]} << 24;
}

// @return what is wrong with it: the place; empty if nothing is.
std::string read_mosaic(const Json& mosaic, ProjectFile& project) {
  const std::optional<int> columns = count_of(member(mosaic, "columns"), kMaxMosaicSide);
  const std::optional<int> rows = count_of(member(mosaic, "rows"), kMaxMosaicSide);
  if (!columns || !rows) return "mosaic.columns, mosaic.rows";
  project.cells = {*columns, *rows};
  const auto cells = static_cast<std::size_t>(project.cells.area());
  const auto photos = bytes_of(member(mosaic, "photoOfCell"));
  if (!photos || photos->size() != 4 * cells) return "mosaic.photoOfCell";
  const auto variants = read_variants(member(mosaic, "variantNames"));
  if (!variants) return "mosaic.variantNames";
  const auto places = bytes_of(member(mosaic, "variantOfCell"));
  if (!places || places->size() != cells) return "mosaic.variantOfCell";
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const std::uint32_t photo = little_endian(photos->data() + 4 * cell);
    if (photo >= project.photos.size() && photo != kEmptyCell) return "mosaic.photoOfCell";
    const std::size_t place = (*places)[cell];
    if (place >= variants->size()) return "mosaic.variantOfCell";
    project.shown.push_back({photo, (*variants)[place]});
  }
  return {};
}

}  // namespace

Result<ProjectFile> read_project(const fs::path& path) {
  const Result<std::vector<std::uint8_t>> bytes = read_file(path, kMostBytes);
  if (!bytes) return Status{bytes.status().code, path.string() + ": " + bytes.status().detail};
  const Json json = Json::parse(bytes->begin(), bytes->end(), nullptr, false);
  if (json.is_discarded()) {
    return Status{StatusCode::corrupt,
                  path.string() + ": it is no Tessera project, or was cut off: save it again"};
  }
  if (!json.is_object() || member(json, "format") != kProjectFormat) {
    return Status{StatusCode::corrupt, path.string() + ": it is no Tessera project"};
  }
  const std::optional<int> version =
      count_of(member(json, "version"), std::numeric_limits<int>::max());
  if (!version) return damaged(path, "version");
  if (*version > kProjectVersion) {
    return Status{
        StatusCode::unsupported,
        path.string() + ": it was written by a later version of Tessera: update this one"};
  }
  ProjectFile project;
  Result<ProjectSettings> settings = read_project_settings(member(json, "settings"));
  if (!settings) return damaged(path, "settings." + settings.status().detail);
  project.settings = *settings;
  const Json& arguments = member(json, "arguments");
  if (arguments.is_string()) project.arguments = arguments.get<std::string>();
  if (const std::string place = read_adjustment(member(json, "adjustment"), project.adjustment);
      !place.empty()) {
    return damaged(path, place);
  }
  if (const std::string place = read_masks(member(json, "masks"), project); !place.empty()) {
    return damaged(path, place);
  }
  const Json& photos = member(json, "photos");
  if (!photos.is_array()) return damaged(path, "photos");
  for (const Json& value : photos) {
    const std::optional<ProjectPhoto> photo = read_photo(value);
    if (!photo) return damaged(path, "photos[" + std::to_string(project.photos.size()) + "]");
    project.photos.push_back(*photo);
  }
  if (const Json& target = member(json, "target"); !target.is_null()) {
    project.target = read_target(target);
    if (!project.target) return damaged(path, "target");
  }
  const Json& mosaic = member(json, "mosaic");
  if (mosaic.is_null()) {
    return Status{StatusCode::invalid_argument,
                  path.string() + ": no mosaic is in it yet: make one before you save the project"};
  }
  const std::string place = read_mosaic(mosaic, project);
  if (!place.empty()) return damaged(path, place);
  return project;
}

}  // namespace tessera::cli
