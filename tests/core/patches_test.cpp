// Patches are windows on the image itself, their sums are right, and merging them gives it back.
#include "image/patches.h"

#include "support.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>

namespace tessera {
namespace {

TEST(Patches, AreViewsOnTheImagesOwnPixels) {
  const Image image = test::noise({31, 17}, 1);
  for (const int stride : {1, 3, 7}) {
    const PatchGrid patches(image.view(), {5, 4}, stride);
    EXPECT_EQ(patches.columns(), (31 - 5) / stride + 1);
    EXPECT_EQ(patches.rows(), (17 - 4) / stride + 1);
    for (int row = 0; row < patches.rows(); ++row) {
      for (int column = 0; column < patches.columns(); ++column) {
        const ImageView patch = patches.at(column, row);
        EXPECT_EQ(patch.size(), (Size{5, 4}));
        EXPECT_EQ(patch.pixels, image.view().at(column * stride, row * stride));
        EXPECT_EQ(patch.stride, image.view().stride);
      }
    }
  }
  EXPECT_EQ(PatchGrid(image.view(), {32, 4}, 1).columns(), 0);
  EXPECT_EQ(PatchGrid(image.view(), {31, 17}, 9).columns(), 1);
}

TEST(Patches, HaveTheSumsOfTheirPixelsFromAnyRowOn) {
  const Image image = test::noise({40, 33}, 2);
  for (const Size size : {Size{1, 1}, Size{5, 3}, Size{39, 2}, Size{7, 33}, Size{40, 33}}) {
    for (const int stride : {1, 2, 3, 11}) {
      const PatchGrid patches(image.view(), size, stride);
      for (const int first : {0, patches.rows() / 2}) {
        PatchSums sums(patches, first, patches.rows());
        std::vector<std::uint32_t> row_of_sums(static_cast<std::size_t>(patches.columns()) * 3);
        for (int row = first; row < patches.rows(); ++row) {
          ASSERT_TRUE(sums.next(row_of_sums));
          for (int column = 0; column < patches.columns(); ++column) {
            const ImageView patch = patches.at(column, row);
            std::array<std::uint32_t, 3> expected{};
            for (int y = 0; y < size.height; ++y) {
              for (int x = 0; x < size.width; ++x) {
                for (std::size_t k = 0; k < 3; ++k) expected[k] += patch.at(x, y)[k];
              }
            }
            for (std::size_t k = 0; k < 3; ++k) {
              EXPECT_EQ(row_of_sums[static_cast<std::size_t>(column) * 3 + k], expected[k]);
            }
          }
        }
        EXPECT_FALSE(sums.next(row_of_sums));
      }
    }
  }
}

/// Adds every patch of the image itself.
PatchMerger merger_of(ImageView image, Size patch, int stride) {
  const std::vector<float> x = feathered_window(patch.width);
  const std::vector<float> y = feathered_window(patch.height);
  PatchMerger merger(image.size(), patch, stride, x, y);
  const PatchGrid patches(image, patch, stride);
  for (int row = 0; row < patches.rows(); ++row) {
    for (int column = 0; column < patches.columns(); ++column) {
      merger.add(column, row, patches.at(column, row));
    }
  }
  return merger;
}

TEST(Patches, MergedWithoutAChangeGiveTheImageBack) {
  const Image image = test::noise({67, 53}, 3);
  const Image background = test::noise({67, 53}, 4);
  for (const Size size : {Size{1, 1}, Size{8, 8}, Size{13, 5}}) {
    for (const int stride : {1, 3, 5}) {
      if (stride > size.width || stride > size.height) continue;
      const PatchGrid patches(image.view(), size, stride);
      const int right = (patches.columns() - 1) * stride + size.width;
      const int bottom = (patches.rows() - 1) * stride + size.height;
      const PatchMerger merger = merger_of(image.view(), size, stride);
      const std::vector<float> averages = merger.averages(background.view());
      const Image merged = merger.merged(background.view());
      for (int y = 0; y < 53; ++y) {
        for (int x = 0; x < 67; ++x) {
          // Beyond the last patch the background stands.
          const bool covered = x < right && y < bottom;
          const std::uint8_t* expected = (covered ? image : background).view().at(x, y);
          for (int k = 0; k < 3; ++k) {
            const float average =
                averages[(static_cast<std::size_t>(y) * 67 + static_cast<std::size_t>(x)) * 3 +
                         static_cast<std::size_t>(k)];
            // In parts of the range of values.
            EXPECT_LT(std::abs(average - static_cast<float>(expected[k])) / 255, 1e-6F);
            EXPECT_EQ(merged.view().at(x, y)[k], expected[k]);
          }
        }
      }
    }
  }
}

TEST(Patches, FadeIntoEachOtherByTheirWeights) {
  // Two patches of 4 × 1, two pixels apart: black, then white.
  const Image black = test::plain({4, 1}, 0, 0, 0);
  const Image white = test::plain({4, 1}, 255, 255, 255);
  const Image background = test::plain({6, 1}, 9, 9, 9);
  const std::vector<float> x = {1, 3, 3, 1};
  const std::vector<float> y = {1};
  PatchMerger merger({6, 1}, {4, 1}, 2, x, y);
  merger.add(1, 0, white.view());
  merger.add(0, 0, black.view());
  const std::vector<float> averages = merger.averages(background.view());
  const float expected[] = {0, 0, 255 * 0.25F, 255 * 0.75F, 255, 255};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_FLOAT_EQ(averages[i * 3], expected[i]);
}

TEST(Patches, WindowsAreSymmetricRiseToTheMiddleAndAreNeverNought) {
  for (const int size : {1, 2, 7, 39}) {
    const std::vector<float> window = feathered_window(size);
    ASSERT_EQ(window.size(), static_cast<std::size_t>(size));
    for (std::size_t i = 0; i < window.size(); ++i) {
      EXPECT_GT(window[i], 0);
      EXPECT_NEAR(window[i], window[window.size() - 1 - i], 1e-6);
      if (i > 0 && i <= window.size() / 2) {
        EXPECT_GE(window[i], window[i - 1] - 1e-6F);
      }
    }
  }
}

}  // namespace
}  // namespace tessera
