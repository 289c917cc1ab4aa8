#include "mosaic/sharpness.h"

#include "library/crop.h"

#include <algorithm>

namespace tessera {
namespace {

Size size_of(const PhotoLibrary& library, std::uint32_t photo) {
  const Size size = library.traits(photo).size;
  return size.area() > 0 ? size : library.thumbnail_size();
}

}  // namespace

Sharpness sharpness_of(const PhotoLibrary& library, std::span<const std::uint32_t> photos,
                       Size tile) {
  Sharpness sharpness = {photos.size(), 0, 0};
  for (const std::uint32_t photo : photos) {
    const int width = crop_window(size_of(library, photo), tile, kCropMiddle).width;
    if (width >= tile.width) ++sharpness.sharp;
    sharpness.all_sharp_width =
        photo == photos.front() ? width : std::min(sharpness.all_sharp_width, width);
  }
  return sharpness;
}

Sharpness sharpness_of_shown(const PhotoLibrary& library, const ShownPhotos& shown,
                             const Blocks& blocks, const Grid& grid) {
  std::vector<std::uint32_t> large;
  for (std::size_t block = 0; block < blocks.block_count(); ++block) {
    if (!blocks.is_block(block)) continue;
    const std::uint32_t tile = shown.tile_of_cell[blocks.leader_of_block(block)];
    if (tile < shown.tiles.size()) large.push_back(shown.tiles[tile].photo);
  }
  large = distinct_photos(large);
  std::vector<std::uint32_t> small;
  for (const ShownPhoto& tile : shown.tiles) {
    if (!std::binary_search(large.begin(), large.end(), tile.photo)) small.push_back(tile.photo);
  }
  small = distinct_photos(small);
  const Sharpness of_small = sharpness_of(library, small, grid.tile);
  if (large.empty()) return of_small;
  Sharpness of_large = sharpness_of(library, large, grid_of_blocks(grid).tile);
  of_large.all_sharp_width /= kBlockSide;
  if (small.empty()) return of_large;
  return {of_small.photos + of_large.photos, of_small.sharp + of_large.sharp,
          std::min(of_small.all_sharp_width, of_large.all_sharp_width)};
}

}  // namespace tessera
