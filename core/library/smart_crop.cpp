#include "library/smart_crop.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
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
constexpr int kSamples = 8;

int luma(const std::uint8_t* pixel) {
  return (77 * pixel[0] + 150 * pixel[1] + 29 * pixel[2]) >> 8;
}

// 256 in the middle of `length` places, falling to `least` towards both ends.
int weight_along(int index, int length, int least) {
  if (length <= 1) return 256;
  const int from_middle = std::abs(2 * index - (length - 1));  // 0 … length - 1
  const int square = from_middle * from_middle;
  return 256 - (256 - least) * square / ((length - 1) * (length - 1));
}

// How much a colour looks like skin, 0 to 255: the soft middle of the region that all skins share
// in the chroma plane (D. Chai and K. N. Ngan, "Face segmentation using skin-color map", 1999).
int skin_likeness(const std::uint8_t* pixel) {
  constexpr int kRed = 23, kRedReach = 17;     // 0.713 · (R - Y)
  constexpr int kBlue = -22, kBlueReach = 22;  // 0.564 · (B - Y)
  const int light = luma(pixel);
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

int energy(ImageView image, int x, int y, const std::array<int, 3>& mean) {
  const int left = std::max(0, x - 1);
  const int right = std::min(image.width - 1, x + 1);
  const int above = std::max(0, y - 1);
  const int below = std::min(image.height - 1, y + 1);
  const int edge = std::abs(luma(image.at(right, y)) - luma(image.at(left, y))) +
                   std::abs(luma(image.at(x, below)) - luma(image.at(x, above)));
  const std::uint8_t* pixel = image.at(x, y);
  int contrast = 0;
  for (std::size_t c = 0; c < 3; ++c) contrast += std::abs(pixel[c] - mean[c]);
  return kEdgeWeight * std::min(edge, kMaxEdge) + contrast + kSkinWeight * skin_likeness(pixel);
}

std::vector<int> energies_of(ImageView image) {
  const std::array<int, 3> mean = mean_colour(image);
  std::vector<int> energies;
  energies.reserve(static_cast<std::size_t>(image.size().area()));
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) energies.push_back(energy(image, x, y, mean));
  }
  // Grass, leaves and water are full of edges everywhere: what counts is what exceeds the mean.
  const std::int64_t sum = std::accumulate(energies.begin(), energies.end(), std::int64_t{0});
  const int usual = static_cast<int>(sum / image.size().area());
  for (int& value : energies) value = std::max(0, value - usual * 3 / 4);
  return energies;
}

// The energy of each column, or of each row where the window moves up and down.
std::vector<std::int64_t> energies_along(ImageView image, bool across) {
  const std::vector<int> energies = energies_of(image);
  std::vector<std::int64_t> sums(static_cast<std::size_t>(across ? image.width : image.height));
  auto value = energies.begin();
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x, ++value) {
      const int margin = across ? weight_along(y, image.height, kMarginWeight)
                                : weight_along(x, image.width, kMarginWeight);
      sums[static_cast<std::size_t>(across ? x : y)] += std::int64_t{margin} * *value;
    }
  }
  return sums;
}

// The first place of the window of `length` places that scores most; of equals the one nearest to
// the middle, of two as near the first.
int best_window(const std::vector<std::int64_t>& energies, int length) {
  const int last = static_cast<int>(energies.size()) - length;
  std::int64_t best_score = -1;
  int best_distance = 0;
  int best = 0;
  for (int first = 0; first <= last; ++first) {
    std::int64_t held = 0;
    for (int i = 0; i < length; ++i) {
      held += energies[static_cast<std::size_t>(first + i)] * weight_along(i, length, kSideWeight);
    }
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

// Edge `index` of `count` equal parts of `length`.
int part_edge(int index, int length, int count) {
  return static_cast<int>(std::int64_t{index} * length / count);
}

}  // namespace

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
  for (int y = 0; y < small.height(); ++y) {
    const int top = part_edge(y, picture.height, small.height());
    const int bottom = part_edge(y + 1, picture.height, small.height());
    const int step_y = (bottom - top + kSamples - 1) / kSamples;
    for (int x = 0; x < small.width(); ++x) {
      const int left = part_edge(x, picture.width, small.width());
      const int right = part_edge(x + 1, picture.width, small.width());
      const int step_x = (right - left + kSamples - 1) / kSamples;
      std::array<int, 3> sums{};
      int count = 0;
      for (int row = top + (step_y - 1) / 2; row < bottom; row += step_y) {
        for (int column = left + (step_x - 1) / 2; column < right; column += step_x, ++count) {
          const std::uint8_t* pixel = picture.at(column, row);
          for (std::size_t c = 0; c < 3; ++c) sums[c] += pixel[c];
        }
      }
      std::uint8_t* to = small.view().at(x, y);
      for (std::size_t c = 0; c < 3; ++c) {
        to[c] = static_cast<std::uint8_t>((sums[c] + count / 2) / count);
      }
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
  return static_cast<CropPosition>((std::int64_t{first} * kCropEnd + slack / 2) / slack);
}

}  // namespace tessera
