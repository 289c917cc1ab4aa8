#include "match/market.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace tessera {

namespace {

// Measured at 10,000 × 10,000 photo data (user seconds). In 3-D, 8, 12, 16, 24 candidates: 12 is
// best, 24 half as slow again. In 27-D a question to the index looks at most photos whatever it
// asks for: 12, 24, 40 candidates took 10.6, 8.8, 7.6.
constexpr std::size_t kFewDimensions = 8;
constexpr std::size_t kShortList = 12;
constexpr std::size_t kLongList = 48;

}  // namespace

Market::Market(MarketPoints points)
    : points_(std::move(points)),
      index_(points_.photos),
      list_length_(points_.cells.width <= kFewDimensions ? kShortList : kLongList),
      candidates_(cell_count() * list_length_),
      list_counts_(cell_count(), 0),
      rests_(cell_count(), 0),
      photo_of_cell_(cell_count(), kNone),
      cost_of_cell_(cell_count(), 0),
      bid_of_cell_(cell_count(), 0),
      next_holder_(cell_count(), kNone),
      previous_holder_(cell_count(), kNone),
      first_holder_(photo_count(), kNone),
      used_(photo_count(), 0) {
  for (const std::uint32_t capacity : points_.capacities) spare_places_ += capacity;
  spare_places_ -= static_cast<std::int64_t>(cell_count());
  constexpr std::int64_t least_work = 80;
  constexpr std::size_t values_per_unit = 256;
  const std::size_t width = points_.photos.width;
  const auto all = static_cast<std::int64_t>(point_count() * width / values_per_unit);
  work_per_ask_ = width <= kFewDimensions ? least_work : std::max(least_work, all);
  if (points_.photo_of_point.empty()) return;
  first_point_.assign(photo_count() + 1, 0);
  for (const std::uint32_t photo : points_.photo_of_point) ++first_point_[photo + 1];
  std::partial_sum(first_point_.begin(), first_point_.end(), first_point_.begin());
  points_of_photo_.resize(point_count());
  std::vector<std::uint32_t> at(first_point_.begin(), first_point_.end() - 1);
  for (std::uint32_t point = 0; point < point_count(); ++point) {
    points_of_photo_[at[photo_of_point(point)]++] = point;
  }
}

void Market::raise_price(std::size_t photo, std::int32_t price) {
  if (points_of_photo_.empty()) {
    index_.raise_price(photo, price);
    return;
  }
  for (std::size_t at = first_point_[photo]; at < first_point_[photo + 1]; ++at) {
    index_.raise_price(points_of_photo_[at], price);
  }
}

void Market::set_prices(std::span<const std::int32_t> prices,
                        std::span<const std::int16_t> slopes) {
  index_.set_prices(prices, slopes);
  std::fill(list_counts_.begin(), list_counts_.end(), std::uint8_t{0});
  std::fill(rests_.begin(), rests_.end(), 0);
}

void Market::level_prices() {
  std::vector<std::int32_t> prices(point_count());
  for (std::size_t point = 0; point < prices.size(); ++point) prices[point] = index_.price(point);
  const std::int32_t least = *std::min_element(prices.begin(), prices.end());
  for (std::int32_t& price : prices) price -= least;
  for (std::int32_t& rest : rests_) rest = rest == PriceIndex::kNoValue ? rest : rest - least;
  for (std::int32_t& bid : bid_of_cell_) bid -= least;

  const std::size_t width = points_.photos.width;
  std::vector<std::int16_t> slopes(point_count() * width, 0);
  for (std::uint32_t point = 0; point < point_count(); ++point) {
    const std::uint32_t holder = first_holder_[photo_of_point(point)];
    std::int16_t* slope = slopes.data() + point * width;
    for (std::size_t k = 0; k < width; ++k) {
      // A photo without a holder is taken to be like its neighbour in the order.
      if (holder == kNone) {
        slope[k] = point > 0 ? slopes[(point - 1) * width + k] : std::int16_t{0};
      } else {
        slope[k] =
            static_cast<std::int16_t>(cell_point(holder)[k] - points_.photos.point(point)[k]);
      }
    }
  }
  index_.set_prices(prices, slopes);
}

void Market::ask(std::size_t cell) {
  // What is on the list already bounds what can come onto it.
  std::int32_t limit = PriceIndex::kNoValue;
  if (list_counts_[cell] == list_length_) {
    limit = 0;
    for (const Candidate& candidate : candidates(cell)) {
      limit = std::max(limit, candidate.cost + price(candidate.photo));
    }
  }
  std::array<PriceIndex::Candidate, kLongList> found;
  const PriceIndex::Answer answer =
      index_.least(cell_point(cell), limit, std::span(found).first(list_length_));
  replace_list(cell, std::span(found).first(answer.count), answer.rest);
}

void Market::replace_list(std::size_t cell, std::span<const PriceIndex::Candidate> found,
                          std::int32_t rest) {
  Candidate* list = candidates_.data() + cell * list_length_;
  std::size_t count = 0;
  std::size_t next = 0;
  for (; next < found.size(); ++next) {
    const std::uint32_t photo = photo_of_point(found[next].photo);
    const auto is_it = [&](const Candidate& candidate) { return candidate.photo == photo; };
    // Only the nearest point of a photo counts, and it comes first.
    if (!points_of_photo_.empty() && std::any_of(list, list + count, is_it)) continue;
    if (count == list_length_) break;
    list[count++] = {found[next].value - price(photo), photo};
  }
  list_counts_[cell] = static_cast<std::uint8_t>(count);
  rests_[cell] = next < found.size() ? found[next].value : rest;
}

Market::Wish Market::wish(std::size_t cell) {
  for (bool asked = false;; asked = true) {
    Wish wish;
    wish.value = PriceIndex::kNoValue;
    wish.second = rests_[cell];
    for (const Candidate& candidate : candidates(cell)) {
      const std::int32_t value = candidate.cost + price(candidate.photo);
      if (value < wish.value) {
        wish.second = std::min(wish.second, wish.value);
        wish.value = value;
        wish.photo = candidate.photo;
        wish.cost = candidate.cost;
      } else {
        wish.second = std::min(wish.second, value);
      }
    }
    if (asked || wish.value <= rests_[cell]) return wish;
    ask(cell);
    ++ask_count_;
  }
}

void Market::place(std::uint32_t cell, std::uint32_t photo, std::int32_t cost, std::int32_t bid) {
  photo_of_cell_[cell] = photo;
  cost_of_cell_[cell] = cost;
  bid_of_cell_[cell] = bid;
  const std::uint32_t first = first_holder_[photo];
  previous_holder_[cell] = kNone;
  next_holder_[cell] = first;
  if (first != kNone) previous_holder_[first] = cell;
  first_holder_[photo] = cell;
  ++used_[photo];
  ++placed_count_;
  cost_ += cost;
}

void Market::release(std::uint32_t cell) {
  const std::uint32_t photo = photo_of_cell_[cell];
  const std::uint32_t next = next_holder_[cell];
  const std::uint32_t previous = previous_holder_[cell];
  if (next != kNone) previous_holder_[next] = previous;
  if (previous != kNone) {
    next_holder_[previous] = next;
  } else {
    first_holder_[photo] = next;
  }
  photo_of_cell_[cell] = kNone;
  --used_[photo];
  --placed_count_;
  cost_ -= cost_of_cell_[cell];
}

std::uint32_t Market::lowest_holder(std::size_t photo) const {
  std::uint32_t lowest = first_holder_[photo];
  for (std::uint32_t cell = next_holder_[lowest]; cell != kNone; cell = next_holder_[cell]) {
    const bool less = bid_of_cell_[cell] != bid_of_cell_[lowest]
                          ? bid_of_cell_[cell] < bid_of_cell_[lowest]
                          : cell < lowest;
    if (less) lowest = cell;
  }
  return lowest;
}

}  // namespace tessera
