// Halving: a fair assignment within a use limit in next to no time, for swaps to start from.
//
//   auto matcher = make_halving_matcher(cells, photos, limits);
//
// The cells are cut in two halves by the median of one coordinate, and the photos' places (a photo
// that may be used three times has three) where that median lies among them, or as near to it as
// leaves each half enough. So on until a single cell chooses among the places that came with it.
// Along one coordinate, with as many places as cells, that is the optimum (sorted order against
// sorted order); a k-d tree of cells and places together makes it work in many.
//
// At 10,000 × 10,000 photo data in 3-D it takes 4 ms and costs 4 % more than the optimum, where the
// cheapest pairs first take 140 ms and cost 46 % more: cells and photos are crowded in different
// places, and what the first cells leave to the last ones is far off. On uniform noise it is the
// other way round, after swaps: 40 % against 19 %.
#pragma once

#include "match/matcher.h"
#include "match/photo_limits.h"

#include <memory>

namespace tessera {

/// Takes 4 bytes a cell and a place for a while, up to as many places a photo as there are cells.
/// @param cells, photos points of the same dimension; borrowed until the matcher is destroyed.
/// @param limits those of each photo (no identities are shared, and none must be used); where they
///   do not suffice, advance() returns invalid_argument.
std::unique_ptr<Matcher> make_halving_matcher(PointsView cells, PointsView photos,
                                              PhotoLimits limits);

}  // namespace tessera
