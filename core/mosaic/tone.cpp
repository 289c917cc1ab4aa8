#include "mosaic/tone.h"

#include "image/adjust.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace tessera {
namespace {

// The colour of each luma: black stays black, white becomes paper, and what lies between is warmest
// in the middle.
constexpr std::array<Rgb, 256> kSepia = [] {
  constexpr int paper[] = {255, 247, 230};
  constexpr int warmth[] = {26, 2, -24};
  std::array<Rgb, 256> colours{};
  for (int level = 0; level < 256; ++level) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      const int middle = 4 * level * (255 - level) * warmth[channel] / (255 * 255);
      const int value = level * paper[channel] / 255 + middle;
      colours[static_cast<std::size_t>(level)][channel] =
          static_cast<std::uint8_t>(value < 0     ? 0
                                    : value > 255 ? 255
                                                  : value);
    }
  }
  return colours;
}();

}  // namespace

void apply_tone(Tone tone, MutableImageView picture) {
  if (tone == Tone::as_is) return;
  for (int y = 0; y < picture.height; ++y) {
    std::uint8_t* pixel = picture.row(y);
    for (int x = 0; x < picture.width; ++x, pixel += kChannels) {
      const std::uint8_t grey = luma(pixel);
      const Rgb colour = tone == Tone::sepia ? kSepia[grey] : Rgb{grey, grey, grey};
      for (std::size_t channel = 0; channel < kChannels; ++channel)
        pixel[channel] = colour[channel];
    }
  }
}

}  // namespace tessera
