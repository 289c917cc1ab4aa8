#include "match/price_index.h"

#include <algorithm>
#include <cmath>
#include <emmintrin.h>

namespace tessera {

namespace {

constexpr std::size_t kLanes = 4;
/// After so many pairs of coordinates a look whether any of four photos can still matter.
constexpr std::size_t kPairsToALook = 2;

__m128i load(const void* from) { return _mm_loadu_si128(static_cast<const __m128i*>(from)); }

/// Two 16-bit values in each 32-bit lane.
__m128i broadcast_pair(const std::int16_t* pair) {
  const std::uint32_t low = static_cast<std::uint16_t>(pair[0]);
  const std::uint32_t high = static_cast<std::uint16_t>(pair[1]);
  return _mm_set1_epi32(static_cast<std::int32_t>(low | (high << 16U)));
}

/// SSE2 has no minimum of 32-bit integers.
__m128i lower(__m128i a, __m128i b) {
  const __m128i a_is_greater = _mm_cmpgt_epi32(a, b);
  return _mm_or_si128(_mm_and_si128(a_is_greater, b), _mm_andnot_si128(a_is_greater, a));
}

}  // namespace

PriceIndex::PriceIndex(const QuantisedPoints& photos) : count_(photos.count), width_(photos.width) {
  const std::size_t blocks = (count_ + kBlock - 1) / kBlock;
  prices_.assign(blocks * kBlock, kGreatestPrice);
  std::fill_n(prices_.begin(), count_, 0);
  features_.assign(blocks * kBlock * width_, 0);
  for (std::size_t photo = 0; photo < count_; ++photo) {
    const std::size_t block = photo / kBlock;
    for (std::size_t k = 0; k < width_; ++k) {
      features_[((block * pairs() + k / 2) * kBlock + photo % kBlock) * 2 + k % 2] =
          photos.point(photo)[k];
    }
  }
  for (std::size_t size = kBlock;; size *= kChildren) {
    add_level(photos, size);
    if (levels_.back().count <= kChildren) break;
  }
}

void PriceIndex::add_level(const QuantisedPoints& photos, std::size_t photos_per_node) {
  Level level;
  level.photos_per_node = photos_per_node;
  level.count = (count_ + photos_per_node - 1) / photos_per_node;
  const std::size_t eights = (level.count + kChildren - 1) / kChildren;
  level.boxes.assign(eights * pairs() * 6 * kChildren, 0);
  level.bases.assign(eights * kChildren, 0);
  level.raised.assign(level.count, 0);
  for (std::size_t node = 0; node < level.count; ++node) {
    const std::size_t first = node * photos_per_node;
    const std::size_t end = std::min(count_, first + photos_per_node);
    for (std::size_t k = 0; k < width_; ++k) {
      std::int16_t low = INT16_MAX;
      std::int16_t high = INT16_MIN;
      for (std::size_t photo = first; photo < end; ++photo) {
        low = std::min(low, photos.point(photo)[k]);
        high = std::max(high, photos.point(photo)[k]);
      }
      std::int16_t* box = level.boxes.data() +
                          (node / kChildren * pairs() + k / 2) * 6 * kChildren +
                          node % kChildren * 2 + k % 2;
      box[0] = low;
      box[2 * kChildren] = high;
    }
  }
  levels_.push_back(std::move(level));
}

void PriceIndex::set_slope(Level& level, std::size_t node, std::span<const std::int16_t> slopes) {
  const std::size_t first = node * level.photos_per_node;
  const std::size_t end = std::min(count_, first + level.photos_per_node);
  if (end <= first) return;
  const auto members = static_cast<std::int64_t>(end - first);
  for (std::size_t k = 0; k < width_; ++k) {
    std::int64_t sum = 0;
    for (std::size_t photo = first; photo < end; ++photo) sum += slopes[photo * width_ + k];
    level.boxes[((node / kChildren * pairs() + k / 2) * 3 + 2) * 2 * kChildren +
                node % kChildren * 2 + k % 2] = static_cast<std::int16_t>(sum / members);
  }
}

void PriceIndex::fit(Level& level, std::size_t node) {
  const std::size_t first = node * level.photos_per_node;
  const std::size_t end =
      std::min((count_ + kBlock - 1) / kBlock * kBlock, first + level.photos_per_node);
  const std::int16_t* slope = level.boxes.data() +
                              (node / kChildren * pairs() * 3 + 2) * 2 * kChildren +
                              node % kChildren * 2;
  const std::size_t slope_stride = 6 * kChildren;
  std::int32_t squared = 0;
  for (std::size_t pair = 0; pair < pairs(); ++pair) {
    const std::int32_t a = slope[pair * slope_stride];
    const std::int32_t b = slope[pair * slope_stride + 1];
    squared += a * a + b * b;
  }
  __m128i lowest = _mm_set1_epi32(kNoValue);
  for (std::size_t photo = first; photo < end; photo += kLanes) {
    const std::int16_t* features =
        features_.data() + (photo / kBlock * pairs() * kBlock + photo % kBlock) * 2;
    __m128i plane = _mm_setzero_si128();
    for (std::size_t pair = 0; pair < pairs(); ++pair, features += 2 * kBlock) {
      plane = _mm_add_epi32(
          plane, _mm_madd_epi16(load(features), broadcast_pair(slope + pair * slope_stride)));
    }
    plane = _mm_add_epi32(plane, plane);
    // Places after the last photo are at the origin: the plane is 0 there and the price is great.
    lowest = lower(lowest, _mm_sub_epi32(load(prices_.data() + photo), plane));
  }
  std::int32_t lanes[kLanes];
  _mm_storeu_si128(reinterpret_cast<__m128i*>(lanes), lowest);
  level.bases[node] = *std::min_element(lanes, lanes + kLanes) - squared;
  level.raised[node] = 0;
}

void PriceIndex::raise_price(std::size_t photo, std::int32_t price) {
  prices_[photo] = price;
  // Old planes stay below prices that rise; a new one is due when it costs little a price.
  for (Level& level : levels_) {
    const std::size_t node = photo / level.photos_per_node;
    if (++level.raised[node] >= level.photos_per_node) fit(level, node);
  }
}

void PriceIndex::set_prices(std::span<const std::int32_t> prices,
                            std::span<const std::int16_t> slopes) {
  std::copy(prices.begin(), prices.end(), prices_.begin());
  for (Level& level : levels_) {
    for (std::size_t node = 0; node < level.count; ++node) {
      if (!slopes.empty()) set_slope(level, node, slopes);
      fit(level, node);
    }
  }
}

void PriceIndex::bounds(const Level& level, std::size_t eight, const std::int16_t* cell,
                        std::int32_t* result) const {
  const std::int16_t* box = level.boxes.data() + eight * pairs() * 6 * kChildren;
  __m128i low_sum = load(level.bases.data() + eight * kChildren);
  __m128i high_sum = load(level.bases.data() + eight * kChildren + kLanes);
  const __m128i zero = _mm_setzero_si128();
  for (std::size_t pair = 0; pair < pairs(); ++pair, box += 6 * kChildren) {
    const __m128i value = broadcast_pair(cell + 2 * pair);
    for (std::size_t half = 0; half < 2; ++half) {
      const __m128i slope = load(box + 4 * kChildren + half * kChildren);
      const __m128i moved = _mm_sub_epi16(value, slope);
      const __m128i outside =
          _mm_max_epi16(_mm_max_epi16(_mm_sub_epi16(load(box + half * kChildren), moved),
                                      _mm_sub_epi16(moved, load(box + (2 + half) * kChildren))),
                        zero);
      const __m128i linear = _mm_madd_epi16(slope, value);
      const __m128i term =
          _mm_add_epi32(_mm_madd_epi16(outside, outside), _mm_add_epi32(linear, linear));
      if (half == 0) {
        low_sum = _mm_add_epi32(low_sum, term);
      } else {
        high_sum = _mm_add_epi32(high_sum, term);
      }
    }
  }
  _mm_storeu_si128(reinterpret_cast<__m128i*>(result), low_sum);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(result + kLanes), high_sum);
}

struct PriceIndex::Search {
  const std::int16_t* cell;
  std::span<Candidate> candidates;
  std::size_t count = 0;
  /// Values above it are not wanted.
  std::int32_t limit;

  void offer(Candidate candidate) {
    if (candidate.value > limit) return;
    std::size_t at = count < candidates.size() ? count++ : count - 1;
    for (; at > 0 && candidate.value < candidates[at - 1].value; --at) {
      candidates[at] = candidates[at - 1];
    }
    candidates[at] = candidate;
    // Of values that are equal to the last one kept, one is as good as another.
    if (count == candidates.size()) limit = std::min(limit, candidates.back().value - 1);
  }
};

void PriceIndex::scan(std::size_t block, Search& search) const {
  const std::int16_t* features = features_.data() + block * kBlock * width_;
  const std::int32_t* prices = prices_.data() + block * kBlock;
  // Two registers at a time, as each alone would wait for its own sum.
  for (std::size_t lane = 0; lane < kBlock; lane += 2 * kLanes) {
    __m128i low = load(prices + lane);
    __m128i high = load(prices + lane + kLanes);
    const __m128i limit = _mm_set1_epi32(search.limit);
    bool hopeless = false;
    for (std::size_t pair = 0; pair < pairs() && !hopeless;) {
      const std::size_t end = std::min(pairs(), pair + kPairsToALook);
      for (; pair < end; ++pair) {
        const __m128i value = broadcast_pair(search.cell + 2 * pair);
        const std::int16_t* column = features + (pair * kBlock + lane) * 2;
        const __m128i first = _mm_sub_epi16(load(column), value);
        const __m128i second = _mm_sub_epi16(load(column + 2 * kLanes), value);
        low = _mm_add_epi32(low, _mm_madd_epi16(first, first));
        high = _mm_add_epi32(high, _mm_madd_epi16(second, second));
      }
      hopeless = _mm_movemask_epi8(_mm_and_si128(_mm_cmpgt_epi32(low, limit),
                                                 _mm_cmpgt_epi32(high, limit))) == 0xFFFF;
    }
    if (hopeless) continue;
    std::int32_t values[2 * kLanes];
    _mm_storeu_si128(reinterpret_cast<__m128i*>(values), low);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(values + kLanes), high);
    for (std::size_t k = 0; k < 2 * kLanes; ++k) {
      const std::size_t photo = block * kBlock + lane + k;
      if (photo < count_) search.offer({values[k], static_cast<std::uint32_t>(photo)});
    }
  }
}

PriceIndex::Answer PriceIndex::least(const std::int16_t* cell, std::int32_t limit,
                                     std::span<Candidate> candidates) const {
  struct Visit {
    std::int32_t bound;
    std::uint32_t node;
    std::uint32_t height;
  };
  // Seven siblings wait on each of at most ten levels (32 · 8^9 photos and more).
  Visit stack[7 * 10 + kChildren];
  std::size_t depth = 0;
  Search search{cell, candidates, 0, limit};
  std::int32_t lower[kChildren];
  const auto push_children = [&](std::size_t height, std::size_t eight) {
    const Level& level = levels_[height];
    bounds(level, eight, cell, lower);
    const std::size_t first = eight * kChildren;
    const std::size_t end = std::min(level.count, first + kChildren);
    const std::size_t base = depth;
    for (std::size_t node = first; node < end; ++node) {
      const std::int32_t bound = lower[node - first];
      if (bound > search.limit) continue;
      std::size_t at = depth++;
      for (; at > base && stack[at - 1].bound < bound; --at) stack[at] = stack[at - 1];
      stack[at] = {bound, static_cast<std::uint32_t>(node), static_cast<std::uint32_t>(height)};
    }
  };
  push_children(levels_.size() - 1, 0);
  while (depth > 0) {
    const Visit visit = stack[--depth];
    if (visit.bound > search.limit) continue;
    if (visit.height == 0) {
      scan(visit.node, search);
    } else {
      push_children(visit.height - 1, visit.node);
    }
  }
  Answer answer{search.count, kNoValue};
  if (search.count == candidates.size() && search.count > 0) {
    answer.rest = search.candidates.back().value;
  } else if (limit != kNoValue) {
    answer.rest = limit + 1;
  }
  return answer;
}

}  // namespace tessera
