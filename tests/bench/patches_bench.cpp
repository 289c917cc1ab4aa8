// The sums of all overlapping patches of 39 × 39 pixels at stride 1: patches a second, and memory
// speed.
//
//   patches_bench SIDE [THREADS]       a square image of noise, SIDE pixels a side
#include "base/executor.h"
#include "image/patches.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <utility>
#include <vector>

int main(int argc, char** argv) {
  using namespace tessera;
  if (argc < 2) {
    std::fprintf(stderr, "patches_bench SIDE [THREADS]\n");
    return 2;
  }
  constexpr int patch = 39;
  const int side = std::atoi(argv[1]);
  const auto executor = make_executor(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 2);
  Image image({side, side});
  if (image.empty() || side < patch) return 1;
  std::mt19937 random(1);
  std::generate_n(image.data(), image.bytes().size(),
                  [&] { return static_cast<std::uint8_t>(random()); });
  const auto seconds_since = [](std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  std::vector<std::uint8_t> copy(image.bytes().size());
  double copying = 1e9;
  double summing = 1e9;
  std::uint64_t check = 0;
  const PatchGrid patches(std::as_const(image).view(), {patch, patch}, 1);
  constexpr int rows_per_task = 512;
  const auto tasks = static_cast<std::size_t>((patches.rows() + rows_per_task - 1) / rows_per_task);
  std::vector<std::uint64_t> checks(tasks);
  for (int round = 0; round < 5; ++round) {
    auto start = std::chrono::steady_clock::now();
    std::memcpy(copy.data(), image.data(), copy.size());
    copying = std::min(copying, seconds_since(start));
    start = std::chrono::steady_clock::now();
    executor->for_each(tasks, [&](std::size_t task) {
      const int first = static_cast<int>(task) * rows_per_task;
      PatchSums sums(patches, first, std::min(patches.rows(), first + rows_per_task));
      std::vector<std::uint32_t> row(static_cast<std::size_t>(patches.columns()) * kChannels);
      std::uint64_t sum = 0;
      while (sums.next(row)) sum += row[row.size() / 2];
      checks[task] = sum;
    });
    summing = std::min(summing, seconds_since(start));
    for (const std::uint64_t part : checks) check += part + copy[part % copy.size()];
  }
  const double count = static_cast<double>(patches.rows()) * patches.columns();
  std::printf("{\"patches\": %.0f, \"seconds\": %.4f, \"copy_seconds\": %.4f, \"check\": %llu}\n",
              count, summing, copying, static_cast<unsigned long long>(check));
  return 0;
}
