#include "match/nearest.h"

#include "match/photo_tree.h"

#include <algorithm>
#include <vector>

namespace tessera {

namespace {

/// Cells that one task does in a row: neighbours in the picture are alike, so that the photo of one
/// is a good first guess for the next.
constexpr std::size_t kCellsPerTask = 64;
/// Coordinates that a slice may compare at most, if every photo were looked at: some 30 ms.
constexpr std::size_t kWorkPerSlice = std::size_t{1} << 27;

class NearestMatcher final : public Matcher {
 public:
  NearestMatcher(PointsView cells, PointsView photos)
      : cells_(cells), photos_(photos), photo_of_cell_(cells.count) {}

  bool finished() const override { return done_ == cells_.count; }

  Status advance(Executor& executor, Job& job) override {
    if (job.cancelled()) return Job::cancelled_status();
    if (finished()) return {};
    if (!tree_) {
      tree_ = std::make_unique<PhotoTree>(photos_);
      return {};
    }
    const std::size_t end = std::min(cells_.count, done_ + cells_per_slice());
    const std::size_t first = done_;
    const std::size_t tasks = (end - first + kCellsPerTask - 1) / kCellsPerTask;
    executor.for_each(tasks, [&](std::size_t task) {
      if (job.cancelled()) return;
      const std::size_t begin = first + task * kCellsPerTask;
      match(begin, std::min(end, begin + kCellsPerTask));
    });
    if (job.cancelled()) return Job::cancelled_status();
    job.advance(static_cast<std::int64_t>(end - first));
    done_ = end;
    if (finished()) tree_.reset();
    return {};
  }

  Assignment assignment() const override {
    return {photo_of_cell_, total_cost(cells_, photos_, photo_of_cell_)};
  }

 private:
  std::size_t cells_per_slice() const {
    // In few dimensions a cell looks at a few hundred coordinates whatever the number of photos.
    constexpr std::size_t tree_dimensions = 8;
    if (photos_.dimension <= tree_dimensions) return 256 * kCellsPerTask;
    return std::max(4 * kCellsPerTask, kWorkPerSlice / (photos_.count * photos_.dimension));
  }

  void match(std::size_t begin, std::size_t end) {
    Neighbour last;
    for (std::size_t cell = begin; cell < end; ++cell) {
      const float* point = cells_.point(cell);
      if (cell > begin) {
        last.cost = squared_distance(point, photos_.point(last.photo), photos_.dimension);
      }
      last = tree_->nearest(point, last);
      photo_of_cell_[cell] = last.photo;
    }
  }

  PointsView cells_;
  PointsView photos_;
  std::unique_ptr<PhotoTree> tree_;
  std::vector<std::uint32_t> photo_of_cell_;
  std::size_t done_ = 0;
};

}  // namespace

std::unique_ptr<Matcher> make_nearest_matcher(PointsView cells, PointsView photos) {
  return std::make_unique<NearestMatcher>(cells, photos);
}

}  // namespace tessera
