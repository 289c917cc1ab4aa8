#include "image/patches.h"

#include <algorithm>
#include <cmath>

namespace tessera {

PatchSums::PatchSums(const PatchGrid& patches, int first_row, int end_row)
    : patches_(patches),
      row_(first_row),
      end_row_(end_row),
      first_pixel_row_(first_row * patches.stride()),
      end_pixel_row_(first_pixel_row_),
      columns_(static_cast<std::size_t>(patches.image().width) * kChannels, 0) {}

void PatchSums::add_rows(int first, int end) {
  for (int y = first; y < end; ++y) {
    const std::uint8_t* row = patches_.image().row(y);
    for (std::size_t k = 0; k < columns_.size(); ++k) columns_[k] += row[k];
  }
}

void PatchSums::remove_rows(int first, int end) {
  for (int y = first; y < end; ++y) {
    const std::uint8_t* row = patches_.image().row(y);
    for (std::size_t k = 0; k < columns_.size(); ++k) columns_[k] -= row[k];
  }
}

bool PatchSums::next(std::span<std::uint32_t> sums) {
  if (row_ >= end_row_) return false;
  const int first = row_ * patches_.stride();
  const int end = first + patches_.patch_size().height;
  if (first >= end_pixel_row_) {
    // Patches that do not overlap.
    std::fill(columns_.begin(), columns_.end(), 0U);
    add_rows(first, end);
  } else if (first == first_pixel_row_ + 1 && end == end_pixel_row_ + 1) {
    // The usual case in one pass.
    const std::uint8_t* leaving = patches_.image().row(first - 1);
    const std::uint8_t* coming = patches_.image().row(end - 1);
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      columns_[k] += static_cast<std::uint32_t>(coming[k]) - leaving[k];
    }
  } else {
    remove_rows(first_pixel_row_, first);
    add_rows(end_pixel_row_, end);
  }
  first_pixel_row_ = first;
  end_pixel_row_ = end;
  ++row_;

  const auto width = static_cast<std::size_t>(patches_.patch_size().width) * kChannels;
  const auto step = static_cast<std::size_t>(patches_.stride()) * kChannels;
  const auto columns = static_cast<std::size_t>(patches_.columns());
  std::uint32_t sum[kChannels] = {};
  for (std::size_t k = 0; k < width; ++k) sum[k % kChannels] += columns_[k];
  const std::uint32_t* leaving = columns_.data();
  std::uint32_t* to = sums.data();
  for (std::size_t column = 0; column < columns; ++column, to += kChannels) {
    for (std::size_t channel = 0; channel < kChannels; ++channel) to[channel] = sum[channel];
    if (column + 1 == columns) break;
    for (std::size_t moved = 0; moved < step; moved += kChannels, leaving += kChannels) {
      for (std::size_t channel = 0; channel < kChannels; ++channel) {
        sum[channel] += leaving[width + channel] - leaving[channel];
      }
    }
  }
  return true;
}

std::vector<float> feathered_window(int size) {
  std::vector<float> window;
  for (int i = 0; i < size; ++i) {
    const double at = (i + 0.5) / size;
    window.push_back(static_cast<float>(4 * at * (1 - at)));
  }
  return window;
}

namespace {

/// For each pixel of a side the sum of the weights of the patches that cover it.
std::vector<double> summed_weights(int side, int patch, int stride, std::span<const float> window) {
  std::vector<double> weights(static_cast<std::size_t>(side), 0);
  for (int first = 0; first + patch <= side; first += stride) {
    double* weight = weights.data() + first;
    for (const float part : window) *weight++ += static_cast<double>(part);
  }
  return weights;
}

}  // namespace

PatchMerger::PatchMerger(Size image, Size patch, int stride, std::span<const float> window_x,
                         std::span<const float> window_y)
    : image_(image),
      patch_(patch),
      stride_(stride),
      window_x_(window_x.begin(), window_x.end()),
      window_y_(window_y.begin(), window_y.end()),
      weights_x_(summed_weights(image.width, patch.width, stride, window_x)),
      weights_y_(summed_weights(image.height, patch.height, stride, window_y)),
      sums_(static_cast<std::size_t>(image.area()) * kChannels, 0) {}

void PatchMerger::add(int column, int row, ImageView patch) {
  const auto image_width = static_cast<std::size_t>(image_.width);
  for (int y = 0; y < patch_.height; ++y) {
    const auto weight_y = static_cast<double>(window_y_[static_cast<std::size_t>(y)]);
    const std::uint8_t* pixel = patch.row(y);
    const int pixel_row = row * stride_ + y;
    const int pixel_column = column * stride_;
    double* sum = sums_.data() + (static_cast<std::size_t>(pixel_row) * image_width +
                                  static_cast<std::size_t>(pixel_column)) *
                                     kChannels;
    for (const float weight_x : window_x_) {
      const double weight = weight_y * static_cast<double>(weight_x);
      for (int channel = 0; channel < kChannels; ++channel) *sum++ += weight * *pixel++;
    }
  }
}

std::vector<float> PatchMerger::averages(ImageView background) const {
  std::vector<float> result;
  result.reserve(sums_.size());
  std::size_t at = 0;
  for (int y = 0; y < image_.height; ++y) {
    for (int x = 0; x < image_.width; ++x) {
      const double weight =
          weights_x_[static_cast<std::size_t>(x)] * weights_y_[static_cast<std::size_t>(y)];
      const std::uint8_t* behind = background.at(x, y);
      for (int channel = 0; channel < kChannels; ++channel, ++at) {
        result.push_back(weight > 0 ? static_cast<float>(sums_[at] / weight)
                                    : static_cast<float>(behind[channel]));
      }
    }
  }
  return result;
}

Image PatchMerger::merged(ImageView background) const {
  Image image(image_);
  if (image.empty()) return image;
  const std::vector<float> values = averages(background);
  std::transform(values.begin(), values.end(), image.data(), [](float value) {
    return static_cast<std::uint8_t>(std::clamp(std::floor(value + 0.5F), 0.0F, 255.0F));
  });
  return image;
}

}  // namespace tessera
