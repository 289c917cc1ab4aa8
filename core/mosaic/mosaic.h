// Mosaic: from photos and a target to an assignment, and the facts about it.
//
//   const CellDescriptors cells(target.view(), grid);
//   auto matcher = make_matcher(Matching::nearest, cells.points(), library.descriptors());
//   Result<Assignment> assignment = run_matcher(*matcher, grid.cell_count(), executor, job);
//   UseCounts uses = count_uses(assignment->photo_of_cell, library.count());
#pragma once

#include "image/image.h"
#include "library/descriptor.h"
#include "match/constrained_matcher.h"
#include "mosaic/blocks.h"
#include "mosaic/grid.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tessera {

/// The descriptors of a target's cells, row after row.
class CellDescriptors {
 public:
  /// @param target the part of the target that the grid covers.
  /// @param overlap of the style that the mosaic will be drawn in (MosaicStyle): each cell is
  ///   described by all that its tile will cover.
  /// @param blocks larger cells, without overlap: their leaders are described by all of them.
  CellDescriptors(ImageView target, const Grid& grid, const Descriptor& descriptor = {},
                  double overlap = 0, const Blocks& blocks = {});

  PointsView points() const;

 private:
  std::size_t dimension_;
  std::vector<float> values_;
};

/// A matcher for the cells and photos, which it borrows, without constraints.
/// @param photos at least one.
std::unique_ptr<ConstrainedMatcher> make_matcher(Matching matching, PointsView cells,
                                                 PointsView photos);

/// What a person may want to know of an assignment.
struct UseCounts {
  std::size_t distinct = 0;       ///< photos that stand in the mosaic
  std::uint32_t largest_use = 0;  ///< how often the most used one stands in it
};
UseCounts count_uses(std::span<const std::uint32_t> photo_of_cell, std::size_t photo_count);

}  // namespace tessera
