#include "cli/project_file.h"

#include "cli/base64.h"
#include "cli/files.h"
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
#include <unordered_map>
#include <utility>

namespace tessera::cli {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view kFormat = "tessera project";
constexpr int kVersion = 1;
constexpr std::size_t kMostBytes = 1'000'000'000;
constexpr int kMostTile = 4096;

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

std::optional<ProjectPhoto> read_photo(const Json& value) {
  const Json& path = member(value, "path");
  const Json& content = member(value, "content");
  const Json& position = member(value, "position");
  if (!path.is_string() || !content.is_string() || !position.is_number()) return std::nullopt;
  const double part = position.get<double>();
  if (!(part >= 0 && part <= 1)) return std::nullopt;
  ProjectPhoto photo{path.get<std::string>(), 0,
                     static_cast<CropPosition>(std::lround(part * kCropEnd))};
  const auto& digits = content.get_ref<const std::string&>();
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, photo.content, 16);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return photo;
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

// No picture where there is no mask.
std::optional<Image> read_mask(const Json& mask) {
  if (mask.is_null()) return Image();
  const std::optional<int> width = count_of(member(mask, "width"), kMaxMosaicSide);
  const std::optional<int> height = count_of(member(mask, "height"), kMaxMosaicSide);
  const auto bits = bytes_of(member(mask, "bits"));
  if (!width || !height || !bits) return std::nullopt;
  const Size size = {*width, *height};
  const auto pixels = static_cast<std::size_t>(size.area());
  if (bits->size() != (pixels + 7) / 8) return std::nullopt;
  std::vector<std::uint8_t> coverage(pixels);
  for (std::size_t i = 0; i < pixels; ++i) {
    coverage[i] = ((*bits)[i / 8] >> (i % 8) & 1) != 0 ? 255 : 0;
  }
  Result<Image> picture = mask_of_coverage(size, coverage);
  if (!picture) return std::nullopt;
  return std::move(*picture);
}

// Whether the page would heed a mask for smaller cells.
bool allows_finer(const Json& settings) {
  const Json& soft_edges = member(settings, "softEdges");
  const bool has_soft_edges = soft_edges.is_number() && soft_edges.get<double>() > 0;
  return !has_soft_edges && member(settings, "brick") != true;
}

// @return what is wrong with them, as read_mosaic().
std::string read_masks(const Json& json, ProjectFile& project) {
  const Json& masks = member(json, "masks");
  if (masks.is_null()) return {};
  std::optional<Image> finer = read_mask(member(masks, "finer"));
  if (!finer) return "masks.finer";
  if (allows_finer(member(json, "settings"))) project.masks.finer = std::move(*finer);
  std::optional<Image> only = read_mask(member(masks, "only"));
  if (!only) return "masks.only";
  project.masks.only = std::move(*only);
  project.outside_shows_target = member(masks, "outside") != "empty";
  return {};
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

std::map<std::uint64_t, CropPosition> ProjectFile::crops() const {
  std::map<std::uint64_t, CropPosition> positions;
  for (const ProjectPhoto& photo : photos) {
    if (photo.content != 0) positions[photo.content] = photo.position;
  }
  return positions;
}

Result<ProjectFile> read_project(const fs::path& path) {
  const Result<std::vector<std::uint8_t>> bytes = read_file(path, kMostBytes);
  if (!bytes) return Status{bytes.status().code, path.string() + ": " + bytes.status().detail};
  const Json json = Json::parse(bytes->begin(), bytes->end(), nullptr, false);
  if (json.is_discarded()) {
    return Status{StatusCode::corrupt,
                  path.string() + ": it is no Tessera project, or was cut off: save it again"};
  }
  if (!json.is_object() || member(json, "format") != kFormat) {
    return Status{StatusCode::corrupt, path.string() + ": it is no Tessera project"};
  }
  const std::optional<int> version =
      count_of(member(json, "version"), std::numeric_limits<int>::max());
  if (!version) return damaged(path, "version");
  if (*version > kVersion) {
    return Status{
        StatusCode::unsupported,
        path.string() + ": it was written by a later version of Tessera: update this one"};
  }
  ProjectFile project;
  const std::optional<int> tile = count_of(member(member(json, "settings"), "tileSize"), kMostTile);
  if (!tile) return damaged(path, "settings.tileSize");
  project.tile = *tile;
  if (const std::string place = read_masks(json, project); !place.empty()) {
    return damaged(path, place);
  }
  const Json& photos = member(json, "photos");
  if (!photos.is_array()) return damaged(path, "photos");
  for (const Json& value : photos) {
    const std::optional<ProjectPhoto> photo = read_photo(value);
    if (!photo) return damaged(path, "photos[" + std::to_string(project.photos.size()) + "]");
    project.photos.push_back(*photo);
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

}  // namespace tessera::cli
