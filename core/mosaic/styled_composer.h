// StyledComposer: tiles that are toned, pulled towards the target, faded into each other, overlaid
// and set apart by gaps, as a MosaicStyle says. See mosaic/composer.h.
//
// All of it is whole numbers: colours are 256ths of a level between steps.
#pragma once

#include "mosaic/composer.h"
#include "mosaic/feathered_axis.h"
#include "mosaic/gap_lines.h"
#include "mosaic/level_geometry.h"
#include "mosaic/smooth_target.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace tessera {

class StyledComposer final : public Composer {
 public:
  /// @param mosaic with a target where its style shows one.
  /// @return out_of_memory.
  static Result<std::unique_ptr<const Composer>> make(const Mosaic& mosaic,
                                                      std::shared_ptr<TileCache> tiles,
                                                      int halvings);

  Size size() const override { return size_; }
  Status compose(int x, int y, MutableImageView out) const override;
  Status compose_rgba(int x, int y, Size size, std::uint8_t* rgba) const override;

 private:
  /// What a rectangle needs of a row of cells.
  struct RowOfTiles {
    struct Drawn {
      std::shared_ptr<const Tile> tile;  ///< null where the cell shows no photo
      bool shows_target = false;
      int left = 0;  ///< where the tile begins
      int top = 0;
      std::array<int, kChannels> shift{};
    };
    std::size_t row = 0;
    std::size_t first_column = 0;
    std::vector<Drawn> cells;
  };
  /// A line of a rectangle, premultiplied by how much of it is covered by tiles.
  struct Line {
    std::vector<std::uint16_t> colours;   ///< 256ths of a level
    std::vector<std::uint16_t> coverage;  ///< of kFullWeight; only where cells are empty
  };
  /// Room for the steps to a line.
  struct Workspace {
    std::vector<std::uint32_t> colours;
    std::vector<std::uint32_t> coverage;
    std::vector<std::uint32_t> colour_sums;
    std::vector<std::uint32_t> coverage_sums;
    // How much of it is the target's, only where cells show that.
    std::vector<std::uint32_t> target_coverage;
    std::vector<std::uint32_t> target_coverage_sums;
    std::vector<std::uint16_t> target;
    std::vector<std::uint16_t> seen;
  };

  StyledComposer(const Mosaic& mosaic, std::shared_ptr<TileCache> tiles, int halvings);

  template <class Take>
  Status paint(int x, int y, Size size, const Take& take) const;
  Status fetch(std::size_t row, int x, int width, RowOfTiles& tiles) const;
  Status fetch_tile(std::size_t row, std::size_t column, RowOfTiles::Drawn& drawn) const;
  void blend_across(const RowOfTiles& tiles, int x, int y, int width, Workspace& work) const;
  void show_target_cells(Workspace& work, Line& line) const;
  void lay_target_over(const Workspace& work, Line& line) const;
  void draw_gaps(int x, int y, Workspace& work, Line& line) const;

  Mosaic mosaic_;
  std::shared_ptr<TileCache> tiles_;
  Size size_;
  std::array<FeatheredAxis, 2> columns_;  // Of even and of odd rows.
  FeatheredAxis rows_;
  std::optional<LevelGeometry> larger_;  // Of blocks as cells, where there are any.
  bool has_empty_cells_ = false;
  bool has_target_cells_ = false;
  std::optional<SmoothTarget> target_;  // Where it is seen.
  std::optional<GapLines> gaps_;
  // Of 256.
  int pull_ = 0;
  std::uint32_t overlay_ = 0;
};

}  // namespace tessera
