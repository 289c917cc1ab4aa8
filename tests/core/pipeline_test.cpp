// The lazy pipeline: what runs when, what is kept, and that all ways give the same pictures.
#include "library/pipeline.h"

#include "support.h"

#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>
#include <numeric>
#include <random>
#include <thread>

namespace tessera {
namespace {

constexpr Size kPhotoSize{30, 20};
constexpr std::size_t kPhotoBytes = 30 * 20 * 3;

Result<Image> photo(std::size_t index) {
  return test::photo_like(kPhotoSize, static_cast<unsigned>(index));
}

std::vector<Stage> some_stages() {
  return {crop_stage({1, 1}), resize_stage({8, 8}), autocontrast_stage({1, 1})};
}

std::vector<std::uint64_t> runs(std::initializer_list<std::uint64_t> counts) { return counts; }

bool same(const Result<Pipeline::Picture>& a, const Result<Pipeline::Picture>& b) {
  return a && b && test::largest_difference((*a)->view(), (*b)->view()) == 0;
}

TEST(Pipeline, WorksOnTheAskedPhotoOnly) {
  std::vector<std::size_t> asked;
  const auto source = [&](std::size_t index) {
    asked.push_back(index);
    return photo(index);
  };
  Pipeline pipeline(1'000'000, source, some_stages());
  EXPECT_TRUE(asked.empty());
  const Result<Pipeline::Picture> item = pipeline.item(777'777);
  ASSERT_TRUE(item);
  EXPECT_EQ((*item)->size(), (Size{8, 8}));
  EXPECT_EQ(asked, std::vector<std::size_t>{777'777});
  EXPECT_EQ(pipeline.counts().stage_runs, runs({1, 1, 1}));
  EXPECT_TRUE(same(pipeline.item(777'777), item));
  EXPECT_EQ(pipeline.counts().source_runs, 1U);
  EXPECT_EQ(pipeline.counts().stage_runs, runs({1, 1, 1}));
}

TEST(Pipeline, LooksAtOnePhotoBehindAnyStageWithoutRunningTheRest) {
  Pipeline pipeline(10, photo, some_stages());
  const Result<Pipeline::Picture> decoded = pipeline.after(4, 0);
  ASSERT_TRUE(decoded);
  EXPECT_EQ((*decoded)->size(), kPhotoSize);
  EXPECT_EQ(pipeline.counts().stage_runs, runs({0, 0, 0}));
  const Result<Pipeline::Picture> cropped = pipeline.after(4, 1);
  ASSERT_TRUE(cropped);
  EXPECT_EQ((*cropped)->size(), (Size{20, 20}));
  EXPECT_EQ(pipeline.counts().stage_runs, runs({1, 0, 0}));
  EXPECT_EQ(pipeline.counts().source_runs, 1U);
}

TEST(Pipeline, KeepsTheResultsBeforeAStageThatIsSwapped) {
  Pipeline pipeline(5, photo, some_stages());
  for (std::size_t i = 0; i < 5; ++i) ASSERT_TRUE(pipeline.item(i));
  ASSERT_TRUE(pipeline.replace_stage(2, equalise_stage()).is_ok());
  Pipeline anew(5, photo, {crop_stage({1, 1}), resize_stage({8, 8}), equalise_stage()});
  for (std::size_t i = 0; i < 5; ++i) EXPECT_TRUE(same(pipeline.item(i), anew.item(i)));
  EXPECT_EQ(pipeline.counts().source_runs, 5U);
  EXPECT_EQ(pipeline.counts().stage_runs, runs({5, 5, 10}));

  ASSERT_TRUE(pipeline.replace_stage(1, resize_stage({4, 6})).is_ok());
  const Result<Pipeline::Picture> item = pipeline.item(3);
  ASSERT_TRUE(item);
  EXPECT_EQ((*item)->size(), (Size{4, 6}));
  EXPECT_EQ(pipeline.counts().source_runs, 5U);
  EXPECT_EQ(pipeline.counts().stage_runs, runs({5, 6, 11}));
}

TEST(Pipeline, DoublesTheLibraryByMirroredCopiesWithoutDecodingTwice) {
  // The cache holds eight small results at most, and no decoded photo at all.
  Pipeline pipeline(20, photo, some_stages(),
                    {.mirrored_copies = true, .cache_bytes = std::size_t{8} * 8 * 8 * 3});
  ASSERT_EQ(pipeline.item_count(), 40U);
  for (std::size_t i = 0; i < 40; i += 2) {
    const Result<Pipeline::Picture> item = pipeline.item(i);
    const Result<Pipeline::Picture> copy = pipeline.item(i + 1);
    ASSERT_TRUE(item && copy);
    const Result<Image> expected = mirrored((*item)->view());
    ASSERT_TRUE(expected);
    EXPECT_EQ(test::largest_difference((*copy)->view(), expected->view()), 0);
  }
  EXPECT_EQ(pipeline.counts().source_runs, 20U);
  EXPECT_EQ(pipeline.counts().mirror_runs, 20U);

  Pipeline no_cache(20, photo, some_stages(), {.mirrored_copies = true, .cache_bytes = 0});
  InlineExecutor here;
  const Job job;
  EXPECT_EQ(no_cache.all_items(here, job).size(), 40U);
  EXPECT_EQ(no_cache.counts().source_runs, 20U);
}

TEST(Pipeline, KeepsNoMoreThanItsBytesAndForgetsTheLeastLatelyUsed) {
  const std::size_t limit = 10 * kPhotoBytes;
  Pipeline pipeline(50, photo, {}, {.cache_bytes = limit});
  for (std::size_t i = 0; i < 50; ++i) {
    ASSERT_TRUE(pipeline.item(i));
    ASSERT_TRUE(pipeline.item(0));
    EXPECT_LE(pipeline.counts().cached_bytes, limit);
  }
  EXPECT_EQ(pipeline.counts().source_runs, 50U);  // photo 0 was always the most lately used but one
  EXPECT_EQ(pipeline.counts().most_cached_bytes, limit);
  ASSERT_TRUE(pipeline.item(49));
  EXPECT_EQ(pipeline.counts().source_runs, 50U);
  ASSERT_TRUE(pipeline.item(1));
  EXPECT_EQ(pipeline.counts().source_runs, 51U);
}

TEST(Pipeline, KeepsNoResultThatWouldPushOutAllOthers) {
  Pipeline pipeline(3, photo, some_stages(), {.cache_bytes = 8 * kPhotoBytes - 1});
  ASSERT_TRUE(pipeline.after(0, 0));
  EXPECT_EQ(pipeline.counts().cached_bytes, 0U);
  ASSERT_TRUE(pipeline.item(0));
  EXPECT_EQ(pipeline.counts().source_runs, 2U);
  EXPECT_GT(pipeline.counts().cached_bytes, 0U);
}

TEST(Pipeline, GivesTheFailureOfTheStageThatFailedAndTriesAgain) {
  std::atomic<bool> broken{true};
  const auto source = [&](std::size_t index) -> Result<Image> {
    if (index == 2 && broken) return {StatusCode::corrupt, "broken"};
    return photo(index);
  };
  Pipeline pipeline(4, source, some_stages(), {.mirrored_copies = true});
  EXPECT_EQ(pipeline.item(5).status().code, StatusCode::corrupt);
  InlineExecutor here;
  const Job job;
  const std::vector<Result<Pipeline::Picture>> items = pipeline.all_items(here, job);
  for (std::size_t i = 0; i < items.size(); ++i) EXPECT_EQ(bool(items[i]), i / 2 != 2);
  broken = false;
  EXPECT_TRUE(pipeline.item(5));

  Pipeline bad_stage(4, photo, {resize_stage({0, 5})});
  EXPECT_EQ(bad_stage.item(0).status().code, StatusCode::invalid_argument);
}

TEST(Pipeline, RefusesWhatIsNotThere) {
  Pipeline pipeline(4, photo, some_stages());
  EXPECT_EQ(pipeline.item(4).status().code, StatusCode::invalid_argument);
  EXPECT_EQ(pipeline.after(4, 0).status().code, StatusCode::invalid_argument);
  EXPECT_EQ(pipeline.after(0, 4).status().code, StatusCode::invalid_argument);
  EXPECT_EQ(pipeline.replace_stage(3, mirror_stage()).code, StatusCode::invalid_argument);
}

class PipelineThreads : public testing::TestWithParam<std::size_t> {};

// Random stages, in any order of asking and with swaps: the same as doing it all at once.
TEST_P(PipelineThreads, ForcingAllEqualsAskingOneByOne) {
  const std::vector<Stage> choice = {
      crop_stage({1, 1}),         crop_stage({3, 2}), resize_stage({9, 7}), autocontrast_stage({}),
      equalise_stage(),           greyscale_stage(),  mirror_stage(),       rotate_stage(1),
      autocontrast_stage({3, 0}), rotate_stage(2)};
  const auto executor = make_executor(GetParam());
  const Job job;
  std::mt19937 random(static_cast<unsigned>(GetParam()));
  for (int round = 0; round < 12; ++round) {
    std::vector<Stage> stages;
    for (std::size_t n = random() % 5U; n > 0; --n) {
      stages.push_back(choice[random() % choice.size()]);
    }
    const PipelineOptions options = {.mirrored_copies = random() % 2U == 0,
                                     .cache_bytes = random() % 60'000U};
    Pipeline lazy(12, photo, stages, options);
    if (!stages.empty()) {
      for (std::size_t i = 0; i < lazy.item_count(); i += 3) ASSERT_TRUE(lazy.item(i));
      const std::size_t position = random() % stages.size();
      stages[position] = choice[random() % choice.size()];
      ASSERT_TRUE(lazy.replace_stage(position, stages[position]).is_ok());
    }
    Pipeline forced(12, photo, stages, options);
    const std::vector<Result<Pipeline::Picture>> all = forced.all_items(*executor, job);
    ASSERT_EQ(all.size(), lazy.item_count());
    EXPECT_EQ(forced.counts().source_runs, 12U);
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    for (const std::size_t i : order) EXPECT_TRUE(same(lazy.item(i), all[i])) << i;
    EXPECT_LE(lazy.counts().most_cached_bytes, options.cache_bytes);
  }
}

TEST_P(PipelineThreads, PrefetchesWithinItsBoundAndMakesEachItemOnce) {
  auto executor = make_executor(GetParam());
  Pipeline pipeline(100, photo, some_stages(), {.most_prefetched = 5});
  for (std::size_t i = 0; i < 100; ++i) {
    EXPECT_LE(pipeline.prefetch(i, 20, *executor), 20U);
    ASSERT_TRUE(pipeline.item(i));
  }
  executor.reset();  // Runs to its end what was posted.
  EXPECT_EQ(pipeline.counts().source_runs, 100U);
  EXPECT_EQ(pipeline.counts().stage_runs, runs({100, 100, 100}));
  EXPECT_LE(pipeline.counts().most_prefetching, 5U);
  EXPECT_GE(pipeline.counts().most_prefetching, 1U);
}

TEST_P(PipelineThreads, MayGoWhilePrefetchesAreQueued) {
  const auto executor = make_executor(GetParam());
  for (int i = 0; i < 20; ++i) {
    Pipeline pipeline(100, photo, some_stages(), {.most_prefetched = 50});
    (void)pipeline.prefetch(0, 50, *executor);
  }
}

TEST_P(PipelineThreads, StopsForcingWhenCancelled) {
  const auto executor = make_executor(GetParam());
  Job job;
  const auto source = [&](std::size_t index) {
    if (index == 3) job.cancel();
    while (index > 3 && !job.cancelled()) std::this_thread::yield();
    return photo(index);
  };
  Pipeline pipeline(100, source, some_stages());
  const std::vector<Result<Pipeline::Picture>> items = pipeline.all_items(*executor, job);
  EXPECT_EQ(items.back().status().code, StatusCode::cancelled);
  EXPECT_LT(pipeline.counts().source_runs, 100U);
}

INSTANTIATE_TEST_SUITE_P(Threads, PipelineThreads, testing::Values(1, 2, 7));

}  // namespace
}  // namespace tessera
