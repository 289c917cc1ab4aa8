#include "image/colour_profile.h"

#include "image/colour.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace tessera {
namespace {

constexpr int kFractionBits = 20;

// XYZ under D50 to linear sRGB: the inverse of the sRGB colorants, adapted by Bradford's method
// (IEC 61966-2-1; B. Lindbloom).
constexpr std::array<std::array<double, 3>, 3> kSrgbFromXyz = {{
    {3.1338561, -1.6168667, -0.4906146},
    {-0.9787684, 1.9161415, 0.0334540},
    {0.0719453, -0.2289914, 1.4052427},
}};

// The 8-bit sRGB value nearest to a linear light, by a table of 16 lights an entry: no two limits
// between values lie closer together than that.
struct SrgbFromLinear {
  static constexpr int kStep = 16;
  std::array<std::uint16_t, 256> limits;       // the least light of each value
  std::array<std::uint8_t, 65536 / kStep> at;  // the value of the first light of each step

  SrgbFromLinear() : limits{}, at{} {
    // In the middle between the lights of two values, which is where values a half apart lie, as
    // nearly as 8 bits tell.
    for (std::size_t i = 1; i < 256; ++i) {
      limits[i] = static_cast<std::uint16_t>((kLinearFromSrgb[i - 1] + kLinearFromSrgb[i] + 1) / 2);
    }
    std::size_t value = 0;
    for (std::size_t i = 0; i < at.size(); ++i) {
      while (value < 255 && limits[value + 1] <= i * kStep) ++value;
      at[i] = static_cast<std::uint8_t>(value);
    }
  }
  std::uint8_t operator()(std::int64_t light) const {
    const auto clamped = static_cast<std::size_t>(std::clamp<std::int64_t>(light, 0, 65535));
    const std::uint8_t value = at[clamped / kStep];
    const bool next = value < 255 && clamped >= limits[value + std::size_t{1}];
    return static_cast<std::uint8_t>(value + (next ? 1 : 0));
  }
};

const SrgbFromLinear& srgb_from_linear() {
  static const SrgbFromLinear table;
  return table;
}

std::int64_t fixed(double value) {
  const double scaled = value * (1 << kFractionBits);
  return static_cast<std::int64_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

// Colours to compare a profile with sRGB by: a cube of 9 values a channel.
constexpr int kProbes = 9;
constexpr int kTolerance = 1;  // grey levels

}  // namespace

SrgbConversion::SrgbConversion(const MatrixProfile& profile) : light_(profile.light) {
  for (std::size_t to = 0; to < 3; ++to) {
    for (std::size_t from = 0; from < 3; ++from) {
      double sum = 0;
      for (std::size_t i = 0; i < 3; ++i) sum += kSrgbFromXyz[to][i] * profile.colorants[from][i];
      matrix_[to][from] = fixed(sum);
    }
  }
}

std::array<std::uint8_t, 3> SrgbConversion::convert(const std::uint8_t* pixel) const {
  const SrgbFromLinear& encode = srgb_from_linear();
  const std::int64_t red = light_[0][pixel[0]];
  const std::int64_t green = light_[1][pixel[1]];
  const std::int64_t blue = light_[2][pixel[2]];
  std::array<std::uint8_t, 3> converted{};
  for (std::size_t c = 0; c < 3; ++c) {
    const std::int64_t sum = matrix_[c][0] * red + matrix_[c][1] * green + matrix_[c][2] * blue;
    converted[c] = encode((sum + (1 << (kFractionBits - 1))) >> kFractionBits);
  }
  return converted;
}

void SrgbConversion::apply(MutableImageView image) const {
  for (int y = 0; y < image.height; ++y) {
    std::uint8_t* pixel = image.row(y);
    for (int x = 0; x < image.width; ++x, pixel += kChannels) {
      const std::array<std::uint8_t, 3> converted = convert(pixel);
      std::memcpy(pixel, converted.data(), converted.size());
    }
  }
}

std::optional<SrgbConversion> conversion_to_srgb(const MatrixProfile& profile) {
  SrgbConversion conversion(profile);
  std::array<std::uint8_t, std::size_t{kProbes} * kProbes * kProbes * kChannels> probes{};
  std::size_t at = 0;
  for (int i = 0; i < kProbes * kProbes * kProbes; ++i) {
    for (const int step : {i / kProbes / kProbes, i / kProbes % kProbes, i % kProbes}) {
      probes[at++] = static_cast<std::uint8_t>(step * 255 / (kProbes - 1));
    }
  }
  std::array<std::uint8_t, probes.size()> converted = probes;
  constexpr int kPixels = kProbes * kProbes * kProbes;
  conversion.apply({converted.data(), kPixels, 1, std::ptrdiff_t{kPixels} * kChannels});
  for (std::size_t i = 0; i < probes.size(); ++i) {
    if (std::abs(converted[i] - probes[i]) > kTolerance) return conversion;
  }
  return std::nullopt;
}

}  // namespace tessera
