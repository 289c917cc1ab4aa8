// Colour: sRGB, linear light and OKLab.
//
// Averages are taken in linear light, where light adds up; distances in OKLab, where equal
// distances look about equally large (B. Ottosson, "A perceptual color space for image processing",
// 2020). All of it is exact or fixed-order arithmetic without libm, so that every platform gives
// the same bits.
#pragma once

#include <array>
#include <cstdint>

namespace tessera {

/// Linear-light RGB with sRGB primaries, each 0 to 1.
struct LinearRgb {
  double red = 0;
  double green = 0;
  double blue = 0;
};

/// OKLab: lightness 0 to 1, a (green to red) and b (blue to yellow) about -0.4 to 0.4.
struct Oklab {
  float lightness = 0;
  float a = 0;
  float b = 0;
};

/// Linear light of each 8-bit sRGB value, scaled to 0 … 65535 (IEC 61966-2-1).
extern const std::array<std::uint16_t, 256> kLinearFromSrgb;

Oklab oklab_from_linear(LinearRgb colour);

}  // namespace tessera
