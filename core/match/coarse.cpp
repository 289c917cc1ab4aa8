#include "match/coarse.h"

#include <algorithm>
#include <span>

namespace tessera {

namespace {

constexpr std::size_t kGroup = 8;

void append_mean(const QuantisedPoints& from, std::size_t first, std::size_t end,
                 QuantisedPoints& to) {
  const auto members = std::max<std::int32_t>(1, static_cast<std::int32_t>(end - first));
  for (std::size_t k = 0; k < from.width; ++k) {
    std::int32_t sum = 0;
    for (std::size_t i = first; i < end; ++i) sum += from.point(i)[k];
    to.values.push_back(static_cast<std::int16_t>(sum / members));
  }
  ++to.count;
}

}  // namespace

MarketPoints coarsened(const MarketPoints& fine) {
  MarketPoints result;
  result.cells.width = fine.cells.width;
  result.photos.width = fine.photos.width;
  // Rounded down, with the rest in the last group, as the places are: they still suffice.
  const std::size_t cell_groups = fine.cells.count / kGroup;
  for (std::size_t group = 0; group < cell_groups; ++group) {
    const bool last = group + 1 == cell_groups;
    append_mean(fine.cells, group * kGroup, last ? fine.cells.count : (group + 1) * kGroup,
                result.cells);
  }
  std::uint64_t places = 0;
  for (std::size_t first = 0; first < fine.photos.count; first += kGroup) {
    const std::size_t end = std::min(fine.photos.count, first + kGroup);
    const std::uint64_t before = places / kGroup;
    for (std::size_t photo = first; photo < end; ++photo) places += fine.capacities[photo];
    const std::uint64_t capacity =
        std::min<std::uint64_t>(places / kGroup - before, result.cells.count);
    if (capacity == 0) continue;
    append_mean(fine.photos, first, end, result.photos);
    result.capacities.push_back(static_cast<std::uint32_t>(capacity));
  }
  return result;
}

PriceTransfer::PriceTransfer(Market& coarse, Market& fine)
    : fine_(fine),
      cells_(coarse.points().cells),
      cell_points_(coarse.points().cells.values),
      width_(coarse.points().cells.width),
      prices_(fine.photo_count(), 0),
      slopes_(fine.photo_count() * fine.points().photos.width, 0) {
  std::vector<std::int32_t> values(coarse.cell_count());
  std::vector<std::int16_t> slopes(coarse.cell_count() * width_);
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    const Market::Wish wish = coarse.wish(cell);
    values[cell] = wish.value;
    for (std::size_t k = 0; k < width_; ++k) {
      slopes[cell * width_ + k] =
          static_cast<std::int16_t>(coarse.photo_point(wish.photo)[k] - coarse.cell_point(cell)[k]);
    }
  }
  greatest_ = *std::max_element(values.begin(), values.end());
  for (std::int32_t& value : values) value = greatest_ - value;
  cells_.set_prices(values, slopes);
  if (coarse.spare_places() > 0) {
    floor_ = PriceIndex::kNoValue;
    for (std::size_t photo = 0; photo < coarse.photo_count(); ++photo) {
      floor_ = std::min(floor_, coarse.price(photo));
    }
  } else {
    floor_ = -PriceIndex::kNoValue;
  }
}

void PriceTransfer::advance(Executor& executor, std::size_t photos) {
  constexpr std::size_t per_task = 256;
  const std::size_t first = done_;
  const std::size_t end = std::min(fine_.photo_count(), first + photos);
  executor.for_each((end - first + per_task - 1) / per_task, [&](std::size_t task) {
    const std::size_t begin = first + task * per_task;
    for (std::size_t photo = begin; photo < std::min(end, begin + per_task); ++photo) {
      PriceIndex::Candidate best;
      cells_.least(fine_.photo_point(photo), PriceIndex::kNoValue, std::span(&best, 1));
      prices_[photo] = std::max(floor_, greatest_ - best.value);
      const std::int16_t* cell = cell_points_.data() + best.photo * width_;
      for (std::size_t k = 0; k < width_; ++k) {
        slopes_[photo * width_ + k] =
            static_cast<std::int16_t>(cell[k] - fine_.photo_point(photo)[k]);
      }
    }
  });
  done_ = end;
}

void PriceTransfer::apply() {
  const std::int32_t least = *std::min_element(prices_.begin(), prices_.end());
  for (std::int32_t& price : prices_) price -= least;
  fine_.set_prices(prices_, slopes_);
}

}  // namespace tessera
