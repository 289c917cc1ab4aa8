#include "cli/base64.h"
#include "cli/files.h"
#include "cli/project_file.h"
#include "library/variants.h"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <span>

namespace tessera::cli {
namespace {

using Json = nlohmann::ordered_json;

// A mask's pixel that belongs to it by as much counts.
constexpr int kHalf = 128;

std::string hex_of(std::uint64_t hash) {
  std::array<char, 17> digits{};
  (void)std::snprintf(digits.data(), digits.size(), "%016llx",
                      static_cast<unsigned long long>(hash));
  return digits.data();
}

Json words_of(const TargetAdjustment& adjustment) {
  const auto& [framing, levels] = adjustment;
  const SubpixelRect& part = framing.part;
  return {{"quarterTurns", framing.quarter_turns},
          {"crop", {{"x", part.x}, {"y", part.y}, {"width", part.width}, {"height", part.height}}},
          {"brightness", levels.brightness},
          {"contrast", levels.contrast},
          {"saturation", levels.saturation}};
}

Json words_of(const ProjectPhoto& photo) {
  return {{"path", photo.path},
          {"bytes", photo.bytes},
          {"content", hex_of(photo.content)},
          {"position", static_cast<double>(photo.position) / kCropEnd}};
}

Json words_of(const std::optional<ProjectTarget>& target) {
  if (!target) return nullptr;
  return {{"name", target->name},
          {"width", target->size.width},
          {"height", target->size.height},
          {"content", hex_of(target->content)},
          {"file", target->file ? Json(to_base64(*target->file)) : Json(nullptr)}};
}

// A bit for each pixel, row after row, the first in the lowest bit.
Json words_of(const Image& mask) {
  if (mask.empty()) return nullptr;
  const auto pixels = static_cast<std::size_t>(mask.size().area());
  std::vector<std::uint8_t> bits((pixels + 7) / 8);
  for (std::size_t i = 0; i < pixels; ++i) {
    const unsigned bit = mask.bytes()[i * kChannels] >= kHalf ? 1U : 0U;
    bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | bit << i % 8);
  }
  return {{"width", mask.width()}, {"height", mask.height()}, {"bits", to_base64(bits)}};
}

Json words_of_mosaic(Size cells, std::span<const ShownPhoto> shown) {
  std::vector<std::uint8_t> photos;
  std::vector<std::uint8_t> variants;
  photos.reserve(4 * shown.size());
  variants.reserve(shown.size());
  for (const ShownPhoto& cell : shown) {
    for (int shift = 0; shift < 32; shift += 8) {
      photos.push_back(static_cast<std::uint8_t>(cell.photo >> shift & 255U));
    }
    variants.push_back(cell.variant);
  }
  return {{"columns", cells.width},
          {"rows", cells.height},
          {"photoOfCell", to_base64(photos)},
          {"variantOfCell", to_base64(variants)},
          {"variantNames", variant_names()}};
}

}  // namespace

Status write_project(const std::filesystem::path& path, const ProjectFile& project) {
  const Result<Json> settings = project_settings_words(project.settings);
  if (!settings) return settings.status();
  const std::vector<std::string> variants = variant_names();
  Json pins = Json::array();
  for (const PhotoRules::Pin& pin : project.pins) {
    pins.push_back({{"cell", pin.cell},
                    {"photo", pin.shown.photo},
                    {"variant", variants[pin.shown.variant]},
                    {"columns", project.cells.width},
                    {"rows", project.cells.height}});
  }
  Json limits = Json::array();
  for (const Constraints::PhotoLimit& limit : project.photo_limits) {
    limits.push_back({{"photo", limit.photo}, {"maxUses", limit.max_uses}});
  }
  Json photos = Json::array();
  for (const ProjectPhoto& photo : project.photos) photos.push_back(words_of(photo));
  Json json;
  json["format"] = kProjectFormat;  // before all else
  json["version"] = kProjectVersion;
  json["settings"] = *settings;
  json["arguments"] = project.arguments;
  json["adjustment"] = words_of(project.adjustment);
  json["masks"] = {{"finer", words_of(project.masks.finer)},
                   {"only", words_of(project.masks.only)},
                   {"outside", project.outside_shows_target ? "target" : "empty"}};
  json["pins"] = std::move(pins);
  json["banned"] = project.banned;
  json["photoLimits"] = std::move(limits);
  json["photos"] = std::move(photos);
  json["target"] = words_of(project.target);
  json["mosaic"] = words_of_mosaic(project.cells, project.shown);
  // Names of files need not be UTF-8.
  const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  return write_text(path, text);
}

}  // namespace tessera::cli
