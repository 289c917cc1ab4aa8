#include "library/sketch.h"

#include "image/area_mean.h"
#include "image/colour.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tessera {
namespace {

constexpr int kSide = static_cast<int>(kSketchSide);

// About as many pixels are looked at, in rows of which each box has at least this many.
constexpr double kEnoughPixels = 1 << 18;
constexpr double kEnoughRows = 4;

std::array<double, kSketchSide + 1> edges_of(double start, double length) {
  std::array<double, kSketchSide + 1> edges{};
  for (std::size_t i = 0; i < edges.size(); ++i) {
    edges[i] = start + static_cast<double>(i) * length / kSide;
  }
  return edges;
}

std::int16_t in_thousandths(float value) {
  return static_cast<std::int16_t>(std::lround(1000.0 * static_cast<double>(value)));
}

}  // namespace

SketchPixels sketch_pixels(ImageView picture, const SubpixelRect& window, Orientation orientation) {
  const double most_step = window.height / (kEnoughRows * kSide);
  const double wanted_step = window.width * window.height / kEnoughPixels;
  const int step = std::max(1, static_cast<int>(std::min(wanted_step, most_step)));
  const ImageView rows = {picture.row(step / 2), picture.width,
                          (picture.height - step / 2 + step - 1) / step, picture.stride * step};
  const auto x_edges = edges_of(window.x, window.width);
  const auto y_edges = edges_of(window.y / step, window.height / step);
  const std::vector<std::uint8_t> means = stored_means(rows, x_edges, y_edges);

  SketchPixels pixels{};
  std::uint8_t* pixel = pixels.data();
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x, pixel += kChannels) {
      const Rect box = area_as_stored({x, y, 1, 1}, {kSide, kSide}, orientation);
      std::copy_n(means.begin() + kChannels * (box.y * kSide + box.x), kChannels, pixel);
    }
  }
  return pixels;
}

SketchPixels sketch_pixels(ImageView picture) {
  return sketch_pixels(
      picture, {0, 0, static_cast<double>(picture.width), static_cast<double>(picture.height)});
}

Sketch::Sketch(const SketchPixels& pixels) {
  for (std::size_t i = 0; i < kSketchBoxes; ++i) {
    const auto light = [&](std::size_t channel) {
      return kLinearFromSrgb[pixels[i * kChannels + channel]] / 65535.0;
    };
    const Oklab colour = oklab_from_linear({light(0), light(1), light(2)});
    planes_[0][i] = in_thousandths(colour.lightness);
    planes_[1][i] = in_thousandths(colour.a);
    planes_[2][i] = in_thousandths(colour.b);
  }
}

double Sketch::contrast() const {
  std::int64_t sum = 0;
  std::int64_t squares = 0;
  for (const std::int64_t value : lightness()) {
    sum += value;
    squares += value * value;
  }
  constexpr auto kCount = static_cast<std::int64_t>(kSketchBoxes);
  return std::sqrt(static_cast<double>(kCount * squares - sum * sum)) / static_cast<double>(kCount);
}

Sketch Sketch::mirrored() const {
  Sketch mirror = *this;
  for (std::size_t plane = 0; plane < planes_.size(); ++plane) {
    for (std::size_t i = 0; i < kSketchBoxes; ++i) {
      mirror.planes_[plane][i] =
          planes_[plane][i - i % kSketchSide + (kSketchSide - 1 - i % kSketchSide)];
    }
  }
  return mirror;
}

}  // namespace tessera
