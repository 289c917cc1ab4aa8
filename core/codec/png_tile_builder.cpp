#include "codec/png_tile_builder.h"

#include "codec/checksum.h"
#include "codec/png_tile_repeats.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <new>
#include <numeric>

namespace tessera {
namespace {

// A group of pixel rows is one thread's piece of work.
constexpr std::int64_t kMostGroupBytes = 512 * 1024;

}  // namespace

// Neighbouring rows share a code as long as that costs less than another header would, in each row
// of cells.
void PngTileCoder::Builder::make_groups() {
  const auto code_of = [this](const PictureCounts& counts) {
    return make_block_code(scaled(counts));
  };
  const auto header_cost = [this](const BlockCode& code) {
    return block_header_bits(code) * tile_rows_ >> scale_shift_;
  };
  const auto most_rows = static_cast<int>(std::max<std::int64_t>(1, kMostGroupBytes / row_bytes_));
  PictureCounts group_counts;
  std::uint64_t group_bits = 0;
  std::uint64_t bits_of_groups = 0;
  for (int y = 0; y < coder_.tile_size_.height; ++y) {
    const PictureCounts& counts = row_counts_[static_cast<std::size_t>(y)];
    const std::uint64_t bits = bits_for(counts);
    if (!coder_.groups_.empty() && coder_.groups_.back().row_count < most_rows) {
      PictureCounts both = group_counts;
      both.add(counts);
      const std::uint64_t bits_of_both = bits_for(both);
      if (bits_of_both <= group_bits + bits + header_cost(code_of(counts))) {
        ++coder_.groups_.back().row_count;
        group_counts = both;
        group_bits = bits_of_both;
        continue;
      }
    }
    if (!coder_.groups_.empty()) {
      coder_.groups_.back().code = code_of(group_counts);
      bits_of_groups += group_bits;
    }
    coder_.groups_.push_back({y, 1, {}});
    group_counts = counts;
    group_bits = bits;
  }
  coder_.groups_.back().code = code_of(group_counts);
  bits_of_groups += group_bits;
  // Beside the bits of a group: the chunk around it and the empty block at its end.
  std::uint64_t bytes = (bits_of_groups << scale_shift_) / 8;
  for (const Group& group : coder_.groups_) {
    bytes += (block_header_bits(group.code) / 8 + 12 + 5) * tile_rows_;
  }
  coder_.estimated_bytes_ = bytes;
  row_counts_.clear();
  row_counts_.shrink_to_fit();
}

void PngTileCoder::Builder::choose_slots(std::size_t memory_limit) {
  // A filtered byte rarely takes more than six bits.
  const std::size_t tile_memory = static_cast<std::size_t>(coder_.tile_size_.height) *
                                  (sizeof(CodedTileRow) + tile_bytes_ * 6 / 8);
  std::vector<std::uint32_t> order(uses_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [this](std::uint32_t a, std::uint32_t b) { return uses_[a] > uses_[b]; });
  coder_.slot_of_tile_.assign(uses_.size(), kNoSlot);
  const std::size_t most = std::min(order.size(), memory_limit / tile_memory);
  for (std::uint32_t slot = 0; slot < most && uses_[order[slot]] > 0; ++slot) {
    coder_.slot_of_tile_[order[slot]] = slot;
  }
}

void PngTileCoder::Builder::code_tiles(int y) {
  const auto group =
      std::upper_bound(coder_.groups_.begin(), coder_.groups_.end(), y,
                       [](int row, const Group& candidate) { return row < candidate.first_row; });
  const BlockCode& code = std::prev(group)->code;
  PixelRow& row = coder_.rows_[static_cast<std::size_t>(y)];
  const std::size_t start = body_start(row.filter);
  const std::span<const std::uint32_t> slots(coder_.slot_of_tile_);
  const auto slot_count = static_cast<std::size_t>(std::count_if(
      slots.begin(), slots.end(), [](std::uint32_t slot) { return slot != kNoSlot; }));
  row.tiles.resize(slot_count);
  std::vector<std::uint8_t> filtered(3 * tile_bytes_);
  std::vector<std::uint8_t> coded(tile_bytes_ * kMaxLiteralCodeLength / 8 + 16);
  RepeatFinder finder;
  for (std::size_t tile = 0; tile < slots.size(); ++tile) {
    if (slots[tile] == kNoSlot) continue;
    const ImageView& view = layout_.tiles[tile];
    filter_tile(view, y, row.filter, filtered.data());
    const std::span<const std::uint8_t> body =
        std::span(filtered).first(tile_bytes_).subspan(start);
    BitWriter writer(coded.data());
    std::size_t position = 0;
    for (const RepeatToken& token : finder.find(body, code)) {
      write_literals(writer, code, body.subspan(position, token.literal_count));
      position += token.literal_count + token.match_length;
      if (token.match_length == 0) break;
      write_match(writer, code, token.match_length, token.match_distance);
    }
    CodedTileRow& result = row.tiles[slots[tile]];
    result.offset = static_cast<std::uint32_t>(row.bits.size());
    result.bit_count =
        static_cast<std::uint32_t>((writer.position() - coded.data()) * 8) + writer.pending_count();
    result.adler = adler32(0, body);
    result.first_pixel = load_pixel(view.row(y), coder_.pixel_bytes_);
    result.last_pixel = load_pixel(view.at(coder_.tile_size_.width - 1, y), coder_.pixel_bytes_);
    row.bits.insert(row.bits.end(), coded.data(), writer.finish_byte());
  }
  row.bits.insert(row.bits.end(), sizeof(std::uint64_t), 0);
  row.bits.shrink_to_fit();
}

Result<std::unique_ptr<const PngTileCoder>> PngTileCoder::make(const PngTileLayout& layout,
                                                               Executor& executor,
                                                               std::size_t memory_limit) {
  if (layout.tiles.empty() || layout.columns < 1) {
    return {StatusCode::invalid_argument, "a layout has at least one tile and one column"};
  }
  if (layout.colour == PngColour::rgba) {
    return {StatusCode::invalid_argument, "tiles have no transparency"};
  }
  const Size tile_size = layout.tiles.front().size();
  for (const ImageView& tile : layout.tiles) {
    if (tile.size() != tile_size || tile_size.width < 1 || tile_size.height < 1) {
      return {StatusCode::invalid_argument, "the tiles of a layout are all of one size"};
    }
  }
  const std::int64_t whole_width = std::int64_t{layout.columns} * tile_size.width;
  if (layout.picture_width > whole_width || layout.picture_width <= whole_width - tile_size.width) {
    return {StatusCode::invalid_argument, "the columns do not make up the picture's width"};
  }
  if (layout.tile_of_cell.size() % static_cast<std::size_t>(layout.columns) != 0) {
    return {StatusCode::invalid_argument, "the cells of a layout are whole rows"};
  }
  for (const std::uint32_t tile : layout.tile_of_cell) {
    if (tile >= layout.tiles.size()) {
      return {StatusCode::invalid_argument, "a cell names a tile that is not there"};
    }
  }

  std::unique_ptr<PngTileCoder> coder(new PngTileCoder);
  coder->tile_size_ = tile_size;
  coder->pixel_bytes_ = png_pixel_bytes(layout.colour);
  coder->columns_ = layout.columns;
  coder->picture_width_ = layout.picture_width;
  std::atomic<bool> out_of_memory{false};
  const auto for_each_row = [&](const std::function<void(int)>& task) {
    executor.for_each(static_cast<std::size_t>(tile_size.height), [&](std::size_t y) {
      try {
        task(static_cast<int>(y));
      } catch (const std::bad_alloc&) {
        out_of_memory = true;
      }
    });
  };
  try {
    coder->tiles_.assign(layout.tiles.begin(), layout.tiles.end());
    Builder builder(*coder, layout);
    builder.survey_cells();
    coder->pays_ = builder.pays();
    if (coder->pays_) {
      coder->rows_.resize(static_cast<std::size_t>(tile_size.height));
      for_each_row([&](int y) { builder.choose_filter(y); });
      builder.make_groups();
      builder.choose_slots(memory_limit);
      for_each_row([&](int y) { builder.code_tiles(y); });
    }
  } catch (const std::bad_alloc&) {
    out_of_memory = true;
  }
  if (out_of_memory) {
    return {StatusCode::out_of_memory, "not enough memory to code the tiles of the mosaic"};
  }
  return std::unique_ptr<const PngTileCoder>(std::move(coder));
}

}  // namespace tessera
