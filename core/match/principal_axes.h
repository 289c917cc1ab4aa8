// Principal axes: a turned frame of coordinates in which the first few carry most of the distance.
//
// Descriptors of many dimensions are far from independent (neighbouring squares of a photo are
// alike). Along the principal axes a handful of coordinates decides most comparisons, and the boxes
// of an index overlap less. A turn keeps all distances.
#pragma once

#include "match/points.h"

#include <cstddef>
#include <vector>

namespace tessera {

/// The eigenvectors of the covariance of both sets together, by falling variance: dimension²
/// values, axis after axis, orthonormal to some 1e-14. By cyclic Jacobi rotations (C. G. J. Jacobi,
/// 1846), in time of the points times dimension² and some ten times dimension³; the same bits on
/// every platform.
std::vector<double> principal_axes(PointsView cells, PointsView photos);

/// One coordinate of a point in the turned frame.
inline double along_axis(const float* point, const double* axis, std::size_t dimension) {
  double sum = 0;
  for (std::size_t k = 0; k < dimension; ++k) sum += static_cast<double>(point[k]) * axis[k];
  return sum;
}

}  // namespace tessera
