#include "match/shortest_paths.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace tessera {

namespace {

constexpr std::int32_t kFar = std::numeric_limits<std::int32_t>::max();
/// The heap holds distance, kind and number in one integer, so that ties have an order.
constexpr std::uint64_t kCellKind = std::uint64_t{1} << 32;

std::uint64_t entry(std::int32_t distance, std::uint64_t kind, std::uint32_t number) {
  return static_cast<std::uint64_t>(distance) << 33U | kind | number;
}

}  // namespace

ShortestPaths::ShortestPaths(Market& market)
    : market_(market),
      stamps_(market.photo_count(), 0),
      distances_(market.photo_count(), 0),
      from_(market.photo_count(), 0),
      costs_(market.photo_count(), 0),
      extended_stamps_(market.cell_count(), 0),
      extended_(market.cell_count(), 0) {}

void ShortestPaths::begin() {
  free_.clear();
  for (std::uint32_t cell = 0; cell < market_.cell_count(); ++cell) {
    if (market_.photo_of_cell(cell) == Market::kNone) free_.push_back(cell);
  }
  next_free_ = 0;
  bound_gain_ = 0;
  overpriced_left_ = market_.spare_places() > 0;
  floor_ = kFar;
  for (std::size_t photo = 0; photo < market_.photo_count(); ++photo) {
    floor_ = std::min(floor_, market_.price(photo));
  }
}

void ShortestPaths::advance(std::int64_t work) {
  work_ = 0;
  while (!finished() && work_ < work) {
    if (next_free_ < free_.size()) {
      fill_place(free_[next_free_++]);
    } else {
      lower_overpriced();
    }
  }
}

bool ShortestPaths::is_end(std::uint32_t photo) const {
  if (market_.full(photo)) return false;
  return root_ != kRoot || market_.price(photo) > floor_;
}

void ShortestPaths::fill_place(std::uint32_t cell) {
  reset_search();
  root_ = cell;
  root_best_ = market_.wish(cell).value;
  expand(cell, 0, root_best_);
  search();
  bound_gain_ += end_distance_;
  raise_prices();
  move_along_path();
}

void ShortestPaths::lower_overpriced() {
  reset_search();
  root_ = kRoot;
  for (std::uint32_t photo = 0; photo < market_.photo_count(); ++photo) {
    if (!is_end(photo)) continue;
    reach(photo, market_.price(photo) - floor_, kRoot, 0);
  }
  work_ += static_cast<std::int64_t>(market_.photo_count() / 8);
  if (end_ == Market::kNone) {
    overpriced_left_ = false;
    return;
  }
  for (std::uint32_t photo = 0; photo < market_.photo_count(); ++photo) {
    const std::int32_t above = market_.price(photo) - floor_;
    if (market_.used(photo) > 0 && above < end_distance_ && !is_end(photo)) {
      reach(photo, above, kRoot, 0);
    }
  }
  search();
  raise_prices();
  move_along_path();
  floor_ += end_distance_;
  for (std::uint32_t photo = 0; photo < market_.photo_count(); ++photo) {
    if (market_.price(photo) < floor_) market_.raise_price(photo, floor_);
  }
}

void ShortestPaths::reset_search() {
  ++search_;
  end_distance_ = kFar;
  end_ = Market::kNone;
  settled_.clear();
  heap_.clear();
}

void ShortestPaths::reach(std::uint32_t photo, std::int32_t distance, std::uint32_t from,
                          std::int32_t cost) {
  if (distance >= end_distance_) return;
  if (stamps_[photo] == search_ && distances_[photo] <= distance) return;
  stamps_[photo] = search_;
  distances_[photo] = distance;
  from_[photo] = from;
  costs_[photo] = cost;
  if (is_end(photo)) {
    end_distance_ = distance;
    end_ = photo;
    return;
  }
  heap_.push_back(entry(distance, 0, photo));
  std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
}

void ShortestPaths::expand(std::uint32_t cell, std::int32_t distance, std::int32_t best) {
  for (const Market::Candidate& candidate : market_.candidates(cell)) {
    reach(candidate.photo, distance + (candidate.cost + market_.price(candidate.photo) - best),
          cell, candidate.cost);
  }
  const std::int32_t rest = market_.rest(cell);
  if (rest == PriceIndex::kNoValue) return;
  // A bound from before prices rose may lie below the best.
  const std::int32_t at = distance + std::max(0, rest - best);
  if (at >= end_distance_) return;
  heap_.push_back(entry(at, kCellKind, cell));
  std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
}

void ShortestPaths::extend(std::uint32_t cell) {
  constexpr std::uint32_t growth = 4;
  if (extended_stamps_[cell] != search_) {
    extended_stamps_[cell] = search_;
    extended_[cell] = static_cast<std::uint32_t>(market_.list_length());
  } else {
    extended_[cell] *= growth;
  }
  const std::size_t wanted = std::min<std::size_t>(extended_[cell], market_.point_count());
  const bool is_root = cell == root_;
  const std::uint32_t photo = market_.photo_of_cell(cell);
  const std::int32_t distance = is_root ? 0 : distances_[photo];
  const std::int32_t best =
      is_root ? root_best_ : market_.cost_of_cell(cell) + market_.price(photo);
  const std::int32_t limit =
      end_distance_ == kFar ? PriceIndex::kNoValue : best + (end_distance_ - distance);
  if (found_.size() < wanted) found_.resize(wanted);
  const std::span<PriceIndex::Candidate> room = std::span(found_).first(wanted);
  const PriceIndex::Answer answer = market_.index().least(market_.cell_point(cell), limit, room);
  work_ += market_.work_per_ask();
  const std::span<PriceIndex::Candidate> found = room.first(answer.count);
  for (const PriceIndex::Candidate& candidate : found) {
    const std::uint32_t reached = market_.photo_of_point(candidate.photo);
    reach(reached, distance + (candidate.value - best), cell,
          candidate.value - market_.price(reached));
  }
  market_.replace_list(cell, found, answer.rest);
  if (answer.rest == PriceIndex::kNoValue) return;
  const std::int32_t at = distance + (answer.rest - best);
  if (at >= end_distance_) return;
  heap_.push_back(entry(at, kCellKind, cell));
  std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
}

void ShortestPaths::search() {
  while (!heap_.empty()) {
    const std::uint64_t top = heap_.front();
    const auto distance = static_cast<std::int32_t>(top >> 33U);
    if (distance >= end_distance_) return;
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    heap_.pop_back();
    ++work_;
    const auto number = static_cast<std::uint32_t>(top);
    if ((top & kCellKind) != 0) {
      extend(number);
      continue;
    }
    if (distances_[number] != distance) continue;
    settled_.push_back(number);
    for (std::uint32_t cell = market_.first_holder(number); cell != Market::kNone;
         cell = market_.next_holder(cell)) {
      expand(cell, distance, market_.cost_of_cell(cell) + market_.price(number));
      work_ += 2;
    }
  }
}

void ShortestPaths::raise_prices() {
  for (const std::uint32_t photo : settled_) {
    const std::int32_t raise = end_distance_ - distances_[photo];
    if (raise > 0) market_.raise_price(photo, market_.price(photo) + raise);
  }
}

void ShortestPaths::move_along_path() {
  std::uint32_t photo = end_;
  while (from_[photo] != kRoot) {
    const std::uint32_t cell = from_[photo];
    const std::uint32_t before = market_.photo_of_cell(cell);
    if (cell != root_) market_.release(cell);
    market_.place(cell, photo, costs_[photo], market_.price(photo));
    if (cell == root_) return;
    photo = before;
  }
}

}  // namespace tessera
