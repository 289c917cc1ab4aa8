#include "cli/assignment_table.h"

#include "cli/csv.h"
#include "cli/files.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace tessera::cli {
namespace {

constexpr std::string_view kTitle = "column,row,photo,variant";

}  // namespace

Status write_assignment(const std::filesystem::path& path, const Grid& grid,
                        std::span<const TableCell> cells) {
  const auto columns = static_cast<std::size_t>(grid.columns);
  std::string text = std::string(kTitle) + "\n";
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    if (cells[cell].photo.empty()) continue;
    text += std::to_string(cell % columns) + "," + std::to_string(cell / columns) + "," +
            csv_field(cells[cell].photo) + "," + csv_field(cells[cell].variant) + "\n";
  }
  OutputFile file(path);
  if (Status status = file.open(); !status.is_ok()) return status;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  if (Status status = file.write({bytes, text.size()}); !status.is_ok()) return status;
  return file.commit();
}

Result<std::vector<NamedCell>> read_named_cells(const std::filesystem::path& path,
                                                const Grid& grid) {
  Result<std::vector<CsvRecord>> records = read_csv(path, kTitle);
  if (!records) return records.status();
  std::vector<bool> seen(grid.cell_count(), false);
  std::vector<NamedCell> cells;
  for (CsvRecord& record : *records) {
    int column = 0;
    int row = 0;
    if (!to_number(record.fields[0], column) || !to_number(record.fields[1], row)) {
      return wrong_line(path, record.line, "the column and the row must be whole numbers");
    }
    if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) {
      return wrong_line(path, record.line,
                        "the cell lies outside the grid of " + std::to_string(grid.columns) +
                            " × " + std::to_string(grid.rows));
    }
    const std::size_t cell =
        static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.columns) +
        static_cast<std::size_t>(column);
    if (seen[cell]) return wrong_line(path, record.line, "the cell was named before");
    seen[cell] = true;
    cells.push_back(
        {cell, record.line, {std::move(record.fields[2]), std::move(record.fields[3])}});
  }
  return cells;
}

Result<std::vector<NamedCell>> read_assignment(const std::filesystem::path& path, const Grid& grid,
                                               std::span<const std::uint32_t> without_photo,
                                               const Blocks& blocks) {
  Result<std::vector<NamedCell>> named = read_named_cells(path, grid);
  if (!named) return named;
  std::size_t missing = grid.cell_count() - without_photo.size();
  for (const NamedCell& cell : *named) {
    const auto number = static_cast<std::uint32_t>(cell.cell);
    if (blocks.covers(number)) {
      const auto columns = static_cast<std::uint32_t>(grid.columns);
      const std::uint32_t leader = blocks.leader(number);
      return wrong_line(path, cell.line,
                        "the cell is a part of a larger one: name that by its column " +
                            std::to_string(leader % columns) + " and row " +
                            std::to_string(leader / columns));
    }
    if (!std::binary_search(without_photo.begin(), without_photo.end(), number)) --missing;
  }
  if (missing > 0) {
    return Status{StatusCode::corrupt, path.string() + ": " + std::to_string(missing) +
                                           " cells of the grid are missing"};
  }
  return named;
}

}  // namespace tessera::cli
