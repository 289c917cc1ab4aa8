#include "mosaic/alternatives.h"

#include <algorithm>
#include <cstdint>

namespace tessera {

std::vector<Alternative> nearest_alternatives(const VariantPoints& choice, const float* cell,
                                              const std::vector<bool>& banned, std::size_t most) {
  const PointsView points = choice.points();
  std::vector<Alternative> alternatives;
  for (std::uint32_t candidate = 0; candidate < points.count; ++candidate) {
    const ShownPhoto shown{choice.photo(candidate), choice.variant(candidate).number};
    if (!banned.empty() && banned[shown.photo]) continue;
    const float cost = squared_distance(cell, points.point(candidate), points.dimension);
    // The variants of a photo stand side by side.
    if (alternatives.empty() || alternatives.back().shown.photo != shown.photo) {
      alternatives.push_back({shown, cost});
    } else if (cost < alternatives.back().cost) {
      alternatives.back() = {shown, cost};
    }
  }
  const auto end =
      alternatives.begin() + static_cast<std::ptrdiff_t>(std::min(most, alternatives.size()));
  std::partial_sort(alternatives.begin(), end, alternatives.end(),
                    [](const Alternative& a, const Alternative& b) {
                      return a.cost != b.cost ? a.cost < b.cost : a.shown < b.shown;
                    });
  alternatives.erase(end, alternatives.end());
  return alternatives;
}

}  // namespace tessera
