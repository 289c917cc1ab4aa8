// PhotoLimits: how often photos may be used, and must be.
//
//   PhotoLimits once = equal_limits(photos.count, 1);   // each photo at most once
//   PhotoLimits turned{{1, 1}, {}, {0, 0, 1, 1}};       // photos 0 and 1 are one photo and its
//   mirror
//
// Several photos of a matching may be the same photo to a person: mirrored, turned, cut otherwise.
// They share an identity, and limits are those of the identity.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace tessera {

struct PhotoLimits {
  /// For each identity how often its photos together may be used at most; 0: never.
  std::vector<std::uint32_t> most;
  /// For each identity how often they must be used at least, up to `most`; empty: never.
  std::vector<std::uint32_t> least;
  /// For each photo its identity, below most.size(); empty: photo j is identity j.
  std::vector<std::uint32_t> identities;

  std::uint32_t identity(std::uint32_t photo) const {
    return identities.empty() ? photo : identities[photo];
  }
  std::uint64_t all_places() const {
    return std::accumulate(most.begin(), most.end(), std::uint64_t{0});
  }
  std::uint64_t all_least() const {
    return std::accumulate(least.begin(), least.end(), std::uint64_t{0});
  }
  /// Whether the limits are meant for so many photos, and so many cells can be filled within them.
  bool suffice(std::size_t cell_count, std::size_t photo_count) const {
    const std::size_t described = identities.empty() ? most.size() : identities.size();
    return described == photo_count && all_places() >= cell_count && all_least() <= cell_count;
  }
};

/// Each photo for itself, with the same limit for all.
inline PhotoLimits equal_limits(std::size_t photo_count, std::uint32_t most) {
  return {std::vector<std::uint32_t>(photo_count, most), {}, {}};
}

}  // namespace tessera
