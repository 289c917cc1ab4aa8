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
  std::vector<Identity> identities(count);
  for (const Constraints::Pin& pin : constraints.pinned) {
    const std::uint32_t identity = number[constraints.identity(pin.photo)];
    if (identity != kEmptyCell) ++identities[identity].pinned_uses;
  }
  const std::vector<std::uint32_t> own_limits = own_limits_of_identities(constraints, photos.count);
  for (std::size_t identity = 0; identity < own_limits.size(); ++identity) {
    if (number[identity] != kEmptyCell) {
      identities[number[identity]].own_limit = own_limits[identity];
    }
  }
  choose_limits(identities);
}

std::uint32_t Reduction::most_uses(std::uint32_t own_limit) const {
  if (own_limit != kNoLimit) return std::max(own_limit, raised_own_limit_);
  return use_limit_ == 0 ? kNoLimit : use_limit_;
}

std::uint32_t Reduction::fewest_uses(std::uint32_t own_limit) const {
  return std::min(least_uses_, most_uses(own_limit));
}

void Reduction::choose_limits(std::span<const Identity> identities) {
  const std::uint64_t cells = cells_.count;
  const auto left_of = [cells](std::uint32_t limit, std::uint32_t used) {
    return limit - std::min(limit, used) < cells ? limit - std::min(limit, used)
                                                 : static_cast<std::uint32_t>(cells);
  };
  const auto places = [&] {
    std::uint64_t sum = 0;
    for (const Identity& identity : identities) {
      sum += left_of(most_uses(identity.own_limit), identity.pinned_uses);
    }
    return sum;
  };
  // The least value of a limit with enough places: doubled, then halved.
  const auto raise = [&](std::uint32_t& limit) {
    std::uint32_t too_little = limit;
    while (places() < cells) {
      too_little = limit;
      limit = std::max(1U, 2 * limit);
    }
    std::uint32_t enough = limit;
    while (enough - too_little > 1) {
      limit = too_little + (enough - too_little) / 2;
      (places() < cells ? too_little : enough) = limit;
    }
    limit = enough;
  };
  // Own limits give way last: a person has set them photo by photo.
  const bool all_have_their_own =
      std::all_of(identities.begin(), identities.end(),
                  [](const Identity& identity) { return identity.own_limit != kNoLimit; });
  if (!identities.empty()) raise(all_have_their_own ? raised_own_limit_ : use_limit_);

  const auto needed = [&] {
    std::uint64_t sum = 0;
    for (const Identity& identity : identities) {
      const std::uint32_t fewest = fewest_uses(identity.own_limit);
      sum += fewest - std::min(fewest, identity.pinned_uses);
    }
    return sum;
  };
  least_uses_ = constraints_.min_uses;
  while (least_uses_ > 0 && needed() > cells) --least_uses_;
  for (const Identity& identity : identities) {
    limits_.most.push_back(left_of(most_uses(identity.own_limit), identity.pinned_uses));
    if (least_uses_ == 0) continue;
    const std::uint32_t fewest = fewest_uses(identity.own_limit);
    limits_.least.push_back(fewest - std::min(fewest, identity.pinned_uses));
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
  std::vector<std::uint32_t> own_limits = own_limits_of_identities(constraints_, photo_count_);
  own_limits.resize(photo_count_, kNoLimit);
  for (const std::uint32_t own_limit : own_limits) {
    rules.limits.most.push_back(std::min(all, most_uses(own_limit)));
    if (least_uses_ > 0) rules.limits.least.push_back(fewest_uses(own_limit));
  }
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
