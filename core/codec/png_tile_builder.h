// The preparation of a PngTileCoder: from a layout to filters, codes and coded tiles. Used by
// PngTileCoder::make() alone.
#pragma once

#include "codec/png_picture_counts.h"
#include "codec/png_tile_coder.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tessera {

class PngTileCoder::Builder {
 public:
  Builder(PngTileCoder& coder, const PngTileLayout& layout)
      : coder_(coder),
        layout_(layout),
        tile_bytes_(static_cast<std::size_t>(coder.tile_size_.width) * coder.pixel_bytes_),
        row_bytes_(layout.picture_width * static_cast<std::int64_t>(coder.pixel_bytes_) + 1),
        tile_rows_(layout.tile_of_cell.size() / static_cast<std::size_t>(layout.columns)) {}

  // The steps, in this order; those with a row may run side by side for several rows.

  /// Counts what is written out and what is copied (png_tile_statistics.cpp, like the next two).
  void survey_cells();
  bool pays() const;
  /// Chooses a pixel row's filter by the bits that its symbols would take.
  void choose_filter(int y);
  /// Lets pixel rows share codes.
  void make_groups();
  /// Gives the most used tiles a place among the coded ones.
  void choose_slots(std::size_t memory_limit);
  void code_tiles(int y);

 private:
  struct FirstPixel {
    std::uint32_t left_tile = 0;  // The tile itself where it stands in the first column.
    std::uint32_t tile = 0;
    bool at_edge = false;
  };

  // What of a filter's output is the same wherever the tile stands.
  std::size_t body_start(PngFilter filter) const {
    return uses_left(filter) ? coder_.pixel_bytes_ : 0;
  }
  // @param filtered room for 3 * tile_bytes_; the first third is the result.
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

}  // namespace tessera
