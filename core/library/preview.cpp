#include "library/preview.h"

#include "codec/exif.h"
#include "codec/file_format.h"
#include "codec/jpeg_reduced.h"
#include "library/thumbnail.h"

#include <algorithm>
#include <utility>

namespace tessera {
namespace {

// A thumbnail of the photo's own shape shows all of it.
Result<Preview> preview_of(Result<Thumbnail> whole, Size photo) {
  if (!whole) return whole.status();
  return Preview{std::move(whole->image), photo};
}

}  // namespace

Size fitted_size(Size picture, int side) {
  const int longer = std::max({picture.width, picture.height, 1});
  const std::int64_t limit = std::min(side, longer);
  return {std::max(1, static_cast<int>(picture.width * limit / longer)),
          std::max(1, static_cast<int>(picture.height * limit / longer))};
}

Result<Preview> make_preview(std::span<const std::uint8_t> bytes, int side,
                             const DecodeOptions& options) {
  if (identify(bytes) == FileFormat::jpeg) {
    if (const Result<JpegInfo> info = read_jpeg_info(bytes)) {
      const Size photo = upright_size(info->size, exif_orientation(bytes));
      return preview_of(make_thumbnail(bytes, fitted_size(photo, side), options), photo);
    }
  }
  const Result<Image> picture = decode_image(bytes, options);
  if (!picture) return picture.status();
  return make_preview(picture->view(), side, Orientation::top_left);
}

Result<Preview> make_preview(ImageView picture, int side, Orientation orientation) {
  const Size photo = upright_size(picture.size(), orientation);
  return preview_of(make_thumbnail(picture, fitted_size(photo, side), {}, orientation), photo);
}

}  // namespace tessera
