// ShownPhotos: what a mosaic shows where photos may stand as variants: the tiles that it takes,
// each once, and which of them stands in each cell.
//
//   const ShownPhotos shown = shown_photos(photo_of_cell, variant_of_cell);
//   Result<TileSet> tiles = tiles_of_shown(library, shown.tiles, grid.tile, grid.tile, executor,
//   job); compose(grid, shown.tile_of_cell, *tiles, x, y, out);
#pragma once

#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "image/image.h"
#include "library/candidates.h"
#include "library/photo_library.h"
#include "library/preparation.h"
#include "mosaic/tile_set.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

struct ShownPhotos {
  /// Ascending: the variants of a photo side by side.
  std::vector<ShownPhoto> tiles;
  /// For each cell the index of its tile; kEmptyCell where it is empty.
  std::vector<std::uint32_t> tile_of_cell;
};

/// @param photo_of_cell kEmptyCell where a cell is empty.
/// @param variant_of_cell for each cell.
ShownPhotos shown_photos(std::span<const std::uint32_t> photo_of_cell,
                         std::span<const VariantNumber> variant_of_cell);

/// A tile that shows a variant of a picture, which is prepared before.
/// @param picture of the tile's shape, best at least as large; of a part, twice as large.
/// @return invalid_argument where there is no such variant of that shape, out_of_memory.
Result<Image> shown_tile(ImageView picture, VariantNumber variant, Size tile,
                         const Preparation& preparation = {});
/// Whether a variant shows only a part of its picture.
bool shows_part(VariantNumber variant, Size picture);

/// Tiles made of the library's thumbnails, of which they show what a tile of that shape shows
/// (library/tile_shape.h); a tile's index is its name in the set.
/// @param shape of the mosaic's tiles; their size may be rounded from it.
/// @return out_of_memory, cancelled.
Result<TileSet> tiles_of_shown(const PhotoLibrary& library, std::span<const ShownPhoto> shown,
                               Size shape, Size tile, Executor& executor, const Job& job,
                               const Preparation& preparation = {});

/// The same as a library of their own, of tiles of the shape of the library's thumbnails.
/// @return out_of_memory.
Result<PhotoLibrary> library_of_shown(const PhotoLibrary& library,
                                      std::span<const ShownPhoto> shown, Size tile);

/// The size to decode photos at for tiles that show them so: half of a photo may have to fill one.
Size decoded_size(Size tile, std::span<const ShownPhoto> shown);

/// 0 to count - 1: the names of all tiles.
std::vector<std::uint32_t> all_tiles(std::size_t count);

}  // namespace tessera
