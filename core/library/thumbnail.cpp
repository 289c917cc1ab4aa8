#include "library/thumbnail.h"

#include "image/resample.h"
#include "library/crop.h"

namespace tessera {

Result<Image> make_thumbnail(std::span<const std::uint8_t> bytes, Size size,
                             const DecodeOptions& options) {
  const Result<Image> picture = decode_image(bytes, options);
  if (!picture) return picture.status();
  return make_thumbnail(picture->view(), size);
}

Result<Image> make_thumbnail(ImageView picture, Size size) {
  return resample(picture.cropped(centre_crop(picture.size(), size)), size);
}

}  // namespace tessera
