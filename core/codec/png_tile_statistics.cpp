// What the cells of a mosaic need of each deflate symbol, and the filters that follow from it.
#include "codec/png_tile_builder.h"
#include "codec/png_tile_repeats.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

namespace tessera {
namespace {

// Smaller tiles have too many first pixels, and smaller rows of cells too much header, for their
// pixels; the general path is as good there.
constexpr int kLeastTileWidth = 8;
constexpr std::int64_t kLeastRowOfCellsBytes = 32 * 1024;
// Statistics of so many tiles and first pixels say what those of all would.
constexpr std::size_t kSampledTiles = 384;
constexpr std::size_t kSampledFirstPixels = 8192;

constexpr std::array<PngFilter, 2> kFirstRowFilters = {PngFilter::none, PngFilter::sub};
constexpr std::array<PngFilter, kPngFilterCount> kAllFilters = {
    PngFilter::none, PngFilter::sub, PngFilter::up, PngFilter::average, PngFilter::paeth};

}  // namespace

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
        // Grey tiles of a pixel or two, which do not pay anyway.
        if (stretch < kMinMatchLength) return;
        for_each_match_piece(stretch, [&](int piece) {
          ++counts.literals[length_symbol(piece).symbol];
          ++counts.distances[distance];
        });
      };
      count(fixed_matches_, bytes - coder_.pixel_bytes_);
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
  // Where samples must be picked out, they are put behind the filtered ones.
  std::uint8_t* const grey = filtered + tile_bytes_;
  const std::uint8_t* const row = coder_.tile_samples(tile, y, tile_bytes_, grey);
  // In row 0 only filters that do not look up are used.
  const std::uint8_t* const above =
      y > 0 ? coder_.tile_samples(tile, y - 1, tile_bytes_, grey + tile_bytes_) : row;
  filter_row(filter, coder_.pixel_bytes_, {row, tile_bytes_}, above, filtered);
}

PictureCounts PngTileCoder::Builder::count_symbols(int y, PngFilter filter) const {
  PictureCounts counts = uses_left(filter) ? fixed_matches_ : plain_matches_;
  counts.literals[static_cast<std::size_t>(filter)] += tile_rows_;
  counts.literals[kEndOfBlock] += tile_rows_;

  std::vector<std::uint8_t> filtered(3 * tile_bytes_);
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
  const int last = coder_.tile_size_.width - 1;
  const auto pixel_at = [this](const ImageView& tile, int x, int row) {
    return load_pixel(tile.at(x, row), coder_.pixel_bytes_);
  };
  for (const FirstPixel& first : first_pixels_) {
    const ImageView& tile = layout_.tiles[first.tile];
    const ImageView& left = layout_.tiles[first.left_tile];
    const std::uint32_t pixel =
        filter_pixel(filter, pixel_at(tile, 0, y), first.at_edge ? 0 : pixel_at(left, last, y),
                     y > 0 ? pixel_at(tile, 0, y - 1) : 0,
                     first.at_edge || y == 0 ? 0 : pixel_at(left, last, y - 1));
    for (unsigned shift = 0; shift < 8 * coder_.pixel_bytes_; shift += 8) {
      ++first_bytes[pixel >> shift & 0xff];
    }
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
  std::vector<std::uint8_t> filtered(3 * tile_bytes_);
  RepeatFinder finder;
  for (const std::uint32_t tile : sampled_tiles_) {
    filter_tile(layout_.tiles[tile], y, filter, filtered.data());
    const auto body = std::span<const std::uint8_t>(filtered).first(tile_bytes_);
    std::size_t position = body_start(filter);
    for (const RepeatToken& token : finder.find(body.subspan(position), code)) {
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

}  // namespace tessera
