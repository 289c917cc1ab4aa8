// ChosenPhotos: some photos of a library as if they were all, for matching.
//
//   const ChosenPhotos photos(library, finder.originals());
//   auto matcher = make_matcher(matching, cells.points(), photos.descriptors());
//   ...
//   photos.name_in_library(assignment.photo_of_cell);   // now indices of the library
#pragma once

#include "library/photo_library.h"
#include "match/points.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace tessera {

/// Every photo of a library, for ChosenPhotos.
inline std::vector<std::uint32_t> all_photos(const PhotoLibrary& library) {
  std::vector<std::uint32_t> photos(library.count());
  std::iota(photos.begin(), photos.end(), 0U);
  return photos;
}

class ChosenPhotos {
 public:
  /// @param photos of the library, ascending: ties between photos then go as in the library.
  ChosenPhotos(const PhotoLibrary& library, std::vector<std::uint32_t> photos)
      : photos_(std::move(photos)), dimension_(library.descriptors().dimension) {
    descriptors_.resize(photos_.size() * dimension_);
    for (std::size_t i = 0; i < photos_.size(); ++i) {
      std::copy_n(library.descriptors().point(photos_[i]), dimension_,
                  descriptors_.data() + i * dimension_);
    }
  }

  std::size_t count() const { return photos_.size(); }
  /// Copies: they do not change when the library grows.
  PointsView descriptors() const { return {descriptors_.data(), count(), dimension_}; }

  /// Turns indices among the chosen photos into indices of the library; others stay as they are.
  void name_in_library(std::span<std::uint32_t> photos) const {
    for (std::uint32_t& photo : photos) {
      if (photo < photos_.size()) photo = photos_[photo];
    }
  }

 private:
  std::vector<std::uint32_t> photos_;
  std::size_t dimension_;
  std::vector<float> descriptors_;
};

}  // namespace tessera
