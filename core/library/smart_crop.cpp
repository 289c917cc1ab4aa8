#include "library/smart_crop.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

namespace tessera {
namespace {

// All weights were chosen by looking at the crops of some hundred photos of one subject each.
// Squared contrast was worse than plain: a strip of bright sky beat the subject. So was a higher
// weight of skin tones, which brown carpets and sand share.
// Of edges and skin, relative to the sum of the three channels' differences from the mean colour:
constexpr int kEdgeWeight = 8;
constexpr int kMaxEdge = 96;  // a hard edge matters no more than this
constexpr int kSkinWeight = 2;
// What the sides of the window cut counts this many 256ths of what lies in its middle.
constexpr int kSideWeight = 128;
// Likewise for what lies at the ends of the other axis: sky, ground.
constexpr int kMarginWeight = 128;
// A window at the very end must hold this many 1024ths more than the one in the middle.
constexpr int kCentrePull = 128;

// Samples of a shrunk pixel each way: more would cost time and change nothing.
constexpr int kSamples = 4;

int luma(const std::uint8_t* pixel) {
  return (77 * pixel[0] + 150 * pixel[1] + 29 * pixel[2]) >> 8;
}

// 256 in the middle of `length` places, falling to `least` towards both ends.
std::vector<int> weights_along(int length, int least) {
  std::vector<int> weights(static_cast<std::size_t>(length), 256);
  for (int i = 0; i < length && length > 1; ++i) {
    const int from_middle = std::abs(2 * i - (length - 1));  // 0 … length - 1
    const int square = from_middle * from_middle;
    weights[static_cast<std::size_t>(i)] -= (256 - least) * square / ((length - 1) * (length - 1));
  }
  return weights;
}

// How much a colour looks like skin, 0 to 255: the soft middle of the region that all skins share
// in the chroma plane (D. Chai and K. N. Ngan, "Face segmentation using skin-color map", 1999).
int skin_likeness(const std::uint8_t* pixel, int light) {
  constexpr int kRed = 23, kRedReach = 17;     // 0.713 · (R - Y)
  constexpr int kBlue = -22, kBlueReach = 22;  // 0.564 · (B - Y)
  if (light < 50 || light > 240) return 0;
  const int red = (183 * (pixel[0] - light)) / 256;
  const int blue = (144 * (pixel[2] - light)) / 256;
  const int red_left = kRedReach - std::abs(red - kRed);
  const int blue_left = kBlueReach - std::abs(blue - kBlue);
  if (red_left <= 0 || blue_left <= 0) return 0;
  return 255 * red_left * blue_left / (kRedReach * kBlueReach);
}

std::array<int, 3> mean_colour(ImageView image) {
  std::array<std::int64_t, 3> sums{};
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* pixel = image.row(y);
    for (int x = 0; x < image.width; ++x, pixel += kChannels) {
      for (std::size_t c = 0; c < 3; ++c) sums[c] += pixel[c];
    }
  }
  const std::int64_t count = image.size().area();
  std::array<int, 3> mean{};
  for (std::size_t c = 0; c < 3; ++c) mean[c] = static_cast<int>((sums[c] + count / 2) / count);
  return mean;
}

std::vector<int> luma_of(ImageView image) {
  std::vector<int> values;
  values.reserve(static_cast<std::size_t>(image.size().area()));
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* pixel = image.row(y);
    for (int x = 0; x < image.width; ++x, pixel += kChannels) values.push_back(luma(pixel));
  }
  return values;
}

// The energy of each column, or of each row where the window moves up and down.
std::vector<std::int64_t> energies_along(ImageView image, bool across) {
  const std::vector<int> energies = weights_of_pixels(image);
  const std::vector<int> margins =
      weights_along(across ? image.height : image.width, kMarginWeight);
  std::vector<std::int64_t> sums(static_cast<std::size_t>(across ? image.width : image.height));
  auto value = energies.begin();
  for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) {
    for (std::size_t x = 0; x < static_cast<std::size_t>(image.width); ++x, ++value) {
      sums[across ? x : y] += std::int64_t{margins[across ? y : x]} * *value;
    }
  }
  return sums;
}

// The first place of the window of `length` places that scores most; of equals the one nearest to
// the middle, of two as near the first.
int best_window(const std::vector<std::int64_t>& energies, int length) {
  const int last = static_cast<int>(energies.size()) - length;
  const std::vector<int> weights = weights_along(length, kSideWeight);
  std::int64_t best_score = -1;
  int best_distance = 0;
  int best = 0;
  for (int first = 0; first <= last; ++first) {
    std::int64_t held = 0;
    auto energy = energies.begin() + first;
    for (const int weight : weights) held += *energy++ * weight;
    const int distance = std::abs(2 * first - last);
    const std::int64_t pull = std::int64_t{kCentrePull} * distance * distance / (last * last);
    const std::int64_t score = (held >> 8) * (1024 - pull);
    if (score > best_score || (score == best_score && distance < best_distance)) {
      best_score = score;
      best_distance = distance;
      best = first;
    }
  }
  return best;
}

// Which of `length` places stand for each of `count` equal parts of them.
struct Samples {
  int first;
  int end;
  int step;
};

std::vector<Samples> samples_of(int length, int count) {
  std::vector<Samples> parts;
  parts.reserve(static_cast<std::size_t>(count));
  int begin = 0;
  for (int i = 1; i <= count; ++i) {
    const int end = static_cast<int>(std::int64_t{i} * length / count);
    const int step = (end - begin + kSamples - 1) / kSamples;
    parts.push_back({begin + (step - 1) / 2, end, step});
    begin = end;
  }
  return parts;
}

std::array<std::uint8_t, 3> mean_of_samples(ImageView picture, const Samples& columns,
                                            const Samples& rows) {
  int red = 0;
  int green = 0;
  int blue = 0;
  int count = 0;
  for (int y = rows.first; y < rows.end; y += rows.step) {
    const std::uint8_t* row = picture.row(y);
    for (int x = columns.first; x < columns.end; x += columns.step, ++count) {
      const std::uint8_t* pixel = row + static_cast<std::ptrdiff_t>(x) * kChannels;
      red += pixel[0];
      green += pixel[1];
      blue += pixel[2];
    }
  }
  // A division by multiplying: exact for the sums of kSamples² samples, and three times as fast.
  const int reciprocal = (65536 + count - 1) / count;
  const auto mean = [count, reciprocal](int sum) {
    return static_cast<std::uint8_t>(((sum + count / 2) * reciprocal) >> 16);
  };
  return {mean(red), mean(green), mean(blue)};
}

}  // namespace

std::vector<int> weights_of_pixels(ImageView small) {
  const std::array<int, 3> mean = mean_colour(small);
  const std::vector<int> light = luma_of(small);
  std::vector<int> energies;
  energies.reserve(light.size());
  std::int64_t sum = 0;
  for (int y = 0; y < small.height; ++y) {
    const int* row = light.data() + static_cast<std::ptrdiff_t>(y) * small.width;
    const int* above = y > 0 ? row - small.width : row;
    const int* below = y + 1 < small.height ? row + small.width : row;
    const std::uint8_t* pixel = small.row(y);
    for (int x = 0; x < small.width; ++x, pixel += kChannels) {
      const int left = row[std::max(0, x - 1)];
      const int right = row[std::min(small.width - 1, x + 1)];
      const int edge = std::abs(right - left) + std::abs(below[x] - above[x]);
      int contrast = 0;
      for (std::size_t c = 0; c < 3; ++c) contrast += std::abs(pixel[c] - mean[c]);
      energies.push_back(kEdgeWeight * std::min(edge, kMaxEdge) + contrast +
                         kSkinWeight * skin_likeness(pixel, row[x]));
      sum += energies.back();
    }
  }
  // Grass, leaves and water are full of edges everywhere: what counts is what exceeds the usual.
  const int usual = static_cast<int>(sum * 3 / 4 / small.size().area());
  for (int& value : energies) value = std::max(0, value - usual);
  return energies;
}

Result<Image> shrink_for_crop(ImageView picture) {
  if (picture.width < 1 || picture.height < 1) {
    return {StatusCode::invalid_argument, "a picture has at least one pixel"};
  }
  const int longer = std::max(picture.width, picture.height);
  const int limit = std::min(longer, kCropAnalysisSide);
  const auto shrunk = [&](int side) {
    return std::max(1, static_cast<int>((std::int64_t{side} * limit + longer / 2) / longer));
  };
  Image small({shrunk(picture.width), shrunk(picture.height)});
  if (small.empty()) return {StatusCode::out_of_memory, "not enough memory to look at the picture"};
  const std::vector<Samples> columns = samples_of(picture.width, small.width());
  const std::vector<Samples> rows = samples_of(picture.height, small.height());
  std::uint8_t* to = small.data();
  for (const Samples& row : rows) {
    for (const Samples& column : columns) {
      const std::array<std::uint8_t, 3> mean = mean_of_samples(picture, column, row);
      to = std::copy(mean.begin(), mean.end(), to);
    }
  }
  return small;
}

CropPosition smart_position(ImageView small, Size picture, Size aspect) {
  const Rect window = crop_window(picture, aspect, 0);
  const bool across = window.width < picture.width;
  if (!across && window.height == picture.height) return kCropMiddle;
  const int places = across ? small.width : small.height;
  const std::int64_t whole = across ? picture.width : picture.height;
  const std::int64_t part = across ? window.width : window.height;
  const int length =
      static_cast<int>(std::clamp<std::int64_t>((part * places + whole / 2) / whole, 1, places));
  const int slack = places - length;
  if (slack == 0) return kCropMiddle;
  const int first = best_window(energies_along(small, across), length);
  // No window lies in the middle of an odd slack: half a place from it is as good as there.
  if (std::abs(2 * first - slack) <= 1) return kCropMiddle;
  return static_cast<CropPosition>((std::int64_t{first} * kCropEnd + slack / 2) / slack);
}

}  // namespace tessera
