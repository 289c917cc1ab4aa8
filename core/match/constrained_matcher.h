// ConstrainedMatcher: any method of matching, within constraints.
//
//   auto matcher = make_constrained_matcher({Matching::optimal, constraints, 0}, cells, photos);
//   while (!matcher->finished()) {
//     if (time_is_over || matcher->known_gap() <= 0.001) matcher->settle();
//     if (Status status = matcher->advance(executor, job); !status.is_ok()) return status;
//   }
//   MatchResult result = matcher->result();
//
// Pinned and empty cells, banned photos and limits are taken out of the problem before it is
// solved. Distances between equal photos are kept by exchange afterwards (match/exchange.h); the
// bound of the solver stays true, as it allows more. Limits that cannot hold are loosened as little
// as it goes, and the result says so.
#pragma once

#include "match/constraints.h"
#include "match/matcher.h"

#include <cstdint>
#include <memory>

namespace tessera {

/// How photos are chosen for cells.
enum class Matching : int {
  nearest = 0,  ///< the nearest photo, with repeats; with a use limit the same as greedy
  greedy = 1,   ///< the cheapest pairs first, or a start from which swaps come further; each photo
                ///< once, if nothing else is said
  optimal = 2,  ///< the least total cost, proven; each photo once, if nothing else is said
};

/// Rounds after which little is gained any more.
inline constexpr std::uint32_t kSwapRounds = 5;

struct MatchSettings {
  Matching method = Matching::nearest;
  Constraints constraints;
  /// Rounds of local exchange to lower the cost afterwards (match/exchange.h), where it is not the
  /// optimum already; 0: none.
  std::uint32_t swap_rounds = kSwapRounds;
  /// The known_gap() at which the caller will settle, so that the optimal method comes to it
  /// sooner; 0: nothing but the optimum will do.
  double wanted_gap = 0;
};

struct MatchResult {
  /// kEmptyCell where a cell stays empty. The cost is that of all other cells.
  Assignment assignment;
  /// Against the constraints as they were asked for.
  AssignmentFacts facts;
  /// The limits that were kept; use_limit 0: none. Where there are too few photos for max_uses, or
  /// too few cells for min_uses, they are the nearest that can hold.
  std::uint32_t use_limit = 0;
  std::uint32_t least_uses = 0;
  /// Where every photo has a limit of its own and all together are too few: what the lower ones
  /// were raised to; else 0.
  std::uint32_t raised_own_limit = 0;
  /// Cost and bound of the cells that are not pinned; only where has_bound. The bound of the greedy
  /// method, and of the nearest with a use limit, is the cost with free repeats; there is none
  /// where photos must be used. The nearest method without limits is its own bound. Else
  /// match/optimal.h.
  bool has_bound = false;
  double cost = 0;
  double lower_bound = 0;
  double gap = 1;
  bool optimal = false;
  /// Moves of local exchange.
  std::size_t exchanges = 0;
};

class ConstrainedMatcher : public Matcher {
 public:
  /// The certified gap so far, at no cost; 1 where there is none.
  virtual double known_gap() const = 0;
  /// Comes to an end soon: the optimal method leaves off with what it has, and no more rounds lower
  /// the cost. The result is complete all the same.
  virtual void settle() = 0;
  /// Only when finished.
  virtual MatchResult result() const = 0;
};

/// The use limit that a method keeps without another word: 0 for none.
std::uint32_t use_limit(Matching method, std::size_t cell_count, std::size_t photo_count);

/// @param cells, photos points of the same dimension; borrowed until the matcher is destroyed.
/// advance() returns invalid_argument where check_constraints() does.
std::unique_ptr<ConstrainedMatcher> make_constrained_matcher(MatchSettings settings,
                                                             PointsView cells, PointsView photos);

}  // namespace tessera
