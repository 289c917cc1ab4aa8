#include "match/completion.h"

#include <algorithm>
#include <functional>

namespace tessera {

namespace {

/// Candidates that are looked at before it gives up, for each cell and unit that a question to the
/// index takes. Photo data of 10,000 points need some 60 searches over all cells in 3-D and 300 in
/// 27-D, half of this and a fifth; where clusters lie apart and differ in their numbers it would be
/// thousands.
constexpr std::int64_t kWork = 16;
/// What a candidate costs that the index has to find.
constexpr std::int64_t kWorkPerFound = 4;

}  // namespace

Completion::Completion(const Market& market)
    : market_(market),
      longer_(market.cell_count()),
      work_left_(kWork * market.work_per_ask() * static_cast<std::int64_t>(market.cell_count())),
      reached_(market.photo_count()),
      found_stamps_(market.cell_count(), 0) {
  for (std::uint32_t cell = 0; cell < market_.cell_count(); ++cell) {
    if (market_.photo_of_cell(cell) == Market::kNone) free_.push_back(cell);
  }
  prices_.reserve(market_.photo_count());
  for (std::size_t photo = 0; photo < market_.photo_count(); ++photo) {
    prices_.push_back(market_.price(photo));
  }
}

void Completion::advance() {
  search();
  for (const std::uint32_t photo : settled_) {
    prices_[photo] += std::max(0, last_distance_ - reached_[photo].distance);
  }
  for (const std::uint32_t end : ends_) move_along_path(end);
  const auto placed = [&](std::uint32_t cell) { return found_stamps_[cell] == search_; };
  free_.erase(std::remove_if(free_.begin(), free_.end(), placed), free_.end());
  if (ends_.empty()) length_ *= kGrowth;
}

void Completion::search() {
  ++search_;
  last_distance_ = 0;
  settled_.clear();
  ends_.clear();
  heap_.clear();
  for (const std::uint32_t cell : free_) expand(cell, 0, best_value(cell), cell);
  while (!heap_.empty() && ends_.size() < free_.size() && work_left_ >= 0) {
    const std::uint64_t top = heap_.front();
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    heap_.pop_back();
    const auto photo = static_cast<std::uint32_t>(top);
    const auto distance = static_cast<std::int32_t>(top >> 32U);
    const Reached& reached = reached_[photo];
    if (reached.distance != distance) continue;
    settled_.push_back(photo);
    if (!market_.full(photo)) {
      if (found_stamps_[reached.root] == search_) continue;
      found_stamps_[reached.root] = search_;
      ends_.push_back(photo);
      last_distance_ = distance;
      continue;
    }
    for (std::uint32_t cell = market_.first_holder(photo); cell != Market::kNone;
         cell = market_.next_holder(cell)) {
      expand(cell, distance, market_.cost_of_cell(cell) + prices_[photo], reached.root);
    }
  }
}

void Completion::reach(std::uint32_t photo, std::int32_t distance, std::uint32_t from,
                       std::uint32_t root, std::int32_t cost) {
  Reached& reached = reached_[photo];
  if (reached.stamp == search_ && reached.distance <= distance) return;
  reached = {search_, distance, from, root, cost};
  heap_.push_back(static_cast<std::uint64_t>(distance) << 32U | photo);
  std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
}

std::span<const Market::Candidate> Completion::candidates(std::uint32_t cell) {
  const std::span<const Market::Candidate> list = market_.candidates(cell);
  if (list.size() >= length_) return list.first(length_);
  if (market_.rest(cell) == PriceIndex::kNoValue || length_ <= market_.list_length()) return list;
  std::vector<Market::Candidate>& longer = longer_[cell];
  if (longer.capacity() < length_) {
    found_.resize(length_);
    const PriceIndex::Answer answer =
        market_.index().least(market_.cell_point(cell), PriceIndex::kNoValue, found_);
    work_left_ -= kWorkPerFound * static_cast<std::int64_t>(answer.count);
    longer.clear();
    longer.reserve(length_);
    for (const PriceIndex::Candidate& found : std::span(found_).first(answer.count)) {
      const std::uint32_t photo = market_.photo_of_point(found.photo);
      longer.push_back({found.value - market_.price(photo), photo});
    }
  }
  return longer;
}

std::int32_t Completion::best_value(std::uint32_t cell) {
  std::int32_t best = PriceIndex::kNoValue;
  for (const Market::Candidate& candidate : candidates(cell)) {
    best = std::min(best, candidate.cost + prices_[candidate.photo]);
  }
  return best;
}

void Completion::expand(std::uint32_t cell, std::int32_t distance, std::int32_t best,
                        std::uint32_t root) {
  const std::span<const Market::Candidate> list = candidates(cell);
  work_left_ -= static_cast<std::int64_t>(list.size());
  for (const Market::Candidate& candidate : list) {
    // A placed cell may pay a little more than it must: a step is never less than nothing.
    const std::int32_t more = std::max(0, candidate.cost + prices_[candidate.photo] - best);
    reach(candidate.photo, distance + more, cell, root, candidate.cost);
  }
}

void Completion::move_along_path(std::uint32_t end) {
  std::uint32_t photo = end;
  for (;;) {
    const Reached& reached = reached_[photo];
    const std::uint32_t cell = reached.from;
    const std::uint32_t before = market_.photo_of_cell(cell);
    if (cell != reached.root) market_.release(cell);
    market_.place(cell, photo, reached.cost, prices_[photo]);
    if (cell == reached.root) return;
    photo = before;
  }
}

}  // namespace tessera
