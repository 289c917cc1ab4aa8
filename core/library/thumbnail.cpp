#include "library/thumbnail.h"

#include "codec/exif.h"
#include "codec/file_format.h"
#include "codec/icc.h"
#include "codec/jpeg_reduced.h"
#include "image/orientation.h"
#include "image/resample.h"
#include "library/smart_crop.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace tessera {
namespace {

Size swapped_if(bool swap, Size size) { return swap ? Size{size.height, size.width} : size; }

// The position that the choice leads to, without a look at the picture where none is needed.
std::optional<CropPosition> known_position(Size picture, Size aspect, const CropChoice& crop) {
  if (crop.position) return std::min(*crop.position, kCropEnd);
  if (crop.policy == CropPolicy::centre) return kCropMiddle;
  if (crop_window(picture, aspect, 0).size() == picture) return kCropMiddle;
  return std::nullopt;
}

// @param stored a picture, at any scale. @param size of the upright picture at full scale.
Result<CropPosition> look_for_position(ImageView stored, Orientation orientation, Size size,
                                       Size aspect) {
  Result<Image> small = shrink_for_crop(stored);
  // Upright first: then a photo is cropped alike however it was stored.
  if (small) small = upright(std::move(*small), orientation);
  if (!small) return small.status();
  return smart_position(std::as_const(*small).view(), size, aspect);
}

// Pixels of a side that `least` of the window's are at the scale at which the whole is decoded.
int whole_side(int least, int whole, int window) {
  return static_cast<int>((std::int64_t{least} * whole + window - 1) / window);
}

// A JPEG's crop, decoded no larger than needed, and its position.
struct CroppedJpeg {
  Image image;
  SubpixelRect crop;  // in `image`
  CropPosition position = kCropMiddle;
};

// Where the window has to be looked for first, the whole photo is decoded at the scale that the
// window needs: once, instead of once for the search and once for the thumbnail.
Result<CroppedJpeg> decode_crop(std::span<const std::uint8_t> bytes, Size stored, Size least,
                                Orientation orientation, const CropChoice& choice,
                                std::int64_t max_pixels) {
  const bool swap = swaps_sides(orientation);
  const Size size = swapped_if(swap, stored);
  const Size aspect = swapped_if(swap, least);
  const auto window = [&](CropPosition position) {
    return area_as_stored(crop_window(size, aspect, position), stored, orientation);
  };
  if (const auto position = known_position(size, aspect, choice)) {
    Result<ReducedJpeg> reduced = decode_jpeg_reduced(
        bytes, {.crop = window(*position), .least = least, .pixel_limit = max_pixels});
    if (!reduced) return reduced.status();
    return CroppedJpeg{std::move(reduced->image), reduced->crop, *position};
  }
  const Size part = window(0).size();
  Result<ReducedJpeg> reduced =
      decode_jpeg_reduced(bytes, {.crop = {},
                                  .least = {whole_side(least.width, stored.width, part.width),
                                            whole_side(least.height, stored.height, part.height)},
                                  .pixel_limit = max_pixels});
  if (!reduced) return reduced.status();
  const Result<CropPosition> position =
      look_for_position(std::as_const(reduced->image).view(), orientation, size, aspect);
  if (!position) return position.status();
  const Rect crop = window(*position);
  const double scale = reduced->eighths / 8.0;
  return CroppedJpeg{std::move(reduced->image),
                     {crop.x * scale, crop.y * scale, crop.width * scale, crop.height * scale},
                     *position};
}

// unsupported where the reduced decoder does not take this JPEG.
Result<Thumbnail> make_jpeg_thumbnail(std::span<const std::uint8_t> bytes, Size size,
                                      const DecodeOptions& options, const CropChoice& choice) {
  const Result<JpegInfo> info = read_jpeg_info(bytes);
  if (!info) return info.status();
  if (Status status = check_pixel_count(info->size, options); !status.is_ok()) return status;
  const Orientation orientation = exif_orientation(bytes);
  const Size least = swapped_if(swaps_sides(orientation), size);
  const Result<CroppedJpeg> cropped =
      decode_crop(bytes, info->size, least, orientation, choice, options.max_pixels);
  if (!cropped) return cropped.status();
  Result<Image> image = resample(cropped->image.view(), cropped->crop, least);
  if (image) image = upright(std::move(*image), orientation);
  if (!image) return image.status();
  return Thumbnail{std::move(*image), cropped->position};
}

// With colours as they are stored: converting the thumbnail is cheaper than the whole picture.
Result<Thumbnail> make_stored_thumbnail(std::span<const std::uint8_t> bytes, Size size,
                                        const DecodeOptions& options, const CropChoice& crop) {
  if (identify(bytes) == FileFormat::jpeg) {
    if (Status status = check_byte_count(bytes.size(), options); !status.is_ok()) return status;
    Result<Thumbnail> thumbnail = make_jpeg_thumbnail(bytes, size, options, crop);
    if (thumbnail || thumbnail.status().code != StatusCode::unsupported) return thumbnail;
  }
  DecodeOptions as_stored = options;
  as_stored.convert_colours = false;
  const Result<Image> picture = decode_image(bytes, as_stored);
  if (!picture) return picture.status();
  return make_thumbnail(picture->view(), size, crop);
}

}  // namespace

Result<Thumbnail> make_thumbnail(std::span<const std::uint8_t> bytes, Size size,
                                 const DecodeOptions& options, const CropChoice& crop) {
  Result<Thumbnail> thumbnail = make_stored_thumbnail(bytes, size, options, crop);
  if (thumbnail && options.convert_colours) {
    convert_to_srgb(bytes, identify(bytes), thumbnail->image.view());
  }
  return thumbnail;
}

Result<Thumbnail> make_thumbnail(ImageView picture, Size size, const CropChoice& crop) {
  if (picture.width < 1 || picture.height < 1 || size.width < 1 || size.height < 1) {
    return {StatusCode::invalid_argument, "a picture has at least one pixel"};
  }
  std::optional<CropPosition> position = known_position(picture.size(), size, crop);
  if (!position) {
    const Result<CropPosition> found =
        look_for_position(picture, Orientation::top_left, picture.size(), size);
    if (!found) return found.status();
    position = *found;
  }
  Result<Image> image =
      resample(picture.cropped(crop_window(picture.size(), size, *position)), size);
  if (!image) return image.status();
  return Thumbnail{std::move(*image), *position};
}

}  // namespace tessera
