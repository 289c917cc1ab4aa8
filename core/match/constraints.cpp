#include "match/constraints.h"

#include <algorithm>
#include <cstdlib>

namespace tessera {

namespace {

Status invalid(const char* reason) { return {StatusCode::invalid_argument, reason}; }

/// The cells of each identity, in rows: places[first[identity]] …
struct CellsByIdentity {
  std::vector<std::size_t> first;
  std::vector<std::uint32_t> cells;
};

CellsByIdentity cells_by_identity(std::span<const std::uint32_t> photo_of_cell,
                                  std::size_t photo_count, const Constraints& constraints) {
  CellsByIdentity result;
  result.first.assign(photo_count + 1, 0);
  for (const std::uint32_t photo : photo_of_cell) {
    if (photo != kEmptyCell) ++result.first[constraints.identity(photo) + 1];
  }
  for (std::size_t k = 0; k < photo_count; ++k) result.first[k + 1] += result.first[k];
  result.cells.resize(result.first[photo_count]);
  std::vector<std::size_t> at(result.first.begin(), result.first.end() - 1);
  for (std::uint32_t cell = 0; cell < photo_of_cell.size(); ++cell) {
    if (photo_of_cell[cell] == kEmptyCell) continue;
    result.cells[at[constraints.identity(photo_of_cell[cell])]++] = cell;
  }
  return result;
}

/// Counts pairs below min_distance, and finds the least distance of any.
void measure_distances(std::span<const std::uint32_t> cells, const Constraints& constraints,
                       AssignmentFacts& facts) {
  const std::size_t columns = constraints.columns;
  for (std::size_t a = 0; a < cells.size(); ++a) {
    if (facts.least_distance <= 1 && constraints.min_distance <= 1) return;  // nothing is nearer
    const std::size_t row = cells[a] / columns;
    const std::size_t column = cells[a] % columns;
    for (std::size_t b = a + 1; b < cells.size(); ++b) {
      const std::size_t down = cells[b] / columns - row;
      if (down >= std::max<std::size_t>(facts.least_distance, constraints.min_distance)) break;
      const std::size_t other = cells[b] % columns;
      const std::size_t across = other > column ? other - column : column - other;
      const auto distance = static_cast<std::uint32_t>(std::max(down, across));
      facts.least_distance = std::min(facts.least_distance, distance);
      if (distance < constraints.min_distance) ++facts.pairs_too_close;
    }
  }
}

}  // namespace

Status check_constraints(const Constraints& constraints, std::size_t cell_count,
                         std::size_t photo_count) {
  if (constraints.max_uses > 0 && constraints.min_uses > constraints.max_uses) {
    return invalid("photos must be used more often than they may be");
  }
  if (constraints.min_distance > 1 && constraints.columns == 0) {
    return invalid("a distance between cells needs the number of columns");
  }
  if (!constraints.identities.empty() && constraints.identities.size() != photo_count) {
    return invalid("there must be one identity for each photo");
  }
  for (const std::uint32_t identity : constraints.identities) {
    if (identity >= photo_count) return invalid("an identity is not below the number of photos");
  }
  std::vector<bool> taken(cell_count, false);
  const auto take = [&](std::uint32_t cell) {
    if (cell >= cell_count || taken[cell]) return false;
    taken[cell] = true;
    return true;
  };
  for (const Constraints::Pin& pin : constraints.pinned) {
    if (pin.photo >= photo_count) return invalid("a pinned photo does not exist");
    if (!take(pin.cell)) return invalid("a pinned cell does not exist or is pinned twice");
  }
  for (const std::uint32_t cell : constraints.empty) {
    if (!take(cell)) return invalid("an empty cell does not exist or is pinned or named twice");
  }
  for (const Constraints::PhotoLimit& limit : constraints.own_limits) {
    if (limit.photo >= photo_count) return invalid("a photo with its own limit does not exist");
  }
  std::vector<bool> banned(photo_count, false);
  for (const std::uint32_t photo : constraints.banned) {
    if (photo >= photo_count) return invalid("a banned photo does not exist");
    banned[photo] = true;
  }
  const bool all_banned = std::find(banned.begin(), banned.end(), false) == banned.end();
  if (all_banned && constraints.pinned.size() + constraints.empty.size() < cell_count) {
    return invalid("there are cells to fill and no photo that may be used");
  }
  return {};
}

std::vector<std::uint32_t> own_limits_of_identities(const Constraints& constraints,
                                                    std::size_t photo_count) {
  if (constraints.own_limits.empty()) return {};
  std::vector<std::uint32_t> limits(photo_count, kNoLimit);
  for (const Constraints::PhotoLimit& limit : constraints.own_limits) {
    std::uint32_t& own = limits[constraints.identity(limit.photo)];
    own = std::min(own, limit.max_uses);
  }
  return limits;
}

AssignmentFacts assignment_facts(std::span<const std::uint32_t> photo_of_cell,
                                 std::size_t photo_count, const Constraints& constraints) {
  AssignmentFacts facts;
  if (photo_count == 0) return facts;
  std::vector<bool> usable(photo_count, false);
  std::vector<bool> banned(photo_count, false);
  for (const std::uint32_t photo : constraints.banned) banned[photo] = true;
  for (std::uint32_t photo = 0; photo < photo_count; ++photo) {
    if (!banned[photo]) usable[constraints.identity(photo)] = true;
  }
  const std::vector<std::uint32_t> own_limits = own_limits_of_identities(constraints, photo_count);
  const CellsByIdentity places = cells_by_identity(photo_of_cell, photo_count, constraints);
  constexpr std::uint32_t far = std::numeric_limits<std::uint32_t>::max();
  facts.least_distance = far;
  facts.least_use = far;
  for (std::size_t identity = 0; identity < photo_count; ++identity) {
    const std::size_t first = places.first[identity];
    const auto uses = static_cast<std::uint32_t>(places.first[identity + 1] - first);
    facts.distinct += uses > 0 ? 1 : 0;
    facts.largest_use = std::max(facts.largest_use, uses);
    std::uint32_t most = own_limits.empty() ? kNoLimit : own_limits[identity];
    const std::uint32_t least = std::min(constraints.min_uses, most);
    if (most == kNoLimit && constraints.max_uses > 0) most = constraints.max_uses;
    if (uses > most) facts.uses_over += uses - most;
    if (usable[identity]) {
      facts.least_use = std::min(facts.least_use, uses);
      if (uses < least) facts.uses_missing += least - uses;
    }
    if (constraints.columns > 0) {
      measure_distances(std::span(places.cells).subspan(first, uses), constraints, facts);
    }
  }
  if (facts.least_distance == far) facts.least_distance = 0;
  if (facts.least_use == far) facts.least_use = 0;
  return facts;
}

}  // namespace tessera
