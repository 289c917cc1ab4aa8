#include "mosaic/mosaic.h"

#include <algorithm>

namespace tessera {

CellDescriptors::CellDescriptors(ImageView target, const Grid& grid, const Descriptor& descriptor,
                                 double overlap, const Blocks& blocks)
    : dimension_(descriptor.dimension()) {
  const CellIntervals patches = cell_intervals(grid, target.size(), overlap);
  values_.reserve(grid.cell_count() * dimension_);
  for (int row = 0; row < grid.rows; ++row) {
    const std::vector<float> described = describe_patches(
        target, patches.columns_of(row),
        std::span(patches.rows).subspan(static_cast<std::size_t>(row), 1), descriptor);
    values_.insert(values_.end(), described.begin(), described.end());
  }
  if (!blocks.any()) return;
  const CellDescriptors larger(target, grid_of_blocks(grid), descriptor);
  for (std::size_t block = 0; block < blocks.block_count(); ++block) {
    if (!blocks.is_block(block)) continue;
    std::copy_n(larger.points().point(block), dimension_,
                values_.data() + blocks.leader_of_block(block) * dimension_);
  }
}

PointsView CellDescriptors::points() const {
  return {values_.data(), values_.size() / dimension_, dimension_};
}

std::unique_ptr<ConstrainedMatcher> make_matcher(Matching matching, PointsView cells,
                                                 PointsView photos) {
  return make_constrained_matcher({matching, {}, kSwapRounds}, cells, photos);
}

UseCounts count_uses(std::span<const std::uint32_t> photo_of_cell, std::size_t photo_count) {
  std::vector<std::uint32_t> uses(photo_count);
  for (const std::uint32_t photo : photo_of_cell) {
    if (photo != kEmptyCell) ++uses[photo];
  }
  UseCounts counts;
  for (const std::uint32_t count : uses) {
    counts.distinct += count > 0 ? 1 : 0;
    counts.largest_use = std::max(counts.largest_use, count);
  }
  return counts;
}

}  // namespace tessera
