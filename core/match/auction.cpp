#include "match/auction.h"

#include <algorithm>
#include <limits>

namespace tessera {

namespace {

/// A bid looks at a dozen prices.
constexpr std::int64_t kWorkPerBid = 2;

}  // namespace

void Auction::begin(std::int32_t epsilon) {
  epsilon_ = epsilon;
  waiting_.resize(market_.cell_count());
  first_waiting_ = 0;
  waiting_count_ = 0;
  for (std::uint32_t cell = 0; cell < market_.cell_count(); ++cell) {
    if (market_.photo_of_cell(cell) == Market::kNone) wait(cell);
  }
  level_ = epsilon == 0 || market_.spare_places() == 0;
  floor_step_ = 4 * std::int64_t{epsilon};
  // Without ε a bid may raise a price by 1 and no more: most of what can be placed is placed soon,
  // and the rest is left to shortest paths.
  constexpr std::int64_t bids_per_cell = 8;
  bids_left_ = epsilon > 0 ? std::numeric_limits<std::int64_t>::max()
                           : bids_per_cell * static_cast<std::int64_t>(waiting_count_);
}

void Auction::advance(std::int64_t work) {
  const std::int64_t asked = market_.ask_count();
  while (!finished() && work > (market_.ask_count() - asked) * market_.work_per_ask()) {
    if (waiting_count_ == 0) {
      raise_floor();
      work -= static_cast<std::int64_t>(market_.photo_count());
      continue;
    }
    const std::uint32_t cell = waiting_[first_waiting_];
    if (++first_waiting_ == waiting_.size()) first_waiting_ = 0;
    --waiting_count_;
    --bids_left_;
    bid(cell);
    work -= kWorkPerBid;
  }
}

void Auction::bid(std::uint32_t cell) {
  const Market::Wish wish = market_.wish(cell);
  const std::int32_t price = market_.price(wish.photo);
  // Where there is no second photo any raise will do.
  const std::int32_t margin =
      wish.second == PriceIndex::kNoValue ? 0 : std::max(0, wish.second - wish.value);
  const std::int32_t level = price + margin + epsilon_;
  if (market_.full(wish.photo)) {
    if (level == price) return;
    const std::uint32_t loser = market_.lowest_holder(wish.photo);
    market_.release(loser);
    wait(loser);
  }
  market_.place(cell, wish.photo, wish.cost, level);
  if (market_.full(wish.photo)) {
    const std::int32_t lowest = market_.bid_of_cell(market_.lowest_holder(wish.photo));
    if (lowest > price) market_.raise_price(wish.photo, lowest);
  }
}

void Auction::raise_floor() {
  std::int32_t floor = PriceIndex::kNoValue;
  std::int32_t dearest_spare = 0;
  for (std::size_t photo = 0; photo < market_.photo_count(); ++photo) {
    floor = std::min(floor, market_.price(photo));
    if (!market_.full(photo)) dearest_spare = std::max(dearest_spare, market_.price(photo));
  }
  if (dearest_spare <= floor + epsilon_) {
    level_ = true;
    return;
  }
  // In growing steps: a few spare places that are much too dear are often taken on the way.
  const auto raised = static_cast<std::int32_t>(
      std::min<std::int64_t>(dearest_spare - epsilon_, floor + floor_step_));
  floor_step_ *= 2;
  for (std::size_t photo = 0; photo < market_.photo_count(); ++photo) {
    if (market_.price(photo) < raised) market_.raise_price(photo, raised);
  }
  for (std::size_t photo = 0; photo < market_.photo_count(); ++photo) {
    if (market_.price(photo) != raised) continue;
    for (std::uint32_t cell = market_.first_holder(photo); cell != Market::kNone;) {
      const std::uint32_t next = market_.next_holder(cell);
      market_.set_bid(cell, std::max(market_.bid_of_cell(cell), raised));
      if (market_.cost_of_cell(cell) + raised > market_.wish(cell).value + epsilon_) {
        market_.release(cell);
        wait(cell);
      }
      cell = next;
    }
  }
}

void Auction::wait(std::uint32_t cell) {
  std::size_t at = first_waiting_ + waiting_count_++;
  if (at >= waiting_.size()) at -= waiting_.size();
  waiting_[at] = cell;
}

}  // namespace tessera
