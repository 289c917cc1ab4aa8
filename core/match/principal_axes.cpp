#include "match/principal_axes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tessera {

namespace {

std::vector<double> covariance(PointsView cells, PointsView photos) {
  const std::size_t d = cells.dimension;
  std::vector<double> mean(d, 0);
  const auto total = static_cast<double>(cells.count + photos.count);
  for (const PointsView& points : {cells, photos}) {
    for (std::size_t i = 0; i < points.count; ++i) {
      for (std::size_t k = 0; k < d; ++k) mean[k] += static_cast<double>(points.point(i)[k]);
    }
  }
  for (double& value : mean) value /= total;
  std::vector<double> result(d * d, 0);
  std::vector<double> offset(d);
  for (const PointsView& points : {cells, photos}) {
    for (std::size_t i = 0; i < points.count; ++i) {
      for (std::size_t k = 0; k < d; ++k) {
        offset[k] = static_cast<double>(points.point(i)[k]) - mean[k];
      }
      for (std::size_t row = 0; row < d; ++row) {
        for (std::size_t k = row; k < d; ++k) result[row * d + k] += offset[row] * offset[k];
      }
    }
  }
  for (std::size_t row = 0; row < d; ++row) {
    for (std::size_t k = 0; k < row; ++k) result[row * d + k] = result[k * d + row];
  }
  return result;
}

/// One Jacobi rotation, which makes matrix[p][q] nought.
void rotate(std::vector<double>& matrix, std::vector<double>& axes, std::size_t d, std::size_t p,
            std::size_t q) {
  const double theta = (matrix[q * d + q] - matrix[p * d + p]) / (2 * matrix[p * d + q]);
  const double tangent =
      (theta >= 0 ? 1.0 : -1.0) / (std::fabs(theta) + std::sqrt(theta * theta + 1));
  const double cosine = 1 / std::sqrt(tangent * tangent + 1);
  const double sine = tangent * cosine;
  for (std::size_t k = 0; k < d; ++k) {
    const double a = matrix[k * d + p];
    const double b = matrix[k * d + q];
    matrix[k * d + p] = cosine * a - sine * b;
    matrix[k * d + q] = sine * a + cosine * b;
  }
  for (std::size_t k = 0; k < d; ++k) {
    const double a = matrix[p * d + k];
    const double b = matrix[q * d + k];
    matrix[p * d + k] = cosine * a - sine * b;
    matrix[q * d + k] = sine * a + cosine * b;
    const double first = axes[p * d + k];
    const double second = axes[q * d + k];
    axes[p * d + k] = cosine * first - sine * second;
    axes[q * d + k] = sine * first + cosine * second;
  }
}

}  // namespace

std::vector<double> principal_axes(PointsView cells, PointsView photos) {
  const std::size_t d = cells.dimension;
  std::vector<double> matrix = covariance(cells, photos);
  std::vector<double> axes(d * d, 0);
  for (std::size_t k = 0; k < d; ++k) axes[k * d + k] = 1;
  double trace = 0;
  for (std::size_t k = 0; k < d; ++k) trace += matrix[k * d + k];
  // Axes need not be exact: any orthonormal frame keeps distances.
  const double negligible = 1e-9 * trace / static_cast<double>(std::max<std::size_t>(1, d));
  constexpr int most_sweeps = 12;
  for (int sweep = 0; sweep < most_sweeps; ++sweep) {
    bool rotated = false;
    for (std::size_t p = 0; p < d; ++p) {
      for (std::size_t q = p + 1; q < d; ++q) {
        if (std::fabs(matrix[p * d + q]) <= negligible) continue;
        rotate(matrix, axes, d, p, q);
        rotated = true;
      }
    }
    if (!rotated) break;
  }
  std::vector<std::size_t> order(d);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return matrix[a * d + a] > matrix[b * d + b];
  });
  std::vector<double> result;
  result.reserve(d * d);
  for (const std::size_t axis : order) {
    const auto first = axes.begin() + static_cast<std::ptrdiff_t>(axis * d);
    result.insert(result.end(), first, first + static_cast<std::ptrdiff_t>(d));
  }
  return result;
}

}  // namespace tessera
