#include "library/likeness.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tessera {
namespace {

constexpr std::size_t kSide = kSketchSide;
constexpr auto kBoxes = static_cast<double>(kSketchBoxes);

// Least squares of b - a over the slopes of their mean (B. Lucas, T. Kanade, "An iterative image
// registration technique", 1981), over all boxes but those at the edges.
double estimate_shift(const Sketch::Plane& a, const Sketch::Plane& b) {
  // Sums over boxes of products of: slope across (x), slope down (y), difference (d), 1.
  std::int64_t xx = 0;
  std::int64_t xy = 0;
  std::int64_t yy = 0;
  std::int64_t xd = 0;
  std::int64_t yd = 0;
  std::int64_t x1 = 0;
  std::int64_t y1 = 0;
  std::int64_t d1 = 0;
  for (std::size_t row = 1; row + 1 < kSide; ++row) {
    for (std::size_t column = 1; column + 1 < kSide; ++column) {
      const std::size_t i = row * kSide + column;
      // Four times the slopes of the mean, since both differences span two boxes.
      const std::int64_t x = a[i + 1] - a[i - 1] + b[i + 1] - b[i - 1];
      const std::int64_t y = a[i + kSide] - a[i - kSide] + b[i + kSide] - b[i - kSide];
      const std::int64_t d = b[i] - a[i];
      xx += x * x;
      xy += x * y;
      yy += y * y;
      xd += x * d;
      yd += y * d;
      x1 += x;
      y1 += y;
      d1 += d;
    }
  }
  // Without the means, so that a change of brightness is no movement.
  constexpr double kCount = static_cast<double>((kSide - 2) * (kSide - 2));
  const auto centred = [](std::int64_t product, std::int64_t p, std::int64_t q) {
    return static_cast<double>(product) - static_cast<double>(p) * static_cast<double>(q) / kCount;
  };
  // Where there is hardly a slope, a difference is noise and no movement: this holds it down.
  constexpr double kRidge = 16'000;
  const double m00 = centred(xx, x1, x1) + kRidge;
  const double m01 = centred(xy, x1, y1);
  const double m11 = centred(yy, y1, y1) + kRidge;
  const double v0 = centred(xd, x1, d1);
  const double v1 = centred(yd, y1, d1);
  const double determinant = m00 * m11 - m01 * m01;
  const double across = 4 * (m11 * v0 - m01 * v1) / determinant;  // in boxes
  const double down = 4 * (m00 * v1 - m01 * v0) / determinant;
  return 100 * std::sqrt(across * across + down * down) / static_cast<double>(kSide);
}

// Of the squares of the positive and of the negative differences the smaller sum.
double weaker_direction(const Sketch::Plane& a, const Sketch::Plane& b) {
  std::int64_t brighter = 0;
  std::int64_t darker = 0;
  for (std::size_t i = 0; i < kSketchBoxes; ++i) {
    const std::int64_t difference = b[i] - a[i];
    (difference > 0 ? brighter : darker) += difference * difference;
  }
  return std::sqrt(static_cast<double>(std::min(brighter, darker)) / kBoxes);
}

}  // namespace

Likeness compare(const Sketch& a, const Sketch& b) {
  double brightening = 0;
  double mean = 0;
  double spread = 0;
  for (std::size_t plane = 0; plane < 3; ++plane) {
    std::int64_t sum = 0;
    std::int64_t squares = 0;
    for (std::size_t i = 0; i < kSketchBoxes; ++i) {
      const std::int64_t difference = b.planes()[plane][i] - a.planes()[plane][i];
      sum += difference;
      squares += difference * difference;
    }
    if (plane == 0) brightening = static_cast<double>(sum) / kBoxes;
    mean += static_cast<double>(sum) * static_cast<double>(sum) / (kBoxes * kBoxes);
    spread += static_cast<double>(squares) / kBoxes;
  }
  return {.brightening = brightening,
          .mean = std::sqrt(mean),
          .spread = std::sqrt(spread),
          .weaker = weaker_direction(a.lightness(), b.lightness()),
          .shift = estimate_shift(a.lightness(), b.lightness()),
          .contrast = a.contrast()};
}

bool is_same_picture(const Likeness& likeness) {
  return std::abs(likeness.brightening) <= 4 && likeness.mean <= 10 &&
         likeness.spread <= 2 + 0.3 * likeness.contrast &&
         likeness.weaker <= 2 + 0.06 * likeness.contrast && likeness.shift <= 1;
}

bool is_alike(const Likeness& likeness) {
  return likeness.mean <= 60 && likeness.spread <= 10 + 0.6 * likeness.contrast;
}

}  // namespace tessera
