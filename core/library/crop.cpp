#include "library/crop.h"

#include <algorithm>
#include <cstdint>

namespace tessera {
namespace {

// To the nearest pixel; the middle of an odd slack is the pixel before it.
int moved(int slack, CropPosition position) {
  const std::int64_t scaled = static_cast<std::int64_t>(slack) * std::min(position, kCropEnd);
  return static_cast<int>((scaled + kCropMiddle - 1) / kCropEnd);
}

}  // namespace

Rect crop_window(Size picture, Size aspect, CropPosition position) {
  Size size = picture;
  const std::int64_t across = static_cast<std::int64_t>(picture.width) * aspect.height;
  const std::int64_t down = static_cast<std::int64_t>(picture.height) * aspect.width;
  if (across > down) {
    size.width =
        static_cast<int>(std::max<std::int64_t>(1, (down + aspect.height / 2) / aspect.height));
  } else {
    size.height =
        static_cast<int>(std::max<std::int64_t>(1, (across + aspect.width / 2) / aspect.width));
  }
  size.width = std::min(size.width, picture.width);
  size.height = std::min(size.height, picture.height);
  return {moved(picture.width - size.width, position),
          moved(picture.height - size.height, position), size.width, size.height};
}

Rect centre_crop(Size picture, Size aspect) { return crop_window(picture, aspect, kCropMiddle); }

}  // namespace tessera
