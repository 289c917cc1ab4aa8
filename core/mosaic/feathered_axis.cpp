#include "mosaic/feathered_axis.h"

#include "image/patches.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tessera {

std::size_t FeatheredAxis::first_at(int position) const {
  return static_cast<std::size_t>(
      std::partition_point(parts.begin(), parts.end(),
                           [&](const Part& part) { return part.end <= position; }) -
      parts.begin());
}

FeatheredAxis feather(const CellAxis& cells, int margin) {
  FeatheredAxis axis;
  std::map<int, std::vector<float>> windows;
  const auto window_of = [&](int side) -> const std::vector<float>& {
    std::vector<float>& window = windows[side];
    if (window.empty()) window = feathered_window(side);
    return window;
  };
  const auto length = static_cast<std::size_t>(cells.length);
  std::vector<double> sums(length);
  const auto add_up = [&](const FeatheredAxis::Part& part, std::vector<double>& to, int position) {
    return to[static_cast<std::size_t>(position)] += static_cast<double>(
               window_of(part.tile_side)[static_cast<std::size_t>(position - part.tile_begin)]);
  };
  std::size_t weight_count = 0;
  for (std::size_t cell = 0; cell < cells.begin.size(); ++cell) {
    FeatheredAxis::Part part;
    part.tile_begin = cells.begin[cell] - margin;
    part.tile_side = cells.side[cell] + 2 * margin;
    part.begin = std::max(0, cells.seen_begin(cell) - margin);
    part.end = std::min(cells.length, cells.seen_end(cell) + margin);
    part.weights = weight_count;
    weight_count += static_cast<std::size_t>(part.end - part.begin);
    for (int position = part.begin; position < part.end; ++position) add_up(part, sums, position);
    axis.parts.push_back(part);
  }
  // A weight is what the rounded sum of all up to it has more than the one before: the last one's
  // is the whole.
  const auto rounded = [](double share) {
    return static_cast<std::uint16_t>(std::floor(share * kFullWeight + 0.5));
  };
  axis.weights.reserve(weight_count);
  std::vector<double> so_far(length);
  for (const FeatheredAxis::Part& part : axis.parts) {
    for (int position = part.begin; position < part.end; ++position) {
      const double sum = sums[static_cast<std::size_t>(position)];
      const std::uint16_t before = rounded(so_far[static_cast<std::size_t>(position)] / sum);
      const std::uint16_t after = rounded(add_up(part, so_far, position) / sum);
      axis.weights.push_back(static_cast<std::uint16_t>(after - before));
    }
  }
  return axis;
}

}  // namespace tessera
