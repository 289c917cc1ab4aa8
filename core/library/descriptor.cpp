#include "library/descriptor.h"

#include "image/area_mean.h"
#include "image/colour.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tessera {

namespace {

constexpr int kGreatestGrid = 8;
constexpr int kPatch = 16;
constexpr std::size_t kColours = 3;

/// The equal parts of each interval.
std::vector<Interval> refined(std::span<const Interval> intervals, int parts) {
  std::vector<Interval> result;
  result.reserve(intervals.size() * static_cast<std::size_t>(parts));
  for (const Interval& whole : intervals) {
    const auto edge = [&](int part) {
      return part == parts ? whole.end : whole.begin + (whole.end - whole.begin) * part / parts;
    };
    for (int part = 0; part < parts; ++part) result.push_back({edge(part), edge(part + 1)});
  }
  return result;
}

/// Makes a row of colours what the header says.
void weigh(std::span<float> row, const Descriptor& descriptor) {
  const std::size_t channels = descriptor.grey ? 1 : kColours;
  const std::size_t boxes = row.size() / channels;
  const double colour_weight = std::sqrt(2 * (1 - descriptor.structure));
  const double structure_weight = std::sqrt(2 * descriptor.structure);
  const double side = descriptor.side;
  for (std::size_t channel = 0; channel < channels; ++channel) {
    double mean = 0;
    for (std::size_t box = 0; box < boxes; ++box) {
      mean += static_cast<double>(row[box * channels + channel]);
    }
    mean /= static_cast<double>(boxes);
    for (std::size_t box = 0; box < boxes; ++box) {
      float& value = row[box * channels + channel];
      const double difference = static_cast<double>(value) - mean;
      value = static_cast<float>((colour_weight * mean + structure_weight * difference) / side);
    }
  }
}

}  // namespace

std::optional<Descriptor> descriptor_by_name(std::string_view name) {
  if (name == "mean") return Descriptor{};
  if (name == "patch") return Descriptor{kPatch, false, 0.5};
  for (int side = 2; side <= kGreatestGrid; ++side) {
    if (name == "grid" + std::to_string(side)) return Descriptor{side, false, 0.5};
  }
  return std::nullopt;
}

std::vector<std::string> descriptor_names() {
  std::vector<std::string> names = {"mean"};
  for (int side = 2; side <= kGreatestGrid; ++side) names.push_back("grid" + std::to_string(side));
  names.emplace_back("patch");
  return names;
}

std::vector<float> describe_patches(ImageView image, std::span<const Interval> across,
                                    std::span<const Interval> down, const Descriptor& descriptor) {
  const auto side = static_cast<std::size_t>(descriptor.side);
  const std::vector<LinearRgb> means =
      area_means(image, refined(across, descriptor.side), refined(down, descriptor.side));
  const std::size_t columns = across.size();
  const std::size_t rows = down.size();
  const std::size_t dimension = descriptor.dimension();
  std::vector<float> descriptors(columns * rows * dimension);
  for (std::size_t index = 0; index < columns * rows; ++index) {
    float* value = descriptors.data() + index * dimension;
    for (std::size_t box = 0; box < side * side; ++box) {
      const std::size_t y = index / columns * side + box / side;
      const std::size_t x = index % columns * side + box % side;
      const Oklab colour = oklab_from_linear(means[y * columns * side + x]);
      *value++ = colour.lightness;
      if (descriptor.grey) continue;
      *value++ = colour.a;
      *value++ = colour.b;
    }
    if (side > 1) weigh(std::span(descriptors).subspan(index * dimension, dimension), descriptor);
  }
  return descriptors;
}

std::vector<float> describe(ImageView image, const Descriptor& descriptor) {
  const Interval across = {0.0, static_cast<double>(image.width)};
  const Interval down = {0.0, static_cast<double>(image.height)};
  return describe_patches(image, std::span(&across, 1), std::span(&down, 1), descriptor);
}

}  // namespace tessera
