// Descriptors tell pictures apart by colour and by structure, as much as they are asked to.
#include "library/descriptor.h"

#include "image/area_mean.h"
#include "image/colour.h"
#include "library/photo_library.h"
#include "match/points.h"
#include "mosaic/mosaic.h"
#include "support.h"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>

namespace tessera {
namespace {

double distance(ImageView a, ImageView b, const Descriptor& descriptor) {
  const std::vector<float> left = describe(a, descriptor);
  const std::vector<float> right = describe(b, descriptor);
  EXPECT_EQ(left.size(), descriptor.dimension());
  return static_cast<double>(squared_distance(left.data(), right.data(), left.size()));
}

/// The left half in one grey, the right half in another.
Image halves(std::uint8_t left, std::uint8_t right) {
  Image image({24, 24});
  for (int y = 0; y < 24; ++y) {
    std::memset(image.view().at(0, y), left, 12 * kChannels);
    std::memset(image.view().at(12, y), right, 12 * kChannels);
  }
  return image;
}

TEST(Descriptor, HasTheNamesAndDimensionsThatItSays) {
  std::size_t last = 0;
  for (const std::string& name : descriptor_names()) {
    const std::optional<Descriptor> descriptor = descriptor_by_name(name);
    ASSERT_TRUE(descriptor) << name;
    EXPECT_GT(descriptor->dimension(), last);
    last = descriptor->dimension();
    EXPECT_EQ(describe(test::noise({20, 20}, 1).view(), *descriptor).size(), last);
  }
  EXPECT_EQ(descriptor_by_name("mean")->dimension(), 3U);
  EXPECT_EQ(descriptor_by_name("grid3")->dimension(), 27U);
  EXPECT_EQ(descriptor_by_name("patch")->dimension(), 768U);
  EXPECT_FALSE(descriptor_by_name("grid9"));
  EXPECT_FALSE(descriptor_by_name("grid1"));
  EXPECT_FALSE(descriptor_by_name(""));
}

TEST(Descriptor, DistanceIsTheMeanOfTheBoxesColourDifferences) {
  const Image a = test::noise({30, 20}, 1);
  const Image b = test::noise({30, 20}, 2);
  for (const int side : {1, 2, 5, 16}) {
    std::vector<double> x_edges;
    std::vector<double> y_edges;
    for (int k = 0; k <= side; ++k) {
      x_edges.push_back(30.0 * k / side);
      y_edges.push_back(20.0 * k / side);
    }
    const std::vector<LinearRgb> left = area_means(a.view(), x_edges, y_edges);
    const std::vector<LinearRgb> right = area_means(b.view(), x_edges, y_edges);
    double colour = 0;
    double lightness = 0;
    for (std::size_t box = 0; box < left.size(); ++box) {
      const Oklab p = oklab_from_linear(left[box]);
      const Oklab q = oklab_from_linear(right[box]);
      const auto square = [](float x, float y) {
        return (static_cast<double>(x) - y) * (static_cast<double>(x) - y);
      };
      lightness += square(p.lightness, q.lightness) / (side * side);
      colour +=
          (square(p.lightness, q.lightness) + square(p.a, q.a) + square(p.b, q.b)) / (side * side);
    }
    EXPECT_NEAR(distance(a.view(), b.view(), {side, false, 0.5}), colour, 1e-5 * colour);
    EXPECT_NEAR(distance(a.view(), b.view(), {side, true, 0.5}), lightness, 1e-5 * lightness);
  }
}

TEST(Descriptor, WeighsColourAgainstStructure) {
  const Image dark_left = halves(60, 160);
  const Image dark_right = halves(160, 60);
  const Image lighter = halves(100, 200);
  // A mirror image has the same colours elsewhere.
  EXPECT_EQ(distance(dark_left.view(), dark_right.view(), {1, false, 0.5}), 0);
  EXPECT_NEAR(distance(dark_left.view(), dark_right.view(), {2, false, 0}), 0, 1e-12);
  EXPECT_GT(distance(dark_left.view(), dark_right.view(), {2, false, 1}), 0.05);
  // A lighter one has the same structure, nearly.
  EXPECT_LT(distance(dark_left.view(), lighter.view(), {2, false, 1}),
            0.05 * distance(dark_left.view(), lighter.view(), {2, false, 0}));
  // Weights are parts of one whole.
  const double colour = distance(dark_left.view(), lighter.view(), {4, false, 0});
  const double structure = distance(dark_left.view(), lighter.view(), {4, false, 1});
  EXPECT_NEAR(distance(dark_left.view(), lighter.view(), {4, false, 0.25}),
              0.75 * colour + 0.25 * structure, 1e-6);
}

TEST(Descriptor, GreyIgnoresHue) {
  // Two colours of equal OKLab lightness, to what 8 bits allow.
  const Image red = test::plain({8, 8}, 200, 60, 60);
  Image green = test::plain({8, 8}, 0, 0, 0);
  double best = 1;
  for (int value = 0; value < 256; ++value) {
    const auto v = static_cast<std::uint8_t>(value);
    Image candidate = test::plain({8, 8}, 0, v, 0);
    const double difference = distance(red.view(), candidate.view(), {3, true, 0.5});
    if (difference < best) {
      best = difference;
      green = std::move(candidate);
    }
  }
  EXPECT_LT(best, 1e-4);
  EXPECT_GT(distance(red.view(), green.view(), {3, false, 0.5}), 0.05);
}

TEST(Descriptor, CellsAreDescribedAsPicturesOfThem) {
  const Image target = test::noise({60, 40}, 4);
  const Grid grid = *whole_grid(3, 2, {16, 16});
  for (const Descriptor& descriptor :
       {Descriptor{}, Descriptor{4, false, 0.3}, Descriptor{5, true}}) {
    const CellDescriptors cells(target.view(), grid, descriptor);
    ASSERT_EQ(cells.points().count, 6U);
    ASSERT_EQ(cells.points().dimension, descriptor.dimension());
    for (int cell = 0; cell < 6; ++cell) {
      const std::vector<float> row =
          describe(target.view().cropped({cell % 3 * 20, cell / 3 * 20, 20, 20}), descriptor);
      const float* described = cells.points().point(static_cast<std::size_t>(cell));
      EXPECT_TRUE(std::equal(row.begin(), row.end(), described));
    }
  }
}

TEST(Descriptor, OfALibraryChangesWithoutItsPhotosBeingAddedAgain) {
  PhotoLibrary library({12, 12});
  for (unsigned i = 0; i < 5; ++i) ASSERT_TRUE(library.add(test::noise({12, 12}, i).view()));
  ThreadPool pool(2);
  const Descriptor grid = *descriptor_by_name("grid4");
  library.set_descriptor(grid, pool);
  ASSERT_TRUE(library.add(test::noise({12, 12}, 5).view()));
  ASSERT_TRUE(library.replace(2, test::noise({12, 12}, 77).view(), kCropMiddle).is_ok());
  ASSERT_EQ(library.descriptors().dimension, 48U);
  ASSERT_EQ(library.descriptors().count, 6U);
  for (unsigned i = 0; i < 6; ++i) {
    const std::vector<float> row = describe(test::noise({12, 12}, i == 2 ? 77 : i).view(), grid);
    EXPECT_TRUE(std::equal(row.begin(), row.end(), library.descriptors().point(i)));
  }
}

}  // namespace
}  // namespace tessera
