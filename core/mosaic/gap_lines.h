// GapLines: how much of each pixel of a mosaic is not covered by the gaps between its cells.
//
//   const GapLines gaps(mosaic, 3);                             // at an eighth of its size
//   gaps.seen(x, y, parts);                                     // of a line
//
// Gaps lie across the cells' edges, those of the whole mosaic's rim included, half on each side; a
// larger cell has wider ones. Cells that show the target have none.
#pragma once

#include "mosaic/composer.h"
#include "mosaic/level_geometry.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tessera {

/// What of a pixel wholly outside gaps is said to be seen.
inline constexpr std::uint32_t kFullySeen = 256;

class GapLines {
 public:
  /// @param mosaic its style has a gap; what it names is borrowed.
  GapLines(const Mosaic& mosaic, int halvings);

  /// @param parts for the pixels from (x, y) on to the right: 0 to kFullySeen.
  void seen(int x, int y, std::span<std::uint16_t> parts) const;

 private:
  /// Where cells are all of one size: of each column, for even and for odd rows, and of each row.
  struct Parts {
    std::array<std::vector<std::uint16_t>, 2> across;
    std::vector<std::uint16_t> down;
  };
  static Parts parts_of(const Grid& grid, double gap, int halvings);

  Mosaic mosaic_;
  LevelGeometry level_;
  Parts cells_;
  std::optional<Parts> larger_;
  bool has_target_cells_;
};

/// @param cells along an axis of the mosaic in its whole size. @param gap pixels there.
/// @return for each pixel at 1 / 2^halvings, 0 to kFullySeen.
std::vector<std::uint16_t> seen_beside_gaps(const CellAxis& cells, int gap, int halvings);

}  // namespace tessera
