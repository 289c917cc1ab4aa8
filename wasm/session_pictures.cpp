// What a Session gives out to be looked at beside the mosaic: photos and the target, as RGBA.
#include "image/resample.h"
#include "image/rgba.h"
#include "library/tile_shape.h"
#include "mosaic/shown_photos.h"
#include "mosaic/tone.h"
#include "session.h"

#include <algorithm>
#include <utility>

namespace tessera::wasm {

std::span<const std::uint8_t> Session::thumbnails(std::size_t first, std::size_t count) {
  const Size size = library_.thumbnail_size();
  first = std::min(first, library_.count());
  count = std::min(count, library_.count() - first);
  const std::size_t bytes = static_cast<std::size_t>(size.area()) * kRgbaChannels;
  rgba_.resize(count * bytes);
  for (std::size_t i = 0; i < count; ++i) {
    expand_rgba(library_.thumbnail(first + i), rgba_.data() + i * bytes);
  }
  return rgba_;
}

Result<std::span<const std::uint8_t>> Session::show_photo(const Result<Preview>& preview) {
  if (!preview) return preview.status();
  previewed_photo_ = preview->photo;
  return show(preview->image.view());
}

Result<std::span<const std::uint8_t>> Session::preview_photo(int side) {
  const PhotoLoader::FileBytes bytes = std::exchange(file_, {});
  return show_photo(make_preview(bytes, side, {}));
}

Result<std::span<const std::uint8_t>> Session::preview_picture(int side, Orientation orientation) {
  const Image picture = std::exchange(picture_, {});
  return show_photo(make_preview(picture.view(), side, orientation));
}

Result<std::span<const std::uint8_t>> Session::preparation_steps(std::size_t photo, Size tile,
                                                                 const Preparation& preparation) {
  if (photo >= library_.count()) {
    return Status{StatusCode::invalid_argument, "there is no such photo any more"};
  }
  const ImageView shown = shown_part(library_.thumbnail(photo), tile);
  const Result<std::vector<Image>> steps = tessera::preparation_steps(shown, preparation);
  if (!steps) return steps.status();
  preview_size_ = shown.size();
  const std::size_t bytes = static_cast<std::size_t>(preview_size_.area()) * kRgbaChannels;
  rgba_.resize(steps->size() * bytes);
  for (std::size_t i = 0; i < steps->size(); ++i) {
    expand_rgba((*steps)[i].view(), rgba_.data() + i * bytes);
  }
  return std::span<const std::uint8_t>(rgba_);
}

Result<std::span<const std::uint8_t>> Session::tile_of(ShownPhoto shown) {
  if (shown.photo >= library_.count()) {
    return Status{StatusCode::invalid_argument, "there is no such photo any more"};
  }
  const Grid grid = grid_with_tiles_in(mosaic_->grid, library_.thumbnail_size());
  const ImageView whole = shown_part(library_.thumbnail(shown.photo), grid.tile);
  Result<Image> tile = shown_tile(whole, shown.variant, grid.tile, mosaic_->preparation);
  if (!tile) return tile.status();
  apply_tone(style_.tone, tile->view());
  return show(std::as_const(*tile).view());
}

std::span<const std::uint8_t> Session::target_preview(int side) {
  const Result<Image> preview = resample(target_.picture->view(), fitted_size(target_size(), side));
  if (!preview) {
    preview_size_ = {};
    return {};
  }
  return show(preview->view());
}

std::span<const std::uint8_t> Session::show(ImageView preview) {
  preview_size_ = preview.size();
  return as_rgba(preview);
}

std::span<const std::uint8_t> Session::as_rgba(ImageView image) {
  rgba_.resize(static_cast<std::size_t>(image.size().area()) * kRgbaChannels);
  expand_rgba(image, rgba_.data());
  return rgba_;
}

}  // namespace tessera::wasm
