// AssignmentSolver: the course of an optimal assignment, from coarse prices to the exact end.
//
// From the coarsest market to the given one: auctions with ever smaller ε, a look at the bound
// after each. Then, on the given market only, bids without ε, shortest paths for the cells that are
// left, and a last look over all pairs, which is the proof. Where a gap will do, a look at the
// bound and an assignment completed aside (match/completion.h) already while an auction goes on.
#pragma once

#include "base/executor.h"
#include "match/auction.h"
#include "match/coarse.h"
#include "match/completion.h"
#include "match/market.h"
#include "match/pricing.h"
#include "match/shortest_paths.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace tessera {

class AssignmentSolver {
 public:
  /// @param points at least one cell.
  /// @param wanted_gap the gap between best_cost() and lower_bound() that will do; 0: none.
  AssignmentSolver(MarketPoints points, double wanted_gap);

  bool finished() const { return stage_ == Stage::done; }
  /// One slice of the work.
  void advance(Executor& executor);

  /// No assignment costs less; proven by prices, over all pairs.
  std::int64_t lower_bound() const { return bound_; }
  /// The best complete assignment so far, for each cell its photo; empty while there is none.
  const std::vector<std::uint32_t>& best() const { return best_; }
  std::int64_t best_cost() const { return best_cost_; }
  /// The market in its present state. It pays to complete it where paths are being searched, as
  /// most cells then have the place that they keep.
  const Market& market() const { return *levels_.front(); }
  bool in_paths() const { return stage_ == Stage::paths; }
  /// Auctions, and other parts of the work, that were done.
  std::int64_t milestones() const { return milestones_; }

 private:
  enum class Stage { transfer, price, auction, look, complete, reduce, paths, prove, done };

  Market& current() { return *levels_[level_]; }
  void enter(std::size_t level);
  void transfer(Executor& executor);
  void end_pricing();
  void end_auction();
  bool look_is_due() const;
  void next_auction();
  void keep_if_best(const Market& market);

  /// The market itself, and then ever coarser ones; left behind from the last to the first.
  std::vector<std::unique_ptr<Market>> levels_;
  std::size_t level_ = 0;
  Stage stage_ = Stage::price;
  std::unique_ptr<PriceTransfer> transfer_;
  std::unique_ptr<Pricing> pricing_;
  std::unique_ptr<Auction> auction_;
  std::unique_ptr<ShortestPaths> paths_;
  std::unique_ptr<Completion> completion_;

  double wanted_gap_;
  /// The next look is due when at most so many cells wait.
  std::size_t next_look_ = 0;
  std::int32_t epsilon_ = 0;
  bool began_level_ = false;
  bool reduced_ = false;
  std::int64_t milestones_ = 0;

  /// What is known of the present level: the cost of its last complete assignment, or below zero.
  std::int64_t level_cost_ = -1;
  std::int64_t bound_ = 0;
  std::int64_t bound_before_paths_ = 0;
  std::int64_t best_cost_ = -1;
  std::vector<std::uint32_t> best_;
};

}  // namespace tessera
