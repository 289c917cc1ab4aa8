#include "library/descriptor.h"

#include "image/area_mean.h"
#include "image/colour.h"

#include <array>

namespace tessera {

std::vector<float> describe_boxes(ImageView image, std::span<const double> x_edges,
                                  std::span<const double> y_edges) {
  const std::vector<LinearRgb> means = area_means(image, x_edges, y_edges);
  std::vector<float> descriptors;
  descriptors.reserve(means.size() * kDescriptorDimension);
  for (const LinearRgb& mean : means) {
    const Oklab colour = oklab_from_linear(mean);
    descriptors.insert(descriptors.end(), {colour.lightness, colour.a, colour.b});
  }
  return descriptors;
}

std::vector<float> describe(ImageView image) {
  const std::array<double, 2> x_edges = {0.0, static_cast<double>(image.width)};
  const std::array<double, 2> y_edges = {0.0, static_cast<double>(image.height)};
  return describe_boxes(image, x_edges, y_edges);
}

}  // namespace tessera
