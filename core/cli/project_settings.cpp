#include "cli/project_settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string_view>

namespace tessera::cli {
namespace {

using Json = nlohmann::json;

// The ranges of the page's fields.
constexpr int kLeastTile = 4;
constexpr int kMostTile = 512;
constexpr int kMostColumns = 2000;
constexpr int kMostDistance = 2000;
constexpr int kMostUses = 1'000'000;
constexpr int kMostShapeSide = 1000;
constexpr int kMostCutOff = 50;
constexpr int kMostGap = 50;
// One side is at most so many times as long as the other.
constexpr int kLongestShape = 8;

constexpr const char* kPageBackground = "#20242a";

struct CellShape {
  const char* name;
  Size sides;
};
constexpr std::array<CellShape, 6> kCellShapes = {{{"square", {1, 1}},
                                                   {"4:3", {4, 3}},
                                                   {"3:4", {3, 4}},
                                                   {"3:2", {3, 2}},
                                                   {"2:3", {2, 3}},
                                                   {"16:9", {16, 9}}}};

// In the order of Matching and of Tone.
constexpr std::array kMatchings = {"nearest", "greedy", "optimal"};
constexpr std::array kTones = {"asIs", "grey", "sepia"};

struct Likeness {
  const char* name;
  const char* descriptor;
};
constexpr std::array<Likeness, 3> kLikenesses = {
    {{"colour", "mean"}, {"layout", "grid3"}, {"detail", "patch"}}};

int tile_height(int width, Size sides) {
  return std::max(1, static_cast<int>(std::lround(static_cast<double>(width) * sides.height /
                                                  static_cast<double>(sides.width))));
}

bool is_too_long(Size sides) {
  return sides.width > kLongestShape * sides.height || sides.height > kLongestShape * sides.width;
}

// Fields of the settings, and the first of them that makes no sense.
class Fields {
 public:
  explicit Fields(const Json& json) : json_(json) {}

  const std::string& bad() const { return bad_; }
  void refuse(const char* name) {
    if (bad_.empty()) bad_ = name;
  }

  bool flag(const char* name) {
    const Json* const value = find(name);
    if (value == nullptr) return false;
    if (value->is_boolean()) return value->get<bool>();
    refuse(name);
    return false;
  }

  int percent(const char* name, int unsaid, int most) {
    const Json* const value = find(name);
    if (value == nullptr) return unsaid;
    if (value->is_number_integer()) {
      const auto number = value->get<std::int64_t>();
      if (number >= 0 && number <= most) return static_cast<int>(number);
    }
    refuse(name);
    return unsaid;
  }

  /// A whole number as it is typed. Where nothing is, or blanks: what is unsaid.
  int count(const char* name, int unsaid, int most) {
    const Json* const value = find(name);
    if (value == nullptr) return unsaid;
    std::int64_t number = 0;
    if (value->is_number_integer()) {
      number = value->get<std::int64_t>();
    } else if (value->is_string()) {
      const std::string text = trimmed(value->get<std::string>());
      if (text.empty() && unsaid == 0) return unsaid;
      const char* const end = text.data() + text.size();
      const auto read = std::from_chars(text.data(), end, number);
      if (read.ec != std::errc() || read.ptr != end) number = 0;
    }
    if (number >= 1 && number <= most) return static_cast<int>(number);
    refuse(name);
    return unsaid;
  }

  std::string text(const char* name, const char* unsaid) {
    const Json* const value = find(name);
    if (value == nullptr) return unsaid;
    if (value->is_string()) return value->get<std::string>();
    refuse(name);
    return unsaid;
  }

  /// The place of a word among those that are allowed; the first where nothing is said.
  template <class Words, class NameOf>
  std::size_t word(const char* name, const Words& words, const NameOf& name_of) {
    const std::string said = text(name, name_of(words.front()));
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](const auto& word) { return said == name_of(word); });
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    refuse(name);
    return 0;
  }

 private:
  const Json* find(const char* name) const {
    if (!json_.is_object()) return nullptr;
    const auto found = json_.find(name);
    return found == json_.end() || found->is_null() ? nullptr : &*found;
  }

  static std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
  }

  const Json& json_;
  std::string bad_;
};

const char* as_it_is(const char* word) { return word; }

Size read_tile(Fields& fields) {
  // Nothing to go by: without it there is no size.
  const int width = fields.count("tileSize", -1, kMostTile);
  if (width < 1) fields.refuse("tileSize");
  if (fields.text("cellShape", "square") == "own") {
    const Size sides = {fields.count("shapeAcross", 5, kMostShapeSide),
                        fields.count("shapeDown", 4, kMostShapeSide)};
    if (is_too_long(sides)) fields.refuse("shapeDown");
    return {width, tile_height(width, sides)};
  }
  const std::size_t shape =
      fields.word("cellShape", kCellShapes, [](const CellShape& known) { return known.name; });
  return {width, tile_height(width, kCellShapes[shape].sides)};
}

StyleOptions read_look(Fields& fields) {
  StyleOptions look;
  MosaicStyle& style = look.style;
  style.tone = static_cast<Tone>(fields.word("tone", kTones, as_it_is));
  style.pull = fields.percent("colourPull", 0, 100) / 100.0;
  style.overlay = fields.percent("overlay", 0, 100) / 100.0;
  style.overlap = fields.percent("softEdges", 0, 100) / 100.0;
  style.gap = fields.percent("gap", 0, kMostGap) / 100.0;
  const std::optional<Rgb> background = colour_by_name(fields.text("background", kPageBackground));
  if (!background) fields.refuse("background");
  // Where there is no gap its colour is not seen.
  if (background && style.gap > 0) style.background = *background;
  look.brick = fields.flag("brick");
  return look;
}

Preparation read_preparation(Fields& fields) {
  Preparation preparation;
  preparation.greyscale = fields.flag("greyscale");
  const int cut_off = fields.percent("cutOff", 1, kMostCutOff);
  if (fields.flag("autocontrast")) preparation.cut_off = cut_off;
  preparation.equalise = fields.flag("equalise");
  return preparation;
}

std::optional<int> whole_percent(double part) {
  const double percent = part * 100;
  const double whole = std::round(percent);
  // What is written as a decimal fraction is none in binary, quite.
  if (std::abs(percent - whole) > 1e-9) return std::nullopt;
  return static_cast<int>(whole);
}

bool is_toned(const ProjectSettings& settings) {
  return settings.look.style.tone != Tone::as_is || settings.preparation.greyscale;
}

std::string likeness_word(const Descriptor& descriptor) {
  for (const auto& [word, name] : kLikenesses) {
    if (descriptor_by_name(name)->side >= descriptor.side) return word;
  }
  return kLikenesses.back().name;
}

std::string count_text(std::uint32_t count) { return count == 0 ? "" : std::to_string(count); }

// A limit makes `nearest` what it makes `greedy`.
bool is_nearest_with_limit(const MatchOptions& match) {
  return match.method == Matching::greedy && match.max_uses > 0;
}

Status cannot_say(const std::string& what) {
  return {StatusCode::invalid_argument, "--save-project: the page has no " + what};
}

Status add_shape(const ProjectSettings& settings, nlohmann::ordered_json& words) {
  const Size tile = settings.tile;
  if (tile.width < kLeastTile || tile.width > kMostTile || is_too_long(tile)) {
    return cannot_say("tiles of " + std::to_string(tile.width) + " x " +
                      std::to_string(tile.height) + " pixels: take a --tile 4 to 512 pixels wide");
  }
  words["tileSize"] = std::to_string(tile.width);
  const auto shape = std::find_if(
      kCellShapes.begin(), kCellShapes.end(),
      [&](const CellShape& known) { return tile_height(tile.width, known.sides) == tile.height; });
  words["cellShape"] = shape == kCellShapes.end() ? "own" : shape->name;
  if (shape != kCellShapes.end()) return {};
  if (tile.height > kMostShapeSide) return cannot_say("tiles that are so high");
  words["shapeAcross"] = std::to_string(tile.width);
  words["shapeDown"] = std::to_string(tile.height);
  return {};
}

Status add_look(const StyleOptions& look, nlohmann::ordered_json& words) {
  const MosaicStyle& style = look.style;
  words["tone"] = kTones.at(static_cast<std::size_t>(style.tone));
  const struct {
    const char* word;
    const char* option;
    double part;
  } parts[] = {{"colourPull", "--colour-pull", style.pull},
               {"overlay", "--overlay", style.overlay},
               {"softEdges", "--overlap", style.overlap},
               {"gap", "--gap-width", style.gap}};
  for (const auto& [word, option, part] : parts) {
    const std::optional<int> percent = whole_percent(part);
    if (!percent) {
      return cannot_say("parts of a per cent: take whole ones, like 0.25, for " +
                        std::string(option));
    }
    words[word] = *percent;
  }
  words["background"] = style.gap > 0 ? colour_name(style.background) : kPageBackground;
  words["brick"] = look.brick;
  return {};
}

}  // namespace

ProjectSettings settings_of_options(const MakeOptions& options) {
  return {options.cells_across, options.tile,     options.preparation,
          options.look,         options.match,    options.keep_duplicates,
          options.descriptor,   options.variants, options.output.transparent};
}

MakeOptions with_settings(const MakeOptions& asked, const ProjectSettings& settings) {
  MakeOptions options = asked;
  options.cells_across = settings.cells_across;
  options.tile = settings.tile;
  options.preparation = settings.preparation;
  options.look = settings.look;
  options.match = settings.match;
  options.keep_duplicates = settings.keep_duplicates;
  options.descriptor = settings.descriptor;
  options.variants = settings.variants;
  return options;
}

Result<ProjectSettings> read_project_settings(const Json& words) {
  Fields fields(words);
  ProjectSettings settings;
  settings.tile = read_tile(fields);
  settings.cells_across = fields.count("cellsAcross", 100, kMostColumns);
  settings.preparation = read_preparation(fields);
  settings.look = read_look(fields);
  settings.match.method = static_cast<Matching>(fields.word("matching", kMatchings, as_it_is));
  const int max_uses = settings.match.method == Matching::nearest
                           ? fields.count("maxUses", 0, kMostUses)
                           : 0;  // the page says nothing of it then
  settings.match.max_uses = static_cast<std::uint32_t>(max_uses);
  settings.match.min_distance =
      static_cast<std::uint32_t>(fields.count("minDistance", 0, kMostDistance));
  settings.keep_duplicates = fields.flag("keepDuplicates");
  const std::size_t likeness =
      fields.word("likeness", kLikenesses, [](const Likeness& known) { return known.name; });
  settings.descriptor = *descriptor_by_name(kLikenesses.at(likeness).descriptor);
  settings.descriptor.grey = fields.flag("grey") || is_toned(settings);
  settings.variants = {fields.flag("mirror"), fields.flag("turns"), fields.flag("parts")};
  settings.transparent = fields.flag("transparentEmpty");
  if (!fields.bad().empty()) return {StatusCode::corrupt, fields.bad()};
  return settings;
}

Result<nlohmann::ordered_json> project_settings_words(const ProjectSettings& settings) {
  if (settings.cells_across > kMostColumns) return cannot_say("more than 2000 cells across");
  nlohmann::ordered_json words;
  words["cellsAcross"] = std::to_string(settings.cells_across);
  if (Status status = add_shape(settings, words); !status.is_ok()) return status;
  if (Status status = add_look(settings.look, words); !status.is_ok()) return status;
  const Preparation& preparation = settings.preparation;
  words["greyscale"] = preparation.greyscale;
  words["autocontrast"] = preparation.cut_off.has_value();
  words["cutOff"] = preparation.cut_off.value_or(1);
  words["equalise"] = preparation.equalise;
  const MatchOptions& match = settings.match;
  const Matching method = is_nearest_with_limit(match) ? Matching::nearest : match.method;
  words["matching"] = kMatchings.at(static_cast<std::size_t>(method));
  words["maxUses"] = method == Matching::nearest ? count_text(match.max_uses) : "";
  words["minDistance"] = count_text(match.min_distance);
  words["keepDuplicates"] = settings.keep_duplicates;
  words["likeness"] = likeness_word(settings.descriptor);
  words["grey"] = settings.descriptor.grey && !is_toned(settings);
  words["mirror"] = settings.variants.mirror;
  words["turns"] = settings.variants.turns;
  words["parts"] = settings.variants.parts;
  words["transparentEmpty"] = settings.transparent;
  return words;
}

std::string unsaid_options(const ProjectSettings& settings) {
  const MatchOptions& match = settings.match;
  const MatchOptions unsaid;
  std::string options;
  if (match.max_uses > 0 && match.method == Matching::optimal) options += " --max-uses";
  if (match.min_uses > 0) options += " --min-uses";
  if (match.swaps != unsaid.swaps) options += " --swaps";
  if (match.time_limit > 0) options += " --time-limit";
  if (match.gap > 0) options += " --gap";
  Descriptor known = *descriptor_by_name("mean");
  for (const auto& [word, name] : kLikenesses) {
    if (likeness_word(settings.descriptor) == word) known = *descriptor_by_name(name);
  }
  if (settings.descriptor.side != known.side) options += " --descriptor";
  if (known.side > 1 && std::abs(settings.descriptor.structure - known.structure) > 0) {
    options += " --structure";
  }
  return options;
}

}  // namespace tessera::cli
