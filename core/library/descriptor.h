// Descriptor: the row of floats by which a photo or a cell is compared.
//
//   std::optional<Descriptor> grid = descriptor_by_name("grid3");
//   std::vector<float> row = describe(picture, *grid);      // grid->dimension() floats
//
// A picture is laid out in side × side boxes; a box is described by its mean colour (averaged in
// linear light) in OKLab, or by its lightness alone. One box is the mean colour of all; several
// tell what stands where in it. The squared distance of two rows is a mean of squared colour
// differences, in two parts:
//
//     2 · (1 − structure) · |m − m'|²  +  2 · structure · mean over boxes of |d − d'|²
//
// where m is the mean of a picture's boxes and d what a box differs from it. With structure ½ it is
// the mean over boxes of the squared difference of colours, so that costs are alike for any number
// of them. Photos and cells are described by the same code.
#pragma once

#include "base/geometry.h"
#include "image/image.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tessera {

struct Descriptor {
  /// Boxes across and down, at least 1.
  int side = 1;
  /// Lightness only.
  bool grey = false;
  /// 0: only colour counts, 1: only structure. Without effect where there is one box.
  double structure = 0.5;

  /// Floats a row.
  std::size_t dimension() const {
    return static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * (grey ? 1 : 3);
  }
  bool operator==(const Descriptor&) const = default;
};

/// "mean", "grid2" to "grid8", and "patch" (16 × 16 boxes).
std::optional<Descriptor> descriptor_by_name(std::string_view name);
/// All names, in the order of their dimensions.
std::vector<std::string> descriptor_names();

/// Describes patches of an image, row after row, dimension() floats each: every one of `across`
/// with every one of `down`. They may overlap, and reach over the image's edges as in area_means().
std::vector<float> describe_patches(ImageView image, std::span<const Interval> across,
                                    std::span<const Interval> down,
                                    const Descriptor& descriptor = {});

/// Describes a whole picture.
std::vector<float> describe(ImageView image, const Descriptor& descriptor = {});

}  // namespace tessera
