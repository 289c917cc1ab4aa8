// PhotoGroups: photos that are the same point, taken for one photo that may be used more often.
//
// Equal photos are the rule in photo folders (bursts, copies, black frames), and an auction between
// equals goes on until its smallest step has used up all differences; as one photo with more places
// ("similar objects") they cost nothing.
#pragma once

#include "match/market.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

class PhotoGroups {
 public:
  /// @param capacities for each photo; photos that may never be used belong to no group.
  PhotoGroups(const QuantisedPoints& photos, std::span<const std::uint32_t> capacities);

  std::size_t count() const { return starts_.size() - 1; }
  /// For each group one of its photos, in k_d_order().
  std::vector<std::uint32_t> representatives() const;
  /// For each group the uses of its photos together, at most `most`.
  std::vector<std::uint32_t> capacities(std::size_t most) const;

  /// Deals the cells of each group out to its photos, lower cells to lower photos.
  /// @param group_of_cell for each cell, never more than the group's capacity.
  std::vector<std::uint32_t> photo_of_cell(std::span<const std::uint32_t> group_of_cell) const;

 private:
  std::vector<std::uint32_t> photos_;
  std::vector<std::uint32_t> photo_capacities_;
  /// Where each group begins in photos_, and one more.
  std::vector<std::size_t> starts_;
};

}  // namespace tessera
