// Pricing: what the prices of a market prove, and which cells they leave dissatisfied.
//
//   Pricing pricing(market);
//   pricing.begin();
//   while (!pricing.finished()) pricing.advance(executor, cells_at_a_time);
//   pricing.lower_bound();
//   pricing.release_dissatisfied(epsilon);
//
// By linear programming duality, for any prices p the cost of every assignment is at least
//
//     Σ_i min_j (c_ij + p_j)  −  Σ_j capacity_j · p_j  +  (places − cells) · min_j p_j
//
// The first minimum is asked of the index for every cell, so that it is over all photos.
#pragma once

#include "base/executor.h"
#include "match/market.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tessera {

class Pricing {
 public:
  explicit Pricing(Market& market) : market_(market), least_values_(market.cell_count()) {}

  void begin() { done_ = 0; }
  bool finished() const { return done_ == market_.cell_count(); }
  /// Makes the lists of some more cells anew; on the executor's threads.
  void advance(Executor& executor, std::size_t cells);

  /// Only when finished, and while prices stay as they are.
  std::int64_t lower_bound() const;
  /// Frees the cells that want another photo by more than ε, and sets the bids of the others to
  /// what they pay. The same holds.
  void release_dissatisfied(std::int32_t epsilon);

 private:
  Market& market_;
  std::size_t done_ = 0;
  std::vector<std::int32_t> least_values_;
};

}  // namespace tessera
