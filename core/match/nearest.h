// Nearest neighbour with repeats: each cell takes the photo at the least distance, however often
// that photo is used already. Exact; ties go to the photo of the lower index.
#pragma once

#include "match/matcher.h"

#include <memory>

namespace tessera {

/// @param cells, photos points of the same dimension, at least one photo; borrowed until the
///   matcher is destroyed.
std::unique_ptr<Matcher> make_nearest_matcher(PointsView cells, PointsView photos);

}  // namespace tessera
