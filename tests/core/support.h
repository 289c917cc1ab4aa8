// What several tests need: pictures to work on, and a way to look into a PNG.
#pragma once

#include "image/image.h"

#include <cstdint>
#include <filesystem>
#include <gtest/gtest.h>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace tessera::test {

using Bytes = std::vector<std::uint8_t>;

/// A file's bytes; fails the test where it cannot be read.
Bytes read_file(const std::filesystem::path& path);

/// The folder of real photos, and the folder of pictures that tests/tools/make_media made. Empty
/// where there is none; tests then skip, or fail where CI=true (use TESSERA_REQUIRE_FOLDER).
std::filesystem::path photos_folder();
std::filesystem::path media_folder();
bool in_ci();

#define TESSERA_REQUIRE_FOLDER(folder)                                           \
  do {                                                                           \
    if ((folder).empty()) {                                                      \
      ASSERT_FALSE(::tessera::test::in_ci()) << "test pictures are missing";     \
      GTEST_SKIP() << "test pictures are missing: run the test by scripts/test"; \
    }                                                                            \
  } while (false)

/// A binary PPM (P6, 8 bits) as written by ImageMagick.
Image parse_ppm(std::span<const std::uint8_t> bytes);

/// Pixels without any order.
Image noise(Size size, unsigned seed);

/// Soft colour gradients with some noise, as a photo has.
Image photo_like(Size size, unsigned seed);

/// One colour.
Image plain(Size size, std::uint8_t red, std::uint8_t green, std::uint8_t blue);

/// The mean absolute difference of two pictures of the same size, in grey levels.
double mean_difference(ImageView a, ImageView b);

/// The largest difference of two pictures of the same size, in grey levels.
int largest_difference(ImageView a, ImageView b);

}  // namespace tessera::test
