#include "match/optimal.h"

#include "match/assignment_solver.h"
#include "match/greedy.h"
#include "match/photo_groups.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace tessera {

namespace {

/// An assignment of groups to cells, both in the solver's order, and its cost on the grid.
struct Standing {
  std::vector<std::uint32_t> group_of_cell;
  std::int64_t cost = 0;
};

std::vector<float> as_floats(const QuantisedPoints& points) {
  return {points.values.begin(), points.values.end()};
}

/// Gives the cells that have no place in the market one by greedy choice.
Standing completed(const Market& market) {
  const MarketPoints& points = market.points();
  const std::size_t width = points.cells.width;
  Standing result;
  result.group_of_cell.resize(market.cell_count());
  result.cost = market.cost();
  std::vector<std::uint32_t> free_cells;
  std::vector<float> free_points;
  for (std::uint32_t cell = 0; cell < market.cell_count(); ++cell) {
    result.group_of_cell[cell] = market.photo_of_cell(cell);
    if (market.photo_of_cell(cell) != Market::kNone) continue;
    free_cells.push_back(cell);
    free_points.insert(free_points.end(), market.cell_point(cell), market.cell_point(cell) + width);
  }
  std::vector<std::uint32_t> places(market.photo_count());
  for (std::size_t photo = 0; photo < places.size(); ++photo) {
    places[photo] = market.capacity(photo) - market.used(photo);
  }
  const std::vector<float> photos = as_floats(points.photos);
  const auto greedy = make_greedy_matcher({free_points.data(), free_cells.size(), width},
                                          {photos.data(), market.photo_count(), width}, places);
  InlineExecutor executor;
  Job job;
  const Result<Assignment> chosen = run_matcher(*greedy, free_cells.size(), executor, job);
  if (!chosen) return result;
  for (std::size_t k = 0; k < free_cells.size(); ++k) {
    const std::uint32_t photo = chosen->photo_of_cell[k];
    result.group_of_cell[free_cells[k]] = photo;
    result.cost += integer_cost(market.cell_point(free_cells[k]), market.photo_point(photo), width);
  }
  return result;
}

class Solver final : public OptimalMatcher {
 public:
  Solver(PointsView cells, PointsView photos, std::vector<std::uint32_t> capacities)
      : cells_(cells), photos_(photos), capacities_(std::move(capacities)) {}

  bool finished() const override {
    return cells_.count == 0 || (solver_ != nullptr && solver_->finished());
  }

  Status advance(Executor& executor, Job& job) override {
    if (job.cancelled()) return Job::cancelled_status();
    if (finished()) return {};
    if (!solvable()) {
      return {StatusCode::invalid_argument, "the photos do not suffice for the cells"};
    }
    standing_.reset();
    if (solver_ == nullptr) {
      prepare();
      return {};
    }
    solver_->advance(executor);
    report(job);
    return {};
  }

  Assignment assignment() const override {
    Assignment result;
    if (cells_.count == 0 || !solvable()) return result;
    if (solver_ == nullptr) return prepared().assignment();
    std::vector<std::uint32_t> group_of_cell(cells_.count);
    const Standing& best = standing();
    for (std::size_t at = 0; at < group_of_cell.size(); ++at) {
      group_of_cell[cell_order_[at]] = best.group_of_cell[at];
    }
    result.photo_of_cell = groups_->photo_of_cell(group_of_cell);
    result.total_cost = total_cost(cells_, photos_, result.photo_of_cell);
    return result;
  }

  OptimalProof proof() const override {
    OptimalProof result;
    if (cells_.count == 0) return {0, 0, 0, true, 1};
    if (!solvable()) return result;
    if (solver_ == nullptr) return prepared().proof();
    const std::int64_t cost = standing().cost;
    const std::int64_t bound = solver_->lower_bound();
    const double unit = quantisation_.scale * quantisation_.scale;
    result.scale = quantisation_.scale;
    result.cost = static_cast<double>(cost) / unit;
    result.lower_bound = static_cast<double>(bound) / unit;
    result.gap = gap(cost, bound);
    result.optimal = cost == bound;
    return result;
  }

  double known_gap() const override {
    if (cells_.count == 0) return 0;
    if (solver_ == nullptr || solver_->best_cost() < 0) return 1;
    return gap(solver_->best_cost(), solver_->lower_bound());
  }

 private:
  static double gap(std::int64_t cost, std::int64_t bound) {
    return cost > 0 ? static_cast<double>(cost - bound) / static_cast<double>(cost) : 0;
  }

  bool solvable() const {
    std::uint64_t places = 0;
    for (const std::uint32_t capacity : capacities_) places += capacity;
    return capacities_.size() == photos_.count && places >= cells_.count;
  }

  void prepare() {
    quantisation_ = choose_quantisation(cells_, photos_);
    const QuantisedPoints cells = quantise(cells_, quantisation_);
    const QuantisedPoints photos = quantise(photos_, quantisation_);
    cell_order_ = k_d_order(cells);
    groups_.emplace(photos, capacities_);
    solver_ = std::make_unique<AssignmentSolver>(
        MarketPoints{reordered(cells, cell_order_), reordered(photos, groups_->representatives()),
                     groups_->capacities(cells_.count)});
  }

  /// What this is after its first slice.
  Solver prepared() const {
    Solver result(cells_, photos_, capacities_);
    result.prepare();
    return result;
  }

  const Standing& standing() const {
    if (!standing_) {
      standing_ = Standing{solver_->best(), solver_->best_cost()};
      if (solver_->best().empty()) {
        standing_ = completed(solver_->market());
      } else if (solver_->in_paths()) {
        Standing now = completed(solver_->market());
        if (now.cost < standing_->cost) standing_ = std::move(now);
      }
    }
    return *standing_;
  }

  /// Nobody can foresee how long it takes: each part that is done counts as an eighth of what is
  /// left.
  void report(Job& job) {
    constexpr std::int64_t parts = 8;
    const auto all = static_cast<std::int64_t>(cells_.count);
    std::int64_t share = 0;
    for (; counted_milestones_ < solver_->milestones(); ++counted_milestones_) {
      share += (all - reported_ - share) / parts;
    }
    if (finished()) share = all - reported_;
    reported_ += share;
    job.advance(share);
  }

  PointsView cells_;
  PointsView photos_;
  std::vector<std::uint32_t> capacities_;
  Quantisation quantisation_;
  /// The solver's cells and photos: cells in another order, photos that are equal as one.
  std::vector<std::uint32_t> cell_order_;
  std::optional<PhotoGroups> groups_;
  std::unique_ptr<AssignmentSolver> solver_;
  mutable std::optional<Standing> standing_;
  std::int64_t reported_ = 0;
  std::int64_t counted_milestones_ = 0;
};

}  // namespace

std::unique_ptr<OptimalMatcher> make_optimal_matcher(PointsView cells, PointsView photos,
                                                     std::span<const std::uint32_t> capacities) {
  return std::make_unique<Solver>(cells, photos,
                                  std::vector<std::uint32_t>(capacities.begin(), capacities.end()));
}

std::unique_ptr<OptimalMatcher> make_optimal_matcher(PointsView cells, PointsView photos,
                                                     std::uint32_t max_uses) {
  return std::make_unique<Solver>(cells, photos,
                                  std::vector<std::uint32_t>(photos.count, max_uses));
}

}  // namespace tessera
