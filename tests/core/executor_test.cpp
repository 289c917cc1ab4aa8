// Executors run every task once, on all kinds alike.
#include "base/executor.h"

#include <atomic>
#include <gtest/gtest.h>
#include <vector>

namespace tessera {
namespace {

class Executors : public testing::TestWithParam<std::size_t> {};

TEST_P(Executors, CallEveryIndexOnce) {
  const auto executor = make_executor(GetParam());
  for (const std::size_t count : {0U, 1U, 2U, 1000U}) {
    std::vector<std::atomic<int>> calls(count);
    executor->for_each(count, [&](std::size_t index) { ++calls[index]; });
    for (const std::atomic<int>& call : calls) EXPECT_EQ(call, 1);
  }
}

TEST_P(Executors, RunPostedTasksBeforeTheyEnd) {
  std::atomic<int> calls{0};
  {
    const auto executor = make_executor(GetParam());
    for (int i = 0; i < 100; ++i) executor->post([&] { ++calls; });
  }
  EXPECT_EQ(calls, 100);
}

TEST_P(Executors, ServeForEachBesidePostedTasks) {
  const auto executor = make_executor(GetParam());
  std::atomic<int> calls{0};
  for (int i = 0; i < 50; ++i) executor->post([&] { ++calls; });
  executor->for_each(50, [&](std::size_t) { ++calls; });
  EXPECT_GE(calls, 50);
}

INSTANTIATE_TEST_SUITE_P(Threads, Executors, testing::Values(1, 2, 7));

}  // namespace
}  // namespace tessera
