#include "mosaic/photo_rules.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tessera {
namespace {

Status no_such_photo(std::uint32_t photo) {
  return {StatusCode::invalid_argument, "there is no photo number " + std::to_string(photo)};
}

}  // namespace

void pin_leaders(PhotoRules& rules, const Blocks& blocks) {
  std::set<std::uint32_t> pinned;
  for (const PhotoRules::Pin& pin : rules.pins) {
    if (!blocks.covers(pin.cell)) pinned.insert(pin.cell);
  }
  std::vector<PhotoRules::Pin> pins;
  for (const PhotoRules::Pin& pin : rules.pins) {
    if (!blocks.covers(pin.cell)) {
      pins.push_back(pin);
    } else if (pinned.insert(blocks.leader(pin.cell)).second) {
      pins.push_back({blocks.leader(pin.cell), pin.shown});
    }
  }
  rules.pins = std::move(pins);
}

Status apply_rules(const PhotoRules& rules, const PhotoLibrary& library,
                   std::span<const std::uint32_t> originals, Candidates& candidates,
                   Constraints& constraints) {
  for (const PhotoRules::Pin& pin : rules.pins) {
    if (pin.shown.photo >= originals.size()) return no_such_photo(pin.shown.photo);
    const Result<std::uint32_t> candidate = candidates.number(library, pin.shown);
    if (!candidate) return candidate.status();
    constraints.pinned.push_back({pin.cell, *candidate});
  }
  constraints.identities = candidates.identities(originals);
  std::vector<bool> banned(originals.size(), false);
  for (const std::uint32_t photo : rules.banned) {
    if (photo >= originals.size()) return no_such_photo(photo);
    banned[originals[photo]] = true;
  }
  for (std::uint32_t candidate = 0; candidate < candidates.count(); ++candidate) {
    const bool only_pinned = candidate >= candidates.choice().count();
    if (only_pinned || banned[originals[candidates.shown(candidate).photo]]) {
      constraints.banned.push_back(candidate);
    }
  }
  for (const Constraints::PhotoLimit& limit : rules.own_limits) {
    if (limit.photo >= originals.size()) return no_such_photo(limit.photo);
    // Of the photo and its original one at least competes.
    const VariantPoints& choice = candidates.choice();
    std::optional<std::uint32_t> candidate = choice.find(limit.photo, kPlainVariant);
    if (!candidate) candidate = choice.find(originals[limit.photo], kPlainVariant);
    if (candidate) constraints.own_limits.push_back({*candidate, limit.max_uses});
  }
  return {};
}

}  // namespace tessera
