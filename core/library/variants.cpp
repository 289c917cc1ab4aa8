#include "library/variants.h"

#include "image/resample.h"
#include "library/tile_shape.h"

#include <algorithm>
#include <atomic>
#include <new>
#include <utility>

namespace tessera {

namespace {

constexpr const char* kPlain = "plain";
/// Pictures that are described in a slice: some 20 ms on one thread.
constexpr std::size_t kPicturesPerSlice = 512;

struct NamedOrientation {
  Orientation orientation;
  bool mirrored;
  bool turned;
  bool keeps_sides;
  const char* name;
};

// In the order of the names: what EXIF calls the stored picture's orientation is what upright()
// does to it.
constexpr NamedOrientation kOrientations[] = {
    {Orientation::top_left, false, false, true, ""},
    {Orientation::top_right, true, false, true, "mirror"},
    {Orientation::right_top, false, true, false, "turn90"},
    {Orientation::bottom_right, false, true, true, "turn180"},
    {Orientation::left_bottom, false, true, false, "turn270"},
    {Orientation::left_top, true, true, false, "mirror-turn90"},
    {Orientation::bottom_left, true, true, true, "mirror-turn180"},
    {Orientation::right_bottom, true, true, false, "mirror-turn270"},
};

constexpr std::size_t kParts = 11;  // the whole among them

/// The whole, then parts of three quarters and of half the sides: the corners and the middle.
std::vector<Rect> parts_of(Size size, bool parts) {
  std::vector<Rect> result = {{0, 0, size.width, size.height}};
  if (!parts) return result;
  constexpr int quarter = 4;
  for (const int quarters : {3, 2}) {
    const int width = std::max(1, size.width * quarters / quarter);
    const int height = std::max(1, size.height * quarters / quarter);
    const int right = size.width - width;
    const int bottom = size.height - height;
    for (const Rect& part :
         {Rect{0, 0, width, height}, Rect{right, 0, width, height}, Rect{0, bottom, width, height},
          Rect{right, bottom, width, height}, Rect{right / 2, bottom / 2, width, height}}) {
      result.push_back(part);
    }
  }
  return result;
}

std::string joined(const std::string& orientation, std::size_t part) {
  const std::string part_name = part == 0 ? "" : "part" + std::to_string(part);
  if (orientation.empty() && part_name.empty()) return kPlain;
  if (orientation.empty() || part_name.empty()) return orientation + part_name;
  return orientation + "-" + part_name;
}

}  // namespace

std::vector<Variant> variants_of(VariantKinds kinds, Size thumbnail) {
  const bool square = thumbnail.width == thumbnail.height;
  const std::vector<Rect> parts = parts_of(thumbnail, kinds.parts);
  std::vector<Variant> variants;
  std::size_t number = 0;
  for (const NamedOrientation& orientation : kOrientations) {
    const std::size_t first = number;
    number += kParts;
    if ((orientation.mirrored && !kinds.mirror) || (orientation.turned && !kinds.turns)) continue;
    if (!orientation.keeps_sides && !square) continue;
    for (std::size_t part = 0; part < parts.size(); ++part) {
      variants.push_back({static_cast<VariantNumber>(first + part), orientation.orientation,
                          parts[part], joined(orientation.name, part)});
    }
  }
  return variants;
}

std::vector<Variant> variants_of(VariantKinds kinds, Size thumbnail, Size tile) {
  const Size shown = shown_part({nullptr, thumbnail.width, thumbnail.height, 0}, tile).size();
  std::vector<Variant> variants = variants_of(kinds, shown);
  // In few pixels a shape may look like a square that is none.
  if (tile.width != tile.height) {
    std::erase_if(variants,
                  [](const Variant& variant) { return swaps_sides(variant.orientation); });
  }
  return variants;
}

std::vector<std::string> variant_names() {
  std::vector<std::string> names;
  for (const NamedOrientation& orientation : kOrientations) {
    for (std::size_t part = 0; part < kParts; ++part) {
      names.push_back(joined(orientation.name, part));
    }
  }
  return names;
}

std::optional<Variant> variant_numbered(VariantNumber number, Size size) {
  for (Variant& variant : variants_of({true, true, true}, size)) {
    if (variant.number == number) return std::move(variant);
  }
  return std::nullopt;
}

Result<Image> variant_picture(ImageView thumbnail, const Variant& variant) {
  Result<Image> picture = resample(thumbnail.cropped(variant.part), thumbnail.size());
  if (!picture) return picture;
  return upright(std::move(*picture), variant.orientation);
}

VariantPoints::VariantPoints(std::vector<std::uint32_t> photos, std::vector<Variant> variants,
                             const Descriptor& descriptor, Size tile,
                             const Preparation& preparation)
    : photos_(std::move(photos)),
      variants_(std::move(variants)),
      descriptor_(descriptor),
      tile_(tile),
      preparation_(preparation),
      values_(new (std::nothrow) float[count() * descriptor.dimension()]),
      valid_(values_ != nullptr) {}

VariantPoints::VariantPoints(const PhotoLibrary& library, std::span<const std::uint32_t> photos,
                             std::vector<Variant> variants, Executor& executor)
    : VariantPoints({photos.begin(), photos.end()}, std::move(variants), library.descriptor()) {
  while (valid_ && !finished()) advance(library, executor);
}

void VariantPoints::advance(const PhotoLibrary& library, Executor& executor) {
  const std::size_t photos = std::max<std::size_t>(1, kPicturesPerSlice / variants_.size());
  const std::size_t first = done_;
  const std::size_t end = std::min(photos_.size(), first + photos);
  std::atomic<bool> failed{false};
  executor.for_each(end - first, [&](std::size_t i) {
    if (!describe_photo(library, first + i)) failed.store(true);
  });
  valid_ = valid_ && !failed.load();
  done_ = end;
}

Result<PreparedPicture> VariantPoints::shown(const PhotoLibrary& library,
                                             std::uint32_t photo) const {
  return prepare(shown_part(library.thumbnail(photo), tile_), preparation_);
}

bool VariantPoints::describe_photo(const PhotoLibrary& library, std::size_t place) {
  const std::size_t dimension = descriptor_.dimension();
  const std::uint32_t photo = photos_[place];
  const Result<PreparedPicture> prepared = shown(library, photo);
  if (!prepared) return false;
  const ImageView whole = prepared->view();
  const bool described = !preparation_.any() && descriptor_ == library.descriptor() &&
                         whole.size() == library.thumbnail_size();
  float* row = values_.get() + place * variants_.size() * dimension;
  for (const Variant& variant : variants_) {
    const bool plain = variant.number == kPlainVariant;
    if (plain && described) {
      row = std::copy_n(library.descriptors().point(photo), dimension, row);
      continue;
    }
    Result<Image> picture = Image();
    if (!plain) picture = variant_picture(whole, variant);
    if (!picture) return false;
    const std::vector<float> values =
        describe(plain ? whole : std::as_const(*picture).view(), descriptor_);
    row = std::copy(values.begin(), values.end(), row);
  }
  return true;
}

std::vector<std::uint32_t> VariantPoints::identities() const {
  std::vector<std::uint32_t> result(count());
  for (std::size_t candidate = 0; candidate < result.size(); ++candidate) {
    result[candidate] = static_cast<std::uint32_t>(candidate / variants_.size());
  }
  return result;
}

std::optional<std::uint32_t> VariantPoints::find(std::uint32_t photo, VariantNumber number) const {
  const auto place = std::lower_bound(photos_.begin(), photos_.end(), photo);
  const auto variant = std::find_if(variants_.begin(), variants_.end(),
                                    [&](const Variant& it) { return it.number == number; });
  if (place == photos_.end() || *place != photo || variant == variants_.end()) return std::nullopt;
  return static_cast<std::uint32_t>(static_cast<std::size_t>(place - photos_.begin()) *
                                        variants_.size() +
                                    static_cast<std::size_t>(variant - variants_.begin()));
}

std::optional<std::uint32_t> VariantPoints::find(std::uint32_t photo,
                                                 std::string_view variant_name) const {
  const auto variant = std::find_if(variants_.begin(), variants_.end(),
                                    [&](const Variant& it) { return it.name == variant_name; });
  if (variant == variants_.end()) return std::nullopt;
  return find(photo, variant->number);
}

}  // namespace tessera
