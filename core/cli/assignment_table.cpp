#include "cli/assignment_table.h"

#include "cli/files.h"

#include <charconv>
#include <string_view>

namespace tessera::cli {
namespace {

constexpr std::string_view kTitle = "column,row,photo,variant";
constexpr std::size_t kFields = 4;
constexpr std::size_t kLargestTable = std::size_t{1} << 31;

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

/// Takes one record off the text.
/// @return its fields; none where a quotation mark is missing.
std::vector<std::string> take_record(std::string_view& text) {
  std::vector<std::string> fields(1);
  bool in_quotes = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (in_quotes) {
      if (c != '"') {
        fields.back() += c;
      } else if (at + 1 < text.size() && text[at + 1] == '"') {
        fields.back() += text[++at];
      } else {
        in_quotes = false;
      }
    } else if (c == '"') {
      in_quotes = true;
    } else if (c == ',') {
      fields.emplace_back();
    } else if (c == '\n') {
      break;
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  text.remove_prefix(std::min(text.size(), at + 1));
  if (in_quotes) return {};
  return fields;
}

bool to_number(const std::string& text, int& number) {
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  return parsed.ec == std::errc() && parsed.ptr == end;
}

}  // namespace

Status write_assignment(const std::filesystem::path& path, const Grid& grid,
                        std::span<const TableCell> cells) {
  const auto columns = static_cast<std::size_t>(grid.columns);
  std::string text = std::string(kTitle) + "\n";
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    text += std::to_string(cell % columns) + "," + std::to_string(cell / columns) + "," +
            quoted(cells[cell].photo) + "," + quoted(cells[cell].variant) + "\n";
  }
  OutputFile file(path);
  if (Status status = file.open(); !status.is_ok()) return status;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  if (Status status = file.write({bytes, text.size()}); !status.is_ok()) return status;
  return file.commit();
}

Result<std::vector<TableCell>> read_assignment(const std::filesystem::path& path,
                                               const Grid& grid) {
  const Result<std::vector<std::uint8_t>> bytes = read_file(path, kLargestTable);
  if (!bytes) return Status{bytes.status().code, path.string() + ": " + bytes.status().detail};
  const auto wrong = [&](std::size_t line, const std::string& what) {
    return Status{StatusCode::corrupt,
                  path.string() + ", line " + std::to_string(line) + ": " + what};
  };
  std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
  const std::string_view title = text.substr(0, text.find_first_of("\r\n"));
  if (title != kTitle) return wrong(1, "the table must begin with " + std::string(kTitle));
  (void)take_record(text);
  std::vector<TableCell> cells(grid.cell_count());
  std::vector<bool> seen(grid.cell_count(), false);
  std::size_t count = 0;
  for (std::size_t line = 2; !text.empty(); ++line) {
    const std::vector<std::string> fields = take_record(text);
    int column = 0;
    int row = 0;
    if (fields.size() != kFields || !to_number(fields[0], column) || !to_number(fields[1], row)) {
      return wrong(line, "not a column, a row, a photo and a variant");
    }
    if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) {
      return wrong(line, "the cell lies outside the grid of " + std::to_string(grid.columns) +
                             " × " + std::to_string(grid.rows));
    }
    const std::size_t cell =
        static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.columns) +
        static_cast<std::size_t>(column);
    if (seen[cell]) return wrong(line, "the cell was named before");
    seen[cell] = true;
    cells[cell] = {fields[2], fields[3]};
    ++count;
  }
  if (count < cells.size()) {
    return Status{StatusCode::corrupt, path.string() + ": " + std::to_string(cells.size() - count) +
                                           " cells of the grid are missing"};
  }
  return cells;
}

}  // namespace tessera::cli
