#include "match/assignment_solver.h"

#include <algorithm>

namespace tessera {

namespace {

// Measured on photo and noise data of 2,000 to 100,000 points in 3 and 27 dimensions (user seconds,
// 10,000 × 10,000 photo data in 3-D, all exact):
//   no coarse markets 1.84; with, 1.05; and begun with half of the coarse ε 0.63.
//   ε step 3, 5, 8, 10: 1.08, 0.99, 0.80, 0.85.
//   coarse gap 10 %, 2 %, 1 %, 0.5 %: 1.18, 1.05, 0.64, 0.63 (and slower elsewhere below 1 %).
//   last ε 500, 100, 20 at 100,000: 36, 17.8, 16.9; no difference at 10,000.

/// A market of fewer cells is solved without a coarser one.
constexpr std::size_t kLeastCellsToCoarsen = 1024;
constexpr std::size_t kLeastPhotosToCoarsen = 512;
/// A coarse market is left when its cost is known to this part.
constexpr double kCoarseGap = 0.01;
constexpr std::int32_t kFirstEpsilon = kGreatestCost / 16;
constexpr std::int32_t kLastEpsilon = 32;
constexpr std::int32_t kEpsilonStep = 8;
/// ε at the start of a level over ε at the end of the one before.
constexpr std::int32_t kEpsilonStepOfLevel = 2;

/// The first look for a gap g is taken when 10 g of the cells wait, at most one in 32, the next
/// when a quarter of those do. (At a fifth the many searches of the completion take longer than the
/// auction until a 32nd: 2.4 s against 1 s in 27-D.)
constexpr double kWaitingToLook = 10;
constexpr double kMostWaitingToLook = 1.0 / 32;
constexpr std::size_t kLookStep = 4;

/// Units of work a slice, of some 20 ns each.
constexpr std::int64_t kWorkPerSlice = std::int64_t{1} << 20;

std::size_t asks_per_slice(const Market& market) {
  return static_cast<std::size_t>(kWorkPerSlice / market.work_per_ask()) + 1;
}

}  // namespace

AssignmentSolver::AssignmentSolver(MarketPoints points, double wanted_gap)
    : wanted_gap_(wanted_gap) {
  levels_.push_back(std::make_unique<Market>(std::move(points)));
  // Photos with several points have no mean to be grouped by.
  while (levels_.back()->points().photo_of_point.empty() &&
         levels_.back()->cell_count() >= kLeastCellsToCoarsen &&
         levels_.back()->photo_count() >= kLeastPhotosToCoarsen) {
    levels_.push_back(std::make_unique<Market>(coarsened(levels_.back()->points())));
  }
  enter(levels_.size() - 1);
}

void AssignmentSolver::enter(std::size_t level) {
  level_ = level;
  pricing_ = std::make_unique<Pricing>(current());
  auction_ = std::make_unique<Auction>(current());
  level_cost_ = -1;
  began_level_ = false;
  stage_ = Stage::price;
}

void AssignmentSolver::advance(Executor& executor) {
  switch (stage_) {
    case Stage::transfer:
      transfer(executor);
      break;
    case Stage::price:
    case Stage::prove:
      pricing_->advance(executor, asks_per_slice(current()));
      if (pricing_->finished()) end_pricing();
      break;
    case Stage::auction:
    case Stage::reduce:
      auction_->advance(kWorkPerSlice);
      if (auction_->finished()) {
        end_auction();
      } else if (look_is_due()) {
        pricing_->begin();
        stage_ = Stage::look;
      }
      break;
    case Stage::look:
      pricing_->advance(executor, asks_per_slice(current()));
      if (!pricing_->finished()) break;
      bound_ = std::max(bound_, pricing_->lower_bound());
      completion_ = std::make_unique<Completion>(current());
      stage_ = Stage::complete;
      break;
    case Stage::complete:
      completion_->advance();
      if (!completion_->finished()) break;
      keep_if_best(completion_->market());
      next_look_ = completion_->complete() ? auction_->waiting_count() / kLookStep : 0;
      completion_.reset();
      stage_ = Stage::auction;
      break;
    case Stage::paths:
      paths_->advance(kWorkPerSlice);
      bound_ = std::max(bound_, bound_before_paths_ + paths_->bound_gain());
      if (paths_->finished()) {
        keep_if_best(current());
        pricing_->begin();
        stage_ = Stage::prove;
      }
      break;
    case Stage::done:
      break;
  }
}

void AssignmentSolver::transfer(Executor& executor) {
  transfer_->advance(executor, asks_per_slice(current()));
  if (!transfer_->finished()) return;
  transfer_->apply();
  transfer_.reset();
  levels_.pop_back();
  enter(level_ - 1);
}

void AssignmentSolver::end_pricing() {
  ++milestones_;
  const std::int64_t bound = pricing_->lower_bound();
  if (level_ > 0) {
    const bool rough_enough = level_cost_ >= 0 && static_cast<double>(level_cost_ - bound) <=
                                                      kCoarseGap * static_cast<double>(level_cost_);
    if (rough_enough || (level_cost_ >= 0 && epsilon_ <= kLastEpsilon)) {
      transfer_ = std::make_unique<PriceTransfer>(current(), *levels_[level_ - 1]);
      stage_ = Stage::transfer;
      return;
    }
  } else {
    bound_ = std::max(bound_, bound);
    if (stage_ == Stage::prove || best_cost_ == bound_) {
      stage_ = Stage::done;
      return;
    }
    if (reduced_) {
      bound_before_paths_ = bound;
      pricing_->release_dissatisfied(0);
      paths_ = std::make_unique<ShortestPaths>(current());
      paths_->begin();
      stage_ = Stage::paths;
      return;
    }
  }
  next_auction();
}

void AssignmentSolver::next_auction() {
  if (epsilon_ == 0) {
    epsilon_ = kFirstEpsilon;
  } else if (!began_level_) {
    epsilon_ = std::max(kLastEpsilon, epsilon_ / kEpsilonStepOfLevel);
  } else if (epsilon_ > kLastEpsilon) {
    epsilon_ = std::max(kLastEpsilon, epsilon_ / kEpsilonStep);
  } else {
    pricing_->release_dissatisfied(0);
    auction_->begin(0);
    stage_ = Stage::reduce;
    return;
  }
  if (!began_level_ && level_ == 0 && wanted_gap_ > 0) {
    // ε for every cell is what prices may come short by; half of the gap is left to the cost.
    const double allowed = wanted_gap_ / 2 * static_cast<double>(pricing_->lower_bound()) /
                           static_cast<double>(current().cell_count());
    epsilon_ =
        std::max(kLastEpsilon, static_cast<std::int32_t>(std::min<double>(epsilon_, allowed)));
  }
  began_level_ = true;
  pricing_->release_dissatisfied(epsilon_);
  auction_->begin(epsilon_);
  stage_ = Stage::auction;
  next_look_ = static_cast<std::size_t>(std::min(kMostWaitingToLook, kWaitingToLook * wanted_gap_) *
                                        static_cast<double>(current().cell_count()));
}

bool AssignmentSolver::look_is_due() const {
  return stage_ == Stage::auction && level_ == 0 && auction_->waiting_count() <= next_look_ &&
         auction_->waiting_count() > 0;
}

void AssignmentSolver::end_auction() {
  ++milestones_;
  reduced_ = stage_ == Stage::reduce;
  if (!reduced_) level_cost_ = current().cost();
  if (level_ == 0) keep_if_best(current());
  current().level_prices();
  pricing_->begin();
  stage_ = Stage::price;
}

void AssignmentSolver::keep_if_best(const Market& market) {
  if (market.placed_count() < market.cell_count()) return;
  if (best_cost_ >= 0 && market.cost() >= best_cost_) return;
  best_cost_ = market.cost();
  best_.resize(market.cell_count());
  for (std::size_t cell = 0; cell < best_.size(); ++cell) best_[cell] = market.photo_of_cell(cell);
}

}  // namespace tessera
