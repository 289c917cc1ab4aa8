// Alternatives: what else might stand in a cell, for a person to choose from.
#pragma once

#include "library/candidates.h"
#include "library/variants.h"

#include <cstddef>
#include <vector>

namespace tessera {

struct Alternative {
  ShownPhoto shown;
  float cost = 0;  ///< squared distance to the cell
};

/// The photos that are nearest to a cell, each as the variant that suits it best, ascending by
/// cost; ties go to the lower photo and variant.
/// @param cell its descriptor, choice.descriptor().dimension() values.
/// @param banned for each photo of the library whether it is left out; empty: none is.
/// @param most of them, at most.
std::vector<Alternative> nearest_alternatives(const VariantPoints& choice, const float* cell,
                                              const std::vector<bool>& banned, std::size_t most);

}  // namespace tessera
