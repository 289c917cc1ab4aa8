#include "match/optimal.h"

#include "match/assignment_solver.h"
#include "match/greedy.h"
#include "match/photo_groups.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace tessera {

namespace {

/// What a place costs more that need not be filled: the square of the coordinate that says so. No
/// cost between points reaches it where there are such places.
constexpr std::int16_t kOptional = 8192;
constexpr std::int64_t kOptionalCost = std::int64_t{kOptional} * kOptional;
constexpr std::int32_t kGreatestCostBesideOptional = kGreatestCost / 2 - (1 << 15);

/// An assignment of the market's photos to its cells, and its cost there.
struct Standing {
  std::vector<std::uint32_t> photo_of_cell;
  std::int64_t cost = 0;
};

std::vector<float> as_floats(const QuantisedPoints& points) {
  return {points.values.begin(), points.values.end()};
}

void append(const std::int16_t* point, std::size_t width, std::vector<float>& to) {
  to.insert(to.end(), point, point + width);
}

/// Gives the cells that have no place in the market one by greedy choice.
Standing completed(const Market& market) {
  const MarketPoints& points = market.points();
  const std::size_t width = points.cells.width;
  Standing result;
  result.photo_of_cell.resize(market.cell_count());
  result.cost = market.cost();
  std::vector<std::uint32_t> free_cells;
  std::vector<float> free_points;
  for (std::uint32_t cell = 0; cell < market.cell_count(); ++cell) {
    result.photo_of_cell[cell] = market.photo_of_cell(cell);
    if (market.photo_of_cell(cell) != Market::kNone) continue;
    free_cells.push_back(cell);
    append(market.cell_point(cell), width, free_points);
  }
  PhotoLimits places{{}, {}, points.photo_of_point};
  for (std::size_t photo = 0; photo < market.photo_count(); ++photo) {
    places.most.push_back(market.capacity(photo) - market.used(photo));
  }
  const std::vector<float> photos = as_floats(points.photos);
  const auto greedy = make_greedy_matcher({free_points.data(), free_cells.size(), width},
                                          {photos.data(), market.point_count(), width}, places);
  InlineExecutor executor;
  Job job;
  const Result<Assignment> chosen = run_matcher(*greedy, free_cells.size(), executor, job);
  if (!chosen) return result;
  for (std::size_t k = 0; k < free_cells.size(); ++k) {
    const std::uint32_t point = chosen->photo_of_cell[k];
    result.photo_of_cell[free_cells[k]] = market.photo_of_point(point);
    result.cost +=
        integer_cost(market.cell_point(free_cells[k]), points.photos.point(point), width);
  }
  return result;
}

/// The market's points: a coordinate more tells places that need not be filled from those that
/// must.
QuantisedPoints widened(const QuantisedPoints& points, const std::vector<bool>& optional) {
  QuantisedPoints result;
  result.count = points.count;
  result.width = points.width + 2;
  result.values.reserve(result.count * result.width);
  for (std::size_t i = 0; i < points.count; ++i) {
    const std::int16_t* point = points.point(i);
    result.values.insert(result.values.end(), point, point + points.width);
    result.values.push_back(optional[i] ? kOptional : std::int16_t{0});
    result.values.push_back(0);
  }
  return result;
}

class Solver final : public OptimalMatcher {
 public:
  Solver(PointsView cells, PointsView photos, PhotoLimits limits, double wanted_gap)
      : cells_(cells), photos_(photos), limits_(std::move(limits)), wanted_gap_(wanted_gap) {}

  bool finished() const override {
    return cells_.count == 0 || (solver_ != nullptr && solver_->finished());
  }

  Status advance(Executor& executor, Job& job) override {
    if (job.cancelled()) return Job::cancelled_status();
    if (finished()) return {};
    if (!limits_.suffice(cells_.count, photos_.count)) {
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
    if (cells_.count == 0 || !limits_.suffice(cells_.count, photos_.count)) return {};
    if (solver_ == nullptr) return prepared().assignment();
    return standing();
  }

  OptimalProof proof() const override {
    OptimalProof result;
    if (cells_.count == 0) return {0, 0, 0, true, 1};
    if (!limits_.suffice(cells_.count, photos_.count)) return result;
    if (solver_ == nullptr) return prepared().proof();
    const std::int64_t cost = grid_cost(standing().photo_of_cell);
    const std::int64_t bound = std::max<std::int64_t>(0, solver_->lower_bound() - optional_cost_);
    result.scale = quantisation_.scale;
    result.cost = static_cast<double>(cost) / unit();
    result.lower_bound = static_cast<double>(bound) / unit();
    result.gap = gap(cost, bound);
    result.optimal = cost == bound;
    return result;
  }

  double known_gap() const override {
    if (cells_.count == 0) return 0;
    if (solver_ == nullptr || solver_->best_cost() < 0) return 1;
    return gap(solver_->best_cost() - optional_cost_, solver_->lower_bound() - optional_cost_);
  }

  double cost_on_grid(std::span<const std::uint32_t> photo_of_cell) const override {
    if (cells_.count == 0) return 0;
    if (solver_ == nullptr) return prepared().cost_on_grid(photo_of_cell);
    return static_cast<double>(grid_cost(photo_of_cell)) / unit();
  }

 private:
  static double gap(std::int64_t cost, std::int64_t bound) {
    if (cost <= 0) return 0;
    // Where places must be filled a bound may begin below nought.
    return static_cast<double>(cost - std::max<std::int64_t>(0, bound)) / static_cast<double>(cost);
  }

  double unit() const { return quantisation_.scale * quantisation_.scale; }

  std::int64_t grid_cost(std::span<const std::uint32_t> photo_of_cell) const {
    const QuantisedPoints cells = quantise(cells_, quantisation_);
    const QuantisedPoints photos = quantise(photos_, quantisation_);
    std::int64_t cost = 0;
    for (std::size_t cell = 0; cell < cells.count; ++cell) {
      cost += integer_cost(cells.point(cell), photos.point(photo_of_cell[cell]), cells.width);
    }
    return cost;
  }

  void prepare() {
    const bool some_must = limits_.all_least() > 0;
    quantisation_ = choose_quantisation(cells_, photos_,
                                        some_must ? kGreatestCostBesideOptional : kGreatestCost);
    QuantisedPoints cells = quantise(cells_, quantisation_);
    const QuantisedPoints photos = quantise(photos_, quantisation_);
    groups_.emplace(photos, limits_);
    if (some_must) {
      cells = widened(cells, std::vector<bool>(cells.count, false));
      optional_cost_ =
          kOptionalCost * static_cast<std::int64_t>(cells_.count - limits_.all_least());
    }
    cell_order_ = k_d_order(cells);
    solver_ =
        std::make_unique<AssignmentSolver>(market_points(cells, photos, some_must), wanted_gap_);
  }

  /// Every group becomes a photo of the market, or two: with the places that must be filled and
  /// with the others.
  MarketPoints market_points(const QuantisedPoints& cells, const QuantisedPoints& photos,
                             bool some_must) {
    std::vector<std::uint32_t> photo_of_point;
    std::vector<std::uint32_t> owner_of_point;
    std::vector<bool> optional;
    std::vector<std::uint32_t> capacities;
    std::vector<std::uint32_t> group_of_owner;
    const std::vector<PhotoGroups::Point>& points = groups_->points();
    for (std::size_t first = 0, end = 0; first < points.size(); first = end) {
      const std::uint32_t group = points[first].group;
      while (end < points.size() && points[end].group == group) ++end;
      const std::uint32_t least = groups_->least(group);
      const std::uint32_t places[2] = {least, groups_->most(group, cells_.count) - least};
      for (std::size_t part = 0; part < 2; ++part) {
        if (places[part] == 0) continue;
        for (std::size_t at = first; at < end; ++at) {
          photo_of_point.push_back(points[at].photo);
          owner_of_point.push_back(static_cast<std::uint32_t>(capacities.size()));
          optional.push_back(part == 1);
        }
        capacities.push_back(places[part]);
        group_of_owner.push_back(group);
      }
    }
    QuantisedPoints market_photos = reordered(photos, photo_of_point);
    if (some_must) market_photos = widened(market_photos, optional);
    const std::vector<std::uint32_t> order = k_d_order(market_photos);

    MarketPoints result{reordered(cells, cell_order_), reordered(market_photos, order), {}, {}};
    if (capacities.size() == order.size()) {
      for (const std::uint32_t point : order) {
        result.capacities.push_back(capacities[owner_of_point[point]]);
        group_of_photo_.push_back(group_of_owner[owner_of_point[point]]);
      }
    } else {
      for (const std::uint32_t point : order) {
        result.photo_of_point.push_back(owner_of_point[point]);
      }
      result.capacities = std::move(capacities);
      group_of_photo_ = std::move(group_of_owner);
    }
    return result;
  }

  /// What this is after its first slice.
  Solver prepared() const {
    Solver result(cells_, photos_, limits_, wanted_gap_);
    result.prepare();
    return result;
  }

  /// The best complete assignment so far.
  const Assignment& standing() const {
    if (standing_) return *standing_;
    Standing best{solver_->best(), solver_->best_cost()};
    if (best.photo_of_cell.empty()) {
      best = completed(solver_->market());
    } else if (solver_->in_paths()) {
      Standing now = completed(solver_->market());
      if (now.cost < best.cost) best = std::move(now);
    }
    std::vector<std::uint32_t> group_of_cell(cells_.count);
    for (std::size_t at = 0; at < group_of_cell.size(); ++at) {
      group_of_cell[cell_order_[at]] = group_of_photo_[best.photo_of_cell[at]];
    }
    const QuantisedPoints cells = quantise(cells_, quantisation_);
    const QuantisedPoints photos = quantise(photos_, quantisation_);
    if (limits_.all_least() > 0) use_least(cells, photos, group_of_cell);
    standing_.emplace();
    standing_->photo_of_cell = groups_->photo_of_cell(group_of_cell, cells, photos);
    standing_->total_cost = total_cost(cells_, photos_, standing_->photo_of_cell);
    return *standing_;
  }

  /// Before the solver has finished, places that must be filled may be empty. They get cells of
  /// groups that can spare some: those that cost most there, cheapest pair first.
  void use_least(const QuantisedPoints& cells, const QuantisedPoints& photos,
                 std::vector<std::uint32_t>& group_of_cell) const {
    std::vector<std::int64_t> spare(groups_->count());
    std::vector<std::uint32_t> point_of_group(groups_->count());
    for (const PhotoGroups::Point& point : groups_->points()) {
      point_of_group[point.group] = point.photo;
    }
    for (std::size_t g = 0; g < spare.size(); ++g) spare[g] = -std::int64_t{groups_->least(g)};
    for (const std::uint32_t group : group_of_cell) ++spare[group];
    std::vector<std::uint32_t> needed;
    std::vector<float> needed_points;
    for (std::uint32_t group = 0; group < spare.size(); ++group) {
      for (std::int64_t missing = -spare[group]; missing > 0; --missing) {
        needed.push_back(group);
        append(photos.point(point_of_group[group]), photos.width, needed_points);
      }
    }
    if (needed.empty()) return;
    std::vector<std::pair<std::int32_t, std::uint32_t>> dearest;
    for (std::uint32_t cell = 0; cell < group_of_cell.size(); ++cell) {
      const std::int16_t* photo = photos.point(point_of_group[group_of_cell[cell]]);
      dearest.emplace_back(-integer_cost(cells.point(cell), photo, cells.width), cell);
    }
    std::sort(dearest.begin(), dearest.end());
    std::vector<std::uint32_t> givers;
    std::vector<float> giver_points;
    for (const auto& [cost, cell] : dearest) {
      if (spare[group_of_cell[cell]] <= 0) continue;
      --spare[group_of_cell[cell]];
      givers.push_back(cell);
      append(cells.point(cell), cells.width, giver_points);
    }
    const auto greedy = make_greedy_matcher({needed_points.data(), needed.size(), photos.width},
                                            {giver_points.data(), givers.size(), cells.width},
                                            equal_limits(givers.size(), 1));
    InlineExecutor executor;
    Job job;
    const Result<Assignment> chosen = run_matcher(*greedy, needed.size(), executor, job);
    if (!chosen) return;
    for (std::size_t k = 0; k < needed.size(); ++k) {
      group_of_cell[givers[chosen->photo_of_cell[k]]] = needed[k];
    }
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
  PhotoLimits limits_;
  double wanted_gap_;
  Quantisation quantisation_;
  /// The solver's cells and photos: cells in another order, photos that are equal as one.
  std::vector<std::uint32_t> cell_order_;
  std::optional<PhotoGroups> groups_;
  std::vector<std::uint32_t> group_of_photo_;
  /// What all cells together pay for places that need not be filled, in every assignment that fills
  /// the others.
  std::int64_t optional_cost_ = 0;
  std::unique_ptr<AssignmentSolver> solver_;
  mutable std::optional<Assignment> standing_;
  std::int64_t reported_ = 0;
  std::int64_t counted_milestones_ = 0;
};

}  // namespace

std::unique_ptr<OptimalMatcher> make_optimal_matcher(PointsView cells, PointsView photos,
                                                     PhotoLimits limits, double wanted_gap) {
  return std::make_unique<Solver>(cells, photos, std::move(limits), wanted_gap);
}

}  // namespace tessera
