#include "match/photo_blocks.h"

#include "match/photo_tree.h"

#include <algorithm>
#include <emmintrin.h>
#include <limits>

namespace tessera {

namespace {

/// Coordinates of a block of photos: 64 kB.
constexpr std::size_t kBlockCoordinates = std::size_t{1} << 14;

float squared_norm(const float* point, std::size_t dimension) {
  float sum = 0;
  for (std::size_t k = 0; k < dimension; ++k) sum += point[k] * point[k];
  return sum;
}

/// A bit for each of eight scores that is not above the threshold, or not a number.
unsigned not_above(__m128 low, __m128 high, float threshold) {
  const __m128 limit = _mm_set1_ps(threshold);
  return static_cast<unsigned>(_mm_movemask_ps(_mm_cmpngt_ps(low, limit))) |
         static_cast<unsigned>(_mm_movemask_ps(_mm_cmpngt_ps(high, limit))) << 4U;
}

}  // namespace

struct PhotoBlocks::Search {
  const float* cell = nullptr;
  float norm = 0;
  /// What the roundings of a score and of two costs may come to: each of them is at most
  /// (dimension + 4) · 2⁻²⁴ · 2 (‖cell‖² + ‖photo‖²). Results below the normal numbers lose more.
  float margin = 0;
  /// The score above which no photo can be the nearest.
  float threshold = std::numeric_limits<float>::infinity();
  Neighbour best;

  void offer(Neighbour candidate) {
    if (!(candidate < best)) return;
    best = candidate;
    threshold = (best.cost - norm) / 2 + margin;
  }
};

PhotoBlocks::PhotoBlocks(PointsView photos) : photos_(photos) {
  const std::size_t groups = (photos.count + kGroup - 1) / kGroup;
  coordinates_.assign(groups * kGroup * photos.dimension, 0);
  half_norms_.assign(groups * kGroup, std::numeric_limits<float>::infinity());
  for (std::size_t photo = 0; photo < photos.count; ++photo) {
    const float* point = photos.point(photo);
    const float norm = squared_norm(point, photos.dimension);
    half_norms_[photo] = norm / 2;
    largest_norm_ = std::max(largest_norm_, norm);
    float* column =
        coordinates_.data() + photo / kGroup * kGroup * photos.dimension + photo % kGroup;
    for (std::size_t k = 0; k < photos.dimension; ++k) column[k * kGroup] = point[k];
  }
}

void PhotoBlocks::nearest(PointsView cells, std::size_t first, std::size_t end,
                          std::span<std::uint32_t> photo_of_cell) const {
  std::vector<Search> searches(end - first);
  const auto steps = static_cast<float>(cells.dimension + 4);
  constexpr float unit = 1.0F / (1U << 21U);
  for (std::size_t cell = first; cell < end; ++cell) {
    Search& search = searches[cell - first];
    search.cell = cells.point(cell);
    search.norm = squared_norm(search.cell, cells.dimension);
    search.margin =
        steps * unit * (search.norm + largest_norm_) + std::numeric_limits<float>::min();
  }
  // The last four are filled up with one that is done for nothing.
  while (searches.size() % kCells != 0) searches.push_back(searches.back());
  const std::size_t groups = half_norms_.size() / kGroup;
  const std::size_t block =
      kBlockCoordinates / (kGroup * std::max<std::size_t>(1, cells.dimension)) + 1;
  for (std::size_t group = 0; group < groups; group += block) {
    for (std::size_t four = 0; four < searches.size(); four += kCells) {
      search(std::span(searches).subspan(four, kCells), group, std::min(groups, group + block));
    }
  }
  for (std::size_t cell = first; cell < end; ++cell) {
    photo_of_cell[cell] = searches[cell - first].best.photo;
  }
}

void PhotoBlocks::search(std::span<Search> searches, std::size_t first_group,
                         std::size_t end_group) const {
  const std::size_t dimension = photos_.dimension;
  const float* column = coordinates_.data() + first_group * kGroup * dimension;
  for (std::size_t group = first_group; group < end_group; ++group) {
    __m128 low[kCells];
    __m128 high[kCells];
    for (std::size_t i = 0; i < kCells; ++i) {
      low[i] = _mm_loadu_ps(&half_norms_[group * kGroup]);
      high[i] = _mm_loadu_ps(&half_norms_[group * kGroup + 4]);
    }
    for (std::size_t k = 0; k < dimension; ++k, column += kGroup) {
      const __m128 photos_low = _mm_loadu_ps(column);
      const __m128 photos_high = _mm_loadu_ps(column + 4);
      for (std::size_t i = 0; i < kCells; ++i) {
        const __m128 value = _mm_set1_ps(searches[i].cell[k]);
        low[i] = _mm_sub_ps(low[i], _mm_mul_ps(value, photos_low));
        high[i] = _mm_sub_ps(high[i], _mm_mul_ps(value, photos_high));
      }
    }
    for (std::size_t i = 0; i < kCells; ++i) {
      const unsigned hopeful = not_above(low[i], high[i], searches[i].threshold);
      if (hopeful != 0) compare(searches[i], group, hopeful);
    }
  }
}

void PhotoBlocks::compare(Search& search, std::size_t group, unsigned hopeful) const {
  for (std::size_t place = 0; place < kGroup; ++place) {
    const std::size_t photo = group * kGroup + place;
    if ((hopeful >> place & 1U) == 0 || photo >= photos_.count) continue;
    search.offer({squared_distance(search.cell, photos_.point(photo), photos_.dimension),
                  static_cast<std::uint32_t>(photo)});
  }
}

}  // namespace tessera
