#include "mosaic/mosaic.h"

#include "library/descriptor.h"
#include "match/greedy.h"
#include "match/nearest.h"

#include <algorithm>

namespace tessera {

CellDescriptors::CellDescriptors(ImageView target, const Grid& grid) {
  const CellEdges edges = cell_edges(grid, target.size());
  values_ = describe_boxes(target, edges.x, edges.y);
}

PointsView CellDescriptors::points() const {
  return {values_.data(), values_.size() / kDescriptorDimension, kDescriptorDimension};
}

std::unique_ptr<Matcher> make_matcher(Matching matching, PointsView cells, PointsView photos) {
  if (matching == Matching::nearest) return make_nearest_matcher(cells, photos);
  return make_greedy_matcher(
      cells, photos, equal_limits(photos.count, use_limit(matching, cells.count, photos.count)));
}

std::uint32_t use_limit(Matching matching, std::size_t cell_count, std::size_t photo_count) {
  return matching == Matching::nearest ? 0 : least_use_limit(cell_count, photo_count);
}

UseCounts count_uses(std::span<const std::uint32_t> photo_of_cell, std::size_t photo_count) {
  std::vector<std::uint32_t> uses(photo_count);
  for (const std::uint32_t photo : photo_of_cell) ++uses[photo];
  UseCounts counts;
  for (const std::uint32_t count : uses) {
    counts.distinct += count > 0 ? 1 : 0;
    counts.largest_use = std::max(counts.largest_use, count);
  }
  return counts;
}

}  // namespace tessera
