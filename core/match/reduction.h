// Reduction: the problem that is left to solve when pinned and empty cells and banned photos are
// taken out, and the limits that can hold.
#pragma once

#include "match/constraints.h"
#include "match/exchange.h"
#include "match/photo_limits.h"
#include "match/points.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

class Reduction {
 public:
  /// @param constraints as check_constraints() accepts them; borrowed.
  /// @param use_limit how often a photo may be used, 0: without end. Raised where it cannot hold.
  Reduction(PointsView cells, PointsView photos, const Constraints& constraints,
            std::uint32_t use_limit);
  Reduction(const Reduction&) = delete;
  Reduction& operator=(const Reduction&) = delete;

  /// What is left. Photos that may not be used are not among them.
  PointsView cells() const { return cells_; }
  PointsView photos() const { return photos_; }
  const PhotoLimits& limits() const { return limits_; }
  /// The limits that can hold; use_limit() 0: none.
  std::uint32_t use_limit() const { return use_limit_; }
  std::uint32_t least_uses() const { return least_uses_; }
  /// Photos' own limits that are lower were raised to this, because nothing else suffices; 0: none.
  std::uint32_t raised_own_limit() const { return raised_own_limit_; }

  /// All cells, from the photos of those that were left.
  std::vector<std::uint32_t> whole(std::span<const std::uint32_t> photo_of_left) const;
  /// The photos of the cells that were left.
  std::vector<std::uint32_t> left(std::span<const std::uint32_t> photo_of_cell) const;
  /// The same rules for all cells and photos.
  ExchangeRules exchange_rules(std::uint32_t rounds) const;

 private:
  /// Of an identity that is left: how often it is pinned, and its own limit or kNoLimit.
  struct Identity {
    std::uint32_t pinned_uses = 0;
    std::uint32_t own_limit = kNoLimit;
  };
  void choose_limits(std::span<const Identity> identities);
  /// How often an identity may be used and must be, pinned cells included; kNoLimit: without end.
  std::uint32_t most_uses(std::uint32_t own_limit) const;
  std::uint32_t fewest_uses(std::uint32_t own_limit) const;

  const Constraints& constraints_;
  std::size_t cell_count_;
  std::size_t photo_count_;
  PointsView cells_;
  PointsView photos_;
  std::vector<float> cell_points_;
  std::vector<float> photo_points_;
  /// Which cells and photos are left; for each photo its place among them.
  std::vector<std::uint32_t> left_cells_;
  std::vector<std::uint32_t> left_photos_;
  std::vector<std::uint32_t> place_of_photo_;
  PhotoLimits limits_;
  std::uint32_t use_limit_;
  std::uint32_t least_uses_ = 0;
  std::uint32_t raised_own_limit_ = 0;
};

}  // namespace tessera
