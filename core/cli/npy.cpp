#include "cli/npy.h"

#include "cli/files.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>

namespace tessera::cli {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kVersionBytes = 2;
constexpr std::size_t kLongestHeader = 1U << 16U;
constexpr std::size_t kAlignment = 64;

struct Header {
  std::size_t item_size = 0;
  std::size_t count = 0;
  std::size_t dimension = 0;
};

Status corrupt() { return {StatusCode::corrupt, "not a whole NumPy file (.npy)"}; }
Status unsupported(const std::string& what) { return {StatusCode::unsupported, what}; }

/// What stands behind 'key': in the header, which is the text of a Python dictionary.
std::string_view value_of(std::string_view header, std::string_view key) {
  const std::size_t at = header.find("'" + std::string(key) + "':");
  if (at == std::string_view::npos) return {};
  const std::string_view rest = header.substr(at + key.size() + 3);
  return rest.substr(std::min(rest.size(), rest.find_first_not_of(' ')));
}

/// The numbers of a tuple "(12, 3)"; empty where it is none or one is too large.
std::vector<std::size_t> tuple_of(std::string_view text) {
  constexpr std::size_t largest = std::size_t{1} << 40;
  std::vector<std::size_t> numbers;
  if (!text.starts_with('(')) return {};
  bool in_number = false;
  for (const char c : text.substr(1)) {
    if (c == ')') return numbers;
    if (c >= '0' && c <= '9') {
      if (!in_number) numbers.push_back(0);
      numbers.back() = numbers.back() * 10 + static_cast<std::size_t>(c - '0');
      if (numbers.back() > largest) return {};
    }
    in_number = c >= '0' && c <= '9';
  }
  return {};
}

/// The shape.
Result<std::vector<std::size_t>> parse_shape(std::string_view text) {
  if (!value_of(text, "fortran_order").starts_with("False")) {
    return unsupported("the array is in Fortran order: save numpy.ascontiguousarray() of it");
  }
  return tuple_of(value_of(text, "shape"));
}

Status wrong_type(std::string_view text, const char* wanted) {
  const std::string_view type = value_of(text, "descr");
  return unsupported("the array's type is " + std::string(type.substr(0, type.find(','))) +
                     ": save it as " + wanted);
}

Result<Header> parse_points(std::string_view text) {
  Header header;
  const std::string_view type = value_of(text, "descr");
  if (type.starts_with("'<f4'")) {
    header.item_size = sizeof(float);
  } else if (type.starts_with("'<f8'")) {
    header.item_size = sizeof(double);
  } else {
    return wrong_type(text, "float32 or float64");
  }
  const Result<std::vector<std::size_t>> shape = parse_shape(text);
  if (!shape) return shape.status();
  if (shape->size() != 2 || (*shape)[1] == 0) {
    return unsupported(
        "the array is not a table of points: save it in the shape (points, dimensions)");
  }
  header.count = (*shape)[0];
  header.dimension = (*shape)[1];
  return header;
}

Result<Header> parse_numbers(std::string_view text) {
  if (!value_of(text, "descr").starts_with("'<i8'")) return wrong_type(text, "int64");
  const Result<std::vector<std::size_t>> shape = parse_shape(text);
  if (!shape) return shape.status();
  if (shape->size() != 1) return unsupported("the array is not a row of numbers: save it flat");
  return Header{sizeof(std::int64_t), shape->front(), 1};
}

Result<std::string> read_header(std::istream& file) {
  std::array<char, kMagic.size() + kVersionBytes> start{};
  file.read(start.data(), start.size());
  if (!file || std::string_view(start.data(), kMagic.size()) != kMagic) return corrupt();
  const std::size_t length_bytes = start[kMagic.size()] == 1 ? 2 : 4;
  std::array<unsigned char, 4> length_text{};
  file.read(reinterpret_cast<char*>(length_text.data()),
            static_cast<std::streamsize>(length_bytes));
  std::size_t length = 0;
  for (std::size_t i = length_bytes; i-- > 0;) length = length << 8U | length_text[i];
  if (!file || length > kLongestHeader) return corrupt();
  std::string text(length, ' ');
  file.read(text.data(), static_cast<std::streamsize>(length));
  if (!file) return corrupt();
  return text;
}

/// The bytes from here to the end.
std::uint64_t bytes_left(std::istream& file) {
  const std::streampos here = file.tellg();
  file.seekg(0, std::ios::end);
  const std::streampos end = file.tellg();
  file.seekg(here);
  return static_cast<std::uint64_t>(end - here);
}

template <class Item>
bool read_values(std::istream& file, std::vector<float>& values) {
  constexpr std::size_t at_a_time = 1U << 14U;
  std::vector<Item> items(std::min(at_a_time, values.size()));
  for (std::size_t done = 0; done < values.size();) {
    const std::size_t count = std::min(at_a_time, values.size() - done);
    file.read(reinterpret_cast<char*>(items.data()),
              static_cast<std::streamsize>(count * sizeof(Item)));
    if (!file) return false;
    for (std::size_t i = 0; i < count; ++i) values[done + i] = static_cast<float>(items[i]);
    done += count;
  }
  return true;
}

}  // namespace

Result<PointTable> read_points(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Status{StatusCode::io, "cannot be read"};
  const Result<std::string> text = read_header(file);
  if (!text) return text.status();
  const Result<Header> header = parse_points(*text);
  if (!header) return header.status();
  if (bytes_left(file) / header->item_size / header->dimension < header->count) return corrupt();
  PointTable table{std::vector<float>(header->count * header->dimension), header->count,
                   header->dimension};
  const bool whole = header->item_size == sizeof(float) ? read_values<float>(file, table.values)
                                                        : read_values<double>(file, table.values);
  if (!whole) return corrupt();
  const auto finite = [](float value) { return std::isfinite(value); };
  if (!std::all_of(table.values.begin(), table.values.end(), finite)) {
    return Status{StatusCode::invalid_argument, "there are numbers that are not finite in float32"};
  }
  return table;
}

Result<std::vector<std::int64_t>> read_numbers(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Status{StatusCode::io, "cannot be read"};
  const Result<std::string> text = read_header(file);
  if (!text) return text.status();
  const Result<Header> header = parse_numbers(*text);
  if (!header) return header.status();
  if (bytes_left(file) / header->item_size < header->count) return corrupt();
  std::vector<std::int64_t> numbers(header->count);
  file.read(reinterpret_cast<char*>(numbers.data()),
            static_cast<std::streamsize>(numbers.size() * sizeof(std::int64_t)));
  if (!file) return corrupt();
  return numbers;
}

Status write_numbers(const std::filesystem::path& path, std::span<const std::int64_t> numbers) {
  std::string header(kMagic);
  header += std::string("\x01\x00", kVersionBytes);
  std::string text = "{'descr': '<i8', 'fortran_order': False, 'shape': (" +
                     std::to_string(numbers.size()) + ",), }";
  const std::size_t before = header.size() + 2;
  text.append(kAlignment - (before + text.size() + 1) % kAlignment, ' ');
  text += '\n';
  header += static_cast<char>(text.size() & 0xFFU);
  header += static_cast<char>(text.size() >> 8U);
  header += text;
  OutputFile file(path);
  if (Status status = file.open(); !status.is_ok()) return status;
  const auto bytes_of = [](const void* data, std::size_t count) {
    return std::span(static_cast<const std::uint8_t*>(data), count);
  };
  if (Status status = file.write(bytes_of(header.data(), header.size())); !status.is_ok()) {
    return status;
  }
  if (Status status = file.write(bytes_of(numbers.data(), numbers.size_bytes())); !status.is_ok()) {
    return status;
  }
  return file.commit();
}

}  // namespace tessera::cli
