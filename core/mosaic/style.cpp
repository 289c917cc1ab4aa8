#include "mosaic/style.h"

#include <cmath>
#include <string>

namespace tessera {

int overlap_margin(double overlap, int side, int halvings) {
  return static_cast<int>(std::floor(std::ldexp(overlap / 2 * side, -halvings) + 0.5));
}

Size MosaicStyle::drawn_size(Size cell) const {
  return {cell.width + 2 * overlap_margin(overlap, cell.width),
          cell.height + 2 * overlap_margin(overlap, cell.height)};
}

Status check_style(const MosaicStyle& style) {
  const struct {
    const char* name;
    double value;
    double largest;
  } values[] = {{"overlap", style.overlap, 1},
                {"pull", style.pull, 1},
                {"overlay", style.overlay, 1},
                {"gap", style.gap, 0.5}};
  for (const auto& [name, value, largest] : values) {
    // Not a number fails too.
    if (value >= 0 && value <= largest) continue;
    return {StatusCode::invalid_argument,
            std::string("the style's ") + name + " must be from 0 to " + (largest < 1 ? "½" : "1")};
  }
  if (style.tone < Tone::as_is || style.tone > Tone::sepia) {
    return {StatusCode::invalid_argument, "the style's tone must be as it is, grey or sepia"};
  }
  return {};
}

}  // namespace tessera
