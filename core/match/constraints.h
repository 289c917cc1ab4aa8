// Constraints: what an assignment must keep to beside likeness, the same for every method.
//
//   Constraints constraints;
//   constraints.max_uses = 3;
//   constraints.min_distance = 5;
//   constraints.columns = grid.columns;
//   auto matcher = make_constrained_matcher(Matching::optimal, cells, photos, constraints);
//
// Distance is counted in cells along the longer axis (Chebyshev's): with min_distance d no photo is
// seen twice in any square of d × d cells.
#pragma once

#include "base/status.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace tessera {

/// Stands for the photo of a cell that is left empty.
inline constexpr std::uint32_t kEmptyCell = std::numeric_limits<std::uint32_t>::max();
/// Stands for a limit that is none.
inline constexpr std::uint32_t kNoLimit = std::numeric_limits<std::uint32_t>::max();

struct Constraints {
  /// How often a photo may be used; 0: as the method has it (nearest: without end; else once).
  std::uint32_t max_uses = 0;
  /// How often each photo must be used.
  std::uint32_t min_uses = 0;
  /// Cells of the same photo are at least so far apart; 0 and 1 allow neighbours.
  std::uint32_t min_distance = 0;
  /// Cells of a row of the grid; needed for distances.
  std::size_t columns = 0;
  /// For each photo its identity (below the number of photos): photos of one identity count as one
  /// for all of the above. Empty: each for itself.
  std::vector<std::uint32_t> identities;

  struct Pin {
    std::uint32_t cell;
    std::uint32_t photo;
  };
  /// Cells whose photo is given; each cell once.
  std::vector<Pin> pinned;
  struct PhotoLimit {
    std::uint32_t photo;
    std::uint32_t max_uses;
  };
  /// Photos with a limit of their own instead of max_uses, smaller or greater; of several for one
  /// identity the smallest counts. Where it is below min_uses, it is what must be used.
  std::vector<PhotoLimit> own_limits;
  /// Photos that are used in no other cells.
  std::vector<std::uint32_t> banned;
  /// Cells that stay empty, none of them pinned.
  std::vector<std::uint32_t> empty;

  std::uint32_t identity(std::uint32_t photo) const {
    return identities.empty() ? photo : identities[photo];
  }
};

/// For each identity its own limit, or kNoLimit; empty where no photo has one.
std::vector<std::uint32_t> own_limits_of_identities(const Constraints& constraints,
                                                    std::size_t photo_count);

/// @return invalid_argument with the reason where the constraints are not meant for so many cells
/// and
///   photos, contradict themselves, or leave cells to fill without any photo.
Status check_constraints(const Constraints& constraints, std::size_t cell_count,
                         std::size_t photo_count);

/// What a person may want to know of an assignment, and where it does not keep to the constraints.
/// Photos of one identity count as one.
struct AssignmentFacts {
  std::size_t distinct = 0;       ///< photos that stand in the mosaic
  std::uint32_t largest_use = 0;  ///< how often the most used one does
  std::uint32_t least_use = 0;    ///< how often the least used one does, of those not banned
  /// The least distance between two cells of the same photo; 0 where none is used twice, or the
  /// number of columns was not given.
  std::uint32_t least_distance = 0;
  std::size_t pairs_too_close = 0;  ///< pairs of such cells below min_distance
  std::size_t uses_over = 0;        ///< uses beyond max_uses or own limits, of all photos together
  std::size_t uses_missing = 0;     ///< uses short of min_uses, of all photos together

  bool keeps_all() const { return pairs_too_close == 0 && uses_over == 0 && uses_missing == 0; }
};

/// Counts from the assignment alone.
AssignmentFacts assignment_facts(std::span<const std::uint32_t> photo_of_cell,
                                 std::size_t photo_count, const Constraints& constraints);

}  // namespace tessera
