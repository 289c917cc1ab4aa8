// PhotoRules: what a person has said of single photos and cells, as constraints of a matching.
//
//   Constraints constraints;
//   Status status = apply_rules(rules, library, originals, candidates, constraints);
//   ... match candidates.points() within the constraints ...
#pragma once

#include "base/status.h"
#include "library/candidates.h"
#include "library/photo_library.h"
#include "match/constraints.h"
#include "mosaic/blocks.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

/// Photos are those of a library. What is said of a photo holds for its duplicates and variants,
/// but for pins, which show exactly what they name.
struct PhotoRules {
  struct Pin {
    std::uint32_t cell = 0;
    ShownPhoto shown;
  };
  /// Cells whose photo is given; it may be one that does not compete.
  std::vector<Pin> pins;
  /// Photos that stand in no other cells.
  std::vector<std::uint32_t> banned;
  /// Photos with a use limit of their own (Constraints::own_limits).
  std::vector<Constraints::PhotoLimit> own_limits;
};

/// A pin on a cell that a larger one covers holds for that, unless it has one itself.
void pin_leaders(PhotoRules& rules, const Blocks& blocks);

/// Adds the rules to constraints, in the numbers of candidates; those that only pins show become
/// candidates, too.
/// @param originals for each photo of the library the one that it repeats, or itself.
/// @return invalid_argument for a photo or a variant that is none.
Status apply_rules(const PhotoRules& rules, const PhotoLibrary& library,
                   std::span<const std::uint32_t> originals, Candidates& candidates,
                   Constraints& constraints);

}  // namespace tessera
