#include "image/resample.h"

#include <cstring>
#include <stb/stb_image_resize.h>

namespace tessera {

namespace {

Status check(ImageView image, Size size) {
  if (image.width >= 1 && image.height >= 1 && size.width >= 1 && size.height >= 1) return {};
  return {StatusCode::invalid_argument, "a picture has at least one pixel"};
}

Status no_memory() { return {StatusCode::out_of_memory, "not enough memory to resize"}; }

}  // namespace

Result<Image> resample(ImageView image, const SubpixelRect& area, Size size) {
  if (Status status = check(image, size); !status.is_ok()) return status;
  Image result(size);
  if (result.empty()) return no_memory();
  const double width = image.width;
  const double height = image.height;
  const int done = stbir_resize_region(
      image.pixels, image.width, image.height, static_cast<int>(image.stride), result.data(),
      size.width, size.height, size.width * kChannels, STBIR_TYPE_UINT8, kChannels,
      STBIR_ALPHA_CHANNEL_NONE, 0, STBIR_EDGE_CLAMP, STBIR_EDGE_CLAMP, STBIR_FILTER_DEFAULT,
      STBIR_FILTER_DEFAULT, STBIR_COLORSPACE_SRGB, nullptr, static_cast<float>(area.x / width),
      static_cast<float>(area.y / height), static_cast<float>((area.x + area.width) / width),
      static_cast<float>((area.y + area.height) / height));
  if (done == 0) return no_memory();
  return result;
}

Result<Image> resample(ImageView image, Size size) {
  const SubpixelRect whole{0, 0, static_cast<double>(image.width),
                           static_cast<double>(image.height)};
  if (image.size() != size || size.area() < 1) return resample(image, whole, size);
  Image copy(size);
  if (copy.empty()) return no_memory();
  for (int y = 0; y < size.height; ++y) {
    std::memcpy(copy.view().row(y), image.row(y), static_cast<std::size_t>(size.width) * kChannels);
  }
  return copy;
}

}  // namespace tessera
