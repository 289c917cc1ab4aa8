#include "match/nearest.h"

#include "match/photo_blocks.h"
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

/// Cells that tell whether the tree is worth while, and the part of its leaves from which on it is
/// not. On noise blocks win from 0.08 on (12 dimensions); on photo data in 48 to 768 dimensions
/// cells visit 0.03 to 0.1, most of them in vain but not to the end, and the tree takes less than
/// half the time of blocks; on tight clusters both are equal at 0.2.
constexpr std::size_t kSampleCells = 64;
constexpr double kLeavesTooMany = 0.15;

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
      if (leaves_visited() >= kLeavesTooMany) blocks_ = std::make_unique<PhotoBlocks>(photos_);
      return {};
    }
    const std::size_t end = std::min(cells_.count, done_ + cells_per_slice());
    const std::size_t first = done_;
    const std::size_t tasks = (end - first + kCellsPerTask - 1) / kCellsPerTask;
    executor.for_each(tasks, [&](std::size_t task) {
      if (job.cancelled()) return;
      const std::size_t begin = first + task * kCellsPerTask;
      const std::size_t task_end = std::min(end, begin + kCellsPerTask);
      if (blocks_) {
        blocks_->nearest(cells_, begin, task_end, photo_of_cell_);
      } else {
        match(begin, task_end);
      }
    });
    if (job.cancelled()) return Job::cancelled_status();
    job.advance(static_cast<std::int64_t>(end - first));
    done_ = end;
    if (finished()) {
      tree_.reset();
      blocks_.reset();
    }
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

  /// Of all the tree's leaves, on the average over some cells.
  double leaves_visited() const {
    const std::size_t samples = std::min(cells_.count, kSampleCells);
    double sum = 0;
    for (std::size_t k = 0; k < samples; ++k) {
      sum += tree_->share_visited(cells_.point(k * cells_.count / samples));
    }
    return sum / static_cast<double>(samples);
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
  /// Instead of the tree, where it saves too little.
  std::unique_ptr<PhotoBlocks> blocks_;
  std::vector<std::uint32_t> photo_of_cell_;
  std::size_t done_ = 0;
};

}  // namespace

std::unique_ptr<Matcher> make_nearest_matcher(PointsView cells, PointsView photos) {
  return std::make_unique<NearestMatcher>(cells, photos);
}

}  // namespace tessera
