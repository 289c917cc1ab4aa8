// Coarse to fine: prices for a market from the prices of a market an eighth of its size.
//
//   MarketPoints coarse_points = coarsened(fine.points());
//   ... solve it roughly ...
//   PriceTransfer transfer(coarse, fine);
//   while (!transfer.finished()) transfer.advance(executor, photos_at_a_time);
//   transfer.apply();
//
// As in multiscale optimal transport (Q. Mérigot, 2011): prices follow position, so those between
// the means of groups of neighbours are close to the fine ones, and the auction can begin with
// small steps. It makes a square problem of 100,000 several times faster; results stay exact, as
// any prices are right to begin with.
#pragma once

#include "base/executor.h"
#include "match/market.h"
#include "match/price_index.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tessera {

/// Means of groups of eight neighbours in k_d_order(): of cells, and of photos with an eighth of
/// their places. At least 8 cells; each photo with one point.
MarketPoints coarsened(const MarketPoints& fine);

class PriceTransfer {
 public:
  /// @param coarse, fine borrowed; the fine one has no prices yet.
  PriceTransfer(Market& coarse, Market& fine);

  bool finished() const { return done_ == fine_.photo_count(); }
  /// @param photos how many photos to do at most.
  void advance(Executor& executor, std::size_t photos);
  /// Sets the prices of the fine market.
  void apply();

 private:
  Market& fine_;
  std::int32_t greatest_ = 0;
  std::int32_t floor_ = 0;
  /// Coarse cells, priced by what they pay less than the one that pays most.
  PriceIndex cells_;
  std::vector<std::int16_t> cell_points_;
  std::size_t width_;
  std::size_t done_ = 0;
  std::vector<std::int32_t> prices_;
  std::vector<std::int16_t> slopes_;
};

}  // namespace tessera
