#include "support.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>

namespace tessera::test {

Bytes read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

std::filesystem::path photos_folder() {
  const std::filesystem::path folder = "../shared/photos";
  return std::filesystem::is_directory(folder) ? folder : std::filesystem::path();
}

std::filesystem::path media_folder() {
  const char* folder = std::getenv("TESSERA_TEST_MEDIA");
  return folder != nullptr && std::filesystem::is_directory(folder) ? folder
                                                                    : std::filesystem::path();
}

bool in_ci() {
  const char* ci = std::getenv("CI");
  return ci != nullptr && std::strcmp(ci, "true") == 0;
}

Image parse_ppm(std::span<const std::uint8_t> bytes) {
  std::istringstream header(
      std::string(bytes.begin(), bytes.begin() + std::min<std::ptrdiff_t>(64, std::ssize(bytes))));
  std::string magic;
  Size size;
  int largest = 0;
  header >> magic >> size.width >> size.height >> largest;
  Image image(size);
  const std::size_t start = static_cast<std::size_t>(header.tellg()) + 1;
  EXPECT_EQ(magic, "P6");
  EXPECT_EQ(largest, 255);
  EXPECT_EQ(bytes.size(), start + image.bytes().size());
  if (bytes.size() == start + image.bytes().size()) {
    std::memcpy(image.data(), bytes.data() + start, image.bytes().size());
  }
  return image;
}

Image noise(Size size, unsigned seed) {
  std::mt19937 random(seed);
  Image image(size);
  std::generate_n(image.data(), image.bytes().size(),
                  [&] { return static_cast<std::uint8_t>(random() & 255U); });
  return image;
}

Image photo_like(Size size, unsigned seed) {
  std::mt19937 random(seed);
  const double phase = static_cast<double>(random() % 1000U) / 100.0;
  Image image(size);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      for (int c = 0; c < kChannels; ++c) {
        const double wave = std::sin(x * 0.05 + phase + c) + std::cos(y * 0.07 - phase * c);
        const double value = 128 + 55 * wave + static_cast<double>(random() % 9U);
        image.view().at(x, y)[c] = static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
      }
    }
  }
  return image;
}

Image plain(Size size, std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  Image image(size);
  for (std::uint8_t* pixel = image.data(); pixel != image.data() + image.bytes().size();
       pixel += 3) {
    pixel[0] = red;
    pixel[1] = green;
    pixel[2] = blue;
  }
  return image;
}

double mean_difference(ImageView a, ImageView b) {
  EXPECT_EQ(a.size(), b.size());
  double sum = 0;
  for (int y = 0; y < a.height; ++y) {
    for (int i = 0; i < a.width * kChannels; ++i) sum += std::abs(a.row(y)[i] - b.row(y)[i]);
  }
  return sum / (static_cast<double>(a.size().area()) * kChannels);
}

int largest_difference(ImageView a, ImageView b) {
  EXPECT_EQ(a.size(), b.size());
  int largest = 0;
  for (int y = 0; y < a.height; ++y) {
    for (int i = 0; i < a.width * kChannels; ++i) {
      largest = std::max(largest, std::abs(a.row(y)[i] - b.row(y)[i]));
    }
  }
  return largest;
}

}  // namespace tessera::test
