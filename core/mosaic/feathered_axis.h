// FeatheredAxis: how tiles that are larger than their cells fade into each other along an axis.
//
// The weight of a pixel of a tile is feathered_window() (image/patches.h) over the sum of the
// windows of all tiles there: known beforehand, so that any part of a mosaic can be composed by
// itself. Weights are whole numbers and add up to kFullWeight at every pixel: those across among
// the tiles of a row, those down among the rows.
#pragma once

#include "mosaic/level_geometry.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tessera {

inline constexpr int kWeightShift = 12;
inline constexpr std::uint32_t kFullWeight = 1U << kWeightShift;

struct FeatheredAxis {
  /// What is seen of a tile: pixels from begin up to end.
  struct Part {
    int begin = 0;
    int end = 0;
    int tile_begin = 0;  ///< where the whole tile begins
    int tile_side = 0;
    std::size_t weights = 0;  ///< the first of the part's weights in FeatheredAxis::weights
  };
  std::vector<Part> parts;  ///< One for each cell.
  std::vector<std::uint16_t> weights;

  /// The weight of a part at a pixel that it covers.
  std::uint32_t weight(const Part& part, int position) const {
    return weights[part.weights + static_cast<std::size_t>(position - part.begin)];
  }
  /// The first part that ends behind a pixel.
  std::size_t first_at(int position) const;
};

/// @param margin pixels by which tiles are larger than cells on each side; not more than a cell.
FeatheredAxis feather(const CellAxis& cells, int margin);

}  // namespace tessera
