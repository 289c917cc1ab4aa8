// PriceIndex: for a cell, the photos of the least cost plus price, exactly, without a look at all.
//
//   PriceIndex index(photos);                  // in k_d_order(), all prices 0
//   index.raise_price(photo, price);           // prices may rise at any time
//   PriceIndex::Answer answer = index.least(cell, limit, candidates);
//
// A nearest neighbour in a power diagram (F. Aurenhammer, 1987). Photos stand in blocks of 32,
// eight blocks to a node, eight nodes to the next. A node bounds cost plus price from below by a
// plane under its prices, p_j ≥ a + 2g·y_j, which turns the least of |x − y|² + p over its box into
// the distance of the box from x − g and a constant:
//
//     |x − y|² + 2g·y = |y − (x − g)|² + 2g·x − |g|²
//
// Prices of an assignment follow position so closely (they are its Kantorovich potential) that
// with the slope g taken from the mean step from photo to holder, the bound prunes as well as if
// there were no prices; with the least price alone it hardly prunes at all. All arithmetic is
// whole.
#pragma once

#include "match/quantised_points.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace tessera {

class PriceIndex {
 public:
  /// A price is at least 0 and at most this.
  static constexpr std::int32_t kGreatestPrice = std::int32_t{1} << 30;
  /// A value that no photo reaches.
  static constexpr std::int32_t kNoValue = std::numeric_limits<std::int32_t>::max();

  struct Candidate {
    std::int32_t value = kNoValue;  ///< Cost plus price.
    std::uint32_t photo = 0;
  };
  struct Answer {
    std::size_t count = 0;
    /// No photo that is not among the candidates has a smaller value.
    std::int32_t rest = kNoValue;
  };

  /// Copies the points: their size and 4 bytes each, and a quarter more for the nodes.
  explicit PriceIndex(const QuantisedPoints& photos);

  std::int32_t price(std::size_t photo) const { return prices_[photo]; }

  /// Raises a price, or leaves it.
  void raise_price(std::size_t photo, std::int32_t price);

  /// Sets all prices anew and fits the planes under them.
  /// @param slopes for each photo the vector from it towards its holder, width() values each, or
  ///   empty: planes stay as steep as they are. Any slope is right; a good one prunes well.
  void set_prices(std::span<const std::int32_t> prices, std::span<const std::int16_t> slopes);

  /// Finds the photos of least value, ascending; equal ones in no stated but a fixed order.
  /// Thread-safe beside other queries.
  /// @param limit values above it are of no interest.
  Answer least(const std::int16_t* cell, std::int32_t limit, std::span<Candidate> candidates) const;

 private:
  static constexpr std::size_t kBlock = 32;
  static constexpr std::size_t kChildren = 8;

  /// All nodes of one height; those of height 0 are blocks. Eight siblings lie side by side.
  struct Level {
    std::size_t count = 0;
    std::size_t photos_per_node = 0;
    /// For each eight, pair of coordinates by pair: low ends, high ends, slopes g; 16 values each.
    std::vector<std::int16_t> boxes;
    /// a − |g|².
    std::vector<std::int32_t> bases;
    /// Prices raised since the plane was last fitted.
    std::vector<std::uint32_t> raised;
  };
  struct Search;

  std::size_t pairs() const { return width_ / 2; }
  void add_level(const QuantisedPoints& photos, std::size_t photos_per_node);
  void set_slope(Level& level, std::size_t node, std::span<const std::int16_t> slopes);
  void fit(Level& level, std::size_t node);
  void scan(std::size_t block, Search& search) const;
  void bounds(const Level& level, std::size_t eight, const std::int16_t* cell,
              std::int32_t* result) const;

  std::size_t count_;
  std::size_t width_;
  std::vector<Level> levels_;
  /// For each block, pair of coordinates by pair: 32 times two values.
  std::vector<std::int16_t> features_;
  std::vector<std::int32_t> prices_;
};

}  // namespace tessera
