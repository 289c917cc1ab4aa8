#include "image/adjust.h"

#include "image/orientation.h"
#include "image/resample.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace tessera {
namespace {

constexpr int kLevels = 256;

using Histogram = std::array<std::int64_t, kLevels>;
using Table = std::array<std::uint8_t, kLevels>;

// Resampling to the same size copies, and refuses what is empty.
Result<Image> copy(ImageView image) { return resample(image, image.size()); }

std::array<Histogram, kChannels> count_values(ImageView image) {
  std::array<Histogram, kChannels> counts{};
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* pixel = image.row(y);
    for (int x = 0; x < image.width; ++x, pixel += kChannels) {
      for (std::size_t c = 0; c < kChannels; ++c) ++counts[c][pixel[c]];
    }
  }
  return counts;
}

Table unchanged() {
  Table table{};
  for (std::size_t i = 0; i < kLevels; ++i) table[i] = static_cast<std::uint8_t>(i);
  return table;
}

// Gives each channel of a copy new values by a table that is made from the channel's histogram.
template <class MakeTable>
Result<Image> map_channels(ImageView image, const MakeTable& make_table) {
  Result<Image> result = copy(image);
  if (!result) return result;
  std::array<Table, kChannels> tables{};
  const std::array<Histogram, kChannels> counts = count_values(image);
  for (std::size_t c = 0; c < kChannels; ++c) tables[c] = make_table(counts[c]);
  std::uint8_t* pixel = result->data();
  for (std::int64_t i = 0; i < image.size().area(); ++i, pixel += kChannels) {
    for (std::size_t c = 0; c < kChannels; ++c) pixel[c] = tables[c][pixel[c]];
  }
  return result;
}

// Takes `pixels` of them away from a histogram, from one end of it on.
template <class Iterator>
void cut(Iterator begin, Iterator end, std::int64_t pixels) {
  for (Iterator count = begin; count != end && pixels > 0; ++count) {
    const std::int64_t taken = std::min(*count, pixels);
    *count -= taken;
    pixels -= taken;
  }
}

Table stretch(Histogram counts, CutOff cut_off) {
  std::int64_t pixels = 0;
  for (const std::int64_t count : counts) pixels += count;
  cut(counts.begin(), counts.end(), pixels * cut_off.low / 100);
  cut(counts.rbegin(), counts.rend(), pixels * cut_off.high / 100);
  int low = 0;
  int high = kLevels - 1;
  while (low < kLevels && counts[static_cast<std::size_t>(low)] == 0) ++low;
  while (high >= 0 && counts[static_cast<std::size_t>(high)] == 0) --high;
  Table table = unchanged();
  if (high <= low) return table;
  for (int i = 0; i < kLevels; ++i) {
    const int value = std::clamp(i, low, high);
    table[static_cast<std::size_t>(i)] =
        static_cast<std::uint8_t>((value - low) * (kLevels - 1) / (high - low));
  }
  return table;
}

// Pillow's rounding is kept: a step of whole pixels for each level, begun half a step in.
Table flatten(const Histogram& counts) {
  std::int64_t below_brightest = 0;
  std::int64_t brightest = 0;
  for (const std::int64_t count : counts) {
    if (count == 0) continue;
    below_brightest += brightest;
    brightest = count;
  }
  Table table = unchanged();
  const std::int64_t step = below_brightest / (kLevels - 1);
  if (step == 0) return table;
  std::int64_t below = step / 2;
  for (std::size_t i = 0; i < kLevels; ++i) {
    table[i] = static_cast<std::uint8_t>(std::min<std::int64_t>(below / step, kLevels - 1));
    below += counts[i];
  }
  return table;
}

Result<Image> turned(ImageView image, Orientation orientation) {
  Result<Image> result = copy(image);
  if (!result) return result;
  return upright(std::move(*result), orientation);
}

}  // namespace

Result<Image> autocontrast(ImageView image, CutOff cut_off) {
  if (cut_off.low < 0 || cut_off.low > 100 || cut_off.high < 0 || cut_off.high > 100) {
    return {StatusCode::invalid_argument, "a cut-off is 0 to 100 percent"};
  }
  return map_channels(image, [&](const Histogram& counts) { return stretch(counts, cut_off); });
}

Result<Image> equalise(ImageView image) { return map_channels(image, flatten); }

Result<Image> greyscale(ImageView image) {
  Result<Image> result = copy(image);
  if (!result) return result;
  std::uint8_t* pixel = result->data();
  for (std::int64_t i = 0; i < image.size().area(); ++i, pixel += kChannels) {
    std::fill_n(pixel, kChannels, luma(pixel));
  }
  return result;
}

Result<Image> mirrored(ImageView image) { return turned(image, Orientation::top_right); }

Result<Image> rotated(ImageView image, int quarter_turns) {
  constexpr std::array kTurns = {Orientation::top_left, Orientation::right_top,
                                 Orientation::bottom_right, Orientation::left_bottom};
  return turned(image, kTurns[static_cast<std::size_t>((quarter_turns % 4 + 4) % 4)]);
}

}  // namespace tessera
