#include "mosaic/target_colours.h"

#include "image/area_mean.h"
#include "image/colour.h"
#include "image/resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace tessera {
namespace {

// The stored value that is nearest to an amount of light, 0 to 1.
std::uint8_t stored(double linear) {
  const double light = linear * 65535;
  const auto* const above =
      std::lower_bound(kLinearFromSrgb.begin() + 1, kLinearFromSrgb.end() - 1, light);
  const bool nearer_below = light - above[-1] < *above - light;
  return static_cast<std::uint8_t>(above - kLinearFromSrgb.begin() - (nearer_below ? 1 : 0));
}

Rgb stored(const LinearRgb& colour) {
  return {stored(colour.red), stored(colour.green), stored(colour.blue)};
}

std::vector<Rgb> means_of_cells(ImageView target, const Grid& grid) {
  const CellIntervals cells = cell_intervals(grid, target.size());
  std::vector<Rgb> means;
  means.reserve(grid.cell_count());
  for (int row = 0; row < grid.rows; ++row) {
    for (const LinearRgb& mean :
         area_means(target, cells.columns_of(row),
                    std::span(cells.rows).subspan(static_cast<std::size_t>(row), 1))) {
      means.push_back(stored(mean));
    }
  }
  return means;
}

Size bounded(Size size, std::int64_t most) {
  if (size.area() <= most) return size;
  const double scale = std::sqrt(static_cast<double>(most) / static_cast<double>(size.area()));
  return {std::max(1, static_cast<int>(size.width * scale)),
          std::max(1, static_cast<int>(size.height * scale))};
}

}  // namespace

TargetColours::TargetColours(ImageView target, const Grid& grid, const Blocks& blocks,
                             std::int64_t max_pixels) {
  Result<Image> picture = resample(target, bounded(target.size(), max_pixels));
  if (!picture) return;
  picture_ = std::move(*picture);
  means_ = means_of_cells(target, grid);
  if (!blocks.any()) return;
  const std::vector<Rgb> larger = means_of_cells(target, grid_of_blocks(grid));
  for (std::size_t block = 0; block < larger.size(); ++block) {
    if (blocks.is_block(block)) means_[blocks.leader_of_block(block)] = larger[block];
  }
}

Rgb mean_colour(ImageView picture) {
  std::array<std::uint64_t, kChannels> sums{};
  for (int y = 0; y < picture.height; ++y) {
    const std::uint8_t* pixel = picture.row(y);
    for (int x = 0; x < picture.width; ++x, pixel += kChannels) {
      for (std::size_t channel = 0; channel < kChannels; ++channel) {
        sums[channel] += kLinearFromSrgb[pixel[channel]];
      }
    }
  }
  const double scale = 1 / (65535.0 * static_cast<double>(picture.size().area()));
  const auto light = [&](std::size_t channel) {
    return static_cast<double>(sums[channel]) * scale;
  };
  return stored({light(0), light(1), light(2)});
}

}  // namespace tessera
