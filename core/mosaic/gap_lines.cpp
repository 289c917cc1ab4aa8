#include "mosaic/gap_lines.h"

#include <algorithm>
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

}  // namespace tessera
