// Point sets for the tests of matching: the kinds that photo folders make, and the odd ones.
#pragma once

#include "match/points.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace tessera::match_test {

struct Points {
  std::vector<float> values;
  std::size_t dimension = 1;

  PointsView view() const { return {values.data(), values.size() / dimension, dimension}; }
};

enum class Kind { random, clustered, duplicates, all_equal, line };

inline constexpr Kind kKinds[] = {Kind::random, Kind::clustered, Kind::duplicates, Kind::all_equal,
                                  Kind::line};

inline std::string name(Kind kind) {
  switch (kind) {
    case Kind::random:
      return "random";
    case Kind::clustered:
      return "clustered";
    case Kind::duplicates:
      return "duplicates";
    case Kind::all_equal:
      return "all equal";
    case Kind::line:
      return "line";
  }
  return "";
}

/// Without std's distributions, whose results differ between libraries.
inline float uniform(std::mt19937& engine) {
  return static_cast<float>(engine() >> 8U) / static_cast<float>(1U << 24U);
}

inline Points make_points(Kind kind, std::size_t count, std::size_t dimension, std::uint32_t seed) {
  std::mt19937 engine(seed);
  Points points{std::vector<float>(count * dimension), dimension};
  // The centres do not depend on the seed: cells and photos crowd in the same places.
  std::mt19937 centre_engine(7);
  std::vector<float> centres(5 * dimension);
  for (float& centre : centres) centre = uniform(centre_engine);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t centre = engine() % 5;
    const float along = uniform(engine);
    for (std::size_t k = 0; k < dimension; ++k) {
      float& value = points.values[i * dimension + k];
      switch (kind) {
        case Kind::random:
          value = uniform(engine);
          break;
        case Kind::clustered:
          value = centres[centre * dimension + k] + 0.02F * (uniform(engine) - 0.5F);
          break;
        case Kind::duplicates:
          value = static_cast<float>(engine() % 2);
          break;
        case Kind::all_equal:
          value = 0.25F;
          break;
        case Kind::line:
          value = along;
          break;
      }
    }
  }
  return points;
}

/// For each cell the nearest photo, of equally near ones the lowest, by trying all.
inline std::vector<std::uint32_t> try_all(PointsView cells, PointsView photos) {
  std::vector<std::uint32_t> result;
  for (std::size_t i = 0; i < cells.count; ++i) {
    float least = std::numeric_limits<float>::infinity();
    std::uint32_t best = 0;
    for (std::uint32_t j = 0; j < photos.count; ++j) {
      const float cost = squared_distance(cells.point(i), photos.point(j), cells.dimension);
      if (cost < least) {
        least = cost;
        best = j;
      }
    }
    result.push_back(best);
  }
  return result;
}

}  // namespace tessera::match_test
