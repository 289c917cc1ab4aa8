// PhotoGroups: photos that are the same point, taken for one photo that may be used more often.
//
// Equal photos are the rule in photo folders (bursts, copies, black frames), and an auction between
// equals goes on until its smallest step has used up all differences; as one photo with more places
// ("similar objects") they cost nothing. An identity with several different points (a photo and its
// mirror image) is a group of its own, whose cells take the nearest of its points.
#pragma once

#include "match/photo_limits.h"
#include "match/quantised_points.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

class PhotoGroups {
 public:
  /// One of the different points of a group, by the lowest photo that lies there.
  struct Point {
    std::uint32_t photo;
    std::uint32_t group;
  };

  /// Identities that may never be used belong to no group.
  PhotoGroups(const QuantisedPoints& photos, const PhotoLimits& limits);

  std::size_t count() const { return groups_.size(); }
  const std::vector<Point>& points() const { return points_; }
  /// How often a group's photos together may be used, at most `all`.
  std::uint32_t most(std::size_t group, std::size_t all) const;
  /// How often they must be.
  std::uint32_t least(std::size_t group) const;

  /// Deals the cells of each group out to its photos, lower cells to lower photos but for the uses
  /// that must be, which come first.
  /// @param group_of_cell for each cell; never more than the group's most, nor fewer than its
  /// least.
  /// @param cells in the same order.
  std::vector<std::uint32_t> photo_of_cell(std::span<const std::uint32_t> group_of_cell,
                                           const QuantisedPoints& cells,
                                           const QuantisedPoints& photos) const;

 private:
  struct Member {
    std::uint32_t photo;
    std::uint32_t most;
    std::uint32_t least;
  };
  struct Group {
    std::size_t first_point;
    std::size_t point_count;
    std::size_t first_member;
    std::size_t member_count;
  };

  void add_group(std::span<const std::uint32_t> different_photos);
  void add_member(std::uint32_t photo, const PhotoLimits& limits);
  std::uint32_t nearest_point(const Group& group, const std::int16_t* cell,
                              const QuantisedPoints& photos) const;

  std::vector<Point> points_;
  std::vector<Member> members_;
  std::vector<Group> groups_;
};

}  // namespace tessera
