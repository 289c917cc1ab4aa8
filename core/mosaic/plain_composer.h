// PlainComposer: tiles side by side, as they are, of one size or of two. See mosaic/composer.h.
#pragma once

#include "mosaic/composer.h"
#include "mosaic/level_geometry.h"
#include "mosaic/tile_cache.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace tessera {

class PlainComposer final : public Composer {
 public:
  PlainComposer(const Mosaic& mosaic, std::shared_ptr<TileCache> tiles, int halvings);

  Size size() const override { return geometry_.size(); }
  Status compose(int x, int y, MutableImageView out) const override;
  Status compose_rgba(int x, int y, Size size, std::uint8_t* rgba) const override;

 private:
  /// Calls paint(area, tile) for the seen part of each cell in the rectangle: the part in the
  /// rectangle, and the pixels that it shows, none where the cell is empty.
  template <class Paint>
  Status for_each_cell(Rect rectangle, const Paint& paint) const;

  LevelGeometry geometry_;
  std::optional<LevelGeometry> larger_;  // of blocks as cells, where there are any
  Mosaic mosaic_;
  std::shared_ptr<TileCache> tiles_;
};

}  // namespace tessera
