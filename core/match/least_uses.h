// Least uses: greedy matching where some photos must be used so many times.
//
// First the uses that must be find their cells, cheapest pair first: a greedy matching with the
// roles exchanged. The cells that are left then take photos greedily within what the limits leave.
#pragma once

#include "match/greedy.h"

#include <memory>

namespace tessera {

/// As make_greedy_matcher(), which calls this where limits.least asks for it. An identity's uses
/// that must be are placed by its first photo; the one that suits the cell best is then shown.
std::unique_ptr<GreedyMatcher> make_least_uses_matcher(PointsView cells, PointsView photos,
                                                       PhotoLimits limits, bool swaps_follow);

}  // namespace tessera
