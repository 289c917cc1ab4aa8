// Mosaic: from photos and a target to an assignment, and the facts about it.
//
//   const CellDescriptors cells(target.view(), grid);
//   auto matcher = make_matcher(Matching::nearest, cells.points(), library.descriptors());
//   Result<Assignment> assignment = run_matcher(*matcher, grid.cell_count(), executor, job);
//   UseCounts uses = count_uses(assignment->photo_of_cell, library.count());
#pragma once

#include "image/image.h"
#include "match/matcher.h"
#include "mosaic/grid.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tessera {

/// How photos are chosen for cells.
enum class Matching : int {
  nearest = 0,  ///< the nearest photo, with repeats
  greedy = 1,   ///< each photo once, or as evenly as it goes where cells outnumber photos
};

/// The descriptors of a target's cells, row after row.
class CellDescriptors {
 public:
  /// @param target the part of the target that the grid covers.
  CellDescriptors(ImageView target, const Grid& grid);

  PointsView points() const;

 private:
  std::vector<float> values_;
};

/// A matcher for the cells and photos, which it borrows.
/// @param photos at least one.
std::unique_ptr<Matcher> make_matcher(Matching matching, PointsView cells, PointsView photos);

/// How often a matching lets each photo be used: 0 for no limit.
std::uint32_t use_limit(Matching matching, std::size_t cell_count, std::size_t photo_count);

/// What a person may want to know of an assignment.
struct UseCounts {
  std::size_t distinct = 0;       ///< photos that stand in the mosaic
  std::uint32_t largest_use = 0;  ///< how often the most used one stands in it
};
UseCounts count_uses(std::span<const std::uint32_t> photo_of_cell, std::size_t photo_count);

}  // namespace tessera
