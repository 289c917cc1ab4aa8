#include "image/rgba.h"

#include <algorithm>

namespace tessera {

void expand_rgba(ImageView image, std::uint8_t* rgba) {
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* from = image.row(y);
    for (int x = 0; x < image.width; ++x, from += kChannels, rgba += kRgbaChannels) {
      rgba[0] = from[0];
      rgba[1] = from[1];
      rgba[2] = from[2];
      rgba[3] = 255;
    }
  }
}

void lay_over(const std::uint8_t* rgba, const std::array<std::uint8_t, 3>& background,
              MutableImageView image) {
  for (int y = 0; y < image.height; ++y) {
    std::uint8_t* to = image.row(y);
    for (int x = 0; x < image.width; ++x, rgba += kRgbaChannels, to += kChannels) {
      const int alpha = rgba[3];
      for (std::size_t c = 0; c < kChannels; ++c) {
        const int mixed = rgba[c] * alpha + background[c] * (255 - alpha);
        to[c] = static_cast<std::uint8_t>((mixed + 127) / 255);
      }
    }
  }
}

void copy_opacity(const std::uint8_t* rgba, MutableImageView opacity) {
  for (int y = 0; y < opacity.height; ++y) {
    std::uint8_t* to = opacity.row(y);
    for (int x = 0; x < opacity.width; ++x, rgba += kRgbaChannels, to += kChannels) {
      std::fill_n(to, kChannels, rgba[3]);
    }
  }
}

bool is_opaque(const std::uint8_t* rgba, std::size_t pixels) {
  std::uint8_t all = 255;
  for (std::size_t i = 0; i < pixels; ++i) all &= rgba[i * kRgbaChannels + 3];
  return all == 255;
}

}  // namespace tessera
