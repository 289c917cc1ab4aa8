#include "codec/png_writer.h"

#include "codec/deflate.h"
#include "codec/png_filter.h"
#include "codec/png_tile_coder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace tessera {
namespace {

// Enough bytes for codes to be cheap beside what they code, few enough for a band to have a
// segment for each thread.
constexpr std::size_t kSegmentBytes = std::size_t{256} * 1024;
// A band that is put together from tiles before it is compressed.
constexpr std::size_t kComposedBytes = std::size_t{4} * 1024 * 1024;
constexpr std::int64_t kMaxRowBytes = std::int64_t{1} << 30;
constexpr std::array<std::uint8_t, 1> kMetreUnit = {1};
constexpr double kMetresPerInch = 0.0254;
constexpr std::array<std::uint8_t, 8> kSignature = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
constexpr std::array<std::uint8_t, 1> kPerceptualIntent = {0};

// W3C PNG, 11.3.3.2: printable Latin-1, no space at either end nor two in a row.
bool is_text_keyword(const std::string& keyword) {
  if (keyword.empty() || keyword.size() > 79) return false;
  if (keyword.front() == ' ' || keyword.back() == ' ') return false;
  if (keyword.find("  ") != std::string::npos) return false;
  return std::all_of(keyword.begin(), keyword.end(), [](char character) {
    const auto code = static_cast<unsigned char>(character);
    return (code >= 32 && code <= 126) || code >= 161;
  });
}

// A text in Latin-1; none where it has other characters.
std::optional<std::string> to_latin_1(const std::string& utf_8) {
  std::string latin_1;
  for (std::size_t i = 0; i < utf_8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf_8[i]);
    if (byte < 0x80) {
      latin_1 += utf_8[i];
    } else if ((byte == 0xc2 || byte == 0xc3) && i + 1 < utf_8.size()) {
      latin_1 +=
          static_cast<char>((byte << 6 & 0xc0) | (static_cast<unsigned char>(utf_8[++i]) & 0x3f));
    } else {
      return std::nullopt;
    }
  }
  return latin_1;
}

Status write_text(ByteSink& sink, const PngMetadata::Text& text) {
  const auto write = [&sink](std::string_view type, const std::string& words) {
    return write_png_chunk(sink, type,
                           {reinterpret_cast<const std::uint8_t*>(words.data()), words.size()});
  };
  if (const std::optional<std::string> latin_1 = to_latin_1(text.value)) {
    return write("tEXt", text.keyword + '\0' + *latin_1);
  }
  // Not compressed, no language, no translated keyword (W3C PNG, 11.3.3.4).
  return write("iTXt", text.keyword + std::string(5, '\0') + text.value);
}

}  // namespace

// What a thread needs to compress one segment; kept from segment to segment.
struct PngWriter::Workspaces {
  struct Workspace {
    explicit Workspace(DeflateEffort effort) : encoder(effort) {}

    std::vector<std::uint8_t> filtered;
    DeflateEncoder encoder;
    PngTileCoder::Scratch tiles;
  };

  explicit Workspaces(DeflateEffort chosen) : effort(chosen) {}

  const DeflateEffort effort;
  std::mutex mutex;
  std::vector<std::unique_ptr<Workspace>> free;

  std::unique_ptr<Workspace> take() {
    {
      const std::lock_guard lock(mutex);
      if (!free.empty()) {
        std::unique_ptr<Workspace> workspace = std::move(free.back());
        free.pop_back();
        return workspace;
      }
    }
    return std::make_unique<Workspace>(effort);
  }

  void give_back(std::unique_ptr<Workspace> workspace) {
    const std::lock_guard lock(mutex);
    free.push_back(std::move(workspace));
  }
};

PngWriter::PngWriter(ByteSink& sink, Size size, PngMetadata metadata, DeflateEffort effort,
                     PngColour colour)
    : sink_(&sink),
      size_(size),
      metadata_(std::move(metadata)),
      colour_(colour),
      segments_(sink),
      workspaces_(std::make_unique<Workspaces>(effort)) {}

PngWriter::~PngWriter() = default;

Status PngWriter::begin() {
  if (begun_) return {StatusCode::invalid_argument, "begin was called twice"};
  if (size_.width < 1 || size_.height < 1) {
    return {StatusCode::invalid_argument, "a PNG has at least one column and one row"};
  }
  const std::size_t pixel_bytes = png_pixel_bytes(colour_);
  if (std::int64_t{size_.width} * static_cast<std::int64_t>(pixel_bytes) + 1 > kMaxRowBytes) {
    return {StatusCode::too_large, "a row of the PNG would take more than 1 GiB"};
  }
  for (const PngMetadata::Text& text : metadata_.texts) {
    if (!is_text_keyword(text.keyword)) {
      return {StatusCode::invalid_argument,
              "a PNG text keyword has 1 to 79 printable Latin-1 characters and single spaces"};
    }
    if (text.value.find('\0') != std::string::npos) {
      return {StatusCode::invalid_argument, "a PNG text must not contain NUL"};
    }
  }
  const double pixels_per_metre = std::round(metadata_.dots_per_inch / kMetresPerInch);
  if (!(pixels_per_metre >= 0 && pixels_per_metre < 2147483648.0)) {
    return {StatusCode::invalid_argument, "dots per inch is out of range"};
  }
  begun_ = true;
  failed_ = true;  // Until all of the head is written.
  previous_row_.assign(static_cast<std::size_t>(size_.width) * pixel_bytes, 0);

  if (Status status = sink_->write(kSignature); !status.is_ok()) return status;

  ByteBuffer content;
  append_big_endian(static_cast<std::uint32_t>(size_.width), content);
  append_big_endian(static_cast<std::uint32_t>(size_.height), content);
  // 8 bits a sample, deflate, adaptive filters, not interlaced (W3C PNG, 11.2.1).
  content.append(std::array<std::uint8_t, 5>{8, static_cast<std::uint8_t>(colour_), 0, 0, 0});
  if (Status status = write_png_chunk(*sink_, "IHDR", content.bytes()); !status.is_ok())
    return status;

  if (Status status = write_png_chunk(*sink_, "sRGB", kPerceptualIntent); !status.is_ok()) {
    return status;
  }

  if (pixels_per_metre > 0) {
    const auto density = static_cast<std::uint32_t>(pixels_per_metre);
    content.clear();
    append_big_endian(density, content);
    append_big_endian(density, content);
    content.append(kMetreUnit);
    if (Status status = write_png_chunk(*sink_, "pHYs", content.bytes()); !status.is_ok())
      return status;
  }

  for (const PngMetadata::Text& text : metadata_.texts) {
    if (Status status = write_text(*sink_, text); !status.is_ok()) return status;
  }
  failed_ = false;
  return {};
}

Status PngWriter::check_rows(int width, int rows) const {
  if (!begun_ || failed_ || finished_) {
    return {StatusCode::invalid_argument, "rows can be written after begin and before finish"};
  }
  if (width != size_.width) {
    return {StatusCode::invalid_argument, "the rows are not as wide as the PNG"};
  }
  if (rows < 0 || rows > size_.height - rows_written_) {
    return {StatusCode::invalid_argument, "more rows than the PNG has left"};
  }
  return {};
}

Status PngWriter::write_rows(ImageView rows, Executor& executor) {
  if (colour_ == PngColour::rgb) {
    return write_rows(PngRows{rows.pixels, rows.width, rows.height, rows.stride}, executor);
  }
  if (colour_ == PngColour::rgba) {
    return {StatusCode::invalid_argument, "rows of a PNG with transparency have four samples"};
  }
  composed_.resize(static_cast<std::size_t>(rows.width) * static_cast<std::size_t>(rows.height));
  std::uint8_t* grey = composed_.data();
  for (int y = 0; y < rows.height; ++y) {
    for (int x = 0; x < rows.width; ++x) *grey++ = *rows.at(x, y);
  }
  return write_rows(PngRows{composed_.data(), rows.width, rows.height, rows.width}, executor);
}

Status PngWriter::write_rows(PngRows rows, Executor& executor) {
  if (Status status = check_rows(rows.width, rows.height); !status.is_ok()) return status;
  if (rows.height == 0) return {};

  const std::size_t pixel_bytes = png_pixel_bytes(colour_);
  const std::size_t row_bytes = previous_row_.size();
  const int segment_rows = static_cast<int>(std::max<std::size_t>(1, kSegmentBytes / row_bytes));
  const int segment_count = (rows.height - 1) / segment_rows + 1;

  const auto encode = [&](std::size_t index, PngSegment& segment) {
    const int first = static_cast<int>(index) * segment_rows;
    const int last = std::min(rows.height, first + segment_rows);
    std::unique_ptr<Workspaces::Workspace> workspace = workspaces_->take();
    std::vector<std::uint8_t>& filtered = workspace->filtered;
    filtered.resize(static_cast<std::size_t>(last - first) * (row_bytes + 1));
    std::uint8_t* output = filtered.data();
    for (int y = first; y < last; ++y) {
      const std::span<const std::uint8_t> row(rows.row(y), row_bytes);
      const std::uint8_t* above = y > 0 ? rows.row(y - 1) : previous_row_.data();
      const PngFilter filter = choose_filter(pixel_bytes, row, above);
      *output = static_cast<std::uint8_t>(filter);
      filter_row(filter, pixel_bytes, row, above, output + 1);
      output += row_bytes + 1;
    }
    segment.adler = adler32(kAdlerStart, filtered);
    segment.raw_size = filtered.size();
    workspace->encoder.append_segment(filtered, segment.bytes);
    workspaces_->give_back(std::move(workspace));
  };
  if (Status status = segments_.write(static_cast<std::size_t>(segment_count), executor, encode);
      !status.is_ok()) {
    failed_ = true;
    return status;
  }
  const std::uint8_t* last_row = rows.row(rows.height - 1);
  std::copy(last_row, last_row + row_bytes, previous_row_.begin());
  rows_written_ += rows.height;
  return {};
}

Status PngWriter::write_tiles(const PngTileCoder& coder, std::span<const std::uint32_t> tiles,
                              int pixel_rows, Executor& executor) {
  if (Status status = check_rows(coder.picture_width(), pixel_rows); !status.is_ok()) return status;
  if (coder.colour() != colour_) {
    return {StatusCode::invalid_argument, "the tiles were coded for a PNG of another colour"};
  }
  const auto columns = static_cast<std::size_t>(coder.columns());
  const int tile_height = coder.tile_size().height;
  const std::int64_t whole_rows =
      static_cast<std::int64_t>(tiles.size() / columns) * std::int64_t{tile_height};
  if (tiles.empty() || tiles.size() % columns != 0 || pixel_rows > whole_rows ||
      pixel_rows <= whole_rows - tile_height) {
    return {StatusCode::invalid_argument, "the cells do not make up the rows of pixels"};
  }
  for (const std::uint32_t tile : tiles) {
    if (tile >= coder.tile_count()) {
      return {StatusCode::invalid_argument, "a cell names a tile that is not there"};
    }
  }
  if (!coder.pays()) return write_composed(coder, tiles, pixel_rows, executor);

  const int rows_of_cells = static_cast<int>(tiles.size() / columns);
  const int last_rows = pixel_rows - (rows_of_cells - 1) * tile_height;
  const std::size_t groups = coder.group_count(tile_height);
  const std::size_t segment_count =
      static_cast<std::size_t>(rows_of_cells - 1) * groups + coder.group_count(last_rows);
  const auto encode = [&](std::size_t index, PngSegment& segment) {
    const std::size_t row_of_cells = index / groups;
    const bool is_last = row_of_cells + 1 == static_cast<std::size_t>(rows_of_cells);
    std::unique_ptr<Workspaces::Workspace> workspace = workspaces_->take();
    coder.encode_group(index % groups, is_last ? last_rows : tile_height,
                       tiles.subspan(row_of_cells * columns, columns), workspace->tiles, segment);
    workspaces_->give_back(std::move(workspace));
  };
  if (Status status = segments_.write(segment_count, executor, encode); !status.is_ok()) {
    failed_ = true;
    return status;
  }
  coder.compose_row(tiles.last(columns), last_rows - 1, previous_row_.data());
  rows_written_ += pixel_rows;
  return {};
}

Status PngWriter::write_composed(const PngTileCoder& coder, std::span<const std::uint32_t> tiles,
                                 int pixel_rows, Executor& executor) {
  const std::size_t row_bytes = previous_row_.size();
  const auto columns = static_cast<std::size_t>(coder.columns());
  const int tile_height = coder.tile_size().height;
  const int band_rows = static_cast<int>(
      std::clamp<std::size_t>(kComposedBytes / row_bytes, 1, static_cast<std::size_t>(pixel_rows)));
  composed_.resize(static_cast<std::size_t>(band_rows) * row_bytes);
  for (int first = 0; first < pixel_rows; first += band_rows) {
    const int rows = std::min(band_rows, pixel_rows - first);
    executor.for_each(static_cast<std::size_t>(rows), [&](std::size_t i) {
      const int y = first + static_cast<int>(i);
      const auto row_of_cells = static_cast<std::size_t>(y / tile_height);
      coder.compose_row(tiles.subspan(row_of_cells * columns, columns), y % tile_height,
                        composed_.data() + i * row_bytes);
    });
    const PngRows band = {composed_.data(), size_.width, rows,
                          static_cast<std::ptrdiff_t>(row_bytes)};
    if (Status status = write_rows(band, executor); !status.is_ok()) return status;
  }
  return {};
}

Status PngWriter::finish() {
  if (!begun_ || failed_ || finished_) {
    return {StatusCode::invalid_argument,
            "finish was called before begin, twice, or after a failure"};
  }
  if (rows_written_ < size_.height) {
    return {StatusCode::invalid_argument,
            std::to_string(size_.height - rows_written_) + " rows of the PNG are missing"};
  }
  finished_ = true;
  if (Status status = segments_.finish(); !status.is_ok()) return status;
  return write_png_chunk(*sink_, "IEND", {});
}

}  // namespace tessera
