// The assignment as a table: which photo stands in which cell, to be read by people and other
// programs and to be used again (CSV, RFC 4180).
//
//   column,row,photo,variant
//   0,0,photos/lake.jpg,plain
//   1,0,"photos/a, b.jpg",mirror
#pragma once

#include "base/status.h"
#include "mosaic/blocks.h"
#include "mosaic/grid.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace tessera::cli {

struct TableCell {
  std::string photo;    ///< the path by which the photo was found
  std::string variant;  ///< as in library/variants.h

  bool operator==(const TableCell&) const = default;
};

/// A cell that a table names.
struct NamedCell {
  std::size_t cell = 0;  ///< row · columns + column
  std::size_t line = 0;  ///< of the file
  TableCell shown;
};

/// Writes the cells of a grid, row after row, but for those without a photo.
Status write_assignment(const std::filesystem::path& path, const Grid& grid,
                        std::span<const TableCell> cells);

/// Reads some cells of a grid, in the order of the lines.
/// @return io; corrupt where it is no such table or a cell is named twice or outside the grid; the
///   detail names the line.
Result<std::vector<NamedCell>> read_named_cells(const std::filesystem::path& path,
                                                const Grid& grid);

/// The same where every cell must be named that has a photo.
/// @param without_photo cells that need not be named, ascending.
/// @param blocks of which only leaders may be named.
Result<std::vector<NamedCell>> read_assignment(const std::filesystem::path& path, const Grid& grid,
                                               std::span<const std::uint32_t> without_photo,
                                               const Blocks& blocks);

}  // namespace tessera::cli
