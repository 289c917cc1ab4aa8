// Colour profiles: pictures whose numbers mean other colours than sRGB's, made sRGB.
//
//   std::optional<SrgbConversion> conversion = conversion_to_srgb(profile);
//   if (conversion) conversion->apply(image.view());
//
// A matrix profile says of each channel how much light its numbers mean (a curve), and of which
// colour that light is (a column of the matrix): ICC.1:2022, annex F.3.
#pragma once

#include "image/image.h"

#include <array>
#include <cstdint>
#include <optional>

namespace tessera {

/// What a matrix profile says.
struct MatrixProfile {
  /// For each channel the light of its 256 values, 0 … 65535.
  std::array<std::array<std::uint16_t, 256>, 3> light{};
  /// XYZ under D50 of full light of each channel: colorants[channel][x, y or z].
  std::array<std::array<double, 3>, 3> colorants{};
};

/// A conversion of 8-bit RGB into sRGB. Holds no state: use it from any thread.
class SrgbConversion {
 public:
  explicit SrgbConversion(const MatrixProfile& profile);

  /// Converts in place; colours that sRGB does not have become the nearest of each channel.
  void apply(MutableImageView image) const;

 private:
  std::array<std::uint8_t, 3> convert(const std::uint8_t* pixel) const;

  std::array<std::array<std::uint16_t, 256>, 3> light_;
  std::array<std::array<std::int64_t, 3>, 3> matrix_{};  // [to][from], 1 is 1 << kFractionBits
};

/// None where the profile's colours are sRGB's within a grey level or so: there is nothing to do.
std::optional<SrgbConversion> conversion_to_srgb(const MatrixProfile& profile);

}  // namespace tessera
