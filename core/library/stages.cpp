#include "library/stages.h"

#include "image/resample.h"
#include "library/crop.h"

#include <utility>

namespace tessera {

PhotoSource decode_source(std::function<Result<std::vector<std::uint8_t>>(std::size_t index)> read,
                          const DecodeOptions& options) {
  return [read = std::move(read), options](std::size_t index) -> Result<Image> {
    const Result<std::vector<std::uint8_t>> bytes = read(index);
    if (!bytes) return bytes.status();
    return decode_image(*bytes, options);
  };
}

Stage crop_stage(Size aspect) {
  return {"crop", [aspect](ImageView image) -> Result<Image> {
            if (aspect.width < 1 || aspect.height < 1 || image.size().area() < 1) {
              return {StatusCode::invalid_argument, "a crop has at least one pixel"};
            }
            const ImageView part = image.cropped(centre_crop(image.size(), aspect));
            return resample(part, part.size());
          }};
}

Stage resize_stage(Size size) {
  return {"resize", [size](ImageView image) { return resample(image, size); }};
}

Stage autocontrast_stage(CutOff cut_off) {
  return {"autocontrast", [cut_off](ImageView image) { return autocontrast(image, cut_off); }};
}

Stage equalise_stage() { return {"equalise", equalise}; }

Stage greyscale_stage() { return {"greyscale", greyscale}; }

Stage mirror_stage() { return {"mirror", mirrored}; }

Stage rotate_stage(int quarter_turns) {
  return {"rotate", [quarter_turns](ImageView image) { return rotated(image, quarter_turns); }};
}

}  // namespace tessera
