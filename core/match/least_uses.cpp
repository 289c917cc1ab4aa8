#include "match/least_uses.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace tessera {

namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

class LeastUsesMatcher final : public GreedyMatcher {
 public:
  LeastUsesMatcher(PointsView cells, PointsView photos, PhotoLimits limits, bool swaps_follow)
      : cells_(cells),
        photos_(photos),
        limits_(std::move(limits)),
        swaps_follow_(swaps_follow),
        photo_of_cell_(cells.count, kNone) {}

  bool finished() const override { return cells_.count == 0 || (rest_ && rest_->finished()); }

  Status advance(Executor& executor, Job& job) override {
    if (job.cancelled()) return Job::cancelled_status();
    if (finished()) return {};
    if (!must_) {
      if (!limits_.suffice(cells_.count, photos_.count)) {
        return {StatusCode::invalid_argument, "the photos do not suffice for the cells"};
      }
      begin_must();
    } else if (!must_->finished()) {
      return must_->advance(executor, job);
    } else if (!rest_) {
      begin_rest();
    } else if (Status status = rest_->advance(executor, job); !status.is_ok()) {
      return status;
    }
    if (rest_ && rest_->finished()) take_rest();
    return {};
  }

  Assignment assignment() const override {
    return {photo_of_cell_, total_cost(cells_, photos_, photo_of_cell_)};
  }

  std::optional<double> lower_bound() const override { return std::nullopt; }

 private:
  static void append(PointsView from, std::size_t index, std::vector<float>& to) {
    to.insert(to.end(), from.point(index), from.point(index) + from.dimension);
  }

  void begin_must() {
    std::vector<bool> seen(limits_.most.size(), false);
    for (std::uint32_t photo = 0; photo < photos_.count; ++photo) {
      const std::uint32_t identity = limits_.identity(photo);
      if (seen[identity]) continue;
      seen[identity] = true;
      for (std::uint32_t use = 0; use < limits_.least[identity]; ++use) {
        uses_.push_back(photo);
        append(photos_, photo, points_);
      }
    }
    must_ = make_greedy_matcher({points_.data(), uses_.size(), photos_.dimension}, cells_,
                                equal_limits(cells_.count, 1), swaps_follow_);
  }

  void begin_rest() {
    const std::vector<std::uint32_t> cell_of_use = must_->assignment().photo_of_cell;
    for (std::size_t use = 0; use < uses_.size(); ++use) {
      photo_of_cell_[cell_of_use[use]] = uses_[use];
    }
    if (!limits_.identities.empty()) choose_variants();
    points_.clear();
    for (std::uint32_t cell = 0; cell < cells_.count; ++cell) {
      if (photo_of_cell_[cell] != kNone) continue;
      rest_cells_.push_back(cell);
      append(cells_, cell, points_);
    }
    PhotoLimits left = limits_;
    for (std::size_t identity = 0; identity < left.most.size(); ++identity) {
      left.most[identity] -= left.least[identity];
    }
    left.least.clear();
    rest_ = make_greedy_matcher({points_.data(), rest_cells_.size(), cells_.dimension}, photos_,
                                std::move(left), swaps_follow_);
  }

  /// Gives the cells that have a photo the one of its identity that costs least.
  void choose_variants() {
    std::vector<std::vector<std::uint32_t>> variants(limits_.most.size());
    for (std::uint32_t photo = 0; photo < photos_.count; ++photo) {
      variants[limits_.identity(photo)].push_back(photo);
    }
    for (std::uint32_t cell = 0; cell < cells_.count; ++cell) {
      if (photo_of_cell_[cell] == kNone) continue;
      float least = std::numeric_limits<float>::infinity();
      for (const std::uint32_t photo : variants[limits_.identity(photo_of_cell_[cell])]) {
        const float cost =
            squared_distance(cells_.point(cell), photos_.point(photo), cells_.dimension);
        if (cost >= least) continue;
        least = cost;
        photo_of_cell_[cell] = photo;
      }
    }
  }

  void take_rest() {
    const std::vector<std::uint32_t> photo_of_rest = rest_->assignment().photo_of_cell;
    for (std::size_t k = 0; k < rest_cells_.size(); ++k) {
      photo_of_cell_[rest_cells_[k]] = photo_of_rest[k];
    }
  }

  PointsView cells_;
  PointsView photos_;
  PhotoLimits limits_;
  bool swaps_follow_;
  std::vector<std::uint32_t> photo_of_cell_;
  /// The photo of each use that must be, and the points that a matcher borrows.
  std::vector<std::uint32_t> uses_;
  std::vector<float> points_;
  std::vector<std::uint32_t> rest_cells_;
  std::unique_ptr<Matcher> must_;
  std::unique_ptr<Matcher> rest_;
};

}  // namespace

std::unique_ptr<GreedyMatcher> make_least_uses_matcher(PointsView cells, PointsView photos,
                                                       PhotoLimits limits, bool swaps_follow) {
  return std::make_unique<LeastUsesMatcher>(cells, photos, std::move(limits), swaps_follow);
}

}  // namespace tessera
