// Candidates: everything that may stand in a cell: the variants of the photos that compete, and
// single ones that stand only where somebody has put them.
//
//   Candidates candidates(points);                                  // of VariantPoints
//   Result<std::uint32_t> pinned = candidates.number(library, {photo, variant});
//   ... match candidates.points() with candidates.identities(originals) ...
//   ShownPhoto shown = candidates.shown(photo_of_cell[cell]);
#pragma once

#include "base/status.h"
#include "library/photo_library.h"
#include "library/variants.h"
#include "match/points.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <tuple>
#include <vector>

namespace tessera {

/// What a cell shows: a photo of a library, and how.
struct ShownPhoto {
  std::uint32_t photo = 0;
  VariantNumber variant = kPlainVariant;

  bool operator==(const ShownPhoto&) const = default;
  bool operator<(const ShownPhoto& other) const {
    return std::tie(photo, variant) < std::tie(other.photo, other.variant);
  }
};

class Candidates {
 public:
  /// @param choice the variants of the photos that compete; finished.
  explicit Candidates(std::shared_ptr<const VariantPoints> choice);

  /// The candidate that shows a photo so, which becomes one where it is not among the choice.
  /// @return invalid_argument where there is no such photo or variant, out_of_memory.
  Result<std::uint32_t> number(const PhotoLibrary& library, ShownPhoto shown);

  ShownPhoto shown(std::uint32_t candidate) const;
  /// The choice first, in its order, then the single ones.
  PointsView points() const;
  std::size_t count() const { return choice_->count() + singles_.size(); }
  const VariantPoints& choice() const { return *choice_; }

  /// For each candidate the first that shows the same photo or one with the same original; empty
  /// where each is one of its own.
  /// @param originals of all photos of the library.
  std::vector<std::uint32_t> identities(std::span<const std::uint32_t> originals) const;

 private:
  std::shared_ptr<const VariantPoints> choice_;
  std::vector<ShownPhoto> singles_;
  std::map<ShownPhoto, std::uint32_t> number_of_single_;
  std::vector<float> values_;  // of all, where there are single ones
};

}  // namespace tessera
