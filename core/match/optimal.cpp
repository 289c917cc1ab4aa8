#include "match/optimal.h"

#include "match/auction.h"
#include "match/greedy.h"
#include "match/photo_groups.h"
#include "match/shortest_paths.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <vector>

namespace tessera {

namespace {

constexpr std::int64_t kWorkPerSlice = std::int64_t{1} << 20;
constexpr std::size_t kCellsPerTask = 64;
/// ε of an auction over ε of the next.
constexpr std::int32_t kEpsilonStep = 5;

class Solver final : public OptimalMatcher {
 public:
  Solver(PointsView cells, PointsView photos, std::vector<std::uint32_t> capacities)
      : cells_(cells), photos_(photos), capacities_(std::move(capacities)) {}

  bool finished() const override { return stage_ == Stage::done || cells_.count == 0; }
  Status advance(Executor& executor, Job& job) override;
  Assignment assignment() const override;
  OptimalProof proof() const override;

 private:
  enum class Stage { prepare, price, auction, reduce, finish, done };

  Status prepare();
  Status price_cells(Executor& executor, Job& job);
  void end_pricing();
  void end_auction();
  void reset_spare_prices();
  void release_dissatisfied(std::int32_t epsilon);
  void keep_if_better();
  void count(Job& job, std::int64_t parts, std::int64_t of);
  std::int64_t exact_cost(std::span<const std::uint32_t> photo_of_cell) const;
  std::vector<std::uint32_t> current() const;

  PointsView cells_;
  PointsView photos_;
  std::vector<std::uint32_t> capacities_;

  Stage stage_ = Stage::prepare;
  Quantisation quantisation_;
  std::vector<std::uint32_t> cell_order_;
  std::optional<PhotoGroups> groups_;
  std::unique_ptr<Market> market_;
  std::unique_ptr<Auction> auction_;
  std::unique_ptr<ShortestPaths> paths_;

  std::size_t priced_ = 0;
  std::vector<std::int32_t> best_values_;
  std::int32_t epsilon_ = 0;
  std::int32_t last_epsilon_ = 0;
  bool last_look_ = false;
  bool reduced_ = false;

  std::int64_t bound_ = 0;
  std::int64_t bound_before_paths_ = 0;
  std::int64_t kept_cost_ = -1;
  /// The best complete assignment, for each cell in cell_order_ its group.
  std::vector<std::uint32_t> kept_;
  std::int64_t counted_ = 0;
};

Status Solver::prepare() {
  std::uint64_t places = 0;
  for (const std::uint32_t capacity : capacities_) places += capacity;
  if (capacities_.size() != photos_.count || places < cells_.count) {
    return {StatusCode::invalid_argument, "the photos do not suffice for the cells"};
  }
  quantisation_ = choose_quantisation(cells_, photos_);
  const QuantisedPoints cells = quantise(cells_, quantisation_);
  const QuantisedPoints photos = quantise(photos_, quantisation_);
  cell_order_ = k_d_order(cells);
  groups_.emplace(photos, capacities_);
  const std::vector<std::uint32_t> photo_order = groups_->representatives();
  MarketPoints points{reordered(cells, cell_order_), reordered(photos, photo_order),
                      groups_->capacities(cells_.count)};
  market_ = std::make_unique<Market>(std::move(points));
  market_->set_prices(std::vector<std::int32_t>(market_->photo_count(), 0));
  auction_ = std::make_unique<Auction>(*market_);
  best_values_.resize(cells_.count);
  stage_ = Stage::price;
  return {};
}

Status Solver::advance(Executor& executor, Job& job) {
  if (job.cancelled()) return Job::cancelled_status();
  switch (stage_) {
    case Stage::prepare:
      return prepare();
    case Stage::price:
      return price_cells(executor, job);
    case Stage::auction:
    case Stage::reduce:
      auction_->advance(kWorkPerSlice);
      if (auction_->finished()) end_auction();
      break;
    case Stage::finish:
      paths_->advance(kWorkPerSlice);
      bound_ = std::max(bound_, bound_before_paths_ + paths_->bound_gain());
      if (paths_->finished()) {
        keep_if_better();
        last_look_ = true;
        priced_ = 0;
        stage_ = Stage::price;
      }
      break;
    case Stage::done:
      break;
  }
  return {};
}

/// Asks for every cell: fills its list, and finds the lower bound that the prices prove.
Status Solver::price_cells(Executor& executor, Job& job) {
  constexpr std::int64_t work_per_ask = 100;
  const std::size_t first = priced_;
  const std::size_t end =
      std::min(cells_.count, first + static_cast<std::size_t>(kWorkPerSlice / work_per_ask));
  executor.for_each((end - first + kCellsPerTask - 1) / kCellsPerTask, [&](std::size_t task) {
    const std::size_t begin = first + task * kCellsPerTask;
    for (std::size_t cell = begin; cell < std::min(end, begin + kCellsPerTask); ++cell) {
      market_->ask(cell);
      const Market::Candidate best = market_->candidates(cell).front();
      best_values_[cell] = best.cost + market_->price(best.photo);
    }
  });
  if (job.cancelled()) return Job::cancelled_status();
  priced_ = end;
  if (priced_ == cells_.count) {
    end_pricing();
    count(job, 1, 16);
  }
  return {};
}

void Solver::end_pricing() {
  std::int32_t floor = PriceIndex::kNoValue;
  std::int64_t bound = 0;
  for (std::size_t photo = 0; photo < market_->photo_count(); ++photo) {
    floor = std::min(floor, market_->price(photo));
    bound -= static_cast<std::int64_t>(market_->capacity(photo)) * market_->price(photo);
  }
  for (const std::int32_t value : best_values_) bound += value;
  bound += floor * market_->spare_places();
  bound_ = std::max(bound_, bound);
  if (std::getenv("TRACE")) {
    std::fprintf(stderr, "priced: eps %d bound %lld this %lld kept %lld gap %.4f%% asks %lld t %.2f\n", epsilon_,
                 (long long)bound_, (long long)bound, (long long)kept_cost_,
                 100.0 * double(kept_cost_ - bound_) / double(kept_cost_),
                 (long long)market_->ask_count(), double(clock()) / CLOCKS_PER_SEC);
  }
  if (last_look_ || (kept_cost_ == bound_)) {
    stage_ = Stage::done;
    return;
  }
  if (epsilon_ == 0) {
    // Without prices yet: start from steps of the size of what costs differ by.
    std::int64_t spread = 0;
    for (std::size_t cell = 0; cell < cells_.count; ++cell) {
      spread = std::max<std::int64_t>(spread, best_values_[cell]);
    }
    const char* e0 = std::getenv("E0");
    const char* e1 = std::getenv("E1");
    epsilon_ = e0 ? std::atoi(e0) : std::max<std::int32_t>(1, kGreatestCost / 16);
    last_epsilon_ = e1 ? std::atoi(e1) : 500;
  } else if (epsilon_ > last_epsilon_) {
    epsilon_ = std::max(last_epsilon_, epsilon_ / kEpsilonStep);
  } else if (!reduced_) {
    reduced_ = true;
    release_dissatisfied(0);
    auction_->begin(0);
    stage_ = Stage::reduce;
    return;
  } else {
    bound_before_paths_ = bound;
    release_dissatisfied(0);
    if (!paths_) paths_ = std::make_unique<ShortestPaths>(*market_);
    paths_->begin();
    stage_ = Stage::finish;
    if (std::getenv("TRACE"))
      std::fprintf(stderr, "paths: placed %zu\n", market_->placed_count());
    return;
  }
  release_dissatisfied(epsilon_);
  auction_->begin(epsilon_);
  stage_ = Stage::auction;
}

void Solver::end_auction() {
  if (std::getenv("TRACE")) {
    std::fprintf(stderr, "auction: placed %zu eps %d cost %lld asks %lld t %.2f\n",
                 market_->placed_count(), epsilon_, (long long)market_->cost(),
                 (long long)market_->ask_count(), double(clock()) / CLOCKS_PER_SEC);
  }
  keep_if_better();
  if (stage_ == Stage::auction) reset_spare_prices();
  priced_ = 0;
  stage_ = Stage::price;
}

void Solver::reset_spare_prices() {
  std::vector<std::int32_t> prices(market_->photo_count());
  std::int32_t floor = PriceIndex::kNoValue;
  for (std::size_t photo = 0; photo < prices.size(); ++photo) {
    prices[photo] = market_->price(photo);
    floor = std::min(floor, prices[photo]);
  }
  std::size_t over = 0;
  for (std::size_t photo = 0; photo < prices.size(); ++photo) {
    prices[photo] = market_->full(photo) ? prices[photo] - floor : 0;
    over += !market_->full(photo) && prices[photo] > 0;
  }
  market_->set_prices(prices);
}

void Solver::release_dissatisfied(std::int32_t epsilon) {
  for (std::uint32_t cell = 0; cell < cells_.count; ++cell) {
    const std::uint32_t photo = market_->photo_of_cell(cell);
    if (photo == Market::kNone) continue;
    const std::int32_t value = market_->cost_of_cell(cell) + market_->price(photo);
    if (value - best_values_[cell] > epsilon) {
      market_->release(cell);
    } else {
      market_->set_bid(cell, market_->price(photo));
    }
  }
}

std::vector<std::uint32_t> Solver::current() const {
  std::vector<std::uint32_t> result(cells_.count);
  for (std::size_t cell = 0; cell < cells_.count; ++cell) {
    result[cell] = market_->photo_of_cell(cell);
  }
  return result;
}

void Solver::keep_if_better() {
  if (market_->placed_count() < cells_.count) return;
  if (kept_cost_ >= 0 && market_->cost() >= kept_cost_) return;
  kept_ = current();
  kept_cost_ = market_->cost();
}

void Solver::count(Job& job, std::int64_t parts, std::int64_t of) {
  const auto all = static_cast<std::int64_t>(cells_.count);
  const std::int64_t share = finished() ? all - counted_ : (all - counted_) * parts / of;
  counted_ += share;
  job.advance(share);
}

Assignment Solver::assignment() const {
  std::vector<std::uint32_t> group_of_cell(cells_.count);
  for (std::size_t at = 0; at < kept_.size(); ++at) group_of_cell[cell_order_[at]] = kept_[at];
  Assignment result;
  if (cells_.count == 0) return result;
  result.photo_of_cell = groups_->photo_of_cell(group_of_cell);
  result.total_cost = total_cost(cells_, photos_, result.photo_of_cell);
  return result;
}

OptimalProof Solver::proof() const {
  const double unit = quantisation_.scale * quantisation_.scale;
  OptimalProof result;
  result.scale = quantisation_.scale;
  result.cost = static_cast<double>(kept_cost_) / unit;
  result.lower_bound = static_cast<double>(bound_) / unit;
  result.gap = kept_cost_ > 0 ? (result.cost - result.lower_bound) / result.cost : 0;
  result.optimal = kept_cost_ == bound_;
  return result;
}

}  // namespace

std::unique_ptr<OptimalMatcher> make_optimal_matcher(PointsView cells, PointsView photos,
                                                     std::span<const std::uint32_t> capacities) {
  return std::make_unique<Solver>(
      cells, photos, std::vector<std::uint32_t>(capacities.begin(), capacities.end()));
}

std::unique_ptr<OptimalMatcher> make_optimal_matcher(PointsView cells, PointsView photos,
                                                     std::uint32_t max_uses) {
  return std::make_unique<Solver>(cells, photos,
                                  std::vector<std::uint32_t>(photos.count, max_uses));
}

}  // namespace tessera
