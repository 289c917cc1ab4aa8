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

}  // namespace tessera
