// PointsView: rows of floats, one point a row. The only thing that matching knows of a picture.
#pragma once

#include <cstddef>

namespace tessera {

/// A borrowed table of `count` points with `dimension` coordinates each, row after row without
/// gaps. Coordinates must be finite.
struct PointsView {
  const float* data = nullptr;
  std::size_t count = 0;
  std::size_t dimension = 0;

  const float* point(std::size_t index) const { return data + index * dimension; }
};

/// The squared Euclidean distance, summed in index order (the same bits on every platform).
inline float squared_distance(const float* a, const float* b, std::size_t dimension) {
  float sum = 0;
  for (std::size_t k = 0; k < dimension; ++k) {
    const float difference = a[k] - b[k];
    sum += difference * difference;
  }
  return sum;
}

}  // namespace tessera
