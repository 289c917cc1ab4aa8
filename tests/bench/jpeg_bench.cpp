// Thumbnails from JPEG photos, on one thread: CPU milliseconds a photo.
//
//   jpeg_bench SIZE ROUNDS OUTPUT PHOTO...
//
// Makes a SIZE x SIZE thumbnail of each photo's centre square, ROUNDS times over, and prints
// "photos milliseconds_a_photo decode_milliseconds_a_photo". OUTPUT gets the thumbnails of the
// first round as raw RGB, one after the other ("-": none); photos that cannot be decoded stay black
// and are named on standard error. jpeg_bench.py runs this beside Pillow.

#include "codec/jpeg_reduced.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#endif
#define STB_IMAGE_RESIZE_STATIC
#define STB_IMAGE_RESIZE_IMPLEMENTATION
#include <stb/stb_image_resize.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace {

using tessera::Rect;
using tessera::Size;

std::vector<std::uint8_t> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Rect centre_square(Size size) {
  const int side = std::min(size.width, size.height);
  return {(size.width - side) / 2, (size.height - side) / 2, side, side};
}

double cpu_milliseconds() { return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void resample(const tessera::ReducedJpeg& reduced, int side, std::uint8_t* out) {
  const tessera::ImageView view = reduced.image.view();
  const auto width = static_cast<float>(view.width);
  const auto height = static_cast<float>(view.height);
  const auto left = static_cast<float>(reduced.crop.x) / width;
  const auto top = static_cast<float>(reduced.crop.y) / height;
  const auto right = static_cast<float>(reduced.crop.x + reduced.crop.width) / width;
  const auto bottom = static_cast<float>(reduced.crop.y + reduced.crop.height) / height;
  stbir_resize_region(view.pixels, view.width, view.height, static_cast<int>(view.stride), out,
                      side, side, 3 * side, STBIR_TYPE_UINT8, 3, STBIR_ALPHA_CHANNEL_NONE, 0,
                      STBIR_EDGE_CLAMP, STBIR_EDGE_CLAMP, STBIR_FILTER_CATMULLROM,
                      STBIR_FILTER_CATMULLROM, STBIR_COLORSPACE_SRGB, nullptr, left, top, right,
                      bottom);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::fputs("usage: jpeg_bench SIZE ROUNDS OUTPUT PHOTO...\n", stderr);
    return 2;
  }
  const int side = std::atoi(argv[1]);
  const int rounds = std::atoi(argv[2]);
  std::vector<std::vector<std::uint8_t>> photos;
  for (int index = 4; index < argc; ++index) photos.push_back(read_file(argv[index]));

  std::vector<std::uint8_t> thumbnail(static_cast<std::size_t>(3 * side * side));
  std::vector<std::uint8_t> thumbnails;
  double total = 0;
  double decoding = 0;
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t index = 0; index < photos.size(); ++index) {
      const double begin = cpu_milliseconds();
      const auto info = tessera::read_jpeg_info(photos[index]);
      tessera::Result<tessera::ReducedJpeg> reduced(info.status());
      if (info) {
        reduced = tessera::decode_jpeg_reduced(
            photos[index], {.crop = centre_square(info->size), .least = {side, side}});
      }
      const double decoded = cpu_milliseconds();
      if (reduced) {
        resample(*reduced, side, thumbnail.data());
      } else {
        std::fill(thumbnail.begin(), thumbnail.end(), std::uint8_t{0});
        if (round == 0) {
          std::fprintf(stderr, "%s: %s\n", argv[4 + index], reduced.status().detail.c_str());
        }
      }
      total += cpu_milliseconds() - begin;
      decoding += decoded - begin;
      if (round == 0) thumbnails.insert(thumbnails.end(), thumbnail.begin(), thumbnail.end());
    }
  }
  const double runs = static_cast<double>(photos.size()) * rounds;
  std::printf("%zu %.4f %.4f\n", photos.size(), total / runs, decoding / runs);
  if (std::string(argv[3]) != "-") {
    std::ofstream(argv[3], std::ios::binary)
        .write(reinterpret_cast<const char*>(thumbnails.data()),
               static_cast<std::streamsize>(thumbnails.size()));
  }
  return 0;
}
