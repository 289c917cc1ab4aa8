// Resampling, held against its definition in floating point; its vector loops against plain ones.
#include "image/resample.h"

#include "image/filter_taps.h"
#include "image/resample_rows.h"
#include "support.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numeric>
#include <random>
#include <vector>

namespace tessera {
namespace {

double light_of(double value) {
  return value <= 0.04045 * 255 ? value / 255 / 12.92
                                : std::pow((value / 255 + 0.055) / 1.055, 2.4);
}

double value_of(double light) {
  light = std::clamp(light, 0.0, 1.0);
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055);
}

/// Keys' cubic with a = -0.7.
double kernel(double x) {
  const double a = -0.7;
  x = std::fabs(x);
  if (x <= 1) return (a + 2) * x * x * x - (a + 3) * x * x + 1;
  if (x < 2) return a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a;
  return 0;
}

struct Axis {
  double begin;
  double length;
  int results;
  int samples;

  double weight(int result, int sample) const {
    const double step = length / results;
    return kernel((sample + 0.5 - begin - (result + 0.5) * step) / std::max(1.0, step));
  }
  // Samples that may have a weight, those beyond the picture among them.
  int first(int result) const { return static_cast<int>(begin + result * reach()) - 3 * margin(); }
  int end(int result) const { return first(result) + 6 * margin(); }

 private:
  double reach() const { return length / results; }
  int margin() const { return static_cast<int>(std::max(1.0, reach())) + 2; }
};

/// One channel of one pixel of the result, by the definition.
double defined(ImageView image, const Axis& across, const Axis& down, int x, int y, int channel) {
  double sum = 0;
  double weights = 0;
  for (int v = down.first(y); v < down.end(y); ++v) {
    const int row = std::clamp(v, 0, image.height - 1);
    for (int u = across.first(x); u < across.end(x); ++u) {
      const int column = std::clamp(u, 0, image.width - 1);
      const double weight = down.weight(y, v) * across.weight(x, u);
      sum += weight * light_of(image.at(column, row)[channel]);
      weights += weight;
    }
  }
  return value_of(sum / weights);
}

void expect_defined(ImageView image, const SubpixelRect& area, Size size) {
  const Result<Image> result = resample(image, area, size);
  ASSERT_TRUE(result);
  const Axis across{area.x, area.width, size.width, image.width};
  const Axis down{area.y, area.height, size.height, image.height};
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      for (int c = 0; c < kChannels; ++c) {
        // Rounded three times: as many units of 2^-14 are 0.6 grey levels where it is darkest.
        ASSERT_NEAR(result->view().at(x, y)[c], defined(image, across, down, x, y, c), 1.0)
            << size.width << "x" << size.height << " at " << x << ", " << y;
      }
    }
  }
}

TEST(Resample, is_its_definition_within_a_grey_level) {
  const Image noise = test::noise({61, 47}, 5);
  const Image photo = test::photo_like({150, 120}, 6);
  for (const Size size : {Size{10, 9}, Size{33, 40}, Size{61, 20}, Size{90, 40}, Size{1, 1}}) {
    expect_defined(noise.view(), {0, 0, 61, 47}, size);
    expect_defined(photo.view(), {0, 0, 150, 120}, size);
    expect_defined(photo.view(), {10.25, 3.5, 80.5, 77.125}, size);
    expect_defined(photo.view(), {149.5, 0, 0.5, 120}, size);
  }
}

TEST(Resample, enlarges_to_what_shrinks_back_to_the_same_picture) {
  const Image photo = test::photo_like({40, 30}, 6);
  const Result<Image> large = resample(photo.view(), {160, 120});
  ASSERT_TRUE(large);
  const Result<Image> back = resample(large->view(), {40, 30});
  ASSERT_TRUE(back);
  EXPECT_LE(test::mean_difference(back->view(), photo.view()), 3.0);
  const Result<Image> dot = resample(test::plain({1, 1}, 9, 8, 7).view(), {5, 3});
  ASSERT_TRUE(dot);
  EXPECT_EQ(test::largest_difference(dot->view(), test::plain({5, 3}, 9, 8, 7).view()), 0);
}

TEST(Resample, keeps_a_plain_colour_exactly) {
  for (int value = 0; value < 256; ++value) {
    const auto grey = static_cast<std::uint8_t>(value);
    const Image plain = test::plain({37, 23}, grey, 7, 200);
    for (const Size size : {Size{36, 22}, Size{5, 3}, Size{50, 60}}) {
      const Result<Image> result = resample(plain.view(), size);
      ASSERT_TRUE(result);
      EXPECT_EQ(test::largest_difference(result->view(), test::plain(size, grey, 7, 200).view()), 0)
          << value;
    }
  }
}

TEST(Resample, keeps_pixels_that_stay_where_they_are) {
  const Image image = test::noise({40, 30}, 2);
  const Result<Image> part = resample(image.view(), {7, 5, 20, 10}, {20, 10});
  ASSERT_TRUE(part);
  EXPECT_EQ(test::largest_difference(part->view(), image.view().cropped({7, 5, 20, 10})), 0);
}

// The weight of a sample is a few units only, or none: none may be lost by rounding.
TEST(Resample, shrinks_a_very_long_picture) {
  Image image({60000, 2});
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 60000; ++x) std::fill_n(image.view().at(x, y), 3, x % 4 == 0 ? 255 : 0);
  }
  const Result<Image> small = resample(std::as_const(image).view(), {7, 1});
  ASSERT_TRUE(small);
  // In the middle, where the filter does not reach the edges.
  EXPECT_NEAR(small->view().at(3, 0)[1], value_of(0.25), 2);
}

TEST(Resample, turns_with_the_picture_within_a_grey_level) {
  const Image image = test::noise({50, 31}, 9);
  Image turned({31, 50});
  for (int y = 0; y < 31; ++y) {
    for (int x = 0; x < 50; ++x) std::copy_n(image.view().at(x, y), 3, turned.view().at(y, x));
  }
  const Result<Image> small = resample(image.view(), {20, 13});
  const Result<Image> small_turned = resample(std::as_const(turned).view(), {13, 20});
  ASSERT_TRUE(small && small_turned);
  for (int y = 0; y < 13; ++y) {
    for (int x = 0; x < 20; ++x) {
      EXPECT_NEAR(small->view().at(x, y)[0], small_turned->view().at(y, x)[0], 1);
    }
  }
}

TEST(FilterTaps, weights_add_up_to_one_and_lie_inside_the_axis) {
  std::mt19937 random(4);
  const auto below = [&](int limit) {
    return static_cast<int>(random() % static_cast<unsigned>(limit));
  };
  for (int round = 0; round < 2000; ++round) {
    const int samples = 1 + below(round % 2 == 0 ? 30 : 900);
    const int results = 1 + below(60);
    const double begin = below(samples) + below(8) / 8.0;
    const double length = 1.0 / 8 + below(8 * samples) / 8.0;
    const double inside = std::min(length, samples - begin);
    for (const int step : {1, 2}) {
      const FilterTaps taps = filter_taps(begin, inside, results, samples, step);
      ASSERT_EQ(taps.count % 2, 0);
      ASSERT_EQ(taps.first.size(), static_cast<std::size_t>(results));
      ASSERT_TRUE(std::is_sorted(taps.first.begin(), taps.first.end()));
      ASSERT_GE(taps.begin, 0);
      ASSERT_LE(taps.end, samples);
      for (int i = 0; i < results; ++i) {
        const int first = taps.first[static_cast<std::size_t>(i)];
        ASSERT_EQ((first - taps.begin) % step, 0);
        ASSERT_GE(first, taps.begin);
        const auto* const weights =
            taps.weights.data() + static_cast<std::ptrdiff_t>(i) * taps.count;
        ASSERT_EQ(std::accumulate(weights, weights + taps.count, 0), kWeightOne);
        for (int k = 0; k < taps.count; ++k) {
          ASSERT_TRUE(first + k < taps.end || weights[k] == 0);
        }
      }
    }
  }
}

TEST(ResampleRows, vector_and_plain_loops_give_the_same_bytes) {
  std::mt19937 random(8);
  const auto value = [&] {
    return static_cast<std::int16_t>(static_cast<int>(random() % 32768) - 8192);
  };
  for (const int samples : {1, 2, 7, 40, 333}) {
    for (const int results : {1, 3, 8, 50, 101}) {
      const FilterTaps taps = filter_taps(0, samples, results, samples, 2);
      std::vector<std::int16_t> pairs(
          static_cast<std::size_t>(taps.end - taps.begin + taps.count + 2) / 2 * kPairValues);
      std::generate(pairs.begin(), pairs.end(), value);
      const std::size_t length = static_cast<std::size_t>(results) * 3;
      std::vector<std::int16_t> result(length + kRowSlack);
      std::vector<std::int16_t> plain(length + kRowSlack);
      filter_across(pairs.data(), taps, result.data());
      filter_across_plainly(pairs.data(), taps, plain.data());
      EXPECT_TRUE(std::equal(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(length),
                             result.begin()));

      const auto count = static_cast<std::size_t>(taps.count);
      std::vector<std::int16_t> values(count * (length + kRowSlack));
      std::generate(values.begin(), values.end(), value);
      std::vector<const std::int16_t*> rows(count);
      for (std::size_t k = 0; k < count; ++k) rows[k] = values.data() + k * (length + kRowSlack);
      filter_down(rows, taps.weights.data(), length, result.data());
      filter_down_plainly(rows, taps.weights.data(), length, plain.data());
      EXPECT_TRUE(std::equal(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(length),
                             result.begin()));
    }
  }
}

}  // namespace
}  // namespace tessera
