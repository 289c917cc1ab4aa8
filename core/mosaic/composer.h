// Composer: the pixels of any rectangle of a mosaic at one zoom, whichever way its tiles are drawn.
// The mosaic itself is never held whole.
//
//   const Mosaic mosaic{grid, photo_of_cell, style, &target_colours};
//   auto tiles = std::make_shared<TileCache>(library, style.tone);             // for all zooms
//   Result<std::unique_ptr<const Composer>> eighth = make_composer(mosaic, tiles, 3);
//   (*eighth)->compose(x, y, out);                                 // from any thread
//
// The pixels do not depend on how a picture is divided into rectangles.
#pragma once

#include "base/status.h"
#include "image/image.h"
#include "match/constraints.h"
#include "mosaic/blocks.h"
#include "mosaic/grid.h"
#include "mosaic/style.h"
#include "mosaic/target_colours.h"
#include "mosaic/tile_cache.h"

#include <cstdint>
#include <memory>
#include <span>

namespace tessera {

/// Stands for the photo of a cell that shows the target itself, whatever the style, without gaps.
inline constexpr std::uint32_t kTargetCell = kEmptyCell - 1;

/// What is composed.
struct Mosaic {
  Grid grid;
  /// Of each cell, row after row, grid.cell_count() of them: its photo in the library, or
  /// kEmptyCell (match/constraints.h), or kTargetCell. Borrowed.
  std::span<const std::uint32_t> photo_of_cell;
  MosaicStyle style{};
  /// Borrowed; not null where shows_target().
  const TargetColours* target = nullptr;
  /// Larger cells: each is drawn as one tile, which all of its cells name (Blocks::spread); null:
  /// none. Borrowed. Not with overlap.
  const Blocks* blocks = nullptr;

  bool has_target_cells() const;
  bool has_empty_cells() const;
  /// Whether the target's colours are seen.
  bool shows_target() const { return style.shows_target() || has_target_cells(); }
  /// Whether it is nothing but whole tiles, each in its place of a regular grid.
  bool is_tiled() const {
    return style.is_plain() && !grid.brick && blocks == nullptr && !has_target_cells();
  }
};

class Composer {
 public:
  virtual ~Composer() = default;

  virtual Size size() const = 0;

  /// Paints the rectangle whose top left corner is (x, y) and whose size is `out`'s; it must lie
  /// inside, and have a pixel at least. Thread-safe.
  /// @return out_of_memory.
  virtual Status compose(int x, int y, MutableImageView out) const = 0;

  /// The same as RGBA, alpha not multiplied in, rows packed; empty cells are transparent.
  /// @param rgba room for size.width · size.height · 4 bytes.
  virtual Status compose_rgba(int x, int y, Size size, std::uint8_t* rgba) const = 0;
};

/// The mosaic at 1 / 2^halvings of its size, rounded up.
/// @param mosaic what it names is borrowed for the composer's life. Its style was checked.
/// @param tiles with the style's tone. @param halvings 0 and up, such that level_exists()
/// (mosaic/level_geometry.h).
/// @return invalid_argument for blocks with overlap, out_of_memory.
Result<std::unique_ptr<const Composer>> make_composer(const Mosaic& mosaic,
                                                      std::shared_ptr<TileCache> tiles,
                                                      int halvings);

}  // namespace tessera
