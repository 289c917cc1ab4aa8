#include "library/crop.h"

#include <algorithm>
#include <cstdint>

namespace tessera {

Rect centre_crop(Size picture, Size aspect) {
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
  return {(picture.width - size.width) / 2, (picture.height - size.height) / 2, size.width,
          size.height};
}

}  // namespace tessera
