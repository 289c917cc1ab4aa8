#include "mosaic/smooth_target.h"

#include "image/resample.h"

#include <algorithm>
#include <utility>

namespace tessera {

Result<SmoothTarget> SmoothTarget::make(ImageView picture, Size mosaic, Size level, int halvings) {
  SmoothTarget target;
  target.mosaic_ = mosaic;
  target.halvings_ = halvings;
  target.picture_ = picture;
  // Pixels that lie between those that are looked at would be left out.
  const Size size = {std::min(level.width, picture.width), std::min(level.height, picture.height)};
  if (size != picture.size()) {
    Result<Image> shrunk = resample(picture, size);
    if (!shrunk) return shrunk.status();
    target.shrunk_ = std::move(*shrunk);
    target.picture_ = std::as_const(target.shrunk_).view();
  }
  return target;
}

SmoothTarget::Position SmoothTarget::position(int at, int mosaic, int side) const {
  // Of the pixel's middle, in 256ths of the picture's pixels from the middle of its first one.
  const std::int64_t middle = (2 * std::int64_t{at} + 1) << halvings_;
  const std::int64_t place =
      std::clamp<std::int64_t>(middle * side * 128 / mosaic - 128, 0, (side - 1) * 256);
  return {static_cast<int>(place / 256), static_cast<std::uint32_t>(place % 256)};
}

SmoothTarget::Columns SmoothTarget::columns(int x, int width) const {
  Columns columns;
  columns.places.reserve(static_cast<std::size_t>(width));
  for (int i = 0; i < width; ++i) {
    const Position at = position(x + i, mosaic_.width, picture_.width);
    columns.places.push_back(
        {at.first * kChannels, std::min(at.first + 1, picture_.width - 1) * kChannels, at.part});
  }
  return columns;
}

void SmoothTarget::row(const Columns& columns, int y, std::uint16_t* values) const {
  const Position at = position(y, mosaic_.height, picture_.height);
  const std::uint8_t* const upper = picture_.row(at.first);
  const std::uint8_t* const lower = picture_.row(std::min(at.first + 1, picture_.height - 1));
  for (const Columns::Place& place : columns.places) {
    for (int channel = 0; channel < kChannels; ++channel) {
      const auto across = [&](const std::uint8_t* row) {
        return row[place.left + channel] * (256 - place.part) +
               row[place.right + channel] * place.part;
      };
      *values++ = static_cast<std::uint16_t>(
          (across(upper) * (256 - at.part) + across(lower) * at.part) >> 8);
    }
  }
}

}  // namespace tessera
