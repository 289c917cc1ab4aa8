#include "match/photo_groups.h"

#include <algorithm>
#include <limits>

namespace tessera {

namespace {

/// Orders photos by their points, and equal ones by number.
struct ByPoint {
  const QuantisedPoints& photos;

  int compare(std::uint32_t a, std::uint32_t b) const {
    const std::int16_t* left = photos.point(a);
    const std::int16_t* right = photos.point(b);
    for (std::size_t k = 0; k < photos.width; ++k) {
      if (left[k] != right[k]) return left[k] < right[k] ? -1 : 1;
    }
    return 0;
  }
  bool operator()(std::uint32_t a, std::uint32_t b) const {
    const int order = compare(a, b);
    return order != 0 ? order < 0 : a < b;
  }
};

}  // namespace

PhotoGroups::PhotoGroups(const QuantisedPoints& photos, const PhotoLimits& limits) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t photo = 0; photo < photos.count; ++photo) {
    if (limits.most[limits.identity(photo)] > 0) order.push_back(photo);
  }
  const ByPoint by_point{photos};
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (limits.identity(a) != limits.identity(b)) return limits.identity(a) < limits.identity(b);
    return by_point(a, b);
  });

  // For each identity its different points; those with one are sorted once more, to be merged.
  std::vector<std::uint32_t> single;
  std::vector<std::uint32_t> different;
  for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
    different.clear();
    for (end = first;
         end < order.size() && limits.identity(order[end]) == limits.identity(order[first]);
         ++end) {
      if (end == first || by_point.compare(order[end - 1], order[end]) != 0) {
        different.push_back(order[end]);
      }
    }
    if (different.size() == 1) {
      single.push_back(order[first]);
    } else {
      add_group(different);
      add_member(different.front(), limits);
    }
  }
  std::sort(single.begin(), single.end(), by_point);
  for (std::size_t at = 0; at < single.size(); ++at) {
    const bool equal = at > 0 && by_point.compare(single[at - 1], single[at]) == 0;
    if (!equal) add_group(std::span(single).subspan(at, 1));
    add_member(single[at], limits);
  }
}

void PhotoGroups::add_group(std::span<const std::uint32_t> different_photos) {
  const auto group = static_cast<std::uint32_t>(groups_.size());
  groups_.push_back({points_.size(), different_photos.size(), members_.size(), 0});
  for (const std::uint32_t photo : different_photos) points_.push_back({photo, group});
}

void PhotoGroups::add_member(std::uint32_t photo, const PhotoLimits& limits) {
  const std::uint32_t identity = limits.identity(photo);
  members_.push_back(
      {photo, limits.most[identity], limits.least.empty() ? 0 : limits.least[identity]});
  ++groups_.back().member_count;
}

std::uint32_t PhotoGroups::most(std::size_t group, std::size_t all) const {
  std::uint64_t sum = 0;
  for (std::size_t k = 0; k < groups_[group].member_count; ++k) {
    sum += members_[groups_[group].first_member + k].most;
  }
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(sum, all));
}

std::uint32_t PhotoGroups::least(std::size_t group) const {
  std::uint32_t sum = 0;
  for (std::size_t k = 0; k < groups_[group].member_count; ++k) {
    sum += members_[groups_[group].first_member + k].least;
  }
  return sum;
}

std::uint32_t PhotoGroups::nearest_point(const Group& group, const std::int16_t* cell,
                                         const QuantisedPoints& photos) const {
  std::int32_t least = std::numeric_limits<std::int32_t>::max();
  std::uint32_t best = 0;
  for (std::size_t k = 0; k < group.point_count; ++k) {
    const std::uint32_t photo = points_[group.first_point + k].photo;
    const std::int32_t cost = integer_cost(cell, photos.point(photo), photos.width);
    if (cost > least || (cost == least && photo > best)) continue;
    least = cost;
    best = photo;
  }
  return best;
}

std::vector<std::uint32_t> PhotoGroups::photo_of_cell(std::span<const std::uint32_t> group_of_cell,
                                                      const QuantisedPoints& cells,
                                                      const QuantisedPoints& photos) const {
  std::vector<Member> left = members_;
  std::vector<std::size_t> at(groups_.size(), 0);
  std::vector<std::uint32_t> result;
  result.reserve(group_of_cell.size());
  for (std::size_t cell = 0; cell < group_of_cell.size(); ++cell) {
    const Group& group = groups_[group_of_cell[cell]];
    if (group.point_count > 1) {
      result.push_back(nearest_point(group, cells.point(cell), photos));
      continue;
    }
    // Once through the members for the uses that must be, once more for the others.
    const std::span<Member> members =
        std::span(left).subspan(group.first_member, group.member_count);
    std::size_t& next = at[group_of_cell[cell]];
    while (next < members.size() && members[next].least == 0) ++next;
    if (next < members.size()) {
      --members[next].least;
    } else {
      while (members[next - members.size()].most == 0) ++next;
    }
    Member& member = members[next % members.size()];
    --member.most;
    result.push_back(member.photo);
  }
  return result;
}

}  // namespace tessera
