#include "image/resample.h"

#include "image/colour.h"
#include "image/filter_taps.h"
#include "image/resample_rows.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <stb/stb_image_resize.h>
#include <vector>

namespace tessera {

namespace {

Status check(ImageView image, Size size) {
  if (image.width >= 1 && image.height >= 1 && size.width >= 1 && size.height >= 1) return {};
  return {StatusCode::invalid_argument, "a picture has at least one pixel"};
}

Status no_memory() { return {StatusCode::out_of_memory, "not enough memory to resize"}; }

// Linear light in 14 bits: a filter that sharpens goes below zero and beyond one, and has to stay
// within 16 bits. The darkest values lie five apart.
constexpr std::int32_t kOne = 1 << 14;
using Lights = std::array<std::int16_t, 256>;
using ValuesOfLights = std::array<std::uint8_t, kOne + 1>;

const Lights& lights() {
  static const Lights kTable = [] {
    Lights table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
      table[i] = static_cast<std::int16_t>((kLinearFromSrgb[i] * kOne + 32767) / 65535);
    }
    return table;
  }();
  return kTable;
}

// The sRGB value whose light is nearest.
const ValuesOfLights& values_of_lights() {
  static const ValuesOfLights kTable = [] {
    ValuesOfLights table{};
    std::size_t value = 0;
    for (std::int32_t light = 0; light <= kOne; ++light) {
      while (value < 255 && 2 * light >= lights()[value] + lights()[value + 1]) ++value;
      table[static_cast<std::size_t>(light)] = static_cast<std::uint8_t>(value);
    }
    return table;
  }();
  return kTable;
}

// The lights of pixels [begin, end) of a row, as filter_across() reads them.
void spread_pairs(const std::uint8_t* row, int begin, int end, const Lights& table,
                  std::int16_t* pairs) {
  const std::uint8_t* pixel = row + static_cast<std::ptrdiff_t>(begin) * kChannels;
  int left = end - begin;
  for (; left >= 2; left -= 2, pixel += 6, pairs += kPairValues) {
    pairs[0] = table[pixel[0]];
    pairs[1] = table[pixel[3]];
    pairs[2] = table[pixel[1]];
    pairs[3] = table[pixel[4]];
    pairs[4] = table[pixel[2]];
    pairs[5] = table[pixel[5]];
  }
  if (left == 0) return;
  for (std::size_t c = 0; c < 3; ++c) pairs[2 * c] = table[pixel[c]];
}

void write_values(const std::vector<std::int16_t>& row, const ValuesOfLights& table,
                  std::size_t length, std::uint8_t* out) {
  for (std::size_t i = 0; i < length; ++i) {
    out[i] = table[static_cast<std::size_t>(std::clamp<std::int32_t>(row[i], 0, kOne))];
  }
}

void reduce(ImageView image, const SubpixelRect& area, MutableImageView result) {
  const Size size = result.size();
  const FilterTaps across = filter_taps(area.x, area.width, size.width, image.width, 2);
  const FilterTaps down = filter_taps(area.y, area.height, size.height, image.height, 1);
  const Lights& table = lights();
  const ValuesOfLights& values = values_of_lights();
  const auto taps = static_cast<std::size_t>(down.count);
  const auto length = static_cast<std::size_t>(size.width) * kChannels;
  const std::size_t stride = length + kRowSlack;

  // Each row is made narrower once and kept until no row of the result needs it any more.
  std::vector<std::int16_t> kept(taps * stride);
  const auto kept_row = [&](int y) {
    return kept.data() + static_cast<std::size_t>(y) % taps * stride;
  };
  std::vector<std::int16_t> pairs(
      (static_cast<std::size_t>(across.end - across.begin + across.count) / 2 + 1) * kPairValues);
  std::vector<std::int16_t> filtered(stride);
  std::vector<const std::int16_t*> rows(taps);
  int next = down.begin;
  for (int y = 0; y < size.height; ++y) {
    const int first = down.first[static_cast<std::size_t>(y)];
    for (const int end = std::min(first + down.count, down.end); next < end; ++next) {
      spread_pairs(image.row(next), across.begin, across.end, table, pairs.data());
      filter_across(pairs.data(), across, kept_row(next));
    }
    // A row that has no weight may be any.
    for (std::size_t k = 0; k < taps; ++k) rows[k] = kept_row(first + static_cast<int>(k));
    filter_down(rows, down.weights.data() + static_cast<std::size_t>(y) * taps, length,
                filtered.data());
    write_values(filtered, values, length, result.row(y));
  }
}

bool enlarge(ImageView image, const SubpixelRect& area, MutableImageView result) {
  const double width = image.width;
  const double height = image.height;
  return stbir_resize_region(
             image.pixels, image.width, image.height, static_cast<int>(image.stride), result.pixels,
             result.width, result.height, static_cast<int>(result.stride), STBIR_TYPE_UINT8,
             kChannels, STBIR_ALPHA_CHANNEL_NONE, 0, STBIR_EDGE_CLAMP, STBIR_EDGE_CLAMP,
             STBIR_FILTER_DEFAULT, STBIR_FILTER_DEFAULT, STBIR_COLORSPACE_SRGB, nullptr,
             static_cast<float>(area.x / width), static_cast<float>(area.y / height),
             static_cast<float>((area.x + area.width) / width),
             static_cast<float>((area.y + area.height) / height)) != 0;
}

}  // namespace

Result<Image> resample(ImageView image, const SubpixelRect& area, Size size) {
  if (Status status = check(image, size); !status.is_ok()) return status;
  Image result(size);
  if (result.empty()) return no_memory();
  if (size.width <= area.width || size.height <= area.height) {
    reduce(image, area, result.view());
  } else if (!enlarge(image, area, result.view())) {
    return no_memory();
  }
  return result;
}

Result<Image> resample(ImageView image, Size size) {
  const SubpixelRect whole{0, 0, static_cast<double>(image.width),
                           static_cast<double>(image.height)};
  if (image.size() != size || size.area() < 1) return resample(image, whole, size);
  Image copy(size);
  if (copy.empty()) return no_memory();
  for (int y = 0; y < size.height; ++y) {
    std::memcpy(copy.view().row(y), image.row(y), static_cast<std::size_t>(size.width) * kChannels);
  }
  return copy;
}

}  // namespace tessera
