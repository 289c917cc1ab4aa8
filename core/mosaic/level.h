// MosaicLevel: a mosaic at a half, a quarter, … of its size, composed of photos at the size that
// cells have there.
//
//   Result<std::unique_ptr<const MosaicLevel>> level =
//       MosaicLevel::make(grid, photo_of_cell, library, 3, executor, job);   // an eighth
//   level->compose(x, y, out);
//
// Cells whose sides are no whole number of pixels there get one pixel more or less in turn, so that
// no edge is off by a pixel.
#pragma once

#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "image/image.h"
#include "library/photo_library.h"
#include "mosaic/grid.h"
#include "mosaic/tile_set.h"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace tessera {

class MosaicLevel {
 public:
  /// Whether each cell has at least a pixel a side at 1 / 2^halvings.
  static bool exists(const Grid& grid, int halvings);

  /// @param photo_of_cell borrowed. @param halvings 0 and up, such that it exists().
  /// @return out_of_memory, cancelled.
  static Result<std::unique_ptr<const MosaicLevel>> make(
      const Grid& grid, std::span<const std::uint32_t> photo_of_cell, const PhotoLibrary& library,
      int halvings, Executor& executor, const Job& job);

  /// The mosaic's size there, rounded up.
  Size size() const { return {x_edges_.back(), y_edges_.back()}; }

  /// Paints the rectangle whose top left corner is (x, y) and whose size is `out`'s; it must lie
  /// inside. Thread-safe.
  void compose(int x, int y, MutableImageView out) const;

 private:
  MosaicLevel() = default;

  std::span<const std::uint32_t> photo_of_cell_;
  // Of the cells: columns + 1 and rows + 1 positions, and the sides of the tiles that they show.
  std::vector<int> x_edges_;
  std::vector<int> y_edges_;
  std::vector<int> widths_;
  std::vector<int> heights_;
  std::map<std::pair<int, int>, TileSet> tiles_;  // By width and height.
};

}  // namespace tessera
