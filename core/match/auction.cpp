#include "match/auction.h"

#include <algorithm>
#include <limits>

namespace tessera {

namespace {

/// A bid looks at a dozen prices; asking the index takes some forty times as long.
constexpr std::int64_t kWorkPerBid = 2;
constexpr std::int64_t kWorkPerAsk = 80;

}  // namespace

void Auction::begin(std::int32_t epsilon) {
  epsilon_ = epsilon;
  waiting_.resize(market_.cell_count());
  first_waiting_ = 0;
  waiting_count_ = 0;
  for (std::uint32_t cell = 0; cell < market_.cell_count(); ++cell) {
    if (market_.photo_of_cell(cell) == Market::kNone) wait(cell);
  }
  // Without ε a bid may raise a price by 1 and no more: most of what can be placed is placed soon,
  // and the rest is left to shortest paths.
  constexpr std::int64_t kBidsPerCell = 8;
  bids_left_ = epsilon > 0 ? std::numeric_limits<std::int64_t>::max()
                           : kBidsPerCell * static_cast<std::int64_t>(waiting_count_);
}

void Auction::advance(std::int64_t work) {
  const std::int64_t asked = market_.ask_count();
  while (!finished() && work > (market_.ask_count() - asked) * kWorkPerAsk) {
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

void Auction::wait(std::uint32_t cell) {
  std::size_t at = first_waiting_ + waiting_count_++;
  if (at >= waiting_.size()) at -= waiting_.size();
  waiting_[at] = cell;
}

}  // namespace tessera
