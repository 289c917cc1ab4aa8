// Descriptor: the row of floats by which a photo or a cell is compared.
//
// There is one so far, the mean colour in OKLab (averaged in linear light): 3 floats, so that
// squared distance is squared colour difference. Photos and cells are described by the same code.
#pragma once

#include "image/image.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tessera {

/// Floats in a descriptor.
inline constexpr std::size_t kDescriptorDimension = 3;

/// Describes every box of a grid laid over an image, row after row, kDescriptorDimension floats
/// each.
/// @param x_edges, y_edges as in area_means().
std::vector<float> describe_boxes(ImageView image, std::span<const double> x_edges,
                                  std::span<const double> y_edges);

/// Describes a whole picture.
std::vector<float> describe(ImageView image);

}  // namespace tessera
