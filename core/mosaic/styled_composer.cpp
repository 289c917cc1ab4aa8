#include "mosaic/styled_composer.h"

#include "match/constraints.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>

namespace tessera {
namespace {

constexpr int kOne = 256;  // of pull, of overlay, and of a level of colour

int of_256(double part) { return static_cast<int>(std::floor(part * kOne + 0.5)); }

std::uint8_t rounded(std::uint32_t colour) {
  return static_cast<std::uint8_t>(std::min(255U, (colour + kOne / 2) / kOne));
}

// A colour of 256ths of a level, as far as a pixel is covered.
std::uint32_t covered(std::uint32_t colour, std::uint32_t coverage) {
  return colour * coverage >> kWeightShift;
}

}  // namespace

StyledComposer::StyledComposer(const Mosaic& mosaic, std::shared_ptr<TileCache> tiles, int halvings)
    : mosaic_(mosaic),
      tiles_(std::move(tiles)),
      pull_(of_256(mosaic.style.pull)),
      overlay_(static_cast<std::uint32_t>(of_256(mosaic.style.overlay))) {
  const Grid& grid = mosaic.grid;
  const MosaicStyle& style = mosaic.style;
  const LevelGeometry level(grid, halvings);
  size_ = level.size();
  const int margin_across = overlap_margin(style.overlap, grid.tile.width, halvings);
  const int margin_down = overlap_margin(style.overlap, grid.tile.height, halvings);
  columns_ = {feather(level.columns(0), margin_across), feather(level.columns(1), margin_across)};
  rows_ = feather(level.rows(), margin_down);
  if (mosaic.blocks != nullptr) larger_.emplace(grid_of_blocks(grid), halvings);
  has_empty_cells_ = mosaic.has_empty_cells();
  has_target_cells_ = mosaic.has_target_cells();
  if (style.gap > 0) gaps_.emplace(mosaic, halvings);
}

Result<std::unique_ptr<const Composer>> StyledComposer::make(const Mosaic& mosaic,
                                                             std::shared_ptr<TileCache> tiles,
                                                             int halvings) {
  std::unique_ptr<StyledComposer> composer(new StyledComposer(mosaic, std::move(tiles), halvings));
  if (composer->overlay_ > 0 || composer->has_target_cells_) {
    Result<SmoothTarget> target =
        SmoothTarget::make(mosaic.target->picture(), mosaic.grid.mosaic, composer->size_, halvings);
    if (!target) return target.status();
    composer->target_ = std::move(*target);
  }
  return std::unique_ptr<const Composer>(std::move(composer));
}

Status StyledComposer::fetch(std::size_t row, int x, int width, RowOfTiles& tiles) const {
  const FeatheredAxis& columns = columns_[row % 2];
  tiles.row = row;
  tiles.first_column = columns.first_at(x);
  for (std::size_t column = tiles.first_column;
       column < columns.parts.size() && columns.parts[column].begin < x + width; ++column) {
    if (Status status = fetch_tile(row, column, tiles.cells.emplace_back()); !status.is_ok()) {
      return status;
    }
  }
  return {};
}

Status StyledComposer::fetch_tile(std::size_t row, std::size_t column,
                                  RowOfTiles::Drawn& drawn) const {
  const FeatheredAxis& columns = columns_[row % 2];
  std::size_t cell = row * columns.parts.size() + column;
  const std::uint32_t number = mosaic_.photo_of_cell[cell];
  drawn.shows_target = number == kTargetCell;
  if (number == kEmptyCell || drawn.shows_target) return {};
  Size size = {columns.parts[column].tile_side, rows_.parts[row].tile_side};
  drawn.left = columns.parts[column].tile_begin;
  drawn.top = rows_.parts[row].tile_begin;
  if (larger_ && mosaic_.blocks->contain(column, row)) {
    const std::size_t across = column / kBlockSide;
    const std::size_t down = row / kBlockSide;
    size = {larger_->columns(0).side[across], larger_->rows().side[down]};
    drawn.left = larger_->columns(0).begin[across];
    drawn.top = larger_->rows().begin[down];
    cell = mosaic_.blocks->leader(static_cast<std::uint32_t>(cell));
  }
  drawn.tile = tiles_->tile(number, size);
  if (drawn.tile == nullptr) return {StatusCode::out_of_memory, "not enough memory for a tile"};
  if (pull_ == 0) return {};
  for (std::size_t channel = 0; channel < kChannels; ++channel) {
    const int distance = mosaic_.target->mean(cell)[channel] - drawn.tile->mean[channel];
    drawn.shift[channel] = (distance * pull_ + kOne / 2) >> 8;
  }
  return {};
}

// Sums of levels times weights, which add up to kFullWeight where no cell is empty.
void StyledComposer::blend_across(const RowOfTiles& tiles, int x, int y, int width,
                                  Workspace& work) const {
  const FeatheredAxis& columns = columns_[tiles.row % 2];
  std::fill(work.colours.begin(), work.colours.end(), 0);
  std::fill(work.coverage.begin(), work.coverage.end(), 0);
  std::fill(work.target_coverage.begin(), work.target_coverage.end(), 0);
  for (std::size_t i = 0; i < tiles.cells.size(); ++i) {
    const RowOfTiles::Drawn& drawn = tiles.cells[i];
    if (drawn.tile == nullptr && !drawn.shows_target) continue;
    const FeatheredAxis::Part& part = columns.parts[tiles.first_column + i];
    const int begin = std::max(x, part.begin);
    const int count = std::min(x + width, part.end) - begin;
    const std::uint16_t* const weights =
        columns.weights.data() + part.weights + (begin - part.begin);
    if (has_empty_cells_) {
      std::uint32_t* const coverage = work.coverage.data() + (begin - x);
      for (int k = 0; k < count; ++k) coverage[k] += weights[k];
    }
    if (drawn.shows_target) {
      std::uint32_t* const coverage = work.target_coverage.data() + (begin - x);
      for (int k = 0; k < count; ++k) coverage[k] += weights[k];
      continue;
    }
    const std::uint8_t* from = drawn.tile->picture.view().at(begin - drawn.left, y - drawn.top);
    std::uint32_t* sum = work.colours.data() + static_cast<std::ptrdiff_t>(begin - x) * kChannels;
    if (pull_ == 0) {
      for (int k = 0; k < count; ++k, sum += kChannels, from += kChannels) {
        const std::uint32_t weight = weights[k];
        sum[0] += weight * from[0];
        sum[1] += weight * from[1];
        sum[2] += weight * from[2];
      }
    } else {
      const auto [red, green, blue] = drawn.shift;
      const auto shifted = [](int value, int shift) {
        return static_cast<std::uint32_t>(std::clamp(value + shift, 0, 255));
      };
      for (int k = 0; k < count; ++k, sum += kChannels, from += kChannels) {
        const std::uint32_t weight = weights[k];
        sum[0] += weight * shifted(from[0], red);
        sum[1] += weight * shifted(from[1], green);
        sum[2] += weight * shifted(from[2], blue);
      }
    }
  }
}

void StyledComposer::show_target_cells(Workspace& work, Line& line) const {
  for (std::size_t i = 0; i < line.colours.size(); ++i) {
    const std::uint32_t coverage = work.target_coverage_sums[i / kChannels] >> kWeightShift;
    line.colours[i] =
        static_cast<std::uint16_t>(line.colours[i] + covered(work.target[i], coverage));
  }
}

void StyledComposer::lay_target_over(const Workspace& work, Line& line) const {
  for (std::size_t i = 0; i < line.colours.size(); ++i) {
    std::uint32_t over = work.target[i];
    if (has_empty_cells_) over = covered(over, line.coverage[i / kChannels]);
    line.colours[i] =
        static_cast<std::uint16_t>((line.colours[i] * (kOne - overlay_) + over * overlay_) / kOne);
  }
}

void StyledComposer::draw_gaps(int x, int y, Workspace& work, Line& line) const {
  work.seen.resize(line.colours.size() / kChannels);
  gaps_->seen(x, y, work.seen);
  const std::uint16_t* const seen_of_pixel = work.seen.data();
  const Rgb& background = mosaic_.style.background;
  for (std::size_t i = 0; i < line.colours.size(); ++i) {
    const std::size_t pixel = i / kChannels;
    const std::uint32_t seen = seen_of_pixel[pixel];
    std::uint32_t gap = static_cast<std::uint32_t>(background[i % kChannels]) * kOne;
    if (has_empty_cells_) gap = covered(gap, line.coverage[pixel]);
    line.colours[i] = static_cast<std::uint16_t>(
        (line.colours[i] * seen + gap * (kFullySeen - seen)) / kFullySeen);
  }
}

/// @param take called for each line from the top with its number.
template <class Take>
Status StyledComposer::paint(int x, int y, Size size, const Take& take) const {
  const auto width = static_cast<std::size_t>(size.width);
  const std::size_t covered_pixels = has_empty_cells_ ? width : 0;
  Line line{std::vector<std::uint16_t>(width * kChannels),
            std::vector<std::uint16_t>(covered_pixels)};
  Workspace work;
  work.colours.resize(width * kChannels);
  work.coverage.resize(covered_pixels);
  const std::size_t target_pixels = has_target_cells_ ? width : 0;
  work.target_coverage.resize(target_pixels);
  SmoothTarget::Columns target_columns;
  if (target_) {
    target_columns = target_->columns(x, size.width);
    work.target.resize(line.colours.size());
  }

  std::deque<RowOfTiles> rows;
  std::size_t next_row = rows_.first_at(y);
  for (int at = y; at < y + size.height; ++at) {
    while (!rows.empty() && rows_.parts[rows.front().row].end <= at) rows.pop_front();
    for (; next_row < rows_.parts.size() && rows_.parts[next_row].begin <= at; ++next_row) {
      if (Status status = fetch(next_row, x, size.width, rows.emplace_back()); !status.is_ok()) {
        return status;
      }
    }
    work.colour_sums.assign(width * kChannels, 0);
    work.coverage_sums.assign(covered_pixels, 0);
    work.target_coverage_sums.assign(target_pixels, 0);
    for (const RowOfTiles& row : rows) {
      const std::uint32_t weight = rows_.weight(rows_.parts[row.row], at);
      blend_across(row, x, at, size.width, work);
      for (std::size_t i = 0; i < work.colours.size(); ++i) {
        // The first shift leaves 256ths of a level.
        work.colour_sums[i] += (work.colours[i] >> (kWeightShift - 8)) * weight;
      }
      for (std::size_t i = 0; i < covered_pixels; ++i) {
        work.coverage_sums[i] += work.coverage[i] * weight;
      }
      for (std::size_t i = 0; i < target_pixels; ++i) {
        work.target_coverage_sums[i] += work.target_coverage[i] * weight;
      }
    }
    for (std::size_t i = 0; i < line.colours.size(); ++i) {
      line.colours[i] = static_cast<std::uint16_t>(work.colour_sums[i] >> kWeightShift);
    }
    for (std::size_t i = 0; i < covered_pixels; ++i) {
      line.coverage[i] = static_cast<std::uint16_t>(work.coverage_sums[i] >> kWeightShift);
    }
    if (target_) target_->row(target_columns, at, work.target.data());
    if (has_target_cells_) show_target_cells(work, line);
    if (overlay_ > 0) lay_target_over(work, line);
    if (gaps_) draw_gaps(x, at, work, line);
    take(at - y, std::as_const(line));
  }
  return {};
}

Status StyledComposer::compose(int x, int y, MutableImageView out) const {
  const Rgb& background = mosaic_.style.background;
  return paint(x, y, out.size(), [&](int row, const Line& line) {
    std::uint8_t* to = out.row(row);
    for (std::size_t i = 0; i < line.colours.size(); ++i) {
      std::uint32_t colour = line.colours[i];
      if (has_empty_cells_) {
        const std::uint32_t behind = static_cast<std::uint32_t>(background[i % kChannels]) * kOne;
        colour += covered(behind, kFullWeight - line.coverage[i / kChannels]);
      }
      *to++ = rounded(colour);
    }
  });
}

Status StyledComposer::compose_rgba(int x, int y, Size size, std::uint8_t* rgba) const {
  return paint(x, y, size, [&](int, const Line& line) {
    for (std::size_t i = 0; i < line.colours.size(); ++i) {
      const std::uint32_t coverage = has_empty_cells_ ? line.coverage[i / kChannels] : kFullWeight;
      const std::uint32_t colour = line.colours[i];
      *rgba++ = coverage == 0 ? 0 : rounded((colour << kWeightShift) / coverage);
      if (i % kChannels == kChannels - 1) {
        *rgba++ = static_cast<std::uint8_t>((coverage * 255 + kFullWeight / 2) >> kWeightShift);
      }
    }
  });
}

}  // namespace tessera
