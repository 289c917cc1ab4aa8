#include "mosaic/mask.h"

#include "image/area_mean.h"

#include <algorithm>
#include <cstddef>

namespace tessera {

Result<Image> mask_of_coverage(Size size, std::span<const std::uint8_t> coverage) {
  if (size.width < 1 || size.height < 1 ||
      static_cast<std::uint64_t>(size.area()) != coverage.size()) {
    return Status{StatusCode::invalid_argument,
                  "a mask has width × height values, one for each of its pixels"};
  }
  Image mask(size);
  if (mask.empty()) return Status{StatusCode::out_of_memory, "not enough memory for a mask"};
  std::uint8_t* to = mask.data();
  for (const std::uint8_t value : coverage) to = std::fill_n(to, kChannels, value);
  return mask;
}

Result<Image> framed_mask(ImageView mask, const Framing& framing) {
  return mask.size().area() == 0 ? Image() : framed(mask, framing);
}

std::vector<std::uint32_t> cells_outside(ImageView mask, const Grid& grid) {
  constexpr int kHalf = 128;
  std::vector<std::uint32_t> cells;
  if (mask.size().area() == 0) return cells;
  const CellIntervals intervals = cell_intervals(grid, mask.size());
  for (int row = 0; row < grid.rows; ++row) {
    const std::span<const Interval> down =
        std::span(intervals.rows).subspan(static_cast<std::size_t>(row), 1);
    const std::vector<std::uint8_t> means = stored_means(mask, intervals.columns_of(row), down);
    for (int column = 0; column < grid.columns; ++column) {
      if (means[static_cast<std::size_t>(column) * kChannels] < kHalf) {
        cells.push_back(static_cast<std::uint32_t>(row * grid.columns + column));
      }
    }
  }
  return cells;
}

}  // namespace tessera
