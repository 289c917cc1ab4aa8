// TargetColours: what a style needs of the target: the mean colour of each cell, and the target
// itself, no larger than a bound.
//
//   const TargetColours colours(target.view(), grid);
//   if (!colours.valid()) return out_of_memory;
#pragma once

#include "image/image.h"
#include "mosaic/blocks.h"
#include "mosaic/grid.h"
#include "mosaic/style.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tessera {

class TargetColours {
 public:
  /// The most pixels of picture().
  static constexpr std::int64_t kMaxPixels = std::int64_t{1} << 21;

  /// The same where the target is seen by itself.
  static constexpr std::int64_t kMaxSeenPixels = std::int64_t{1} << 24;

  /// @param target the part of it that the grid covers.
  /// @param blocks larger cells: their leaders have the mean of all of them.
  /// @param max_pixels of picture().
  TargetColours(ImageView target, const Grid& grid, const Blocks& blocks = {},
                std::int64_t max_pixels = kMaxPixels);

  /// False where there was not enough memory.
  bool valid() const { return !picture_.empty(); }
  /// Of all the target.
  ImageView picture() const { return picture_.view(); }
  /// The mean of a cell (in linear light).
  const Rgb& mean(std::size_t cell) const { return means_[cell]; }

 private:
  Image picture_;
  std::vector<Rgb> means_;
};

/// The mean of a picture (in linear light).
Rgb mean_colour(ImageView picture);

}  // namespace tessera
