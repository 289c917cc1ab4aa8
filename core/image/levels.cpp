#include "image/levels.h"

#include "image/adjust.h"
#include "image/resample.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace tessera {
namespace {

constexpr int kPercent = 100;
constexpr int kBrightest = 255;

using Table = std::array<std::uint8_t, kBrightest + 1>;

// Twice the distance from middle grey is a whole number; it is taken in hundredths, then in
// hundredths of those.
Table brightness_and_contrast(const Levels& levels) {
  Table table{};
  for (int value = 0; value <= kBrightest; ++value) {
    const int brighter = (2 * value - kBrightest) * kPercent + levels.brightness * kBrightest;
    const int farther = brighter * (kPercent + levels.contrast);
    constexpr int scale = kPercent * kPercent;
    const int twice = std::clamp(farther + kBrightest * scale, 0, 2 * kBrightest * scale);
    table[static_cast<std::size_t>(value)] =
        static_cast<std::uint8_t>((twice + scale) / (2 * scale));
  }
  return table;
}

std::uint8_t saturated(int value, int grey, int saturation) {
  const int percents = grey * kPercent + (value - grey) * (kPercent + saturation);
  return static_cast<std::uint8_t>((std::clamp(percents, 0, kBrightest * kPercent) + kPercent / 2) /
                                   kPercent);
}

bool in_range(int percent) { return std::abs(percent) <= kPercent; }

}  // namespace

Result<Image> with_levels(ImageView image, const Levels& levels) {
  if (!in_range(levels.brightness) || !in_range(levels.contrast) || !in_range(levels.saturation)) {
    return Status{StatusCode::invalid_argument,
                  "brightness, contrast and saturation are -100 to 100 percent"};
  }
  // Resampling to the same size copies, and refuses what is empty.
  Result<Image> result = resample(image, image.size());
  if (!result) return result;
  const Table table = brightness_and_contrast(levels);
  std::uint8_t* pixel = result->data();
  for (std::int64_t i = 0; i < image.size().area(); ++i, pixel += kChannels) {
    for (std::size_t c = 0; c < kChannels; ++c) pixel[c] = table[pixel[c]];
    if (levels.saturation == 0) continue;
    const int grey = luma(pixel);
    for (std::size_t c = 0; c < kChannels; ++c) {
      pixel[c] = saturated(pixel[c], grey, levels.saturation);
    }
  }
  return result;
}

}  // namespace tessera
