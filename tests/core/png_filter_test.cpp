#include "codec/png_filter.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace tessera {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr PngFilter kFilters[] = {PngFilter::none, PngFilter::sub, PngFilter::up,
                                  PngFilter::average, PngFilter::paeth};

Bytes random_row(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  Bytes row(size);
  for (std::uint8_t& byte : row) byte = static_cast<std::uint8_t>(random() >> 24);
  return row;
}

// What a decoder does (W3C PNG, 9.2), byte by byte.
Bytes unfiltered(PngFilter filter, const Bytes& row, const Bytes& above,
                 std::size_t pixel_bytes = 3) {
  Bytes output(row.size());
  for (std::size_t i = 0; i < row.size(); ++i) {
    const int left = i < pixel_bytes ? 0 : output[i - pixel_bytes];
    const int up = above[i];
    const int corner = i < pixel_bytes ? 0 : above[i - pixel_bytes];
    int prediction = 0;
    if (filter == PngFilter::sub) prediction = left;
    if (filter == PngFilter::up) prediction = up;
    if (filter == PngFilter::average) prediction = (left + up) / 2;
    if (filter == PngFilter::paeth) {
      const int p = left + up - corner;
      const int a = std::abs(p - left);
      const int b = std::abs(p - up);
      const int c = std::abs(p - corner);
      prediction = a <= b && a <= c ? left : b <= c ? up : corner;
    }
    output[i] = static_cast<std::uint8_t>(row[i] + prediction);
  }
  return output;
}

TEST(PngFilter, IsUndoneByADecoderAtEveryWidth) {
  for (std::size_t pixels = 1; pixels < 60; ++pixels) {
    for (const std::size_t pixel_bytes : {1U, 3U, 4U}) {
      const Bytes row = random_row(pixel_bytes * pixels, 1);
      const Bytes above = random_row(pixel_bytes * pixels, 2);
      for (const PngFilter filter : kFilters) {
        Bytes output(row.size());
        filter_row(filter, pixel_bytes, row, above.data(), output.data());
        EXPECT_EQ(unfiltered(filter, output, above, pixel_bytes), row)
            << static_cast<int>(filter) << " at " << pixel_bytes << " bytes a pixel";
      }
    }
  }
}

TEST(PngFilter, PredictsByPaethForEveryTripleThatMatters) {
  // Four pixels of 16 triples at a time would hide lane mix-ups, so rows are long and differ.
  for (int left = 0; left < 256; left += 3) {
    Bytes row;
    Bytes above;
    for (int up = 0; up < 256; up += 5) {
      for (int corner = 0; corner < 256; corner += 7) {
        for (int k = 0; k < 3; ++k) {
          row.push_back(static_cast<std::uint8_t>(left + k));
          above.push_back(static_cast<std::uint8_t>(corner + k));
        }
        for (int k = 0; k < 3; ++k) {
          row.push_back(0);
          above.push_back(static_cast<std::uint8_t>(up + k));
        }
      }
    }
    Bytes output(row.size());
    filter_row(PngFilter::paeth, 3, row, above.data(), output.data());
    EXPECT_EQ(unfiltered(PngFilter::paeth, output, above), row);
  }
}

TEST(PngFilter, IsChosenByTheLeastSumOfMagnitudes) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    const std::size_t size = 3 * (1 + seed * 3);
    Bytes row = random_row(size, seed);
    Bytes above = random_row(size, seed + 1000);
    for (std::size_t i = 0; i < size; ++i) {
      if (seed % 4 == 1) row[i] = static_cast<std::uint8_t>(above[i] + row[i] % 4);
      if (seed % 4 == 2 && i >= 3) row[i] = static_cast<std::uint8_t>(row[i - 3] + row[i] % 4);
      if (seed % 4 == 3) row[i] = static_cast<std::uint8_t>(row[i] % 4);
    }
    const auto sum_of = [&](PngFilter filter) {
      Bytes output(size);
      filter_row(filter, 3, row, above.data(), output.data());
      int sum = 0;
      for (const std::uint8_t byte : output) sum += std::min<int>(byte, 256 - byte);
      return sum;
    };
    const int chosen = sum_of(choose_filter(3, row, above.data()));
    for (const PngFilter filter : kFilters) EXPECT_LE(chosen, sum_of(filter));
  }
}

}  // namespace
}  // namespace tessera
