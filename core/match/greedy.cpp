#include "match/greedy.h"

#include "match/halving.h"
#include "match/least_uses.h"
#include "match/photo_tree.h"

#include <algorithm>
#include <span>
#include <vector>

namespace tessera {

std::uint32_t least_use_limit(std::size_t cell_count, std::size_t photo_count) {
  if (photo_count == 0 || cell_count <= photo_count) return 1;
  return static_cast<std::uint32_t>((cell_count + photo_count - 1) / photo_count);
}

namespace {

/// Candidates that a cell holds: with 4 cells ask again twice as often, with 16 the first lists
/// cost more than they save.
constexpr std::size_t kCandidates = 8;
constexpr std::size_t kCellsPerTask = 64;
/// Units of work a slice, some 30 ms: a step of the heap is one, a query many, and more the more
/// photos it looks at because boxes in many dimensions overlap.
constexpr std::size_t kWorkPerSlice = 1U << 18;
constexpr std::size_t kTreeDimensions = 8;
/// Places a cell with which halving still takes little memory and time.
constexpr std::size_t kMostPlaces = 16;

/// The cheapest edge that a cell may still hope for. The top of the heap is the least in the order
/// (cost, cell, photo).
struct Edge {
  float cost;
  std::uint32_t cell;
  std::uint32_t photo;
};

struct Later {
  bool operator()(const Edge& a, const Edge& b) const {
    if (a.cost != b.cost) return a.cost > b.cost;
    if (a.cell != b.cell) return a.cell > b.cell;
    return a.photo > b.photo;
  }
};

/// Orders photos by identity.
struct ByIdentity {
  const PhotoLimits& limits;
  bool operator()(std::uint32_t a, std::uint32_t b) const {
    return limits.identity(a) < limits.identity(b);
  }
};

/// Every cell waits in the heap with its cheapest edge to a photo that was usable when it was
/// written down. Photos are only ever used up, so an edge that comes to the top with its photo
/// still usable is the cheapest of all.
class CheapestPairs final : public GreedyMatcher {
 public:
  CheapestPairs(PointsView cells, PointsView photos, PhotoLimits limits, bool swaps_follow)
      : cells_(cells),
        photos_(photos),
        limits_(std::move(limits)),
        swaps_follow_(swaps_follow),
        photo_of_cell_(cells.count),
        next_(cells.count, 0),
        count_(cells.count, 0),
        candidates_(cells.count * kCandidates) {}

  bool finished() const override {
    return halving_ ? halving_->finished() : assigned_ == cells_.count;
  }

  Status advance(Executor& executor, Job& job) override {
    if (job.cancelled()) return Job::cancelled_status();
    if (finished()) return {};
    if (halving_) return halving_->advance(executor, job);
    if (!tree_) {
      if (!limits_.suffice(cells_.count, photos_.count)) {
        return {StatusCode::invalid_argument, "the photos do not suffice for the cells"};
      }
      plant_tree();
      return {};
    }
    if (listed_ < cells_.count) return list_candidates(executor, job);
    return assign(job);
  }

  Assignment assignment() const override {
    if (halving_) return halving_->assignment();
    return {photo_of_cell_, total_cost(cells_, photos_, photo_of_cell_)};
  }

  std::optional<double> lower_bound() const override { return lower_bound_; }

 private:
  std::size_t work_per_query() const {
    if (photos_.dimension <= kTreeDimensions) return 64;
    return std::max<std::size_t>(64, tree_size_ * photos_.dimension / 256);
  }

  std::span<Neighbour> candidates(std::size_t cell) {
    return std::span(candidates_).subspan(cell * kCandidates, kCandidates);
  }

  void ask(std::size_t cell) {
    const std::span<Neighbour> list = candidates(cell);
    count_[cell] = static_cast<std::uint8_t>(tree_->nearest(cells_.point(cell), list));
    // A rebuilt tree numbers only the photos that were left; in the same order, so ties stay.
    for (Neighbour& neighbour : list.first(count_[cell])) {
      neighbour.photo = usable_[neighbour.photo];
    }
    next_[cell] = 0;
  }

  Edge edge(std::size_t cell) {
    const Neighbour& candidate = candidates(cell)[next_[cell]];
    return {candidate.cost, static_cast<std::uint32_t>(cell), candidate.photo};
  }

  Status list_candidates(Executor& executor, Job& job) {
    const std::size_t first = listed_;
    const std::size_t end = std::min(cells_.count, first + kWorkPerSlice / work_per_query() + 1);
    const std::size_t tasks = (end - first + kCellsPerTask - 1) / kCellsPerTask;
    executor.for_each(tasks, [&](std::size_t task) {
      if (job.cancelled()) return;
      const std::size_t begin = first + task * kCellsPerTask;
      for (std::size_t cell = begin; cell < std::min(end, begin + kCellsPerTask); ++cell) ask(cell);
    });
    if (job.cancelled()) return Job::cancelled_status();
    listed_ = end;
    if (listed_ == cells_.count) begin_assigning();
    return {};
  }

  void begin_assigning() {
    for (std::size_t cell = 0; cell < cells_.count; ++cell) {
      lower_bound_ += static_cast<double>(candidates(cell)[0].cost);
    }
    if (swaps_follow_ && can_halve() && cells_crowd()) {
      release();
      halving_ = make_halving_matcher(cells_, photos_, std::move(limits_));
      return;
    }
    heap_.reserve(cells_.count);
    for (std::size_t cell = 0; cell < cells_.count; ++cell) heap_.push_back(edge(cell));
    std::make_heap(heap_.begin(), heap_.end(), Later{});
  }

  bool can_halve() const {
    return photos_.dimension > 0 && limits_.identities.empty() &&
           limits_.all_places() <= kMostPlaces * cells_.count;
  }

  /// Whether more than half of the cells cannot all have the photos that are nearest to them.
  bool cells_crowd() {
    std::vector<std::uint32_t> left = limits_.most;
    std::size_t without = 0;
    for (std::size_t cell = 0; cell < cells_.count; ++cell) {
      std::uint32_t& places = left[candidates(cell)[0].photo];
      if (places > 0) {
        --places;
      } else {
        ++without;
      }
    }
    return 2 * without > cells_.count;
  }

  Status assign(Job& job) {
    std::int64_t newly_assigned = 0;
    for (std::size_t work = 0; work < kWorkPerSlice && !heap_.empty(); ++work) {
      std::pop_heap(heap_.begin(), heap_.end(), Later{});
      const Edge best = heap_.back();
      if (usable(best.photo)) {
        heap_.pop_back();
        photo_of_cell_[best.cell] = best.photo;
        use(best.photo);
        ++assigned_;
        ++newly_assigned;
        continue;
      }
      std::uint8_t& next = next_[best.cell];
      const std::span<const Neighbour> list = candidates(best.cell);
      while (next < count_[best.cell] && !usable(list[next].photo)) ++next;
      if (next == count_[best.cell]) {
        ask(best.cell);
        work += work_per_query();
      }
      heap_.back() = edge(best.cell);
      std::push_heap(heap_.begin(), heap_.end(), Later{});
    }
    job.advance(newly_assigned);
    if (finished()) release();
    return {};
  }

  bool usable(std::uint32_t photo) const { return limits_.most[limits_.identity(photo)] > 0; }

  void use(std::uint32_t photo) {
    const std::uint32_t identity = limits_.identity(photo);
    if (--limits_.most[identity] > 0) return;
    if (limits_.identities.empty()) {
      remove(photo);
    } else {
      const auto [first, end] = std::equal_range(
          usable_by_identity_.begin(), usable_by_identity_.end(), photo, ByIdentity{limits_});
      std::for_each(first, end, [&](std::uint32_t variant) { remove(variant); });
    }
    // Half of the tree is dead wood: what is left gets a tree of its own, with closer boxes.
    if (tree_->remaining() * 2 <= tree_size_ && tree_->remaining() > 0) plant_tree();
  }

  void remove(std::uint32_t photo) {
    const auto place = std::lower_bound(usable_.begin(), usable_.end(), photo);
    tree_->remove(static_cast<std::uint32_t>(place - usable_.begin()));
  }

  void plant_tree() {
    usable_.clear();
    std::vector<float> points;
    for (std::uint32_t j = 0; j < photos_.count; ++j) {
      if (!usable(j)) continue;
      usable_.push_back(j);
      points.insert(points.end(), photos_.point(j), photos_.point(j) + photos_.dimension);
    }
    tree_size_ = usable_.size();
    if (!limits_.identities.empty()) {
      usable_by_identity_ = usable_;
      std::stable_sort(usable_by_identity_.begin(), usable_by_identity_.end(), ByIdentity{limits_});
    }
    tree_ = std::make_unique<PhotoTree>(PointsView{points.data(), tree_size_, photos_.dimension});
  }

  void release() {
    tree_.reset();
    heap_ = {};
    candidates_ = {};
  }

  PointsView cells_;
  PointsView photos_;
  /// `most` counts down as photos are used.
  PhotoLimits limits_;
  bool swaps_follow_;
  double lower_bound_ = 0;
  std::vector<std::uint32_t> photo_of_cell_;
  /// For each cell: its place in the list of candidates, and their number.
  std::vector<std::uint8_t> next_;
  std::vector<std::uint8_t> count_;
  std::vector<Neighbour> candidates_;
  std::vector<Edge> heap_;
  std::unique_ptr<PhotoTree> tree_;
  std::size_t tree_size_ = 0;
  /// The photos of the tree, ascending.
  std::vector<std::uint32_t> usable_;
  /// The same by identity, where photos share them.
  std::vector<std::uint32_t> usable_by_identity_;
  std::size_t listed_ = 0;
  std::size_t assigned_ = 0;
  /// Instead of the cheapest pairs.
  std::unique_ptr<Matcher> halving_;
};

}  // namespace

std::unique_ptr<GreedyMatcher> make_greedy_matcher(PointsView cells, PointsView photos,
                                                   PhotoLimits limits, bool swaps_follow) {
  if (limits.all_least() > 0) {
    return make_least_uses_matcher(cells, photos, std::move(limits), swaps_follow);
  }
  return std::make_unique<CheapestPairs>(cells, photos, std::move(limits), swaps_follow);
}

}  // namespace tessera
