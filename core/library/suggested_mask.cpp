#include "library/suggested_mask.h"

#include "image/resample.h"
#include "library/preview.h"
#include "library/smart_crop.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace tessera {
namespace {

// All numbers were chosen by looking at the masks of portraits and of photos without a face.
// Means over boxes of this part of the longer side, thrice, smooth the weights.
constexpr int kSmoothing = 10;
// What weighs more than this many 256ths of the most is marked…
constexpr int kLeastWeight = 96;
// …but of all pixels no more than so many 256ths.
constexpr int kMostMarked = 96;

// Each value becomes the mean of those around it along an axis.
// @param step from one value of a line to the next. @param next_line from one line to the next.
void smooth(std::vector<std::int64_t>& values, int length, int step, int lines, int next_line,
            int radius) {
  std::vector<std::int64_t> line(static_cast<std::size_t>(length));
  for (int i = 0; i < lines; ++i) {
    std::int64_t* const first = values.data() + std::ptrdiff_t{i} * next_line;
    for (int place = 0; place < length; ++place) {
      line[static_cast<std::size_t>(place)] = first[std::ptrdiff_t{place} * step];
    }
    for (int place = 0; place < length; ++place) {
      std::int64_t sum = 0;
      for (int other = place - radius; other <= place + radius; ++other) {
        sum += line[static_cast<std::size_t>(std::clamp(other, 0, length - 1))];
      }
      first[std::ptrdiff_t{place} * step] = sum / (2 * radius + 1);
    }
  }
}

std::vector<std::int64_t> smoothed_weights(ImageView small) {
  constexpr int kScale = 256;  // so that little is lost in rounding
  std::vector<std::int64_t> values;
  for (const int weight : weights_of_pixels(small)) values.push_back(std::int64_t{weight} * kScale);
  const int radius = std::max(1, std::max(small.width, small.height) / kSmoothing / 2);
  for (int round = 0; round < 3; ++round) {
    smooth(values, small.width, 1, small.height, small.width, radius);
    smooth(values, small.height, small.width, small.width, 1, radius);
  }
  return values;
}

std::int64_t threshold_of(std::vector<std::int64_t> values) {
  std::sort(values.begin(), values.end(), std::greater<>());
  const std::size_t most = values.size() * kMostMarked / 256;
  return std::max({std::int64_t{1}, values.front() * kLeastWeight / 256, values[most]});
}

}  // namespace

Result<Image> suggest_mask(ImageView picture, int side) {
  if (side < 1) return Status{StatusCode::invalid_argument, "a mask has at least one pixel a side"};
  const Result<Image> small = shrink_for_crop(picture);
  if (!small) return small.status();
  const std::vector<std::int64_t> weights = smoothed_weights(small->view());
  const std::int64_t threshold = threshold_of(weights);
  Image mask(small->size());
  if (mask.empty()) return Status{StatusCode::out_of_memory, "not enough memory for a mask"};
  std::uint8_t* to = mask.data();
  for (const std::int64_t weight : weights) {
    // Half at the threshold, so that the edge stays there when the mask is enlarged.
    const auto value =
        static_cast<std::uint8_t>(std::min<std::int64_t>(255, weight * 128 / threshold));
    to = std::fill_n(to, kChannels, value);
  }
  return resample(std::as_const(mask).view(), fitted_size(picture.size(), side));
}

}  // namespace tessera
