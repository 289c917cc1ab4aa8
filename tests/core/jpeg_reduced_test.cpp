// Reduced JPEG decoding, held against libjpeg-turbo's full decode.
//
// The files come from tests/tools/make_jpeg_variants, in $TESSERA_TEST_MEDIA/jpeg; photos from
// ../shared/photos. Where they are missing a test is skipped, and fails if CI is set.

#include "codec/jpeg_reduced.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace tessera {
namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<std::uint8_t>;

Bytes read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> jpegs_in(const fs::path& folder, const std::string& prefix) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() == ".jpg" && name.starts_with(prefix)) {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

fs::path media() {
  const char* folder = std::getenv("TESSERA_TEST_MEDIA");
  return folder == nullptr ? fs::path("no-test-media") : fs::path(folder) / "jpeg";
}

fs::path photos() { return fs::path("..") / "shared" / "photos"; }

bool in_ci() {
  const char* value = std::getenv("CI");
  return value != nullptr && std::string(value) == "true";
}

#define NEEDS(paths)                                                      \
  if ((paths).empty()) {                                                  \
    if (in_ci()) FAIL() << "the test files are missing";                  \
    GTEST_SKIP() << "needs $TESSERA_TEST_MEDIA/jpeg or ../shared/photos"; \
  }

/// A binary PPM as make_jpeg_variants writes it.
Image read_ppm(const fs::path& path) {
  const Bytes bytes = read_file(path);
  std::istringstream header(
      std::string(bytes.begin(), bytes.begin() + std::min<std::ptrdiff_t>(64, std::ssize(bytes))));
  std::string magic;
  Size size;
  int most = 0;
  header >> magic >> size.width >> size.height >> most;
  Image image(size);
  const std::size_t pixels = image.bytes().size();
  EXPECT_GE(bytes.size(), pixels) << path;
  if (bytes.size() >= pixels)
    std::copy(bytes.end() - static_cast<std::ptrdiff_t>(pixels), bytes.end(), image.data());
  return image;
}

Result<ReducedJpeg> decode_at(const Bytes& bytes, int eighths, Rect crop = {}) {
  const Result<JpegInfo> info = read_jpeg_info(bytes);
  if (!info) return info.status();
  Size least = crop == Rect{} ? info->size : crop.size();
  least = {std::max(1, least.width * eighths / 8), std::max(1, least.height * eighths / 8)};
  return decode_jpeg_reduced(bytes, {.crop = crop, .least = least});
}

/// The mean of the area that reduced pixel (x, y) covers, the oracle for a low-pass.
double box_mean(const Image& full, int eighths, int x, int y, int channel) {
  const double side = 8.0 / eighths;
  double sum = 0;
  double weight = 0;
  for (int row = static_cast<int>(y * side); row < std::min((y + 1) * side, full.height() + 0.0);
       ++row) {
    const double rows = std::min((y + 1) * side, row + 1.0) - std::max(y * side, row + 0.0);
    for (int column = static_cast<int>(x * side);
         column < std::min((x + 1) * side, full.width() + 0.0); ++column) {
      const double columns =
          std::min((x + 1) * side, column + 1.0) - std::max(x * side, column + 0.0);
      sum += rows * columns * full.view().at(column, row)[channel];
      weight += rows * columns;
    }
  }
  return weight <= 0 ? 0 : sum / weight;
}

double difference_from_box(const Image& full, const Image& reduced, int eighths) {
  double sum = 0;
  for (int y = 0; y < reduced.height(); ++y) {
    for (int x = 0; x < reduced.width(); ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        sum += std::abs(box_mean(full, eighths, x, y, channel) - reduced.view().at(x, y)[channel]);
      }
    }
  }
  return sum / static_cast<double>(reduced.bytes().size());
}

double mean_difference(const Image& a, const Image& b) {
  double sum = 0;
  for (std::size_t index = 0; index < a.bytes().size(); ++index) {
    sum += std::abs(a.bytes()[index] - b.bytes()[index]);
  }
  return sum / static_cast<double>(a.bytes().size());
}

/// How far chroma may be from libjpeg-turbo's at full size: it interpolates in the commonest
/// layouts only, and neither there where a plane is at most two samples wide.
double chroma_tolerance(const fs::path& path, Size size) {
  const bool repeated = path.filename().string().find("411") != std::string::npos;
  return repeated || size.width <= 4 ? 4.0 : 1.0;
}

TEST(JpegReduced, full_scale_is_libjpegs_decode_within_a_grey_level) {
  const std::vector<fs::path> paths = jpegs_in(media(), "");
  NEEDS(paths);
  int compared = 0;
  for (fs::path path : paths) {
    const Bytes bytes = read_file(path);
    if (!fs::exists(path.replace_extension(".ppm"))) continue;
    const Image full = read_ppm(path);
    const Result<ReducedJpeg> reduced = decode_at(bytes, 8);
    ASSERT_TRUE(reduced) << path << ": " << reduced.status().detail;
    ASSERT_EQ(reduced->eighths, 8) << path;
    ASSERT_EQ(reduced->image.size(), full.size()) << path;
    EXPECT_LE(mean_difference(reduced->image, full), chroma_tolerance(path, full.size())) << path;
    ++compared;
  }
  EXPECT_GT(compared, 100);
}

TEST(JpegReduced, smaller_scales_are_near_the_box_means) {
  const std::vector<fs::path> paths = jpegs_in(media(), "");
  NEEDS(paths);
  for (fs::path path : paths) {
    const Bytes bytes = read_file(path);
    if (!fs::exists(path.replace_extension(".ppm"))) continue;
    const Image full = read_ppm(path);
    if (full.width() < 64) continue;  // edges are filled up differently by every encoder
    for (const int eighths : {1, 2, 3, 4, 5, 6, 7}) {
      const Result<ReducedJpeg> reduced = decode_at(bytes, eighths);
      ASSERT_TRUE(reduced) << path << ": " << reduced.status().detail;
      ASSERT_EQ(reduced->eighths, eighths) << path;
      const Size expected = {(full.width() * eighths + 7) / 8, (full.height() * eighths + 7) / 8};
      ASSERT_EQ(reduced->image.size(), expected) << path;
      EXPECT_LE(difference_from_box(full, reduced->image, eighths), 4.0) << path << " " << eighths;
    }
  }
}

TEST(JpegReduced, the_same_coefficients_stored_differently_decode_to_the_same_pixels) {
  const std::vector<fs::path> plain_paths = jpegs_in(media(), "same-");
  NEEDS(plain_paths);
  int compared = 0;
  for (const fs::path& path : plain_paths) {
    const std::string name = path.filename().string();
    const std::size_t plain = name.find("-plain");
    if (plain == std::string::npos) continue;
    const Bytes bytes = read_file(path);
    for (const fs::path& other : jpegs_in(media(), name.substr(0, plain))) {
      const Bytes other_bytes = read_file(other);
      for (const int eighths : {1, 2, 3, 4, 5, 6, 7, 8}) {
        const Result<ReducedJpeg> expected = decode_at(bytes, eighths);
        const Result<ReducedJpeg> reduced = decode_at(other_bytes, eighths);
        ASSERT_TRUE(expected) << path << ": " << expected.status().detail;
        ASSERT_TRUE(reduced) << other << ": " << reduced.status().detail;
        EXPECT_TRUE(reduced->image.bytes() == expected->image.bytes()) << other << " " << eighths;
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 400);
}

TEST(JpegReduced, a_crop_is_that_part_of_the_whole) {
  const std::vector<fs::path> paths = jpegs_in(media(), "same-");
  NEEDS(paths);
  for (const fs::path& path : paths) {
    const Bytes bytes = read_file(path);
    const Size size = read_jpeg_info(bytes)->size;
    const Rect crop = {size.width / 3 + 1, size.height / 4, size.width / 2, size.height / 2 + 3};
    for (const int eighths : {1, 2, 3, 4, 5, 6, 7, 8}) {
      const Result<ReducedJpeg> part = decode_at(bytes, eighths, crop);
      const Result<ReducedJpeg> whole = decode_at(bytes, eighths);
      ASSERT_TRUE(part) << path << ": " << part.status().detail;
      ASSERT_TRUE(whole) << path << ": " << whole.status().detail;
      ASSERT_EQ(part->eighths, whole->eighths);
      const int left = crop.x * eighths / 8;
      const int top = crop.y * eighths / 8;
      EXPECT_DOUBLE_EQ(part->crop.x, crop.x * eighths / 8.0 - left);
      EXPECT_DOUBLE_EQ(part->crop.height, crop.height * eighths / 8.0);
      EXPECT_LE(part->crop.y + part->crop.height, part->image.height());
      const ImageView expected =
          whole->image.view().cropped({left, top, part->image.width(), part->image.height()});
      double sum = 0;
      for (int y = 0; y < expected.height; ++y) {
        for (int x = 0; x < expected.width * 3; ++x) {
          sum += std::abs(expected.row(y)[x] - part->image.view().row(y)[x]);
        }
      }
      // Interpolated chroma sees its neighbours beyond the edge in the one and not in the other.
      EXPECT_LE(sum / static_cast<double>(part->image.bytes().size()), 0.25) << path << eighths;
    }
  }
}

TEST(JpegReduced, takes_the_smallest_scale_that_covers_the_least_size) {
  const std::vector<fs::path> paths = jpegs_in(media(), "same-420-320-plain");
  NEEDS(paths);
  const Bytes bytes = read_file(paths.front());  // 320 x 213
  const auto scale = [&](Size least, Rect crop = {}) {
    return decode_jpeg_reduced(bytes, {.crop = crop, .least = least})->eighths;
  };
  EXPECT_EQ(scale({40, 26}), 1);
  EXPECT_EQ(scale({41, 26}), 2);
  EXPECT_EQ(scale({40, 27}), 2);
  EXPECT_EQ(scale({80, 53}), 2);
  EXPECT_EQ(scale({81, 53}), 3);
  EXPECT_EQ(scale({160, 53}), 4);
  EXPECT_EQ(scale({281, 1}), 8);
  EXPECT_EQ(scale({1000, 1000}), 8);
  EXPECT_EQ(scale({40, 1}, {10, 10, 160, 100}), 2);
}

TEST(JpegReduced, refuses_what_it_does_not_read) {
  const std::vector<fs::path> paths = jpegs_in(media(), "refused-");
  NEEDS(paths);
  for (const fs::path& path : paths) {
    const Result<ReducedJpeg> reduced = decode_at(read_file(path), 1);
    ASSERT_FALSE(reduced) << path;
    EXPECT_EQ(reduced.status().code, StatusCode::unsupported) << path;
  }
}

TEST(JpegReduced, says_not_a_jpeg_of_other_bytes) {
  for (const Bytes& bytes : {Bytes{}, Bytes{0xFF}, Bytes{0x89, 'P', 'N', 'G', 13, 10, 26, 10}}) {
    EXPECT_EQ(read_jpeg_info(bytes).status().code, StatusCode::unsupported);
    EXPECT_EQ(decode_jpeg_reduced(bytes, {}).status().code, StatusCode::unsupported);
  }
}

/// A grey frame of that size, one component, with no scan yet.
Bytes header_only(int width, int height, int precision = 8) {
  const auto high = [](int value) { return static_cast<std::uint8_t>(value >> 8); };
  const auto low = [](int value) { return static_cast<std::uint8_t>(value & 255); };
  return {0xFF,
          0xD8,
          0xFF,
          0xC0,
          0,
          11,
          static_cast<std::uint8_t>(precision),
          high(height),
          low(height),
          high(width),
          low(width),
          1,
          1,
          0x11,
          0};
}

TEST(JpegReduced, refuses_a_decompression_bomb_before_allocating) {
  const Bytes bytes = header_only(65535, 65535);
  EXPECT_EQ(decode_jpeg_reduced(bytes, {.least = {9000, 9000}}).status().code,
            StatusCode::too_large);
  EXPECT_EQ(decode_jpeg_reduced(header_only(8000, 8000),
                                {.least = {50, 50}, .pixel_limit = 1000 * 1000 - 1})
                .status()
                .code,
            StatusCode::too_large);
  EXPECT_EQ(
      decode_jpeg_reduced(header_only(8000, 8000), {.least = {50, 50}, .pixel_limit = 1000 * 1000})
          .status()
          .code,
      StatusCode::corrupt);
}

TEST(JpegReduced, reports_bad_headers) {
  EXPECT_EQ(read_jpeg_info(header_only(0, 10)).status().code, StatusCode::corrupt);
  EXPECT_EQ(read_jpeg_info(header_only(10, 0)).status().code, StatusCode::unsupported);
  EXPECT_EQ(decode_jpeg_reduced(header_only(10, 10, 12), {}).status().code,
            StatusCode::unsupported);
  EXPECT_EQ(decode_jpeg_reduced(header_only(10, 10), {.crop = {5, 5, 6, 1}}).status().code,
            StatusCode::invalid_argument);
}

/// The offset of the last byte of entropy-coded data: before the end of image marker.
std::size_t end_of_data(const Bytes& bytes) { return bytes.size() - 2; }

TEST(JpegReduced, reports_a_truncated_file_and_takes_one_that_lacks_only_its_end_marker) {
  const std::vector<fs::path> paths = jpegs_in(media(), "same-");
  NEEDS(paths);
  for (const fs::path& path : paths) {
    const Bytes bytes = read_file(path);
    if (read_jpeg_info(bytes)->progressive) continue;
    const Bytes without_marker(bytes.begin(),
                               bytes.begin() + static_cast<std::ptrdiff_t>(end_of_data(bytes)));
    for (const int eighths : {1, 2, 8}) {
      EXPECT_TRUE(decode_at(without_marker, eighths)) << path;
      for (std::size_t lost = 1; lost < bytes.size() - 1200; lost += lost / 3 + 1) {
        const Bytes cut(without_marker.begin(),
                        without_marker.end() - static_cast<std::ptrdiff_t>(lost));
        const Result<ReducedJpeg> reduced = decode_at(cut, eighths);
        ASSERT_FALSE(reduced) << path << " lacks " << lost;
        EXPECT_EQ(reduced.status().code, StatusCode::corrupt) << path;
        EXPECT_FALSE(reduced.status().detail.empty());
      }
    }
  }
}

TEST(JpegReduced, takes_garbage_behind_the_picture_and_fill_bytes_before_markers) {
  const std::vector<fs::path> paths = jpegs_in(media(), "same-420-131-");
  NEEDS(paths);
  for (const fs::path& path : paths) {
    const Bytes bytes = read_file(path);
    const Result<ReducedJpeg> expected = decode_at(bytes, 2);
    Bytes longer = bytes;
    for (int value = 0; value < 300; ++value)
      longer.push_back(static_cast<std::uint8_t>(value * 7));
    EXPECT_EQ(decode_at(longer, 2)->image.bytes(), expected->image.bytes()) << path;

    Bytes filled;
    for (std::size_t index = 0; index < bytes.size(); ++index) {
      filled.push_back(bytes[index]);
      const int next = index + 1 < bytes.size() ? bytes[index + 1] : 0;
      const bool marker = next >= 0xD0 && next <= 0xD9 && next != 0xD8;
      if (bytes[index] == 0xFF && marker) filled.insert(filled.end(), 3, 0xFF);
    }
    const Result<ReducedJpeg> reduced = decode_at(filled, 2);
    ASSERT_TRUE(reduced) << path << ": " << reduced.status().detail;
    EXPECT_EQ(reduced->image.bytes(), expected->image.bytes()) << path;
  }
}

TEST(JpegReduced, reports_a_lost_restart_marker) {
  const std::vector<fs::path> paths = jpegs_in(media(), "same-420-320-restart-7-blocks");
  NEEDS(paths);
  Bytes bytes = read_file(paths.front());
  for (std::size_t index = 0; index + 1 < bytes.size(); ++index) {
    if (bytes[index] != 0xFF || bytes[index + 1] != 0xD2) continue;
    bytes[index + 1] = 0xD3;
    break;
  }
  EXPECT_EQ(decode_at(bytes, 1).status().code, StatusCode::corrupt);
}

TEST(JpegReduced, decodes_every_library_photo_at_every_scale_near_the_next_larger_one) {
  const std::vector<fs::path> paths = jpegs_in(photos() / "library", "");
  NEEDS(paths);
  double sum = 0;
  int count = 0;
  for (std::size_t index = 0; index < paths.size(); index += 7) {
    const Bytes bytes = read_file(paths[index]);
    const Result<ReducedJpeg> full = decode_at(bytes, 8);
    ASSERT_TRUE(full) << paths[index] << ": " << full.status().detail;
    for (const int eighths : {1, 2, 3, 4, 5, 6, 7}) {
      const Result<ReducedJpeg> reduced = decode_at(bytes, eighths);
      ASSERT_TRUE(reduced) << paths[index] << ": " << reduced.status().detail;
      const double difference = difference_from_box(full->image, reduced->image, eighths);
      EXPECT_LE(difference, 8.0) << paths[index] << " " << eighths;
      sum += difference;
      ++count;
    }
  }
  EXPECT_LE(sum / count, 2.0);
}

TEST(JpegReduced, decodes_photos_with_orientation_and_broken_exif_and_reports_the_truncated_one) {
  const std::vector<fs::path> orientation = jpegs_in(photos() / "orientation", "");
  NEEDS(orientation);
  for (const fs::path& path : orientation) EXPECT_TRUE(decode_at(read_file(path), 1)) << path;
  for (const fs::path& path : jpegs_in(photos() / "awkward", "")) {
    const Result<ReducedJpeg> reduced = decode_at(read_file(path), 1);
    if (path.filename() == "corrupted.jpg") {
      EXPECT_EQ(reduced.status().code, StatusCode::corrupt);
    } else {
      EXPECT_TRUE(reduced) << path << ": " << reduced.status().detail;
    }
  }
}

}  // namespace
}  // namespace tessera
