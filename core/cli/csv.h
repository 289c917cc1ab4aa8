// Tables as text (CSV, RFC 4180), whose first line says what the columns are.
#pragma once

#include "base/status.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tessera::cli {

struct CsvRecord {
  std::size_t line = 0;  ///< of the file, from 1
  std::vector<std::string> fields;
};

/// The records behind the first line.
/// @param title what the first line must be, field by field with commas.
/// @return io; corrupt where it begins otherwise, a quotation mark is missing, or a record has
///   another number of fields.
Result<std::vector<CsvRecord>> read_csv(const std::filesystem::path& path, std::string_view title);

/// The failure of a line, for a person.
Status wrong_line(const std::filesystem::path& path, std::size_t line, const std::string& what);

/// A field as it is written: in quotation marks where it needs them.
std::string csv_field(const std::string& text);

/// The whole number that a field is.
/// @return false where it is none or does not fit.
bool to_number(const std::string& field, int& number);
bool to_number(const std::string& field, std::uint32_t& number);

}  // namespace tessera::cli
