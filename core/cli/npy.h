// Tables of numbers in NumPy's file format (NEP 1:
// https://numpy.org/neps/nep-0001-npy-format.html).
#pragma once

#include "base/status.h"
#include "match/points.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace tessera::cli {

/// Points read from a file.
struct PointTable {
  std::vector<float> values;
  std::size_t count = 0;
  std::size_t dimension = 0;

  PointsView view() const { return {values.data(), count, dimension}; }
};

/// Reads an array of count × dimension, float32 or float64 (rounded to float32), C order,
/// little-endian. Holds no more than the table in memory.
/// @return io; corrupt where the file is no whole NumPy file; unsupported for other types, orders
/// and
///   shapes; invalid_argument for numbers that are not finite.
Result<PointTable> read_points(const std::filesystem::path& path);

/// Reads a one-dimensional array of int64.
/// @return as read_points().
Result<std::vector<std::int64_t>> read_numbers(const std::filesystem::path& path);

/// Writes a one-dimensional array of int64. The file appears whole or not at all.
Status write_numbers(const std::filesystem::path& path, std::span<const std::int64_t> numbers);

}  // namespace tessera::cli
