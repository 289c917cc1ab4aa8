// How much of each pixel along an axis is not covered by the gaps between cells.
#pragma once

#include "mosaic/level_geometry.h"

#include <cstdint>
#include <vector>

namespace tessera {

/// What of a pixel wholly outside gaps is said to be seen.
inline constexpr std::uint32_t kFullySeen = 256;

/// Gaps lie across the cells' edges, those of the whole mosaic's rim included, half on each side.
/// @param cells of the mosaic in its whole size. @param gap pixels there.
/// @return for each pixel at 1 / 2^halvings, 0 to kFullySeen.
std::vector<std::uint16_t> seen_beside_gaps(const CellAxis& cells, int gap, int halvings);

}  // namespace tessera
