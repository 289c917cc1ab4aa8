#include "codec/jpeg_writer.h"

#include "codec/exif_writer.h"
#include "codec/jpeg_encode_bits.h"
#include "codec/jpeg_markers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace tessera {
namespace {

// The pixels of a piece, which is one thread's work: enough to be worth waking a thread, few enough
// for a band to have a piece for each.
constexpr int kPiecePixels = 1 << 17;
constexpr std::uint8_t kRestart = 0xd0;

void append_segment(std::uint8_t marker, std::span<const std::uint8_t> content, ByteBuffer& bytes) {
  const std::size_t length = content.size() + 2;
  bytes.append(std::array<std::uint8_t, 4>{0xff, marker, static_cast<std::uint8_t>(length >> 8),
                                           static_cast<std::uint8_t>(length)});
  bytes.append(content);
}

// T.81, B.2.4.2. kind: 0 luma, 1 chroma.
void append_huffman_code(const jpeg::HuffmanCode& code, bool is_ac, std::size_t kind,
                         ByteBuffer& bytes) {
  ByteBuffer content;
  content.append(std::array{static_cast<std::uint8_t>((is_ac ? 0x10U : 0U) | kind)});
  content.append(code.counts);
  std::size_t symbols = 0;
  for (const std::uint8_t count : code.counts) symbols += count;
  content.append(std::span(code.symbols).first(symbols));
  append_segment(0xc4, content.bytes(), bytes);
}

std::uint8_t high_byte(int value) { return static_cast<std::uint8_t>(value >> 8); }
std::uint8_t low_byte(int value) { return static_cast<std::uint8_t>(value); }

}  // namespace

JpegWriter::JpegWriter(ByteSink& sink, Size size, const JpegCoding& coding, JpegMetadata metadata)
    : sink_(&sink), size_(size), coding_(&coding), metadata_(std::move(metadata)) {}

Status JpegWriter::begin() {
  if (begun_) return {StatusCode::invalid_argument, "begin was called twice"};
  if (size_.width < 1 || size_.height < 1) {
    return {StatusCode::invalid_argument, "a JPEG has at least one column and one row"};
  }
  if (size_.width > kMaxSide || size_.height > kMaxSide) {
    return {StatusCode::too_large,
            "a JPEG has at most " + std::to_string(kMaxSide) + " pixels a side, this would have " +
                std::to_string(size_.width) + " × " + std::to_string(size_.height) +
                ": save it as PNG, or take fewer cells or smaller tiles"};
  }
  const double density = std::round(metadata_.dots_per_inch);
  if (!(density >= 0 && density <= 65535)) {
    return {StatusCode::invalid_argument, "dots per inch is out of range"};
  }
  if (metadata_.comment.size() > kMaxSide - 2) {
    return {StatusCode::invalid_argument, "the text in a JPEG has at most 65,533 bytes"};
  }
  begun_ = true;
  failed_ = true;  // Until all of the head is written.

  ByteBuffer head;
  head.append(std::array<std::uint8_t, 2>{0xff, 0xd8});
  // T.871, 10.1: version 1.02, dots an inch (or, without a unit, square pixels), no thumbnail.
  const int dots = static_cast<int>(density);
  const auto unit = static_cast<std::uint8_t>(dots > 0 ? 1 : 0);
  const std::uint8_t high = high_byte(dots);
  const std::uint8_t low = dots > 0 ? low_byte(dots) : std::uint8_t{1};
  append_segment(
      0xe0,
      std::array<std::uint8_t, 14>{'J', 'F', 'I', 'F', 0, 1, 2, unit, high, low, high, low, 0, 0},
      head);
  if (metadata_.states_srgb) {
    append_segment(0xe1, srgb_exif_block(metadata_.dots_per_inch).bytes(), head);
  }
  if (const std::string& comment = metadata_.comment; !comment.empty()) {
    append_segment(0xfe, {reinterpret_cast<const std::uint8_t*>(comment.data()), comment.size()},
                   head);
  }
  for (std::size_t kind = 0; kind < 2; ++kind) {
    std::array<std::uint8_t, 1 + jpeg::kBlockArea> table;
    table[0] = static_cast<std::uint8_t>(kind);
    for (std::size_t k = 0; k < jpeg::kBlockArea; ++k) {
      table[1 + k] = coding_->steps()[kind][jpeg::kNaturalOrder[k]];
    }
    append_segment(0xdb, table, head);
  }
  const bool halved = coding_->quality().chroma == JpegChroma::quarter;
  append_segment(0xc0,
                 std::array<std::uint8_t, 15>{
                     8, high_byte(size_.height), low_byte(size_.height), high_byte(size_.width),
                     low_byte(size_.width), jpeg::kComponents, 1,
                     static_cast<std::uint8_t>(halved ? 0x22 : 0x11), 0, 2, 0x11, 1, 3, 0x11, 1},
                 head);
  for (std::size_t kind = 0; kind < 2; ++kind) {
    append_huffman_code(coding_->dc_table(kind), false, kind, head);
    append_huffman_code(coding_->ac_table(kind), true, kind, head);
  }
  const int units = (size_.width - 1) / coding_->mcu_size().width + 1;
  append_segment(0xdd, std::array<std::uint8_t, 2>{high_byte(units), low_byte(units)}, head);
  append_segment(
      0xda, std::array<std::uint8_t, 10>{jpeg::kComponents, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0},
      head);
  if (Status status = sink_->write(head.bytes()); !status.is_ok()) return status;
  failed_ = false;
  return {};
}

Status JpegWriter::check_rows(int width, int rows) const {
  if (!begun_ || failed_ || finished_) {
    return {StatusCode::invalid_argument, "rows can be written after begin and before finish"};
  }
  if (width != size_.width) {
    return {StatusCode::invalid_argument, "the rows are not as wide as the JPEG"};
  }
  const int left = size_.height - rows_written_;
  if (rows < 1 || rows > left || (rows < left && rows % coding_->mcu_size().height != 0)) {
    return {StatusCode::invalid_argument, "the rows are not whole coded units of those left"};
  }
  return {};
}

Status JpegWriter::write_unit_rows(int pixel_rows, Executor& executor, const WriteUnits& write) {
  const Size mcu_size = coding_->mcu_size();
  const int unit_rows = (pixel_rows - 1) / mcu_size.height + 1;
  const int piece_rows = std::max(1, kPiecePixels / size_.width / mcu_size.height);
  const int piece_count = (unit_rows - 1) / piece_rows + 1;
  const std::size_t units = static_cast<std::size_t>((size_.width - 1) / mcu_size.width) + 1;
  const std::size_t row_bound = units * coding_->mcu_bound() + 64;
  const int first_row = rows_written_ / mcu_size.height;

  const auto make = [&](std::size_t index, Piece& piece) {
    piece.bytes.clear();
    const int begin = static_cast<int>(index) * piece_rows;
    const int end = std::min(unit_rows, begin + piece_rows);
    for (int row = begin; row < end; ++row) {
      if (const int number = first_row + row; number > 0) {
        const auto marker = static_cast<std::uint8_t>(kRestart + (number - 1) % 8);
        piece.bytes.append(std::array<std::uint8_t, 2>{0xff, marker});
      }
      const int y = row * mcu_size.height;
      piece.bits.clear();
      std::uint8_t* const bits = piece.bits.make_room(row_bound);
      jpeg::BitStringWriter writer(bits);
      write(writer, y, std::min(mcu_size.height, pixel_rows - y));
      piece.bits.set_end(writer.finish_byte());
      jpeg::append_stuffed(piece.bits.bytes(), piece.bytes);
    }
  };
  const auto take = [&](const Piece& piece) { return sink_->write(piece.bytes.bytes()); };
  Status status = pieces_.run(static_cast<std::size_t>(piece_count), executor, make, take);
  failed_ = !status.is_ok();
  rows_written_ += pixel_rows;
  return status;
}

Status JpegWriter::write_rows(ImageView rows, Executor& executor) {
  if (Status status = check_rows(rows.width, rows.height); !status.is_ok()) return status;
  const Size mcu_size = coding_->mcu_size();
  return write_unit_rows(rows.height, executor,
                         [&](jpeg::BitStringWriter& writer, int y, int pixel_rows) {
                           jpeg::Mcu mcu;
                           jpeg::DcPrediction prediction{};
                           for (int x = 0; x < rows.width; x += mcu_size.width) {
                             const int width = std::min(mcu_size.width, rows.width - x);
                             coding_->transform(rows.cropped({x, y, width, pixel_rows}), mcu);
                             coding_->write_mcu(writer, mcu, prediction);
                           }
                         });
}

Status JpegWriter::write_tiles(const JpegTileCoder& tiles,
                               std::span<const std::uint32_t> tile_of_cell, int pixel_rows,
                               Executor& executor) {
  if (Status status = check_rows(tiles.picture_width(), pixel_rows); !status.is_ok()) return status;
  const auto columns = static_cast<std::size_t>(tiles.columns());
  const int tile_height = tiles.tile_size().height;
  const std::int64_t whole_rows =
      static_cast<std::int64_t>(tile_of_cell.size() / columns) * tile_height;
  if (&tiles.coding() != coding_ || tile_of_cell.empty() || tile_of_cell.size() % columns != 0 ||
      pixel_rows > whole_rows || pixel_rows <= whole_rows - tile_height) {
    return {StatusCode::invalid_argument, "the cells do not make up the rows of pixels"};
  }
  if (std::any_of(tile_of_cell.begin(), tile_of_cell.end(),
                  [&](std::uint32_t tile) { return tile >= tiles.tile_count(); })) {
    return {StatusCode::invalid_argument, "a cell names a tile that is not there"};
  }
  return write_unit_rows(
      pixel_rows, executor, [&](jpeg::BitStringWriter& writer, int y, int unit_rows) {
        const auto row_of_cells = static_cast<std::size_t>(y / tile_height);
        tiles.write_row(writer, tile_of_cell.subspan(row_of_cells * columns, columns),
                        y % tile_height, unit_rows);
      });
}

Status JpegWriter::finish() {
  if (!begun_ || failed_ || finished_ || rows_written_ != size_.height) {
    return {StatusCode::invalid_argument, "the JPEG has not got all of its rows"};
  }
  finished_ = true;
  return sink_->write(std::array<std::uint8_t, 2>{0xff, 0xd9});
}

}  // namespace tessera
