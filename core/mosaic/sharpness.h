// Sharpness: whether the photos of a mosaic have the pixels that its tiles show.
//
//   const Sharpness sharpness = sharpness_of(library, distinct_photos(photo_of_cell), grid.tile);
//   if (sharpness.sharp < sharpness.photos) …  // the others are enlarged
#pragma once

#include "base/geometry.h"
#include "library/photo_library.h"
#include "mosaic/blocks.h"
#include "mosaic/grid.h"
#include "mosaic/shown_photos.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace tessera {

struct Sharpness {
  std::size_t photos = 0;
  /// Photos of which the part that a tile shows has at least the tile's pixels.
  std::size_t sharp = 0;
  /// The widest tile of the same shape at which all of them are sharp, in pixels.
  int all_sharp_width = 0;
};

/// A photo of unknown size counts as no larger than its thumbnail.
Sharpness sharpness_of(const PhotoLibrary& library, std::span<const std::uint32_t> photos,
                       Size tile);

/// The same of what a mosaic shows in cells of two sizes, each photo at the largest tile that shows
/// it; all_sharp_width is that of the smaller tiles.
/// @param grid of the smaller cells.
Sharpness sharpness_of_shown(const PhotoLibrary& library, const ShownPhotos& shown,
                             const Blocks& blocks, const Grid& grid);

}  // namespace tessera
