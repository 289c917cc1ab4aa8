// Auction: places all cells, so that each is within ε of what it wants most (D. P. Bertsekas, 1979;
// for places that are alike, D. P. Bertsekas and D. A. Castañon, 1989).
//
//   Auction auction(market);
//   auction.begin(epsilon);
//   while (!auction.finished()) auction.advance(work);
//
// A free cell bids for the photo of the least cost plus price. It raises the price by as much as it
// may without wanting another photo more than by ε, and drives out the holder of the lowest bid
// where the photo is full. Prices only rise. Spare places are as if they were held by extra cells
// to which all photos are alike: a photo with a spare place must not cost more than the cheapest
// photo and ε. Where it does, all cheaper ones become dearer ("the floor rises"), and cells that
// now want something else bid again.
#pragma once

#include "match/market.h"

#include <cstdint>
#include <vector>

namespace tessera {

class Auction {
 public:
  explicit Auction(Market& market) : market_(market) {}

  /// Begins with all cells that have no place.
  void begin(std::int32_t epsilon);
  /// Cells that wait for a place.
  std::size_t waiting_count() const { return waiting_count_; }

  /// With ε = 0 a cell that could not raise a full photo's price is left over: cells without a
  /// place may remain when it has finished, and a placed cell is exactly at its best.
  /// (Augmenting row reduction; R. Jonker and A. Volgenant, 1987.)
  bool finished() const { return (waiting_count_ == 0 && level_) || bids_left_ == 0; }

  /// @param work units, of some 20 ns each.
  void advance(std::int64_t work);

 private:
  void bid(std::uint32_t cell);
  void wait(std::uint32_t cell);
  void raise_floor();

  Market& market_;
  std::int32_t epsilon_ = 0;
  /// No photo with a spare place is dearer than the floor and ε.
  bool level_ = true;
  std::int64_t floor_step_ = 0;
  /// A ring of cells that have no place: first come, first served.
  std::vector<std::uint32_t> waiting_;
  std::size_t first_waiting_ = 0;
  std::size_t waiting_count_ = 0;
  std::int64_t bids_left_ = 0;
};

}  // namespace tessera
