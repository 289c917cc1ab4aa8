// PairScan: for a cell, the one of many other cells with which swapping photos saves most.
//
// Swapping the photos p, q of cells a, b changes the sum of squared distances by 2 (a − b)·(p − q):
// whatever the distances are, a swap pays where that is negative. Coordinates stand side by side,
// so that the scan is a few multiplications a pair.
#pragma once

#include "match/points.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

class PairScan {
 public:
  /// @param scanned the cells that take part, in an order of no meaning: the same for every run.
  /// @param photo_of_cell for all cells.
  PairScan(PointsView cells, PointsView photos, std::span<const std::uint32_t> scanned,
           std::span<const std::uint32_t> photo_of_cell);

  /// Looks at `count` cells from a place in the order on, and from its beginning after its end.
  /// @return the cell with which a swap saves most, the first of equal ones; the cell itself where
  ///   none saves anything.
  std::uint32_t best_partner(std::uint32_t cell, std::size_t first, std::size_t count);

  std::size_t size() const { return scanned_.size(); }
  /// To be told of every cell that takes part and shows another photo.
  void set(std::uint32_t cell, const float* photo);

 private:
  void scan(std::size_t place, std::size_t first, std::size_t end);

  std::size_t dimension_;
  std::vector<std::uint32_t> scanned_;
  std::vector<std::uint32_t> place_of_cell_;
  /// Coordinate by coordinate: the cells' and their photos'.
  std::vector<float> cells_;
  std::vector<float> photos_;
  std::vector<float> changes_;
  float least_ = 0;
  std::size_t best_ = 0;
};

}  // namespace tessera
