#include "match/pricing.h"

#include <algorithm>

namespace tessera {

void Pricing::advance(Executor& executor, std::size_t cells) {
  constexpr std::size_t cells_per_task = 64;
  const std::size_t first = done_;
  const std::size_t end = std::min(market_.cell_count(), first + cells);
  executor.for_each((end - first + cells_per_task - 1) / cells_per_task, [&](std::size_t task) {
    const std::size_t begin = first + task * cells_per_task;
    for (std::size_t cell = begin; cell < std::min(end, begin + cells_per_task); ++cell) {
      market_.ask(cell);
      const Market::Candidate best = market_.candidates(cell).front();
      least_values_[cell] = best.cost + market_.price(best.photo);
    }
  });
  done_ = end;
}

std::int64_t Pricing::lower_bound() const {
  std::int64_t bound = 0;
  std::int32_t floor = PriceIndex::kNoValue;
  for (std::size_t photo = 0; photo < market_.photo_count(); ++photo) {
    const std::int32_t price = market_.price(photo);
    floor = std::min(floor, price);
    bound -= static_cast<std::int64_t>(market_.capacity(photo)) * price;
  }
  bound += floor * market_.spare_places();
  for (const std::int32_t value : least_values_) bound += value;
  return bound;
}

void Pricing::release_dissatisfied(std::int32_t epsilon) {
  for (std::uint32_t cell = 0; cell < market_.cell_count(); ++cell) {
    const std::uint32_t photo = market_.photo_of_cell(cell);
    if (photo == Market::kNone) continue;
    const std::int32_t price = market_.price(photo);
    if (market_.cost_of_cell(cell) + price - least_values_[cell] > epsilon) {
      market_.release(cell);
    } else {
      market_.set_bid(cell, price);
    }
  }
}

}  // namespace tessera
