#include "image/rgba.h"

namespace tessera {

void expand_rgba(ImageView image, std::uint8_t* rgba) {
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* from = image.row(y);
    for (int x = 0; x < image.width; ++x, from += kChannels, rgba += kRgbaChannels) {
      rgba[0] = from[0];
      rgba[1] = from[1];
      rgba[2] = from[2];
      rgba[3] = 255;
    }
  }
}

}  // namespace tessera
