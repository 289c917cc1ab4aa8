#include "match/photo_tree.h"

#include "match/point_split.h"

#include <algorithm>
#include <emmintrin.h>
#include <numeric>

namespace tessera {

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr std::uint32_t kNoPhoto = std::numeric_limits<std::uint32_t>::max();
/// After so many coordinates a look whether the rest can still matter.
constexpr std::size_t kStride = 8;

/// Keeps the least neighbour only.
struct Nearest {
  Neighbour best;

  const Neighbour& bound() const { return best; }
  void offer(Neighbour candidate) { best = std::min(best, candidate); }
  void visit_leaf() {}
};

/// The same, and counts.
struct NearestCounted : Nearest {
  std::size_t leaves = 0;

  void visit_leaf() { ++leaves; }
};

/// Keeps the least few, sorted, by insertion: they are few.
struct NearestFew {
  std::span<Neighbour> kept;

  const Neighbour& bound() const { return kept.back(); }
  void offer(Neighbour candidate) {
    if (!(candidate < kept.back())) return;
    std::size_t at = kept.size() - 1;
    for (; at > 0 && candidate < kept[at - 1]; --at) kept[at] = kept[at - 1];
    kept[at] = candidate;
  }
  void visit_leaf() {}
};

}  // namespace

/// What building needs for a while.
struct PhotoTree::Scratch {
  Extent extent;
  std::vector<std::uint64_t> keys;
};

PhotoTree::PhotoTree(PointsView photos)
    : dimension_(photos.dimension), remaining_(photos.count), place_of_photo_(photos.count) {
  std::vector<std::uint32_t> order(photos.count);
  std::iota(order.begin(), order.end(), 0U);
  const std::size_t groups = photos.count / (kLanes - 1) + 2;
  photos_.reserve(groups * kLanes);
  coordinates_.reserve(groups * kLanes * dimension_);
  // Even a single leaf hangs below a node, so that a search has one way to begin.
  if (photos.count <= kLeafPhotos) {
    nodes_.emplace_back();
    boxes_.assign(2 * kLanes * dimension_, kInfinity);
    std::fill(boxes_.begin(), boxes_.end(), kInfinity);
    Child& child = nodes_[0].children[0];
    child.target = build_leaf(photos, order, 0, 0);
    child.remaining = static_cast<std::uint32_t>(photos.count);
    child.least_photo = photos.count > 0 ? 0 : kNoPhoto;
    for (std::size_t k = 0; k < dimension_; ++k) boxes_[2 * kLanes * k] = -kInfinity;
    return;
  }
  Scratch scratch;
  scratch.extent.measure(photos, order);
  build(photos, order, -1, 0, scratch.extent.widest(), scratch);
}

std::int32_t PhotoTree::build_leaf(PointsView photos, std::span<const std::uint32_t> order,
                                   std::int32_t parent, std::int32_t slot) {
  const auto leaf_index = static_cast<std::uint32_t>(leaves_.size());
  const std::size_t group_count = (order.size() + kLanes - 1) / kLanes;
  leaves_.push_back({static_cast<std::uint32_t>(leaf_of_group_.size()),
                     static_cast<std::uint32_t>(group_count), parent, slot});
  for (std::size_t group = 0; group < group_count; ++group) {
    const std::size_t first = group * kLanes;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const bool empty = first + lane >= order.size();
      if (!empty) place_of_photo_[order[first + lane]] = static_cast<std::uint32_t>(photos_.size());
      photos_.push_back(empty ? kNoPhoto : order[first + lane]);
    }
    for (std::size_t k = 0; k < dimension_; ++k) {
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        const bool empty = first + lane >= order.size();
        coordinates_.push_back(empty ? kInfinity : photos.point(order[first + lane])[k]);
      }
    }
    leaf_of_group_.push_back(leaf_index);
  }
  return ~static_cast<std::int32_t>(leaf_index);
}

std::int32_t PhotoTree::build(PointsView photos, std::span<std::uint32_t> order,
                              std::int32_t parent, std::int32_t slot, std::size_t widest,
                              Scratch& scratch) {
  if (order.size() <= kLeafPhotos) return build_leaf(photos, order, parent, slot);
  const auto index = static_cast<std::int32_t>(nodes_.size());
  nodes_.push_back({{}, parent, slot});
  boxes_.resize(boxes_.size() + 2 * kLanes * dimension_, kInfinity);

  // Each quarter is a quarter of space: by the median of the widest coordinate, twice.
  const std::size_t half = order.size() / 2;
  split_points(photos, order, half, widest, scratch.keys);
  for (const auto part : {order.first(half), order.subspan(half)}) {
    scratch.extent.measure(photos, part);
    split_points(photos, part, part.size() / 2, scratch.extent.widest(), scratch.keys);
  }
  const std::size_t ends[kLanes + 1] = {0, half / 2, half, half + (order.size() - half) / 2,
                                        order.size()};
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const auto part = order.subspan(ends[lane], ends[lane + 1] - ends[lane]);
    scratch.extent.measure(photos, part);
    float* box = boxes_.data() + static_cast<std::size_t>(index) * 2 * kLanes * dimension_ + lane;
    for (std::size_t k = 0; k < dimension_; ++k, box += 2 * kLanes) {
      box[0] = scratch.extent.low[k];
      box[kLanes] = scratch.extent.high[k];
    }
    Child child;
    child.remaining = static_cast<std::uint32_t>(part.size());
    child.least_photo = *std::min_element(part.begin(), part.end());
    child.target = build(photos, part, index, static_cast<std::int32_t>(lane),
                         scratch.extent.widest(), scratch);
    nodes_[static_cast<std::size_t>(index)].children[lane] = child;
  }
  return index;
}

template <std::size_t groups, class Found>
void PhotoTree::scan_groups(std::size_t first_group, const float* cell, Found& found) const {
  // Side by side, as each sum alone would wait for its own last addition.
  const float* coordinates = coordinates_.data() + first_group * kLanes * dimension_;
  const std::size_t group_size = kLanes * dimension_;
  __m128 sums[groups];
  for (__m128& sum : sums) sum = _mm_setzero_ps();
  const __m128 limit = _mm_set1_ps(found.bound().cost);
  for (std::size_t k = 0; k < dimension_;) {
    const std::size_t end = std::min(dimension_, k + kStride);
    for (; k < end; ++k) {
      const __m128 value = _mm_set1_ps(cell[k]);
      for (std::size_t group = 0; group < groups; ++group) {
        const __m128 difference =
            _mm_sub_ps(value, _mm_loadu_ps(coordinates + group * group_size + k * kLanes));
        sums[group] = _mm_add_ps(sums[group], _mm_mul_ps(difference, difference));
      }
    }
    __m128 hopeful = _mm_cmple_ps(sums[0], limit);
    for (std::size_t group = 1; group < groups; ++group) {
      hopeful = _mm_or_ps(hopeful, _mm_cmple_ps(sums[group], limit));
    }
    if (_mm_movemask_ps(hopeful) == 0) return;
  }
  float costs[groups * kLanes];
  for (std::size_t group = 0; group < groups; ++group) {
    _mm_storeu_ps(costs + group * kLanes, sums[group]);
  }
  const std::uint32_t* photos = photos_.data() + first_group * kLanes;
  for (std::size_t place = 0; place < groups * kLanes; ++place) {
    if (photos[place] != kNoPhoto && costs[place] <= found.bound().cost) {
      found.offer({costs[place], photos[place]});
    }
  }
}

template <class Found>
void PhotoTree::scan(const Leaf& leaf, const float* cell, Found& found) const {
  static_assert(kLeafPhotos == 3 * kLanes);
  switch (leaf.group_count) {
    case 1:
      return scan_groups<1>(leaf.first_group, cell, found);
    case 2:
      return scan_groups<2>(leaf.first_group, cell, found);
    case 3:
      return scan_groups<3>(leaf.first_group, cell, found);
    default:
      return;
  }
}

template <class Found>
void PhotoTree::search(const float* cell, Found& found) const {
  struct Visit {
    Neighbour bound;
    std::int32_t target;
  };
  // Three siblings wait on each level, and 16 levels of four hold more photos than 32 bits number.
  Visit stack[3 * 16 + kLanes];
  std::size_t depth = 0;
  stack[depth++] = {{0, 0}, 0};
  while (depth > 0) {
    const Visit visit = stack[--depth];
    if (!(visit.bound < found.bound())) {
      // A tie that the found one wins: nothing below can be less. (An equal bound may be the seed
      // itself, which is known.)
      continue;
    }
    if (visit.target < 0) {
      const std::int32_t leaf = ~visit.target;
      found.visit_leaf();
      scan(leaves_[static_cast<std::size_t>(leaf)], cell, found);
      continue;
    }
    const auto index = static_cast<std::size_t>(visit.target);
    const float* box = boxes_.data() + index * 2 * kLanes * dimension_;
    __m128 sum = _mm_setzero_ps();
    const __m128 limit = _mm_set1_ps(found.bound().cost);
    bool hopeless = false;
    for (std::size_t k = 0; k < dimension_ && !hopeless;) {
      const std::size_t end = std::min(dimension_, k + kStride);
      for (; k < end; ++k, box += 2 * kLanes) {
        const __m128 value = _mm_set1_ps(cell[k]);
        const __m128 outside = _mm_max_ps(_mm_max_ps(_mm_sub_ps(_mm_loadu_ps(box), value),
                                                     _mm_sub_ps(value, _mm_loadu_ps(box + kLanes))),
                                          _mm_setzero_ps());
        sum = _mm_add_ps(sum, _mm_mul_ps(outside, outside));
      }
      hopeless = _mm_movemask_ps(_mm_cmple_ps(sum, limit)) == 0;
    }
    if (hopeless) continue;
    float bounds[kLanes];
    _mm_storeu_ps(bounds, sum);
    // Pushed from far to near, so that the nearest is taken first.
    const std::size_t base = depth;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const Child& child = nodes_[index].children[lane];
      const Neighbour bound{bounds[lane], child.least_photo};
      if (child.remaining == 0 || !(bound < found.bound())) continue;
      std::size_t at = depth++;
      for (; at > base && stack[at - 1].bound < bound; --at) stack[at] = stack[at - 1];
      stack[at] = {bound, child.target};
    }
  }
}

Neighbour PhotoTree::nearest(const float* cell, Neighbour seed) const {
  Nearest found{seed};
  search(cell, found);
  return found.best;
}

std::size_t PhotoTree::nearest(const float* cell, std::span<Neighbour> neighbours) const {
  if (neighbours.empty()) return 0;
  std::fill(neighbours.begin(), neighbours.end(), Neighbour{});
  NearestFew found{neighbours};
  search(cell, found);
  std::size_t count = neighbours.size();
  while (count > 0 && neighbours[count - 1].photo == kNoPhoto) --count;
  return count;
}

double PhotoTree::share_visited(const float* cell) const {
  NearestCounted found;
  search(cell, found);
  return static_cast<double>(found.leaves) / static_cast<double>(leaves_.size());
}

void PhotoTree::remove(std::uint32_t photo) {
  const std::size_t place = place_of_photo_[photo];
  if (photos_[place] != photo) return;
  photos_[place] = kNoPhoto;
  --remaining_;
  const Leaf& leaf = leaves_[leaf_of_group_[place / kLanes]];
  std::int32_t slot = leaf.slot;
  for (std::int32_t node = leaf.parent; node >= 0;) {
    Node& above = nodes_[static_cast<std::size_t>(node)];
    --above.children[slot].remaining;
    slot = above.slot;
    node = above.parent;
  }
}

}  // namespace tessera
