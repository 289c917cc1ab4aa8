#include "cli/style_options.h"

#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <sstream>

namespace tessera::cli {
namespace {

const std::map<std::string, Tone>& tones() {
  static const std::map<std::string, Tone> kNames = {
      {"as-is", Tone::as_is}, {"grey", Tone::grey}, {"sepia", Tone::sepia}};
  return kNames;
}

// CLI11 reports what is returned where it is no colour.
std::string check_colour(const std::string& text) {
  return colour_by_name(text) ? "" : "'" + text + "' is no colour like #20242a";
}

}  // namespace

std::optional<Rgb> colour_by_name(std::string_view name) {
  const std::string digits(name.substr(!name.empty() && name[0] == '#' ? 1 : 0));
  bool all_digits = digits.size() == 6;
  for (const char digit : digits) {
    all_digits = all_digits && std::isxdigit(static_cast<unsigned char>(digit)) != 0;
  }
  if (!all_digits) return std::nullopt;
  const unsigned long value = std::strtoul(digits.c_str(), nullptr, 16);
  return Rgb{static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8 & 255U),
             static_cast<std::uint8_t>(value & 255U)};
}

std::string colour_name(const Rgb& colour) {
  std::array<char, 8> text{};
  (void)std::snprintf(text.data(), text.size(), "#%02x%02x%02x", unsigned{colour[0]},
                      unsigned{colour[1]}, unsigned{colour[2]});
  return text.data();
}

void add_style_options(CLI::App& command, StyleOptions& options) {
  MosaicStyle& style = options.style;
  command
      .add_option("--overlap", style.overlap,
                  "From 0 to 1: tiles are larger than their cells by so much of a side, and fade "
                  "into each other (try 0.5)")
      ->check(CLI::Range(0.0, 1.0))
      ->type_name("PART");
  command
      .add_option("--colour-pull", style.pull,
                  "From 0 to 1: how far a tile's mean colour is moved towards its cell's (try 0.5)")
      ->check(CLI::Range(0.0, 1.0))
      ->type_name("PART");
  command
      .add_option("--overlay", style.overlay,
                  "From 0 to 1: how much of the target is laid over the tiles (try 0.2)")
      ->check(CLI::Range(0.0, 1.0))
      ->type_name("PART");
  command
      .add_option("--tone", style.tone,
                  "Tiles as they are (default), in greys, or in sepia; toned ones are compared by "
                  "lightness alone")
      ->transform(CLI::CheckedTransformer(tones()).description(""))
      ->type_name("as-is|grey|sepia");
  command
      .add_option("--gap-width", style.gap,
                  "From 0 to 0.5: lines between cells, so wide in parts of a tile's shorter side "
                  "(try 0.06)")
      ->check(CLI::Range(0.0, 0.5))
      ->type_name("PART");
  command
      .add_option_function<std::string>(
          "--background",
          [&style](const std::string& text) { style.background = *colour_by_name(text); },
          "Colour of those lines (default #ffffff)")
      ->check(CLI::Validator([](std::string& text) { return check_colour(text); }, ""))
      ->type_name("#RRGGBB");
  command.add_flag("--brick", options.brick, "Offset every other row by half a tile");
}

std::string style_arguments(const StyleOptions& options) {
  const MosaicStyle unsaid;
  const MosaicStyle& style = options.style;
  std::ostringstream text;
  if (style.overlap > 0) text << " --overlap " << style.overlap;
  if (style.pull > 0) text << " --colour-pull " << style.pull;
  if (style.overlay > 0) text << " --overlay " << style.overlay;
  for (const auto& [name, tone] : tones()) {
    if (tone == style.tone && tone != unsaid.tone) text << " --tone " << name;
  }
  if (style.gap > 0) text << " --gap-width " << style.gap;
  if (style.background != unsaid.background)
    text << " --background " << colour_name(style.background);
  if (options.brick) text << " --brick";
  return text.str();
}

}  // namespace tessera::cli
