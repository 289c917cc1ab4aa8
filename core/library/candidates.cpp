#include "library/candidates.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace tessera {

Candidates::Candidates(std::shared_ptr<const VariantPoints> choice) : choice_(std::move(choice)) {}

Result<std::uint32_t> Candidates::number(const PhotoLibrary& library, ShownPhoto shown) {
  if (const auto chosen = choice_->find(shown.photo, shown.variant)) return *chosen;
  const auto known = number_of_single_.find(shown);
  if (known != number_of_single_.end()) return known->second;
  if (shown.photo >= library.count()) {
    return Status{StatusCode::invalid_argument,
                  "there is no photo number " + std::to_string(shown.photo)};
  }
  const Result<PreparedPicture> prepared = choice_->shown(library, shown.photo);
  if (!prepared) return prepared.status();
  const ImageView whole = prepared->view();
  const auto variant = variant_numbered(shown.variant, whole.size());
  if (!variant) {
    return Status{StatusCode::invalid_argument,
                  "there is no variant number " + std::to_string(shown.variant)};
  }
  const Result<Image> picture = variant_picture(whole, *variant);
  if (!picture) return picture.status();
  const std::vector<float> row = describe(picture->view(), choice_->descriptor());
  if (singles_.empty()) {
    const PointsView points = choice_->points();
    values_.assign(points.data, points.data + points.count * points.dimension);
  }
  values_.insert(values_.end(), row.begin(), row.end());
  const auto candidate = static_cast<std::uint32_t>(count());
  singles_.push_back(shown);
  number_of_single_.emplace(shown, candidate);
  return candidate;
}

ShownPhoto Candidates::shown(std::uint32_t candidate) const {
  if (candidate >= choice_->count()) return singles_[candidate - choice_->count()];
  return {choice_->photo(candidate), choice_->variant(candidate).number};
}

PointsView Candidates::points() const {
  const PointsView points = choice_->points();
  if (singles_.empty()) return points;
  return {values_.data(), count(), points.dimension};
}

std::vector<std::uint32_t> Candidates::identities(std::span<const std::uint32_t> originals) const {
  constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> first(originals.size(), kNone);
  std::vector<std::uint32_t> identities(count());
  bool shared = false;
  for (std::uint32_t candidate = 0; candidate < identities.size(); ++candidate) {
    std::uint32_t& identity = first[originals[shown(candidate).photo]];
    if (identity == kNone) identity = candidate;
    identities[candidate] = identity;
    shared |= identity != candidate;
  }
  if (!shared) identities.clear();
  return identities;
}

}  // namespace tessera
