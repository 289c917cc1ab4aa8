#include "library/duplicates.h"

#include "library/likeness.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <optional>
#include <utility>

namespace tessera {

// A photo whose hash is near that of the photo which is looked up.
struct DuplicateFinder::Candidate {
  int bits = 0;
  std::uint32_t photo = 0;
  bool mirrored = false;

  bool operator<(const Candidate& other) const {
    if (bits != other.bits) return bits < other.bits;
    return photo != other.photo ? photo < other.photo : !mirrored && other.mirrored;
  }
};

namespace {

constexpr std::uint32_t kNobody = ~std::uint32_t{0};
constexpr unsigned kBandBits = 16;

// Bounds that only libraries of thousands of nearly equal pictures reach. Then the latest of them
// are looked at, and of those the nearest.
constexpr int kMostInChain = 1024;
constexpr std::size_t kMostCompared = 32;

std::uint32_t band_of(std::uint64_t hash, std::size_t band) {
  return static_cast<std::uint16_t>(hash >> (kBandBits * band));
}

// Whether one size may be the other scaled, each side rounded to a whole number of pixels, or to an
// even one. Another shape is another picture: a part of the photo.
bool is_same_shape(Size a, Size b) {
  constexpr std::int64_t kRounding = 2;
  const std::int64_t difference =
      std::int64_t{a.width} * b.height - std::int64_t{b.width} * a.height;
  const std::int64_t sides =
      std::max(std::int64_t{a.width} + a.height, std::int64_t{b.width} + b.height);
  return std::abs(difference) <= kRounding * sides;
}

}  // namespace

DuplicateFinder::DuplicateFinder() { clear(); }

void DuplicateFinder::clear() {
  for (std::size_t band = 0; band < kBands; ++band) {
    latest_[band].assign(std::size_t{1} << kBandBits, kNobody);
  }
  before_.clear();
  picture_hashes_.clear();
  seen_.clear();
  look_ups_ = 0;
  by_content_.clear();
  identities_.clear();
  originals_.clear();
  areas_.clear();
  contents_.clear();
  duplicates_.clear();
  comparisons_ = 0;
}

void DuplicateFinder::update(const PhotoLibrary& library) {
  while (count() < library.count()) add(library);
}

PhotoIdentity DuplicateFinder::identity(std::size_t photo) const {
  const std::uint32_t original = originals_[identities_[photo].original];
  const std::uint32_t group = find_group(static_cast<std::uint32_t>(photo));
  if (original == photo) return {original, group, DuplicateKind::none};
  const bool same_bytes = contents_[photo] != 0 && contents_[photo] == contents_[original];
  return {original, group, same_bytes ? DuplicateKind::same_bytes : DuplicateKind::same_picture};
}

std::vector<std::uint32_t> DuplicateFinder::originals() const {
  std::vector<std::uint32_t> originals;
  originals.reserve(count() - duplicates_.size());
  for (std::uint32_t photo = 0; photo < count(); ++photo) {
    if (originals_[identities_[photo].original] == photo) originals.push_back(photo);
  }
  return originals;
}

std::size_t DuplicateFinder::group_count() const {
  std::vector<std::uint8_t> members(count());
  std::size_t groups = 0;
  for (std::uint32_t photo = 0; photo < count(); ++photo) {
    if (identities_[photo].kind != DuplicateKind::none) continue;
    std::uint8_t& some = members[find_group(photo)];
    if (some == 1) ++groups;
    some = static_cast<std::uint8_t>(std::min(2, some + 1));
  }
  return groups;
}

void DuplicateFinder::add(const PhotoLibrary& library) {
  const auto photo = static_cast<std::uint32_t>(count());
  const PhotoTraits& traits = library.traits(photo);
  identities_.push_back({photo, photo, DuplicateKind::none});
  originals_.push_back(photo);
  areas_.push_back(traits.size.area());
  contents_.push_back(traits.content);
  before_.push_back({});
  picture_hashes_.push_back(traits.picture);
  seen_.push_back(0);
  if (traits.content != 0 && repeats_bytes(photo, traits.content)) return;
  if (traits.picture == 0) return;
  compare_pictures(library, photo);
  // What repeats another photo is not looked up any more: thousands of copies cost no more.
  if (identities_[photo].kind == DuplicateKind::none) enter(photo, traits.picture);
}

bool DuplicateFinder::repeats_bytes(std::uint32_t photo, std::uint64_t content) {
  const auto [entry, is_new] = by_content_.try_emplace(content, photo);
  if (is_new) return false;
  // The first photo with these bytes may itself be a copy of another file's picture.
  const PhotoIdentity& first = identities_[entry->second];
  mark(photo, first.original,
       first.kind == DuplicateKind::none ? DuplicateKind::same_bytes : first.kind);
  return true;
}

void DuplicateFinder::compare_pictures(const PhotoLibrary& library, std::uint32_t photo) {
  std::vector<Candidate> candidates;
  collect(picture_hashes_[photo], false, candidates);
  collect(mirrored_hash(picture_hashes_[photo]), true, candidates);
  if (candidates.empty()) return;
  std::sort(candidates.begin(), candidates.end());
  candidates.resize(std::min(candidates.size(), kMostCompared));

  const PhotoTraits& traits = library.traits(photo);
  const Sketch sketch(traits.sketch);
  const Sketch mirror = sketch.mirrored();
  std::optional<std::uint32_t> original;
  for (const Candidate& candidate : candidates) {
    const PhotoTraits& other = library.traits(candidate.photo);
    const Likeness likeness = compare(Sketch(other.sketch), candidate.mirrored ? mirror : sketch);
    if (!candidate.mirrored && candidate.bits <= kSamePictureBits && is_same_picture(likeness) &&
        is_same_shape(traits.size, other.size)) {
      original = std::min(original.value_or(candidate.photo), candidate.photo);
    }
    if (is_alike(likeness)) join(photo, candidate.photo);
  }
  if (original) mark(photo, *original, DuplicateKind::same_picture);
}

// Looks up every value of every band that differs from the hash's in at most two bits.
void DuplicateFinder::collect(std::uint64_t hash, bool mirrored,
                              std::vector<Candidate>& candidates) {
  ++look_ups_;
  for (std::size_t band = 0; band < kBands; ++band) {
    const std::uint32_t value = band_of(hash, band);
    collect_band(hash, band, value, mirrored, candidates);
    for (std::uint32_t first = 1; first < 1U << kBandBits; first <<= 1U) {
      collect_band(hash, band, value ^ first, mirrored, candidates);
      for (std::uint32_t second = 1; second < first; second <<= 1U) {
        collect_band(hash, band, value ^ first ^ second, mirrored, candidates);
      }
    }
  }
}

void DuplicateFinder::collect_band(std::uint64_t hash, std::size_t band, std::uint32_t value,
                                   bool mirrored, std::vector<Candidate>& candidates) {
  std::uint32_t other = latest_[band][value];
  for (int i = 0; i < kMostInChain && other != kNobody; ++i, other = before_[other][band]) {
    if (seen_[other] == look_ups_) continue;
    seen_[other] = look_ups_;
    ++comparisons_;
    const int bits = std::popcount(hash ^ picture_hashes_[other]);
    if (bits <= kAlikeBits) candidates.push_back({bits, other, mirrored});
  }
}

void DuplicateFinder::mark(std::uint32_t photo, std::uint32_t original, DuplicateKind kind) {
  identities_[photo].original = original;
  identities_[photo].kind = kind;
  join(photo, original);
  std::uint32_t& largest = originals_[original];
  if (areas_[photo] > areas_[largest]) std::swap(largest, photo);
  duplicates_.push_back(photo);
}

std::uint32_t DuplicateFinder::find_group(std::uint32_t photo) const {
  while (identities_[photo].group != photo) photo = identities_[photo].group;
  return photo;
}

void DuplicateFinder::join(std::uint32_t a, std::uint32_t b) {
  const std::uint32_t group_a = find_group(a);
  const std::uint32_t group_b = find_group(b);
  const std::uint32_t group = std::min(group_a, group_b);
  identities_[group_a].group = group;
  identities_[group_b].group = group;
  // Shortens the way for the next time.
  identities_[a].group = group;
  identities_[b].group = group;
}

void DuplicateFinder::enter(std::uint32_t photo, std::uint64_t hash) {
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint32_t& latest = latest_[band][band_of(hash, band)];
    before_[photo][band] = latest;
    latest = photo;
  }
}

}  // namespace tessera
