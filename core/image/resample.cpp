#include "image/resample.h"

#include <cstring>
#include <stb/stb_image_resize.h>

namespace tessera {

Result<Image> resample(ImageView image, Size size) {
  if (image.width < 1 || image.height < 1 || size.width < 1 || size.height < 1) {
    return {StatusCode::invalid_argument, "a picture has at least one pixel"};
  }
  Image result(size);
  if (result.empty()) return {StatusCode::out_of_memory, "not enough memory to resize"};
  if (image.size() == size) {
    for (int y = 0; y < size.height; ++y) {
      std::memcpy(result.view().row(y), image.row(y),
                  static_cast<std::size_t>(size.width) * kChannels);
    }
    return result;
  }
  const int done = stbir_resize_uint8_generic(
      image.pixels, image.width, image.height, static_cast<int>(image.stride), result.data(),
      size.width, size.height, size.width * kChannels, kChannels, STBIR_ALPHA_CHANNEL_NONE, 0,
      STBIR_EDGE_CLAMP, STBIR_FILTER_DEFAULT, STBIR_COLORSPACE_SRGB, nullptr);
  if (done == 0) return {StatusCode::out_of_memory, "not enough memory to resize"};
  return result;
}

}  // namespace tessera
