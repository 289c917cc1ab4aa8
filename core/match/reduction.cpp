#include "match/reduction.h"

#include <algorithm>

namespace tessera {

namespace {

/// The indices below `count` that are not among some.
std::vector<std::uint32_t> others(std::size_t count, const std::vector<bool>& taken) {
  std::vector<std::uint32_t> result;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!taken[i]) result.push_back(i);
  }
  return result;
}

/// The points with the given indices; a copy only where some are missing.
PointsView picked(PointsView points, std::span<const std::uint32_t> indices,
                  std::vector<float>& copy) {
  if (indices.size() == points.count) return points;
  for (const std::uint32_t i : indices) {
    copy.insert(copy.end(), points.point(i), points.point(i) + points.dimension);
  }
  return {copy.data(), indices.size(), points.dimension};
}

}  // namespace

Reduction::Reduction(PointsView cells, PointsView photos, const Constraints& constraints,
                     std::uint32_t use_limit)
    : constraints_(constraints),
      cell_count_(cells.count),
      photo_count_(photos.count),
      use_limit_(use_limit) {
  std::vector<bool> taken(cells.count, false);
  for (const Constraints::Pin& pin : constraints.pinned) taken[pin.cell] = true;
  for (const std::uint32_t cell : constraints.empty) taken[cell] = true;
  left_cells_ = others(cells.count, taken);
  cells_ = picked(cells, left_cells_, cell_points_);
  std::vector<bool> banned(photos.count, false);
  for (const std::uint32_t photo : constraints.banned) banned[photo] = true;
  left_photos_ = others(photos.count, banned);
  photos_ = picked(photos, left_photos_, photo_points_);
  place_of_photo_.assign(photos.count, kEmptyCell);
  for (std::uint32_t place = 0; place < left_photos_.size(); ++place) {
    place_of_photo_[left_photos_[place]] = place;
  }

  // Identities are numbered anew: those without a photo that is left have no limit to be counted.
  std::vector<std::uint32_t> number(photos.count, kEmptyCell);
  std::uint32_t count = 0;
  for (const std::uint32_t photo : left_photos_) {
    std::uint32_t& identity = number[constraints.identity(photo)];
    if (identity == kEmptyCell) identity = count++;
    if (!constraints.identities.empty()) limits_.identities.push_back(identity);
  }
  std::vector<std::uint32_t> pinned_uses(count, 0);
  for (const Constraints::Pin& pin : constraints.pinned) {
    const std::uint32_t identity = number[constraints.identity(pin.photo)];
    if (identity != kEmptyCell) ++pinned_uses[identity];
  }
  choose_limits(pinned_uses);
}

void Reduction::choose_limits(std::span<const std::uint32_t> pinned_uses) {
  const std::uint64_t cells = cells_.count;
  const auto places_with = [&](std::uint32_t limit) {
    std::uint64_t places = 0;
    for (const std::uint32_t used : pinned_uses) places += limit - std::min(limit, used);
    return places;
  };
  const auto needed_for = places_with;
  if (use_limit_ > 0 && !pinned_uses.empty()) {
    // Doubled, then halved: the least limit with enough places.
    std::uint32_t high = use_limit_;
    std::uint32_t low = use_limit_;
    while (places_with(high) < cells) {
      low = high + 1;
      high *= 2;
    }
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (places_with(middle) < cells) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    use_limit_ = high;
  }
  least_uses_ = constraints_.min_uses;
  while (least_uses_ > 0 && needed_for(least_uses_) > cells) --least_uses_;
  const auto all = static_cast<std::uint32_t>(cells);
  for (const std::uint32_t used : pinned_uses) {
    limits_.most.push_back(use_limit_ == 0 ? all : use_limit_ - std::min(use_limit_, used));
    if (least_uses_ > 0) limits_.least.push_back(least_uses_ - std::min(least_uses_, used));
  }
}

std::vector<std::uint32_t> Reduction::whole(std::span<const std::uint32_t> photo_of_left) const {
  std::vector<std::uint32_t> result(cell_count_, kEmptyCell);
  for (const Constraints::Pin& pin : constraints_.pinned) result[pin.cell] = pin.photo;
  for (std::size_t k = 0; k < left_cells_.size(); ++k) {
    result[left_cells_[k]] = left_photos_[photo_of_left[k]];
  }
  return result;
}

std::vector<std::uint32_t> Reduction::left(std::span<const std::uint32_t> photo_of_cell) const {
  std::vector<std::uint32_t> result;
  result.reserve(left_cells_.size());
  for (const std::uint32_t cell : left_cells_) {
    result.push_back(place_of_photo_[photo_of_cell[cell]]);
  }
  return result;
}

ExchangeRules Reduction::exchange_rules(std::uint32_t rounds) const {
  ExchangeRules rules;
  const auto all = static_cast<std::uint32_t>(cell_count_);
  rules.limits.identities = constraints_.identities;
  rules.limits.most.assign(photo_count_, use_limit_ == 0 ? all : use_limit_);
  if (least_uses_ > 0) rules.limits.least.assign(photo_count_, least_uses_);
  rules.min_distance = constraints_.min_distance;
  rules.columns = constraints_.columns;
  rules.usable.assign(photo_count_, false);
  for (const std::uint32_t photo : left_photos_) rules.usable[photo] = true;
  rules.fixed.assign(cell_count_, true);
  for (const std::uint32_t cell : left_cells_) rules.fixed[cell] = false;
  rules.rounds = rounds;
  return rules;
}

}  // namespace tessera
