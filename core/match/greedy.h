// Greedy matching with a use limit: of all (cell, photo) pairs, the cheapest whose cell is still
// free and whose photo may still be used is taken, again and again. Ties go to the lower cell, then
// to the lower photo.
#pragma once

#include "match/matcher.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace tessera {

/// The least use limit with which the photos suffice: 1 where there are enough for all cells, else
/// ceil(cells / photos).
std::uint32_t least_use_limit(std::size_t cell_count, std::size_t photo_count);

/// Takes 64 bytes a cell for its candidates, beside a copy of the photos.
/// @param cells, photos points of the same dimension, at least one photo; borrowed until the
///   matcher is destroyed.
/// @param max_uses how often a photo may be used at most; at least least_use_limit(), or advance()
///   returns invalid_argument.
std::unique_ptr<Matcher> make_greedy_matcher(PointsView cells, PointsView photos,
                                             std::uint32_t max_uses);

/// The same with a limit for each photo (0: never used); in all at least the number of cells.
std::unique_ptr<Matcher> make_greedy_matcher(PointsView cells, PointsView photos,
                                             std::span<const std::uint32_t> capacities);

}  // namespace tessera
