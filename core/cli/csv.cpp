#include "cli/csv.h"

#include "cli/files.h"

#include <algorithm>
#include <charconv>

namespace tessera::cli {
namespace {

constexpr std::size_t kLargestTable = std::size_t{1} << 31;

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

template <class Number>
bool parse(const std::string& text, Number& number) {
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  return parsed.ec == std::errc() && parsed.ptr == end;
}

}  // namespace

Result<std::vector<CsvRecord>> read_csv(const std::filesystem::path& path, std::string_view title) {
  const Result<std::vector<std::uint8_t>> bytes = read_file(path, kLargestTable);
  if (!bytes) return Status{bytes.status().code, path.string() + ": " + bytes.status().detail};
  std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
  if (text.substr(0, text.find_first_of("\r\n")) != title) {
    return wrong_line(path, 1, "the table must begin with " + std::string(title));
  }
  (void)take_record(text);
  const auto fields = static_cast<std::size_t>(std::count(title.begin(), title.end(), ',')) + 1;
  std::vector<CsvRecord> records;
  for (std::size_t line = 2; !text.empty();) {
    const std::string_view before = text;
    CsvRecord record{line, take_record(text)};
    if (record.fields.size() != fields) {
      return wrong_line(path, line, "not as the first line has it: " + std::string(title));
    }
    records.push_back(std::move(record));
    const std::string_view taken = before.substr(0, before.size() - text.size());
    line += static_cast<std::size_t>(std::count(taken.begin(), taken.end(), '\n'));
  }
  return records;
}

Status wrong_line(const std::filesystem::path& path, std::size_t line, const std::string& what) {
  return {StatusCode::corrupt, path.string() + ", line " + std::to_string(line) + ": " + what};
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

bool to_number(const std::string& field, int& number) { return parse(field, number); }

bool to_number(const std::string& field, std::uint32_t& number) { return parse(field, number); }

}  // namespace tessera::cli
