#include "codec/png_tile_coder.h"

#include "codec/checksum.h"

#include <algorithm>
#include <cstring>

namespace tessera {
namespace {

// Adler-32 of parts whose own sums are known.
class AdlerSums {
 public:
  void add_byte(std::uint32_t byte) {
    sum_ += byte;
    sum_of_sums_ += sum_;
  }

  // @param adler of the part, both sums started from 0.
  void add_part(std::uint32_t adler, std::size_t length) {
    sum_of_sums_ = (sum_of_sums_ + sum_ * length + (adler >> 16)) % kAdlerModulus;
    sum_ = (sum_ + (adler & 0xffff)) % kAdlerModulus;
  }

  std::uint32_t value() const {
    return static_cast<std::uint32_t>(sum_of_sums_ % kAdlerModulus << 16 | sum_ % kAdlerModulus);
  }

 private:
  std::uint64_t sum_ = 1;
  std::uint64_t sum_of_sums_ = 0;
};

}  // namespace

// Writes the pixel rows of one group.
class PngTileCoder::RowEncoder {
 public:
  RowEncoder(const PngTileCoder& coder, const BlockCode& code, std::span<const std::uint32_t> tiles,
             Scratch& scratch, std::uint8_t* output)
      : coder_(coder),
        code_(code),
        tiles_(tiles),
        scratch_(scratch),
        writer_(output),
        pixel_bytes_(coder.pixel_bytes_),
        tile_bytes_(static_cast<std::size_t>(coder.tile_size_.width) * pixel_bytes_),
        last_cell_bytes_(static_cast<std::size_t>(coder.picture_width_) * pixel_bytes_ -
                         tile_bytes_ * (tiles.size() - 1)) {}

  void write_row(int y);
  BitWriter& writer() { return writer_; }
  std::uint32_t adler() const { return adler_.value(); }

 private:
  void write_coded_cell(std::uint32_t slot, bool copied, bool first_of_run);
  void write_other_cell(const ImageView& tile, std::size_t bytes, bool copied, bool first_of_run);

  void write_pixel(std::uint32_t pixel) {
    for (unsigned shift = 0; shift < 8 * pixel_bytes_; shift += 8) {
      const CodeWord word = code_.literals[(pixel >> shift) & 0xff];
      writer_.add(word.bits, word.length);
    }
    writer_.flush();
  }

  const PngTileCoder& coder_;
  const BlockCode& code_;
  std::span<const std::uint32_t> tiles_;
  Scratch& scratch_;
  BitWriter writer_;
  AdlerSums adler_;
  std::size_t pixel_bytes_;
  std::size_t tile_bytes_;
  std::size_t last_cell_bytes_;

  // Of the pixel row that is being written.
  int y_ = 0;
  PngFilter filter_ = PngFilter::none;
  bool fixes_first_pixel_ = false;
  std::size_t copied_bytes_ = 0;  // What the current run's matches will stand for.
  std::uint32_t left_ = 0;        // The pixel to the left of the cell, and the one above that.
  std::uint32_t above_left_ = 0;
};

void PngTileCoder::RowEncoder::write_row(int y) {
  y_ = y;
  filter_ = coder_.rows_[static_cast<std::size_t>(y)].filter;
  fixes_first_pixel_ = uses_left(filter_);
  left_ = 0;
  above_left_ = 0;
  const auto filter_byte = static_cast<std::uint8_t>(filter_);
  writer_.put(code_.literals[filter_byte].bits, code_.literals[filter_byte].length);
  adler_.add_byte(filter_byte);

  for (const TileRun& run : scratch_.runs) {
    const int end = run.first_cell + run.cell_count;
    const std::size_t run_bytes =
        tile_bytes_ * static_cast<std::size_t>(run.cell_count) -
        (static_cast<std::size_t>(end) == tiles_.size() ? tile_bytes_ - last_cell_bytes_ : 0);
    // What is left of a last cell that is cut off may be too short for a match.
    const bool copied =
        run.distance > 0 && run_bytes >= kMinMatchLength + (fixes_first_pixel_ ? pixel_bytes_ : 0);
    copied_bytes_ = 0;
    for (int i = 0; i < run.cell_count; ++i) {
      const auto cell = static_cast<std::size_t>(run.first_cell) + static_cast<std::size_t>(i);
      const std::size_t bytes = cell + 1 == tiles_.size() ? last_cell_bytes_ : tile_bytes_;
      const std::uint32_t tile = tiles_[cell];
      const std::uint32_t slot = coder_.slot_of_tile_[tile];
      if (slot == kNoSlot || bytes < tile_bytes_) {
        write_other_cell(coder_.tiles_[tile], bytes, copied, i == 0);
      } else {
        write_coded_cell(slot, copied, i == 0);
      }
    }
    // The first pixel of a run was written out where it depends on the tile to its left, which may
    // be another one at the place that is copied. Inside a run all neighbours are the same.
    if (copied_bytes_ > 0) {
      const int distance = run.distance * static_cast<int>(tile_bytes_);
      for_each_match_piece(copied_bytes_,
                           [&](int piece) { write_match(writer_, code_, piece, distance); });
    }
  }
}

void PngTileCoder::RowEncoder::write_coded_cell(std::uint32_t slot, bool copied,
                                                bool first_of_run) {
  const PixelRow& row = coder_.rows_[static_cast<std::size_t>(y_)];
  const CodedTileRow& coded = row.tiles[slot];
  const CodedTileRow* above =
      y_ > 0 ? &coder_.rows_[static_cast<std::size_t>(y_) - 1].tiles[slot] : nullptr;
  std::size_t body_bytes = tile_bytes_;
  if (fixes_first_pixel_) {
    const std::uint32_t pixel = filter_pixel(
        filter_, coded.first_pixel, left_, above != nullptr ? above->first_pixel : 0, above_left_);
    for (unsigned shift = 0; shift < 8 * pixel_bytes_; shift += 8) {
      adler_.add_byte(pixel >> shift & 0xff);
    }
    if (!copied || first_of_run) {
      write_pixel(pixel);
    } else {
      copied_bytes_ += pixel_bytes_;
    }
    body_bytes -= pixel_bytes_;
  }
  adler_.add_part(coded.adler, body_bytes);
  if (copied) {
    copied_bytes_ += body_bytes;
  } else {
    writer_.append(row.bits.data() + coded.offset, coded.bit_count);
  }
  left_ = coded.last_pixel;
  above_left_ = above != nullptr ? above->last_pixel : 0;
}

void PngTileCoder::RowEncoder::write_other_cell(const ImageView& tile, std::size_t bytes,
                                                bool copied, bool first_of_run) {
  std::uint8_t* const grey = scratch_.grey.data();
  const std::uint8_t* row = coder_.tile_samples(tile, y_, bytes, grey);
  // In row 0 only filters that do not look up are used.
  const std::uint8_t* above =
      y_ > 0 ? coder_.tile_samples(tile, y_ - 1, bytes, grey + tile_bytes_) : row;
  const auto pixel_at = [this](const std::uint8_t* bytes_of_pixel) {
    return load_pixel(bytes_of_pixel, pixel_bytes_);
  };
  std::uint8_t* const filtered = scratch_.filtered.data();
  filter_row(filter_, pixel_bytes_, {row, bytes}, above, filtered);
  if (fixes_first_pixel_) {
    const std::uint32_t pixel =
        filter_pixel(filter_, pixel_at(row), left_, y_ > 0 ? pixel_at(above) : 0, above_left_);
    for (std::size_t i = 0; i < pixel_bytes_; ++i) {
      filtered[i] = static_cast<std::uint8_t>(pixel >> 8 * i);
    }
  }
  adler_.add_part(adler32(0, {filtered, bytes}), bytes);
  if (!copied) {
    write_literals(writer_, code_, {filtered, bytes});
  } else if (fixes_first_pixel_ && first_of_run) {
    write_pixel(pixel_at(filtered));
    copied_bytes_ += bytes - pixel_bytes_;
  } else {
    copied_bytes_ += bytes;
  }
  left_ = pixel_at(row + bytes - pixel_bytes_);
  above_left_ = y_ > 0 ? pixel_at(above + bytes - pixel_bytes_) : 0;
}

std::size_t PngTileCoder::memory_bytes() const {
  std::size_t bytes = 0;
  for (const PixelRow& row : rows_) {
    bytes += row.bits.capacity() + row.tiles.capacity() * sizeof(CodedTileRow);
  }
  return bytes;
}

const std::uint8_t* PngTileCoder::tile_samples(const ImageView& tile, int y, std::size_t bytes,
                                               std::uint8_t* grey) const {
  const std::uint8_t* const row = tile.row(y);
  if (pixel_bytes_ == kChannels) return row;
  for (std::size_t x = 0; x < bytes; ++x) grey[x] = row[x * kChannels];
  return grey;
}

void PngTileCoder::compose_row(std::span<const std::uint32_t> tiles, int y,
                               std::uint8_t* output) const {
  const std::size_t tile_bytes = static_cast<std::size_t>(tile_size_.width) * pixel_bytes_;
  std::size_t left = static_cast<std::size_t>(picture_width_) * pixel_bytes_;
  for (const std::uint32_t tile : tiles) {
    const std::size_t bytes = std::min(left, tile_bytes);
    const std::uint8_t* const samples = tile_samples(tiles_[tile], y, bytes, output);
    if (samples != output) std::memcpy(output, samples, bytes);
    output += bytes;
    left -= bytes;
  }
}

std::size_t PngTileCoder::group_count(int pixel_rows) const {
  std::size_t count = 0;
  while (count < groups_.size() && groups_[count].first_row < pixel_rows) ++count;
  return count;
}

void PngTileCoder::encode_group(std::size_t group, int pixel_rows,
                                std::span<const std::uint32_t> tiles, Scratch& scratch,
                                PngSegment& segment) const {
  const Group& rows = groups_[group];
  const int end = std::min(rows.first_row + rows.row_count, pixel_rows);
  const std::size_t row_bytes = static_cast<std::size_t>(picture_width_) * pixel_bytes_ + 1;
  const std::size_t raw_size = row_bytes * static_cast<std::size_t>(end - rows.first_row);
  const std::size_t tile_bytes = static_cast<std::size_t>(tile_size_.width) * pixel_bytes_;
  if (scratch.finder_tiles < tiles_.size()) {
    scratch.finder = TileRunFinder(tiles_.size());
    scratch.finder_tiles = tiles_.size();
  }
  scratch.filtered.resize(std::max(scratch.filtered.size(), tile_bytes));
  if (pixel_bytes_ != kChannels) {
    scratch.grey.resize(std::max(scratch.grey.size(), 2 * tile_bytes));
  }
  scratch.finder.find(tiles, static_cast<int>(kMaxMatchDistance / tile_bytes), scratch.runs);

  // A match costs less than as many literals of the greatest length, but for one of 3 bytes, which
  // only a cut-off last column can have: a few bits more in a pixel row.
  const std::size_t bound =
      raw_size * kMaxLiteralCodeLength / 8 + row_bytes + kMaxBlockHeaderBytes + 64;
  const std::size_t start = segment.bytes.size();
  RowEncoder encoder(*this, rows.code, tiles, scratch, segment.bytes.make_room(bound));
  write_block_header(encoder.writer(), rows.code, /*final=*/false);
  for (int y = rows.first_row; y < end; ++y) encoder.write_row(y);
  const CodeWord end_word = rows.code.literals[kEndOfBlock];
  encoder.writer().put(end_word.bits, end_word.length);
  write_segment_end(encoder.writer());
  segment.bytes.set_end(encoder.writer().position());
  segment.adler = encoder.adler();
  segment.raw_size = raw_size;

  // The code suits the mosaic as a whole; tiles of noise, all in one row, may not be served by it.
  if (segment.bytes.size() - start > raw_size) {
    segment.bytes.set_end(segment.bytes.data() + start);
    encode_plainly(rows.first_row, end, tiles, scratch, segment);
  }
}

void PngTileCoder::encode_plainly(int first_row, int end, std::span<const std::uint32_t> tiles,
                                  Scratch& scratch, PngSegment& segment) const {
  const std::size_t row_bytes = static_cast<std::size_t>(picture_width_) * pixel_bytes_;
  scratch.row.resize(row_bytes);
  scratch.row_above.resize(row_bytes);
  std::vector<std::uint8_t>& filtered = scratch.filtered;
  filtered.resize(
      std::max(filtered.size(), (row_bytes + 1) * static_cast<std::size_t>(end - first_row)));
  std::uint8_t* output = filtered.data();
  if (first_row > 0) compose_row(tiles, first_row - 1, scratch.row_above.data());
  for (int y = first_row; y < end; ++y) {
    compose_row(tiles, y, scratch.row.data());
    // What is above row 0 is not known here.
    const PngFilter filter =
        y > 0 ? choose_filter(pixel_bytes_, scratch.row, scratch.row_above.data()) : PngFilter::sub;
    *output = static_cast<std::uint8_t>(filter);
    filter_row(filter, pixel_bytes_, scratch.row, scratch.row_above.data(), output + 1);
    output += row_bytes + 1;
    std::swap(scratch.row, scratch.row_above);
  }
  const std::span<const std::uint8_t> bytes(filtered.data(), output);
  segment.adler = adler32(kAdlerStart, bytes);
  segment.raw_size = bytes.size();
  scratch.deflate.append_segment(bytes, segment.bytes);
}

}  // namespace tessera
