#include "match/halving.h"

#include "match/photo_tree.h"
#include "match/point_split.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <vector>

namespace tessera {

namespace {

/// Coordinates that a slice looks at, some 10 ms.
constexpr std::size_t kWorkPerSlice = std::size_t{1} << 21;

class HalvingMatcher final : public Matcher {
 public:
  HalvingMatcher(PointsView cells, PointsView photos, PhotoLimits limits)
      : cells_(cells),
        photos_(photos),
        limits_(std::move(limits)),
        photo_of_cell_(cells.count),
        cell_order_(cells.count) {
    std::iota(cell_order_.begin(), cell_order_.end(), 0U);
  }

  bool finished() const override { return assigned_ == cells_.count; }

  Status advance(Executor&, Job& job) override {
    if (job.cancelled()) return Job::cancelled_status();
    if (finished()) return {};
    if (places_.empty()) {
      if (!limits_.suffice(cells_.count, photos_.count)) {
        return {StatusCode::invalid_argument, "the photos do not suffice for the cells"};
      }
      list_places();
      parts_.push_back({cell_order_, places_});
    }
    const std::size_t before = assigned_;
    for (std::size_t work = 0; work < kWorkPerSlice && !parts_.empty();) {
      const Part part = parts_.back();
      parts_.pop_back();
      work += (part.cells.size() + part.places.size()) * cells_.dimension;
      if (part.cells.size() == 1) {
        choose(part);
      } else {
        halve(part);
      }
    }
    job.advance(static_cast<std::int64_t>(assigned_ - before));
    return {};
  }

  Assignment assignment() const override {
    return {photo_of_cell_, total_cost(cells_, photos_, photo_of_cell_)};
  }

 private:
  /// At least as many places as cells, and at least one cell.
  struct Part {
    std::span<std::uint32_t> cells;
    std::span<std::uint32_t> places;
  };

  void list_places() {
    const auto useful = static_cast<std::uint32_t>(cells_.count);
    for (std::uint32_t photo = 0; photo < photos_.count; ++photo) {
      places_.insert(places_.end(), std::min(limits_.most[photo], useful), photo);
    }
  }

  void choose(const Part& part) {
    const std::uint32_t cell = part.cells[0];
    Neighbour best;
    for (const std::uint32_t photo : part.places) {
      const float cost =
          squared_distance(cells_.point(cell), photos_.point(photo), cells_.dimension);
      best = std::min(best, {cost, photo});
    }
    photo_of_cell_[cell] = best.photo;
    ++assigned_;
  }

  /// The coordinate in which cells and photos together spread most. (Of the ends alone, as the
  /// order within a part, and with it the rounding of a sum, may differ between platforms.)
  std::size_t widest(const Part& part) {
    cell_extent_.measure(cells_, part.cells);
    photo_extent_.measure(photos_, part.places);
    std::size_t widest = 0;
    float most = -1;
    for (std::size_t k = 0; k < cells_.dimension; ++k) {
      const float width = cell_extent_.width(k) + photo_extent_.width(k);
      if (width <= most) continue;
      most = width;
      widest = k;
    }
    return widest;
  }

  void halve(const Part& part) {
    if (cells_.dimension == 0) return;
    const std::size_t coordinate = widest(part);
    const std::size_t cells_below = part.cells.size() / 2;
    split_points(cells_, part.cells, cells_below, coordinate, keys_);
    const float median = cells_.point(part.cells[cells_below])[coordinate];
    const auto below = static_cast<std::size_t>(std::count_if(
        part.places.begin(), part.places.end(),
        [&](std::uint32_t photo) { return photos_.point(photo)[coordinate] < median; }));
    const std::size_t spare = part.places.size() - part.cells.size();
    const std::size_t places_below = std::clamp(below, cells_below, cells_below + spare);
    split_points(photos_, part.places, places_below, coordinate, keys_);
    parts_.push_back({part.cells.first(cells_below), part.places.first(places_below)});
    parts_.push_back({part.cells.subspan(cells_below), part.places.subspan(places_below)});
  }

  PointsView cells_;
  PointsView photos_;
  PhotoLimits limits_;
  std::vector<std::uint32_t> photo_of_cell_;
  /// All cells, and the photos of all places, part after part.
  std::vector<std::uint32_t> cell_order_;
  std::vector<std::uint32_t> places_;
  std::vector<Part> parts_;
  Extent cell_extent_;
  Extent photo_extent_;
  std::vector<std::uint64_t> keys_;
  std::size_t assigned_ = 0;
};

}  // namespace

std::unique_ptr<Matcher> make_halving_matcher(PointsView cells, PointsView photos,
                                              PhotoLimits limits) {
  return std::make_unique<HalvingMatcher>(cells, photos, std::move(limits));
}

}  // namespace tessera
