#include "mosaic/gap_lines.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace tessera {

std::vector<std::uint16_t> seen_beside_gaps(const CellAxis& cells, int gap, int halvings) {
  const int scale = 1 << halvings;
  std::vector<std::int64_t> seen(static_cast<std::size_t>((cells.length + scale - 1) >> halvings));
  for (std::size_t cell = 0; cell < cells.begin.size(); ++cell) {
    const int begin = cells.seen_begin(cell) + gap - gap / 2;
    const int end = cells.seen_end(cell) - gap / 2;
    for (int from = begin; from < end;) {
      const int pixel = from >> halvings;
      const int to = std::min(end, (pixel + 1) * scale);
      seen[static_cast<std::size_t>(pixel)] += to - from;
      from = to;
    }
  }
  std::vector<std::uint16_t> parts;
  parts.reserve(seen.size());
  for (std::size_t pixel = 0; pixel < seen.size(); ++pixel) {
    // The last pixel may stand for less than a whole one.
    const std::int64_t all = std::min(scale, cells.length - static_cast<int>(pixel) * scale);
    parts.push_back(static_cast<std::uint16_t>((seen[pixel] * kFullySeen + all / 2) / all));
  }
  return parts;
}

GapLines::Parts GapLines::parts_of(const Grid& grid, double gap, int halvings) {
  const LevelGeometry whole(grid, 0);
  const int shorter = std::min(grid.tile.width, grid.tile.height);
  const int pixels = std::max(1, static_cast<int>(std::floor(gap * shorter + 0.5)));
  return {{seen_beside_gaps(whole.columns(0), pixels, halvings),
           seen_beside_gaps(whole.columns(1), pixels, halvings)},
          seen_beside_gaps(whole.rows(), pixels, halvings)};
}

GapLines::GapLines(const Mosaic& mosaic, int halvings)
    : mosaic_(mosaic),
      level_(mosaic.grid, halvings),
      cells_(parts_of(mosaic.grid, mosaic.style.gap, halvings)),
      has_target_cells_(mosaic.has_target_cells()) {
  if (mosaic.blocks != nullptr) {
    larger_ = parts_of(grid_of_blocks(mosaic.grid), mosaic.style.gap, halvings);
  }
}

void GapLines::seen(int x, int y, std::span<std::uint16_t> parts) const {
  const std::size_t row = level_.rows().cell_at(y);
  // From one pixel of the line to another.
  const auto multiply = [&](const Parts& cells, int begin, int end) {
    const std::uint32_t down = cells.down[static_cast<std::size_t>(y)];
    const std::uint16_t* across = cells.across[row % 2].data() + begin;
    std::uint16_t* to = parts.data() + (begin - x);
    for (int left = end - begin; left > 0; --left) {
      *to++ = static_cast<std::uint16_t>(*across++ * down / kFullySeen);
    }
  };
  const int line_end = x + static_cast<int>(parts.size());
  if (!larger_ && !has_target_cells_) {
    multiply(cells_, x, line_end);
    return;
  }
  const CellAxis& columns = level_.columns(row);
  for (std::size_t column = columns.cell_at(x);
       column < columns.begin.size() && columns.seen_begin(column) < line_end; ++column) {
    const int begin = std::max(x, columns.seen_begin(column));
    const int end = std::min(line_end, columns.seen_end(column));
    if (mosaic_.photo_of_cell[row * columns.begin.size() + column] == kTargetCell) {
      std::fill(parts.begin() + (begin - x), parts.begin() + (end - x), kFullySeen);
    } else {
      multiply(larger_ && mosaic_.blocks->contain(column, row) ? *larger_ : cells_, begin, end);
    }
  }
}

}  // namespace tessera
