// Crops, thumbnails, the photo library and the loader.
#include "base/executor.h"
#include "library/crop.h"
#include "library/descriptor.h"
#include "library/photo_library.h"
#include "library/photo_loader.h"
#include "library/thumbnail.h"
#include "support.h"

#include <atomic>
#include <cstring>
#include <gtest/gtest.h>

namespace tessera {
namespace {

TEST(CentreCrop, TakesTheLargestPartOfTheShapeInTheMiddle) {
  EXPECT_EQ(centre_crop({400, 300}, {1, 1}), (Rect{50, 0, 300, 300}));
  EXPECT_EQ(centre_crop({300, 400}, {1, 1}), (Rect{0, 50, 300, 300}));
  EXPECT_EQ(centre_crop({400, 300}, {4, 3}), (Rect{0, 0, 400, 300}));
  EXPECT_EQ(centre_crop({400, 300}, {16, 9}), (Rect{0, 37, 400, 225}));
  EXPECT_EQ(centre_crop({1, 1000}, {3, 1}), (Rect{0, 499, 1, 1}));
  EXPECT_EQ(centre_crop({100000, 1}, {1, 50}), (Rect{49999, 0, 1, 1}));
}

TEST(Thumbnail, ShowsTheMiddleOfThePicture) {
  Image picture({60, 20});
  for (int y = 0; y < 20; ++y) std::memset(picture.view().at(20, y), 200, 20 * kChannels);
  const Result<Thumbnail> thumbnail = make_thumbnail(std::as_const(picture).view(), {10, 10});
  ASSERT_TRUE(thumbnail);
  EXPECT_LE(
      test::largest_difference(thumbnail->view(), test::plain({10, 10}, 200, 200, 200).view()), 1);
}

TEST(Thumbnail, OfADecodedPictureIsThatOfThePictureTurnedUpright) {
  for (int value = 1; value <= 8; ++value) {
    const auto orientation = static_cast<Orientation>(value);
    Image picture = test::photo_like({88, 48}, 3);
    const Result<Thumbnail> thumbnail =
        make_thumbnail(std::as_const(picture).view(), {24, 12}, {}, orientation);
    const Result<Image> turned = upright(std::move(picture), orientation);
    ASSERT_TRUE(thumbnail && turned);
    const Result<Thumbnail> expected = make_thumbnail(turned->view(), {24, 12});
    ASSERT_TRUE(expected);
    EXPECT_EQ(thumbnail->image.size(), expected->image.size());
    // The filter's passes come in the other order for a picture on its side.
    EXPECT_LE(test::largest_difference(thumbnail->view(), expected->view()), 2) << value;
  }
}

TEST(PhotoLibrary, KeepsThumbnailsAndDescriptorsInOrder) {
  PhotoLibrary library({8, 6});
  std::vector<Image> pictures;
  for (unsigned i = 0; i < 600; ++i) {
    pictures.push_back(test::noise({8, 6}, i));
    const Result<std::size_t> index = library.add(pictures.back().view());
    ASSERT_TRUE(index);
    EXPECT_EQ(*index, i);
  }
  ASSERT_EQ(library.count(), 600U);
  for (std::size_t i = 0; i < 600; ++i) {
    EXPECT_EQ(test::largest_difference(library.thumbnail(i), pictures[i].view()), 0);
    const std::vector<float> descriptor = describe(pictures[i].view());
    EXPECT_TRUE(std::equal(descriptor.begin(), descriptor.end(), library.descriptors().point(i)));
  }
  library.clear();
  EXPECT_EQ(library.count(), 0U);
  EXPECT_TRUE(library.add(pictures[0].view()));
}

TEST(PhotoLibrary, KeepsWhatItHasWhenItIsFull) {
  constexpr std::size_t kPhotoBytes = 8 * 6 * kChannels;
  PhotoLibrary library({8, 6}, 3 * kPhotoBytes + 1);
  for (unsigned i = 0; i < 3; ++i) {
    EXPECT_FALSE(library.is_full());
    EXPECT_TRUE(library.add(test::noise({8, 6}, i).view()));
  }
  EXPECT_TRUE(library.is_full());
  EXPECT_EQ(library.add(test::noise({8, 6}, 4).view()).status().code, StatusCode::out_of_memory);
  EXPECT_EQ(library.count(), 3U);
  EXPECT_EQ(test::largest_difference(library.thumbnail(2), test::noise({8, 6}, 2).view()), 0);
  library.clear();
  EXPECT_TRUE(library.add(test::noise({8, 6}, 4).view()));
}

TEST(PhotoLibrary, RefusesAnotherSize) {
  PhotoLibrary library({8, 6});
  EXPECT_EQ(library.add(test::noise({6, 8}, 1).view()).status().code, StatusCode::invalid_argument);
}

// A binary PPM of one colour, the simplest file that the decoder reads.
PhotoLoader::FileBytes ppm(std::uint8_t value) {
  PhotoLoader::FileBytes bytes;
  for (const char c : std::string("P6\n20 20\n255\n"))
    bytes.push_back(static_cast<std::uint8_t>(c));
  bytes.insert(bytes.end(), 20 * 20 * 3, value);
  return bytes;
}

class PhotoLoaderThreads : public testing::TestWithParam<std::size_t> {};

TEST_P(PhotoLoaderThreads, GivesOutcomesInTheOrderOfTheFilesAndBoundsWhatIsInMemory) {
  std::atomic<int> finished{0};
  auto executor = make_executor(GetParam());
  PhotoLoader loader({4, 4}, {}, *executor, [&] { ++finished; });
  constexpr int kFiles = 200;
  std::vector<Result<Thumbnail>> outcomes;
  const auto take = [&] {
    for (Result<Thumbnail>& outcome : loader.take_finished())
      outcomes.push_back(std::move(outcome));
  };
  for (int i = 0; i < kFiles; ++i) {
    auto bytes = i % 10 == 3 ? PhotoLoader::FileBytes{1, 2, 3} : ppm(static_cast<std::uint8_t>(i));
    while (!loader.accepts(bytes.size())) {
      loader.wait();
      take();
    }
    EXPECT_LT(loader.in_flight(), GetParam() + 2);
    loader.submit(std::move(bytes));
  }
  while (loader.in_flight() > 0) {
    loader.wait();
    take();
  }
  executor.reset();  // Joins the threads: the last call comes after the last outcome.
  EXPECT_EQ(finished, kFiles);
  ASSERT_EQ(outcomes.size(), std::size_t{kFiles});
  for (int i = 0; i < kFiles; ++i) {
    const Result<Thumbnail>& outcome = outcomes[static_cast<std::size_t>(i)];
    if (i % 10 == 3) {
      EXPECT_EQ(outcome.status().code, StatusCode::unsupported);
    } else {
      ASSERT_TRUE(outcome);
      EXPECT_NEAR(outcome->view().at(1, 1)[0], i, 1);
    }
  }
}

TEST_P(PhotoLoaderThreads, GivesWhatIsKnownBackInItsTurn) {
  const auto executor = make_executor(GetParam());
  PhotoLoader loader({4, 4}, {}, *executor);
  std::vector<int> values;
  const auto take = [&] {
    for (const Result<Thumbnail>& outcome : loader.take_finished()) {
      values.push_back(outcome ? outcome->view().at(1, 1)[0] : -1);
    }
  };
  for (int i = 0; i < 200; ++i) {
    const auto value = static_cast<std::uint8_t>(i);
    if (i % 3 == 0) {
      ASSERT_TRUE(loader.accepts_known());
      loader.submit_known(Thumbnail{test::plain({4, 4}, value, value, value)});
    } else if (i % 50 == 1) {
      loader.submit_known(Status{StatusCode::corrupt, "known to be damaged"});
    } else {
      while (!loader.accepts(2000)) {
        loader.wait();
        take();
      }
      loader.submit(ppm(value));
    }
  }
  while (loader.in_flight() > 0) {
    loader.wait();
    take();
  }
  ASSERT_EQ(values.size(), 200U);
  for (int i = 0; i < 200; ++i) {
    EXPECT_NEAR(values[static_cast<std::size_t>(i)], i % 3 != 0 && i % 50 == 1 ? -1 : i, 1);
  }
}

TEST_P(PhotoLoaderThreads, FinishesWhatHasNotBegunAsCancelled) {
  const auto executor = make_executor(GetParam());
  PhotoLoader loader({4, 4}, {}, *executor);
  std::vector<Result<Thumbnail>> outcomes;
  while (loader.accepts(2000) && loader.in_flight() < 5) loader.submit(ppm(9));
  loader.cancel();
  while (loader.in_flight() > 0) {
    loader.wait();
    for (const Result<Thumbnail>& outcome : loader.take_finished()) {
      EXPECT_TRUE(outcome || outcome.status().code == StatusCode::cancelled);
    }
  }
  loader.submit(ppm(9));
  loader.wait();
  EXPECT_TRUE(loader.take_finished().at(0));
}

INSTANTIATE_TEST_SUITE_P(Threads, PhotoLoaderThreads, testing::Values(1, 2, 7));

TEST_P(PhotoLoaderThreads, TakesDecodedPicturesInTurnWithFiles) {
  const auto executor = make_executor(GetParam());
  PhotoLoader loader({4, 4}, {}, *executor);
  std::vector<Result<Thumbnail>> outcomes;
  for (int i = 0; i < 40; ++i) {
    const auto value = static_cast<std::uint8_t>(i);
    while (!loader.accepts(1200)) {
      loader.wait();
      for (Result<Thumbnail>& outcome : loader.take_finished())
        outcomes.push_back(std::move(outcome));
    }
    if (i % 2 == 0) {
      loader.submit(ppm(value));
    } else {
      loader.submit(test::plain({20, 20}, value, value, value), Orientation::right_top);
    }
  }
  while (loader.in_flight() > 0) {
    loader.wait();
    for (Result<Thumbnail>& outcome : loader.take_finished())
      outcomes.push_back(std::move(outcome));
  }
  ASSERT_EQ(outcomes.size(), 40U);
  for (int i = 0; i < 40; ++i) {
    const Result<Thumbnail>& outcome = outcomes[static_cast<std::size_t>(i)];
    ASSERT_TRUE(outcome);
    EXPECT_NEAR(outcome->image.view().at(1, 1)[0], i, 1);
  }
}

TEST(PhotoLoader, TurnsADecodedPictureUprightBeforeItIsCropped) {
  InlineExecutor executor;
  PhotoLoader loader({24, 12}, {}, executor);
  for (int value = 1; value <= 8; ++value) {
    const auto orientation = static_cast<Orientation>(value);
    const CropChoice crop{.position = CropPosition{9000}};
    const Result<Image> turned = upright(test::noise({90, 50}, 3), orientation);
    ASSERT_TRUE(turned);
    const Result<Thumbnail> expected = make_thumbnail(turned->view(), {24, 12}, crop);
    loader.submit(test::noise({90, 50}, 3), orientation, crop);
    const std::vector<Result<Thumbnail>> outcomes = loader.take_finished();
    ASSERT_EQ(outcomes.size(), 1U);
    ASSERT_TRUE(expected && outcomes[0]);
    // Rounded between its two passes, which a quarter turn exchanges.
    EXPECT_LE(test::largest_difference(outcomes[0]->image.view(), expected->image.view()), 1);
  }
}

TEST(PhotoLoader, CountsADecodedPictureByItsPixels) {
  ThreadPool pool(2);
  PhotoLoader loader({4, 4}, {}, pool);
  loader.submit(test::plain({4000, 3000}, 1, 2, 3), Orientation::top_left);
  EXPECT_FALSE(loader.accepts(PhotoLoader::kMaxBytesInFlight - std::size_t{4000} * 3000));
  EXPECT_TRUE(loader.accepts(1000));
}

TEST(PhotoLoader, AcceptsAFileOverTheLimitOnlyAlone) {
  ThreadPool pool(2);
  PhotoLoader loader({4, 4}, {}, pool);
  EXPECT_TRUE(loader.accepts(PhotoLoader::kMaxBytesInFlight * 2));
  loader.submit(ppm(1));
  EXPECT_FALSE(loader.accepts(PhotoLoader::kMaxBytesInFlight));
  EXPECT_TRUE(loader.accepts(1000));
}

}  // namespace
}  // namespace tessera
