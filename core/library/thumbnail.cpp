#include "library/thumbnail.h"

#include "codec/exif.h"
#include "codec/file_format.h"
#include "codec/icc.h"
#include "codec/jpeg_reduced.h"
#include "image/orientation.h"
#include "image/resample.h"
#include "library/smart_crop.h"
#include "library/tile_shape.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace tessera {
namespace {

SubpixelRect as_subpixel(const Rect& area) {
  return {static_cast<double>(area.x), static_cast<double>(area.y), static_cast<double>(area.width),
          static_cast<double>(area.height)};
}

// The position that the choice leads to, without a look at the picture where none is needed.
std::optional<CropPosition> known_position(Size picture, Size aspect, const CropChoice& crop) {
  if (crop.position && crop.shape.area() > 0) {
    return known_position(picture, aspect,
                          crop_for_tile(picture, crop.shape, *crop.position, aspect));
  }
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
  std::optional<SubpixelRect> middle;  // the crop in the middle, where that was decoded
};

// Where the window has to be looked for first, the whole photo is decoded at the scale that the
// window needs: once, instead of once for the search and once for the thumbnail.
Result<CroppedJpeg> decode_crop(std::span<const std::uint8_t> bytes, Size stored, Size least,
                                Orientation orientation, const CropChoice& choice,
                                std::int64_t max_pixels) {
  const Size size = upright_size(stored, orientation);
  const Size aspect = upright_size(least, orientation);
  const auto window = [&](CropPosition position) {
    return area_as_stored(crop_window(size, aspect, position), stored, orientation);
  };
  if (const auto position = known_position(size, aspect, choice)) {
    Result<ReducedJpeg> reduced = decode_jpeg_reduced(
        bytes, {.crop = window(*position), .least = least, .pixel_limit = max_pixels});
    if (!reduced) return reduced.status();
    CroppedJpeg cropped{std::move(reduced->image), reduced->crop, *position, std::nullopt};
    if (*position == kCropMiddle) cropped.middle = cropped.crop;
    return cropped;
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
  const auto in_image = [scale = reduced->eighths / 8.0](const Rect& crop) {
    return SubpixelRect{crop.x * scale, crop.y * scale, crop.width * scale, crop.height * scale};
  };
  return CroppedJpeg{std::move(reduced->image), in_image(window(*position)), *position,
                     in_image(window(kCropMiddle))};
}

// All of make_thumbnail() but for the hash of the sketch, whose colours may have to be converted
// first.
Result<Thumbnail> cut_thumbnail(ImageView picture, Size size, const CropChoice& crop,
                                Orientation orientation) {
  if (picture.width < 1 || picture.height < 1 || size.width < 1 || size.height < 1) {
    return {StatusCode::invalid_argument, "a picture has at least one pixel"};
  }
  const Size whole = upright_size(picture.size(), orientation);
  std::optional<CropPosition> position = known_position(whole, size, crop);
  if (!position) {
    const Result<CropPosition> found = look_for_position(picture, orientation, whole, size);
    if (!found) return found.status();
    position = *found;
  }
  const Rect window =
      area_as_stored(crop_window(whole, size, *position), picture.size(), orientation);
  Result<Image> image = resample(picture.cropped(window), upright_size(size, orientation));
  if (image) image = upright(std::move(*image), orientation);
  if (!image) return image.status();
  Thumbnail thumbnail{std::move(*image), *position};
  thumbnail.traits.size = whole;
  const Rect middle =
      area_as_stored(crop_window(whole, size, kCropMiddle), picture.size(), orientation);
  thumbnail.traits.sketch = sketch_pixels(picture, as_subpixel(middle), orientation);
  return thumbnail;
}

// unsupported where the reduced decoder does not take this JPEG.
Result<Thumbnail> make_jpeg_thumbnail(std::span<const std::uint8_t> bytes, Size size,
                                      const DecodeOptions& options, const CropChoice& choice) {
  const Result<JpegInfo> info = read_jpeg_info(bytes);
  if (!info) return info.status();
  if (Status status = check_pixel_count(info->size, options); !status.is_ok()) return status;
  const Orientation orientation = exif_orientation(bytes);
  const Size least = upright_size(size, orientation);
  const Result<CroppedJpeg> cropped =
      decode_crop(bytes, info->size, least, orientation, choice, options.max_pixels);
  if (!cropped) return cropped.status();
  Result<Image> image = resample(cropped->image.view(), cropped->crop, least);
  if (image) image = upright(std::move(*image), orientation);
  if (!image) return image.status();
  Thumbnail thumbnail{std::move(*image), cropped->position};
  thumbnail.traits.size = upright_size(info->size, orientation);
  if (cropped->middle) {
    thumbnail.traits.sketch = sketch_pixels(cropped->image.view(), *cropped->middle, orientation);
  }
  return thumbnail;
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
  return cut_thumbnail(picture->view(), size, crop, Orientation::top_left);
}

}  // namespace

Result<Thumbnail> make_thumbnail(std::span<const std::uint8_t> bytes, Size size,
                                 const DecodeOptions& options, const CropChoice& crop) {
  Result<Thumbnail> thumbnail = make_stored_thumbnail(bytes, size, options, crop);
  if (!thumbnail) return thumbnail;
  PhotoTraits& traits = thumbnail->traits;
  if (options.convert_colours) {
    const std::vector<std::uint8_t> profile = embedded_profile(bytes, identify(bytes));
    convert_to_srgb(profile, thumbnail->image.view());
    convert_to_srgb(profile, sketch_view(traits.sketch));
  }
  traits.picture = picture_hash(Sketch(traits.sketch));
  traits.content = content_hash(bytes);
  return thumbnail;
}

Result<Thumbnail> make_thumbnail(ImageView picture, Size size, const CropChoice& crop,
                                 Orientation orientation) {
  Result<Thumbnail> thumbnail = cut_thumbnail(picture, size, crop, orientation);
  if (thumbnail) thumbnail->traits.picture = picture_hash(Sketch(thumbnail->traits.sketch));
  return thumbnail;
}

}  // namespace tessera
