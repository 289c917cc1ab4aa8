// Market: cells that bid for photos. The state that the auction and the exact finish share.
//
// Every photo has a price and a number of places; a cell wants the photo of the least cost plus
// price (its "value"). Each cell keeps a short list of candidates and a bound on the value of every
// photo that is not on it. As prices only rise, the bound holds until the list is asked for anew,
// which is needed only when the list can no longer tell the best.
#pragma once

#include "match/price_index.h"
#include "match/quantised_points.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

/// Cells, photos and how often each photo may be used. Both sets of points in k_d_order().
struct MarketPoints {
  QuantisedPoints cells;
  QuantisedPoints photos;
  /// For each photo at least 1 and at most the number of cells; in all at least the number of
  /// cells.
  std::vector<std::uint32_t> capacities;
  /// Where a photo has several points (mirrored, turned), of which a cell takes the nearest: for
  /// each of the points its photo. Empty: point j is photo j.
  std::vector<std::uint32_t> photo_of_point;
};

class Market {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  struct Candidate {
    std::int32_t cost = 0;
    std::uint32_t photo = 0;
  };
  /// What a cell wants.
  struct Wish {
    std::uint32_t photo = kNone;
    std::int32_t cost = 0;
    std::int32_t value = 0;
    /// No other photo has a smaller value than this.
    std::int32_t second = 0;
  };

  explicit Market(MarketPoints points);

  std::size_t cell_count() const { return points_.cells.count; }
  std::size_t photo_count() const { return points_.capacities.size(); }
  const std::int16_t* cell_point(std::size_t cell) const { return points_.cells.point(cell); }
  /// The point of a photo; only where each has one.
  const std::int16_t* photo_point(std::size_t photo) const { return points_.photos.point(photo); }
  /// The photo of a point that the index found.
  std::uint32_t photo_of_point(std::uint32_t point) const {
    return points_.photo_of_point.empty() ? point : points_.photo_of_point[point];
  }
  std::size_t point_count() const { return points_.photos.count; }
  const MarketPoints& points() const { return points_; }
  /// Places less cells.
  std::int64_t spare_places() const { return spare_places_; }
  const PriceIndex& index() const { return index_; }
  std::int32_t price(std::size_t photo) const {
    return index_.price(points_of_photo_.empty() ? photo : points_of_photo_[first_point_[photo]]);
  }
  void raise_price(std::size_t photo, std::int32_t price);

  /// Sets all prices, also lower ones: every list is void afterwards. Only where each photo has one
  /// point.
  /// @param slopes as in PriceIndex::set_prices().
  void set_prices(std::span<const std::int32_t> prices, std::span<const std::int16_t> slopes);
  /// Lowers all prices by the least one, which changes nobody's wishes, and fits the index to them.
  void level_prices();

  // Lists.
  /// Candidates a cell at most.
  std::size_t list_length() const { return list_length_; }
  std::span<const Candidate> candidates(std::size_t cell) const {
    return {candidates_.data() + cell * list_length_, list_counts_[cell]};
  }
  std::int32_t rest(std::size_t cell) const { return rests_[cell]; }
  /// Makes the list anew, from prices as they are. For different cells at once from any thread.
  void ask(std::size_t cell);
  /// Takes over a list that was asked for elsewhere, ascending by value.
  void replace_list(std::size_t cell, std::span<const PriceIndex::Candidate> found,
                    std::int32_t rest);
  /// The best for the cell, exactly; asks where the list cannot tell. The second may be too small
  /// where the list ends.
  Wish wish(std::size_t cell);
  /// What asking costs, in units of some 20 ns: in many dimensions it looks at a good part of all
  /// photos.
  std::int64_t work_per_ask() const { return work_per_ask_; }
  /// Times that wish() had to ask.
  std::int64_t ask_count() const { return ask_count_; }

  // Places.
  std::uint32_t photo_of_cell(std::size_t cell) const { return photo_of_cell_[cell]; }
  std::int32_t cost_of_cell(std::size_t cell) const { return cost_of_cell_[cell]; }
  bool full(std::size_t photo) const { return used_[photo] == points_.capacities[photo]; }
  std::uint32_t used(std::size_t photo) const { return used_[photo]; }
  std::uint32_t capacity(std::size_t photo) const { return points_.capacities[photo]; }
  /// The first cell of a photo, and the one after another; kNone at the end.
  std::uint32_t first_holder(std::size_t photo) const { return first_holder_[photo]; }
  std::uint32_t next_holder(std::size_t cell) const { return next_holder_[cell]; }
  /// Gives a free cell a place; the photo must not be full.
  void place(std::uint32_t cell, std::uint32_t photo, std::int32_t cost, std::int32_t bid);
  void release(std::uint32_t cell);
  /// The holder of the lowest bid (of equal ones the lowest cell).
  std::uint32_t lowest_holder(std::size_t photo) const;
  std::int32_t bid_of_cell(std::size_t cell) const { return bid_of_cell_[cell]; }
  void set_bid(std::size_t cell, std::int32_t bid) { bid_of_cell_[cell] = bid; }
  std::size_t placed_count() const { return placed_count_; }

  /// The cost of all placed cells.
  std::int64_t cost() const { return cost_; }

 private:
  MarketPoints points_;
  std::int64_t spare_places_ = 0;
  PriceIndex index_;
  /// The points of each photo, where they are several: points_of_photo_[first_point_[photo]] …
  std::vector<std::uint32_t> points_of_photo_;
  std::vector<std::uint32_t> first_point_;

  std::size_t list_length_;
  std::vector<Candidate> candidates_;
  std::vector<std::uint8_t> list_counts_;
  std::vector<std::int32_t> rests_;
  std::int64_t ask_count_ = 0;
  std::int64_t work_per_ask_ = 0;

  std::vector<std::uint32_t> photo_of_cell_;
  std::vector<std::int32_t> cost_of_cell_;
  std::vector<std::int32_t> bid_of_cell_;
  std::vector<std::uint32_t> next_holder_;
  std::vector<std::uint32_t> previous_holder_;
  std::vector<std::uint32_t> first_holder_;
  std::vector<std::uint32_t> used_;
  std::size_t placed_count_ = 0;
  std::int64_t cost_ = 0;
};

}  // namespace tessera
