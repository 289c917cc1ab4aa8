// Variants: a photo mirrored, turned, or only a part of it, as further candidates for a cell.
//
//   const std::vector<Variant> variants = variants_of({.mirror = true, .turns = true}, tile);
//   const VariantPoints candidates(library, photos, variants, executor);
//   ... match candidates.points() with candidates.identities() ...
//
// All variants of a photo share its identity, and with it its limits (match/constraints.h). Only
// the points of all variants are kept; pictures are made for those that a mosaic uses
// (mosaic/shown_photos.h).
#pragma once

#include "base/executor.h"
#include "base/status.h"
#include "image/image.h"
#include "image/orientation.h"
#include "library/photo_library.h"
#include "library/preparation.h"
#include "match/points.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tessera {

/// Which kinds of variants compete; each kind combines with the others.
struct VariantKinds {
  bool mirror = false;
  /// Quarter turns; of a tile that is not square, half turns.
  bool turns = false;
  /// Parts of three quarters and of half its sides: in the corners and in the middle.
  bool parts = false;

  bool any() const { return mirror || turns || parts; }
  bool operator==(const VariantKinds&) const = default;
};

/// A variant's number, the same whichever kinds compete: its place in variant_names().
using VariantNumber = std::uint8_t;
inline constexpr VariantNumber kPlainVariant = 0;

struct Variant {
  VariantNumber number = kPlainVariant;
  Orientation orientation = Orientation::top_left;
  /// The part of the thumbnail that is shown, before it is turned.
  Rect part;
  /// "plain", or what was done: "mirror", "turn90", "mirror-turn90", "part3", "turn180-part3" …
  std::string name;
};

/// The photo itself first, then its variants.
/// @param thumbnail pixels of the library's thumbnails.
std::vector<Variant> variants_of(VariantKinds kinds, Size thumbnail);
/// The same of what tiles of another shape show of thumbnails (library/tile_shape.h).
std::vector<Variant> variants_of(VariantKinds kinds, Size thumbnail, Size tile);

/// The names of all variants that there are, by their numbers.
std::vector<std::string> variant_names();
/// The variant of pictures of a size.
/// @return nothing where there is none of that number, or it would not keep the size.
std::optional<Variant> variant_numbered(VariantNumber number, Size size);

/// The variant of a thumbnail, at the same size.
/// @return out_of_memory.
Result<Image> variant_picture(ImageView thumbnail, const Variant& variant);

class VariantPoints {
 public:
  /// Points of photos by the library's descriptor, all at once.
  /// @param photos which of the library's compete, ascending.
  /// @param variants of each of them, as variants_of() gives them.
  VariantPoints(const PhotoLibrary& library, std::span<const std::uint32_t> photos,
                std::vector<Variant> variants, Executor& executor);
  /// The same by any descriptor, a slice at a time: advance() until finished().
  /// @param tile the shape of tiles where it is not that of thumbnails: of these what tiles show is
  ///   described.
  /// @param preparation of the photos, before they are described.
  VariantPoints(std::vector<std::uint32_t> photos, std::vector<Variant> variants,
                const Descriptor& descriptor, Size tile = {}, const Preparation& preparation = {});

  bool finished() const { return photos_left() == 0; }
  std::size_t photos_left() const { return photos_.size() - done_; }
  std::size_t photo_count() const { return photos_.size(); }
  /// Describes some more photos, for some tens of milliseconds.
  void advance(const PhotoLibrary& library, Executor& executor);

  /// False where there was not enough memory.
  bool valid() const { return valid_; }
  const Descriptor& descriptor() const { return descriptor_; }
  /// What candidates are variants of: what tiles show of a photo, prepared.
  /// @return as prepare().
  Result<PreparedPicture> shown(const PhotoLibrary& library, std::uint32_t photo) const;
  /// Candidates: the first photo's variants, then the second's.
  PointsView points() const { return {values_.get(), count(), descriptor_.dimension()}; }
  std::size_t count() const { return photos_.size() * variants_.size(); }
  /// For each candidate its photo's place among `photos`.
  std::vector<std::uint32_t> identities() const;
  /// Of a candidate: its photo in the library, and what was done to it.
  std::uint32_t photo(std::uint32_t candidate) const {
    return photos_[candidate / variants_.size()];
  }
  const Variant& variant(std::uint32_t candidate) const {
    return variants_[candidate % variants_.size()];
  }
  /// The candidate that shows a photo of the library so, if it is one.
  std::optional<std::uint32_t> find(std::uint32_t photo, VariantNumber variant) const;
  std::optional<std::uint32_t> find(std::uint32_t photo, std::string_view variant_name) const;

 private:
  bool describe_photo(const PhotoLibrary& library, std::size_t place);

  std::vector<std::uint32_t> photos_;
  std::vector<Variant> variants_;
  Descriptor descriptor_;
  Size tile_;
  Preparation preparation_;
  std::unique_ptr<float[]> values_;
  std::size_t done_ = 0;
  bool valid_ = true;
};

}  // namespace tessera
