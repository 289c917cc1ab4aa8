#include "image/colour.h"

#include <cstring>

namespace tessera {
namespace {

// x^(1/5) by Newton's method, for x in (0, 1].
constexpr double fifth_root(double x) {
  double root = 1.0;
  for (int i = 0; i < 64; ++i) {
    const double square = root * root;
    root = (4.0 * root + x / (square * square)) / 5.0;
  }
  return root;
}

// The sRGB curve's x^2.4 is x² · (x²)^(1/5), which needs no pow().
constexpr double linear_from_srgb(double value) {
  if (value <= 0.04045) return value / 12.92;
  const double base = (value + 0.055) / 1.055;
  const double square = base * base;
  return square * fifth_root(square);
}

// Not std::lround, which is no constant expression.
constexpr std::uint16_t rounded(double value) {
  const auto whole = static_cast<std::uint16_t>(value);
  return static_cast<std::uint16_t>(value - whole < 0.5 ? whole : whole + 1);
}

constexpr std::array<std::uint16_t, 256> make_linear_table() {
  std::array<std::uint16_t, 256> table{};
  for (int i = 0; i < 256; ++i) {
    table[static_cast<std::size_t>(i)] = rounded(65535.0 * linear_from_srgb(i / 255.0));
  }
  return table;
}

// x^(1/3): the exponent is divided by three in the bit pattern (within 5 %), then Newton's method,
// which doubles the number of right bits each time.
double cube_root(double x) {
  if (x <= 0) return 0;
  std::uint64_t bits = 0;
  std::memcpy(&bits, &x, sizeof bits);
  bits = bits / 3 + 0x2A9F7893782DA1CEULL;
  double root = 0;
  std::memcpy(&root, &bits, sizeof root);
  for (int i = 0; i < 5; ++i) root = (2.0 * root + x / (root * root)) / 3.0;
  return root;
}

}  // namespace

constinit const std::array<std::uint16_t, 256> kLinearFromSrgb = make_linear_table();

Oklab oklab_from_linear(LinearRgb c) {
  const double l = cube_root(0.4122214708 * c.red + 0.5363325363 * c.green + 0.0514459929 * c.blue);
  const double m = cube_root(0.2119034982 * c.red + 0.6806995451 * c.green + 0.1073969566 * c.blue);
  const double s = cube_root(0.0883024619 * c.red + 0.2817188376 * c.green + 0.6299787005 * c.blue);
  return {static_cast<float>(0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s),
          static_cast<float>(1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s),
          static_cast<float>(0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)};
}

}  // namespace tessera
