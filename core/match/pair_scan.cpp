#include "match/pair_scan.h"

#include <algorithm>

namespace tessera {

PairScan::PairScan(PointsView cells, PointsView photos, std::span<const std::uint32_t> scanned,
                   std::span<const std::uint32_t> photo_of_cell)
    : dimension_(cells.dimension),
      scanned_(scanned.begin(), scanned.end()),
      place_of_cell_(cells.count, 0),
      cells_(cells.dimension * scanned.size()),
      photos_(cells.dimension * scanned.size()) {
  for (std::size_t place = 0; place < scanned_.size(); ++place) {
    const std::uint32_t cell = scanned_[place];
    place_of_cell_[cell] = static_cast<std::uint32_t>(place);
    for (std::size_t k = 0; k < dimension_; ++k) {
      cells_[k * scanned_.size() + place] = cells.point(cell)[k];
    }
    set(cell, photos.point(photo_of_cell[cell]));
  }
}

void PairScan::set(std::uint32_t cell, const float* photo) {
  for (std::size_t k = 0; k < dimension_; ++k) {
    photos_[k * scanned_.size() + place_of_cell_[cell]] = photo[k];
  }
}

std::uint32_t PairScan::best_partner(std::uint32_t cell, std::size_t first, std::size_t count) {
  const std::size_t size = scanned_.size();
  const std::size_t place = place_of_cell_[cell];
  first %= size;
  count = std::min(count, size);
  least_ = 0;
  best_ = place;
  scan(place, first, std::min(size, first + count));
  if (first + count > size) scan(place, 0, first + count - size);
  return scanned_[best_];
}

void PairScan::scan(std::size_t place, std::size_t first, std::size_t end) {
  const std::size_t count = end - first;
  changes_.assign(count, 0);
  for (std::size_t k = 0; k < dimension_; ++k) {
    const float* cells = cells_.data() + k * scanned_.size();
    const float* photos = photos_.data() + k * scanned_.size();
    const float cell = cells[place];
    const float photo = photos[place];
    for (std::size_t at = 0; at < count; ++at) {
      changes_[at] += (cell - cells[first + at]) * (photo - photos[first + at]);
    }
  }
  // First the least, which is done side by side, then where it stands.
  float least = least_;
  for (const float change : changes_) least = std::min(least, change);
  if (least >= least_) return;
  least_ = least;
  best_ = first + static_cast<std::size_t>(std::find(changes_.begin(), changes_.end(), least) -
                                           changes_.begin());
}

}  // namespace tessera
