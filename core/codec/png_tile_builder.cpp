// The preparation of a PngTileCoder: from a layout to filters, codes and coded tiles.
#include "codec/checksum.h"
#include "codec/png_picture_counts.h"
#include "codec/png_tile_coder.h"
#include "codec/png_tile_repeats.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <new>
#include <numeric>

namespace tessera {
namespace {

constexpr std::size_t kPixelBytes = kChannels;
// Smaller tiles have too many first pixels, and smaller rows of cells too much header, for their
// pixels; the general path is as good there.
constexpr int kLeastTileWidth = 8;
constexpr std::int64_t kLeastRowOfCellsBytes = 32 * 1024;
// Statistics of so many tiles and first pixels say what those of all would.
constexpr std::size_t kSampledTiles = 384;
constexpr std::size_t kSampledFirstPixels = 8192;
// A group of pixel rows is one thread's piece of work.
constexpr std::int64_t kMostGroupBytes = 512 * 1024;

constexpr std::array<PngFilter, 2> kFirstRowFilters = {PngFilter::none, PngFilter::sub};
constexpr std::array<PngFilter, kPngFilterCount> kAllFilters = {
    PngFilter::none, PngFilter::sub, PngFilter::up, PngFilter::average, PngFilter::paeth};

struct FirstPixel {
  std::uint32_t left_tile = 0;  // The tile itself where it stands in the first column.
  std::uint32_t tile = 0;
  bool at_edge = false;
};

std::uint32_t load_pixel(const std::uint8_t* bytes) {
  return std::uint32_t{bytes[0]} | std::uint32_t{bytes[1]} << 8 | std::uint32_t{bytes[2]} << 16;
}

}  // namespace

class PngTileCoder::Builder {
 public:
  Builder(PngTileCoder& coder, const PngTileLayout& layout)
      : coder_(coder),
        layout_(layout),
        tile_bytes_(static_cast<std::size_t>(coder.tile_size_.width) * kPixelBytes),
        row_bytes_(std::int64_t{layout.picture_width} * kChannels + 1),
        tile_rows_(layout.tile_of_cell.size() / static_cast<std::size_t>(layout.columns)) {}

  void survey_cells();
  bool pays() const;
  void choose_filter(int y);
  void make_groups();
  void choose_slots(std::size_t memory_limit);
  void code_tiles(int y);

 private:
  // What of a filter's output is the same wherever the tile stands.
  std::size_t body_start(PngFilter filter) const { return uses_left(filter) ? kPixelBytes : 0; }
  void filter_tile(const ImageView& tile, int y, PngFilter filter, std::uint8_t* filtered) const;
  PictureCounts count_symbols(int y, PngFilter filter) const;
  void count_repeats(int y, PngFilter filter, PictureCounts& counts) const;
  SymbolCounts scaled(const PictureCounts& counts) const;
  std::uint64_t bits_for(const PictureCounts& counts) const;

  PngTileCoder& coder_;
  const PngTileLayout& layout_;
  std::size_t tile_bytes_;
  std::int64_t row_bytes_;
  std::size_t tile_rows_;
  std::vector<std::uint64_t> uses_;  // How often a tile is written out.
  std::vector<std::uint32_t> sampled_tiles_;
  std::uint64_t sample_weight_ = 1;  // In 256ths.
  std::vector<FirstPixel> first_pixels_;
  std::uint64_t first_pixel_weight_ = 1;  // Cells for each sampled first pixel, in 256ths.
  // Of the matches of one pixel row of the tiles, where the first pixel of a run is written out and
  // where not.
  PictureCounts fixed_matches_;
  PictureCounts plain_matches_;
  unsigned scale_shift_ = 0;
  int max_distance_ = 0;  // In cells.
  std::vector<PictureCounts> row_counts_;
};

void PngTileCoder::Builder::survey_cells() {
  max_distance_ = static_cast<int>(static_cast<std::size_t>(kMaxMatchDistance) / tile_bytes_);
  uses_.assign(layout_.tiles.size(), 0);
  row_counts_.resize(static_cast<std::size_t>(coder_.tile_size_.height));
  const std::size_t cells = layout_.tile_of_cell.size();
  const std::size_t step = cells / kSampledFirstPixels + 1;
  std::size_t until_sample = 0;
  std::uint64_t first_pixel_cells = 0;

  TileRunFinder finder(layout_.tiles.size());
  std::vector<TileRun> runs;
  const auto columns = static_cast<std::size_t>(layout_.columns);
  for (std::size_t row = 0; row < tile_rows_; ++row) {
    const std::span<const std::uint32_t> tiles =
        layout_.tile_of_cell.subspan(row * columns, columns);
    finder.find(tiles, max_distance_, runs);
    for (const TileRun& run : runs) {
      const bool copied = run.distance > 0;
      const int written_first_pixels = copied ? 1 : run.cell_count;
      for (int i = 0; i < written_first_pixels; ++i) {
        const auto cell = static_cast<std::size_t>(run.first_cell) + static_cast<std::size_t>(i);
        if (!copied) ++uses_[tiles[cell]];
        ++first_pixel_cells;
        if (until_sample > 0) {
          --until_sample;
          continue;
        }
        until_sample = step - 1;
        first_pixels_.push_back({tiles[cell > 0 ? cell - 1 : 0], tiles[cell], cell == 0});
      }
      if (!copied) continue;
      // A last column that is cut off is counted as if it were whole.
      const std::size_t bytes = tile_bytes_ * static_cast<std::size_t>(run.cell_count);
      const std::size_t distance =
          distance_symbol(run.distance * static_cast<int>(tile_bytes_)).symbol;
      const auto count = [&](PictureCounts& counts, std::size_t stretch) {
        for_each_match_piece(stretch, [&](int piece) {
          ++counts.literals[length_symbol(piece).symbol];
          ++counts.distances[distance];
        });
      };
      count(fixed_matches_, bytes - kPixelBytes);
      count(plain_matches_, bytes);
    }
  }
  first_pixel_weight_ = first_pixel_cells * 256 / std::max<std::size_t>(1, first_pixels_.size());

  std::vector<std::uint32_t> used;
  std::uint64_t all_uses = 0;
  for (std::uint32_t tile = 0; tile < uses_.size(); ++tile) {
    if (uses_[tile] > 0) used.push_back(tile);
    all_uses += uses_[tile];
  }
  std::uint64_t sampled_uses = 0;
  const std::size_t sample = std::min(used.size(), kSampledTiles);
  for (std::size_t i = 0; i < sample; ++i) {
    sampled_tiles_.push_back(used[i * used.size() / sample]);
    sampled_uses += uses_[sampled_tiles_.back()];
  }
  sample_weight_ = all_uses * 256 / std::max<std::uint64_t>(1, sampled_uses);

  const std::uint64_t picture_bytes =
      cells * tile_bytes_ * static_cast<std::uint64_t>(coder_.tile_size_.height);
  const auto bits = static_cast<unsigned>(std::bit_width(picture_bytes));
  scale_shift_ = bits > 30 ? bits - 30 : 0;
}

bool PngTileCoder::Builder::pays() const {
  std::uint64_t used = 0;
  for (const std::uint64_t uses : uses_) used += uses > 0 ? 1 : 0;
  return coder_.tile_size_.width >= kLeastTileWidth &&
         row_bytes_ * coder_.tile_size_.height >= kLeastRowOfCellsBytes &&
         used * 2 <= layout_.tile_of_cell.size();
}

void PngTileCoder::Builder::filter_tile(const ImageView& tile, int y, PngFilter filter,
                                        std::uint8_t* filtered) const {
  // In row 0 only filters that do not look up are used.
  filter_row(filter, {tile.row(y), tile_bytes_}, tile.row(std::max(y - 1, 0)), filtered);
}

PictureCounts PngTileCoder::Builder::count_symbols(int y, PngFilter filter) const {
  PictureCounts counts = uses_left(filter) ? fixed_matches_ : plain_matches_;
  counts.literals[static_cast<std::size_t>(filter)] += tile_rows_;
  counts.literals[kEndOfBlock] += tile_rows_;

  std::vector<std::uint8_t> filtered(tile_bytes_);
  // Four tables in turn: equal neighbours would wait for each other's counter.
  std::array<std::array<std::uint64_t, 256>, 4> tables{};
  for (const std::uint32_t tile : sampled_tiles_) {
    filter_tile(layout_.tiles[tile], y, filter, filtered.data());
    const std::uint64_t weight = uses_[tile];
    std::size_t i = body_start(filter);
    for (; i + 4 <= tile_bytes_; i += 4) {
      tables[0][filtered[i]] += weight;
      tables[1][filtered[i + 1]] += weight;
      tables[2][filtered[i + 2]] += weight;
      tables[3][filtered[i + 3]] += weight;
    }
    for (; i < tile_bytes_; ++i) tables[0][filtered[i]] += weight;
  }
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const std::uint64_t sum = tables[0][byte] + tables[1][byte] + tables[2][byte] + tables[3][byte];
    counts.literals[byte] += sum * sample_weight_ / 256;
  }

  if (!uses_left(filter)) return counts;
  std::array<std::uint64_t, 256> first_bytes{};
  const std::size_t last_pixel = tile_bytes_ - kPixelBytes;
  for (const FirstPixel& first : first_pixels_) {
    const ImageView& tile = layout_.tiles[first.tile];
    const ImageView& left = layout_.tiles[first.left_tile];
    const std::uint32_t pixel = filter_pixel(
        filter, load_pixel(tile.row(y)), first.at_edge ? 0 : load_pixel(left.row(y) + last_pixel),
        y > 0 ? load_pixel(tile.row(y - 1)) : 0,
        first.at_edge || y == 0 ? 0 : load_pixel(left.row(y - 1) + last_pixel));
    ++first_bytes[pixel & 0xff];
    ++first_bytes[pixel >> 8 & 0xff];
    ++first_bytes[pixel >> 16];
  }
  for (std::size_t byte = 0; byte < 256; ++byte) {
    counts.literals[byte] += first_bytes[byte] * first_pixel_weight_ / 256;
  }
  return counts;
}

SymbolCounts PngTileCoder::Builder::scaled(const PictureCounts& counts) const {
  const int farthest =
      max_distance_ > 0 ? max_distance_ * static_cast<int>(tile_bytes_) : kMaxMatchDistance;
  return counts.scaled(scale_shift_, farthest);
}

std::uint64_t PngTileCoder::Builder::bits_for(const PictureCounts& counts) const {
  const SymbolCounts small = scaled(counts);
  return coded_bits(small, make_block_code(small));
}

void PngTileCoder::Builder::choose_filter(int y) {
  const std::span<const PngFilter> filters = y == 0 ? std::span<const PngFilter>(kFirstRowFilters)
                                                    : std::span<const PngFilter>(kAllFilters);
  std::uint64_t least_bits = ~std::uint64_t{0};
  for (const PngFilter filter : filters) {
    const PictureCounts counts = count_symbols(y, filter);
    const std::uint64_t bits = bits_for(counts);
    if (bits >= least_bits) continue;
    least_bits = bits;
    row_counts_[static_cast<std::size_t>(y)] = counts;
    coder_.rows_[static_cast<std::size_t>(y)].filter = filter;
  }
  count_repeats(y, coder_.rows_[static_cast<std::size_t>(y)].filter,
                row_counts_[static_cast<std::size_t>(y)]);
}

// Takes the literals that matches inside a tile will replace out of the counts, and puts the
// matches in.
void PngTileCoder::Builder::count_repeats(int y, PngFilter filter, PictureCounts& counts) const {
  const BlockCode code = make_block_code(scaled(counts));
  PictureCounts replaced;
  PictureCounts added;
  std::vector<std::uint8_t> filtered(tile_bytes_);
  RepeatFinder finder;
  for (const std::uint32_t tile : sampled_tiles_) {
    filter_tile(layout_.tiles[tile], y, filter, filtered.data());
    std::size_t position = body_start(filter);
    for (const RepeatToken& token : finder.find(std::span(filtered).subspan(position), code)) {
      position += token.literal_count;
      if (token.match_length == 0) break;
      const std::uint64_t weight = uses_[tile];
      for (std::size_t i = 0; i < token.match_length; ++i) {
        replaced.literals[filtered[position + i]] += weight;
      }
      added.literals[length_symbol(token.match_length).symbol] += weight;
      added.distances[distance_symbol(token.match_distance).symbol] += weight;
      position += token.match_length;
    }
  }
  for (std::size_t i = 0; i < counts.literals.size(); ++i) {
    const std::uint64_t less =
        std::min(counts.literals[i], replaced.literals[i] * sample_weight_ / 256);
    counts.literals[i] += added.literals[i] * sample_weight_ / 256 - less;
  }
  for (std::size_t i = 0; i < counts.distances.size(); ++i) {
    counts.distances[i] += added.distances[i] * sample_weight_ / 256;
  }
}

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
  std::vector<std::uint8_t> filtered(tile_bytes_);
  std::vector<std::uint8_t> coded(tile_bytes_ * kMaxLiteralCodeLength / 8 + 16);
  RepeatFinder finder;
  for (std::size_t tile = 0; tile < slots.size(); ++tile) {
    if (slots[tile] == kNoSlot) continue;
    const ImageView& view = layout_.tiles[tile];
    filter_tile(view, y, row.filter, filtered.data());
    const std::span<const std::uint8_t> body = std::span(filtered).subspan(start);
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
    result.first_pixel = load_pixel(view.row(y));
    result.last_pixel = load_pixel(view.row(y) + tile_bytes_ - kPixelBytes);
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
