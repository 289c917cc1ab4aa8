// ShortestPaths: the exact end of an assignment, by successive shortest augmenting paths
// (R. Jonker and A. Volgenant, 1987), without the cost matrix.
//
// Before, every placed cell is exactly at its best. A free cell takes the cheapest chain of moves
// that ends at a spare place; the prices of what the search passed rise so that every placed cell
// is at its best again. The search sees of each cell only its candidates; when it has come as far
// as the bound on the others, it asks for more of them (lazily, up to what can still matter).
//
// When all cells have a place, a spare place must not have a price above the least one ("floor"):
// where it has, the cheapest chain of moves towards it is searched from all photos at once, each at
// the distance of its price from the floor. That is a path from an extra cell to which all photos
// are alike.
#pragma once

#include "match/market.h"

#include <cstdint>
#include <vector>

namespace tessera {

class ShortestPaths {
 public:
  explicit ShortestPaths(Market& market);

  /// Begins with all cells that have no place.
  void begin();
  bool finished() const { return next_free_ == free_.size() && !overpriced_left_; }
  /// At least one path, and more until the work is done.
  void advance(std::int64_t work);
  /// By how much the lower bound has grown since begin().
  std::int64_t bound_gain() const { return bound_gain_; }

 private:
  static constexpr std::uint32_t kRoot = 0xFFFFFFFE;

  void fill_place(std::uint32_t cell);
  void lower_overpriced();
  void reset_search();
  void search();
  void reach(std::uint32_t photo, std::int32_t distance, std::uint32_t from, std::int32_t cost);
  void expand(std::uint32_t cell, std::int32_t distance, std::int32_t best);
  void extend(std::uint32_t cell);
  void raise_prices();
  void move_along_path();
  bool is_end(std::uint32_t photo) const;

  Market& market_;
  std::vector<std::uint32_t> free_;
  std::size_t next_free_ = 0;
  bool overpriced_left_ = false;
  std::int64_t bound_gain_ = 0;
  std::int64_t work_ = 0;

  // One search. A photo's distance counts only where its stamp is the search's.
  std::uint32_t search_ = 0;
  std::uint32_t root_ = kRoot;
  std::int32_t root_best_ = 0;
  std::int32_t floor_ = 0;
  std::int32_t end_distance_ = 0;
  std::uint32_t end_ = Market::kNone;
  std::vector<std::uint32_t> stamps_;
  std::vector<std::int32_t> distances_;
  std::vector<std::uint32_t> from_;
  std::vector<std::int32_t> costs_;
  std::vector<std::uint32_t> settled_;
  std::vector<std::uint64_t> heap_;
  std::vector<std::uint32_t> extended_stamps_;
  std::vector<std::uint32_t> extended_;
  std::vector<PriceIndex::Candidate> found_;
};

}  // namespace tessera
