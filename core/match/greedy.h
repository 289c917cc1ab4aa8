// Greedy matching with a use limit: of all (cell, photo) pairs, the cheapest whose cell is still
// free and whose photo may still be used is taken, again and again. Ties go to the lower cell, then
// to the lower photo.
#pragma once

#include "match/matcher.h"
#include "match/photo_limits.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace tessera {

/// The least use limit with which the photos suffice: 1 where there are enough for all cells, else
/// ceil(cells / photos).
std::uint32_t least_use_limit(std::size_t cell_count, std::size_t photo_count);

class GreedyMatcher : public Matcher {
 public:
  /// A cost that no assignment within the limits can go below: that of each cell with the photo
  /// that is nearest to it. Only when finished; none where photos must be used.
  virtual std::optional<double> lower_bound() const = 0;
};

/// Takes 64 bytes a cell for its candidates, beside a copy of the photos. Where photos must be used
/// (PhotoLimits::least), the cheapest cells for those uses are chosen first, in the same way.
/// @param cells, photos points of the same dimension; borrowed until the matcher is destroyed.
/// @param limits for the photos; where they do not suffice for the cells, advance() returns
///   invalid_argument.
/// @param swaps_follow the result is a start for swaps (match/exchange.h). Where most cells crowd
///   for the same photos it is then made by halving (match/halving.h), from which swaps come as far
///   in a third of the time.
std::unique_ptr<GreedyMatcher> make_greedy_matcher(PointsView cells, PointsView photos,
                                                   PhotoLimits limits, bool swaps_follow = false);

}  // namespace tessera
