#include "match/constrained_matcher.h"

#include "match/exchange.h"
#include "match/greedy.h"
#include "match/nearest.h"
#include "match/optimal.h"
#include "match/reduction.h"

#include <optional>

namespace tessera {

namespace {

class StagedMatcher final : public ConstrainedMatcher {
 public:
  StagedMatcher(MatchSettings settings, PointsView cells, PointsView photos)
      : settings_(std::move(settings)), cells_(cells), photos_(photos) {}

  bool finished() const override {
    return cells_.count == 0 || (exchange_ && exchange_->finished());
  }

  Status advance(Executor& executor, Job& job) override {
    if (job.cancelled()) return Job::cancelled_status();
    if (finished()) return {};
    if (!reduction_) return begin(job);
    if (exchange_) return exchange_->advance(executor, job);
    if (!solver_->finished() && !(settled_ && optimal_ != nullptr)) {
      if (Status status = solver_->advance(executor, job); !status.is_ok()) return status;
    }
    if (solver_->finished() || (settled_ && optimal_ != nullptr)) end_solving();
    return {};
  }

  double known_gap() const override {
    if (cells_.count == 0 || optimal_ == nullptr) return 1;
    return optimal_->known_gap();
  }

  void settle() override {
    settled_ = true;
    if (exchange_) exchange_->stop();
  }

  Assignment assignment() const override {
    if (cells_.count == 0) return {};
    const std::vector<std::uint32_t>& photo_of_cell = exchange_->photo_of_cell();
    return {photo_of_cell, total_cost(cells_, photos_, photo_of_cell)};
  }

  MatchResult result() const override {
    MatchResult result;
    result.assignment = assignment();
    result.facts =
        assignment_facts(result.assignment.photo_of_cell, photos_.count, settings_.constraints);
    if (cells_.count == 0) return result;
    result.use_limit = reduction_->use_limit();
    result.least_uses = reduction_->least_uses();
    result.raised_own_limit = reduction_->raised_own_limit();
    result.exchanges = exchange_->moves();
    if (!bound_) return result;
    const std::vector<std::uint32_t> left = reduction_->left(result.assignment.photo_of_cell);
    result.has_bound = true;
    result.lower_bound = *bound_;
    result.cost = optimal_ != nullptr ? optimal_->cost_on_grid(left)
                                      : total_cost(reduction_->cells(), reduction_->photos(), left);
    result.gap = result.cost > 0 ? (result.cost - result.lower_bound) / result.cost : 0;
    result.optimal = result.cost == result.lower_bound;
    return result;
  }

 private:
  Status begin(Job& job) {
    Constraints& constraints = settings_.constraints;
    if (Status status = check_constraints(constraints, cells_.count, photos_.count);
        !status.is_ok()) {
      return status;
    }
    std::uint32_t limit = constraints.max_uses;
    if (limit == 0 && settings_.method != Matching::nearest) limit = 1;
    reduction_.emplace(cells_, photos_, constraints, limit);
    const PointsView cells = reduction_->cells();
    const PointsView photos = reduction_->photos();
    job.advance(static_cast<std::int64_t>(cells_.count - cells.count));
    if (settings_.method == Matching::optimal) {
      auto optimal =
          make_optimal_matcher(cells, photos, reduction_->limits(), settings_.wanted_gap);
      optimal_ = optimal.get();
      solver_ = std::move(optimal);
    } else if (reduction_->use_limit() == 0 && reduction_->least_uses() == 0 &&
               constraints.own_limits.empty()) {
      solver_ = make_nearest_matcher(cells, photos);
    } else {
      const bool swaps_follow = settings_.swap_rounds > 0;
      auto greedy = make_greedy_matcher(cells, photos, reduction_->limits(), swaps_follow);
      greedy_ = greedy.get();
      solver_ = std::move(greedy);
    }
    return {};
  }

  void end_solving() {
    const Assignment solved = solver_->assignment();
    bool optimal = false;
    if (optimal_ != nullptr) {
      const OptimalProof proof = optimal_->proof();
      bound_ = proof.lower_bound;
      optimal = proof.optimal;
    } else if (greedy_ != nullptr) {
      bound_ = greedy_->lower_bound();
      optimal = bound_ == solved.total_cost;
    } else {
      bound_ = solved.total_cost;
      optimal = true;
    }
    // Only where equal photos have to be parted can there be anything to gain from the optimum.
    const bool no_use = settled_ || (optimal && settings_.constraints.min_distance <= 1);
    const std::uint32_t rounds = no_use ? 0 : settings_.swap_rounds;
    exchange_.emplace(cells_, photos_, reduction_->exchange_rules(rounds),
                      reduction_->whole(solved.photo_of_cell));
  }

  MatchSettings settings_;
  PointsView cells_;
  PointsView photos_;
  bool settled_ = false;
  std::optional<Reduction> reduction_;
  std::unique_ptr<Matcher> solver_;
  /// The solver, where it is the optimal one.
  OptimalMatcher* optimal_ = nullptr;
  /// The solver, where it is the greedy one.
  GreedyMatcher* greedy_ = nullptr;
  std::optional<double> bound_;
  std::optional<Exchange> exchange_;
};

}  // namespace

std::uint32_t use_limit(Matching method, std::size_t cell_count, std::size_t photo_count) {
  return method == Matching::nearest ? 0 : least_use_limit(cell_count, photo_count);
}

std::unique_ptr<ConstrainedMatcher> make_constrained_matcher(MatchSettings settings,
                                                             PointsView cells, PointsView photos) {
  return std::make_unique<StagedMatcher>(std::move(settings), cells, photos);
}

}  // namespace tessera
