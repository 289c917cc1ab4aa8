#include "match/photo_groups.h"

#include <algorithm>

namespace tessera {

PhotoGroups::PhotoGroups(const QuantisedPoints& photos, std::span<const std::uint32_t> capacities) {
  const auto equal = [&](std::uint32_t a, std::uint32_t b) {
    return std::equal(photos.point(a), photos.point(a) + photos.width, photos.point(b));
  };
  std::vector<std::uint32_t> order(photos.count);
  for (std::size_t j = 0; j < photos.count; ++j) order[j] = static_cast<std::uint32_t>(j);
  std::erase_if(order, [&](std::uint32_t photo) { return capacities[photo] == 0; });
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const std::int16_t* left = photos.point(a);
    const std::int16_t* right = photos.point(b);
    for (std::size_t k = 0; k < photos.width; ++k) {
      if (left[k] != right[k]) return left[k] < right[k];
    }
    return a < b;
  });
  std::vector<std::size_t> begins;
  std::vector<std::uint32_t> firsts;
  for (std::size_t at = 0; at < order.size(); ++at) {
    if (at > 0 && equal(order[at - 1], order[at])) continue;
    begins.push_back(at);
    firsts.push_back(order[at]);
  }
  begins.push_back(order.size());
  photos_.reserve(order.size());
  starts_.reserve(begins.size());
  for (const std::uint32_t group : k_d_order(reordered(photos, firsts))) {
    starts_.push_back(photos_.size());
    for (std::size_t at = begins[group]; at < begins[group + 1]; ++at) photos_.push_back(order[at]);
  }
  starts_.push_back(photos_.size());
  photo_capacities_.reserve(photos_.size());
  for (const std::uint32_t photo : photos_) photo_capacities_.push_back(capacities[photo]);
}

std::vector<std::uint32_t> PhotoGroups::representatives() const {
  std::vector<std::uint32_t> result;
  for (std::size_t group = 0; group < count(); ++group) result.push_back(photos_[starts_[group]]);
  return result;
}

std::vector<std::uint32_t> PhotoGroups::capacities(std::size_t most) const {
  std::vector<std::uint32_t> result;
  for (std::size_t group = 0; group < count(); ++group) {
    std::uint64_t sum = 0;
    for (std::size_t at = starts_[group]; at < starts_[group + 1]; ++at) {
      sum += photo_capacities_[at];
    }
    result.push_back(static_cast<std::uint32_t>(std::min<std::uint64_t>(sum, most)));
  }
  return result;
}

std::vector<std::uint32_t> PhotoGroups::photo_of_cell(
    std::span<const std::uint32_t> group_of_cell) const {
  std::vector<std::size_t> at(starts_.begin(), starts_.end() - 1);
  std::vector<std::uint32_t> left = photo_capacities_;
  std::vector<std::uint32_t> result;
  result.reserve(group_of_cell.size());
  for (const std::uint32_t group : group_of_cell) {
    while (left[at[group]] == 0) ++at[group];
    --left[at[group]];
    result.push_back(photos_[at[group]]);
  }
  return result;
}

}  // namespace tessera
