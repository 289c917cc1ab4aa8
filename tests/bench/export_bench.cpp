// Measures the PNG and JPEG writers, and libpng: megabytes of raw pixels a second, bytes of the
// file, memory.
//
//   export_bench PHOTO_FOLDER [--full] [--threads 2] [--case 0|1|2] [--memory MEGABYTES]
//     [--only tiles|rows|small|jpeg|libpng1|libpng6] [--output FILE] [--raw FILE] [--tiles FOLDER]
//
// Mosaics of about 100 megapixels (with --full 26,496 × 37,376, without libpng) of 128 px tiles cut
// from the JPEG files of a folder: 228 tiles, 1,000 tiles, and every cell different (tinted). The
// time to compose rows is not counted. --output keeps what --only writes. For other programs, --raw
// writes the composed pixels, and --tiles the tiles as PPM files and the order in which they stand.
// Ratios within one run mean more than seconds; tests/bench/export.py makes such runs.
#include "base/executor.h"
#include "codec/jpeg_tile_coder.h"
#include "codec/jpeg_writer.h"
#include "codec/png_tile_coder.h"
#include "codec/png_writer.h"
#include "image/image.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <png.h>
#include <random>
#include <string>
#include <sys/resource.h>
#include <vector>

#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_JPEG
#include <stb/stb_image.h>

using namespace tessera;

namespace {

constexpr int kTileSide = 128;

struct Options {
  std::string folder;
  std::string only;
  std::string output;
  std::string raw;
  std::string tiles;
  int only_case = -1;
  std::size_t memory_limit = PngTileCoder::kDefaultMemoryLimit;
  std::size_t threads = 2;
  bool full = false;
};

class CountingSink final : public ByteSink {
 public:
  explicit CountingSink(const std::string& path) {
    if (!path.empty()) file_ = std::fopen(path.c_str(), "wb");
  }
  ~CountingSink() override {
    if (file_ != nullptr) std::fclose(file_);
  }
  CountingSink(const CountingSink&) = delete;
  CountingSink& operator=(const CountingSink&) = delete;
  Status write(std::span<const std::uint8_t> bytes) override {
    count_ += bytes.size();
    if (file_ != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) {
      return {StatusCode::io, "the file cannot be written"};
    }
    return {};
  }
  std::uint64_t count() const { return count_; }

 private:
  std::FILE* file_ = nullptr;
  std::uint64_t count_ = 0;
};

// A square of a photo, averaged down to a tile.
Image make_tile(const Image& photo, int left, int top, int side) {
  Image tile({kTileSide, kTileSide});
  std::uint8_t* output = tile.data();
  for (int y = 0; y < kTileSide; ++y) {
    for (int x = 0; x < kTileSide; ++x) {
      const int x0 = left + x * side / kTileSide;
      const int x1 = std::max(x0 + 1, left + (x + 1) * side / kTileSide);
      const int y0 = top + y * side / kTileSide;
      const int y1 = std::max(y0 + 1, top + (y + 1) * side / kTileSide);
      for (int channel = 0; channel < kChannels; ++channel) {
        int sum = 0;
        for (int v = y0; v < y1; ++v) {
          for (int u = x0; u < x1; ++u) sum += photo.view().at(u, v)[channel];
        }
        *output++ = static_cast<std::uint8_t>(sum / ((x1 - x0) * (y1 - y0)));
      }
    }
  }
  return tile;
}

std::vector<Image> load_tiles(const std::string& folder, std::size_t count) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".jpg") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Image> tiles;
  for (int crop = 0; tiles.size() < count; ++crop) {
    for (const std::string& path : paths) {
      if (tiles.size() == count) break;
      int width = 0;
      int height = 0;
      int channels = 0;
      stbi_uc* pixels = stbi_load(path.c_str(), &width, &height, &channels, 3);
      if (pixels == nullptr) continue;
      Image photo({width, height});
      std::copy(pixels, pixels + photo.bytes().size(), photo.data());
      stbi_image_free(pixels);
      const int side = std::min(width, height) * 4 / (4 + crop);
      if (side < kTileSide) continue;
      tiles.push_back(make_tile(photo, (width - side) / 2, (height - side) / 2, side));
    }
  }
  return tiles;
}

struct Mosaic {
  std::string name;
  std::vector<ImageView> tiles;
  int columns = 0;
  int rows = 0;
  std::vector<std::uint32_t> tile_of_cell;
  bool tinted = false;

  Size size() const { return {columns * kTileSide, rows * kTileSide}; }

  // One row of tiles as pixels; tinted, no two cells of the picture are the same.
  void compose(int row, Image& band) const {
    for (int column = 0; column < columns; ++column) {
      const std::size_t cell = static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                               static_cast<std::size_t>(column);
      const ImageView tile = tiles[tile_of_cell[cell]];
      std::mt19937 random(static_cast<unsigned>(cell));
      const int tint[kChannels] = {static_cast<int>(random() % 64), static_cast<int>(random() % 64),
                                   static_cast<int>(random() % 64)};
      for (int y = 0; y < kTileSide; ++y) {
        std::uint8_t* output = band.view().at(column * kTileSide, y);
        const std::uint8_t* input = tile.row(y);
        if (!tinted) {
          std::copy(input, input + kTileSide * kChannels, output);
          continue;
        }
        for (int x = 0; x < kTileSide; ++x) {
          for (int channel = 0; channel < kChannels; ++channel) {
            *output++ = static_cast<std::uint8_t>((*input++ * 192 + tint[channel] * 256) / 256);
          }
        }
      }
    }
  }
};

class Stopwatch {
 public:
  void start() {
    wall_start_ = std::chrono::steady_clock::now();
    user_start_ = user_seconds();
  }
  void stop() {
    wall_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_start_).count();
    user_ += user_seconds() - user_start_;
  }
  double wall() const { return wall_; }
  double user() const { return user_; }

 private:
  static double user_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec) / 1e6;
  }
  std::chrono::steady_clock::time_point wall_start_;
  double user_start_ = 0;
  double wall_ = 0;
  double user_ = 0;
};

void report(const Mosaic& mosaic, const char* method, const Stopwatch& watch, std::uint64_t bytes) {
  const double raw = static_cast<double>(mosaic.size().area()) * kChannels;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf(
      "%-13s  %-9s %8.0f MB/s  %7.3f s  %7.3f s user  %11llu bytes  %.4f of raw  peak %ld MB\n",
      mosaic.name.c_str(), method, raw / 1e6 / watch.wall(), watch.wall(), watch.user(),
      static_cast<unsigned long long>(bytes), static_cast<double>(bytes) / raw,
      usage.ru_maxrss / 1024);
  std::fflush(stdout);
}

void fail_if(const Status& status) {
  if (status.is_ok()) return;
  std::fprintf(stderr, "%s\n", status.detail.c_str());
  std::exit(1);
}

void measure_tiles(const Mosaic& mosaic, const Options& options) {
  CountingSink sink(options.output);
  const std::unique_ptr<Executor> executor = make_executor(options.threads);
  Stopwatch watch;
  watch.start();
  PngWriter writer(sink, mosaic.size(), {});
  fail_if(writer.begin());
  const auto coder =
      PngTileCoder::make({mosaic.tiles, mosaic.columns, mosaic.tile_of_cell, mosaic.size().width},
                         *executor, options.memory_limit);
  fail_if(coder.status());
  watch.stop();
  std::printf("  preparation %.3f s, %.3f s user, %zu MB, %llu bytes estimated\n", watch.wall(),
              watch.user(), (*coder)->memory_bytes() >> 20,
              static_cast<unsigned long long>((*coder)->estimated_bytes()));
  watch.start();
  for (int row = 0; row < mosaic.rows; ++row) {
    const auto first = mosaic.tile_of_cell.begin() + std::ptrdiff_t{row} * mosaic.columns;
    fail_if(writer.write_tiles(**coder, {first, first + mosaic.columns}, kTileSide, *executor));
  }
  fail_if(writer.finish());
  watch.stop();
  report(mosaic, "tiles", watch, sink.count());
}

void measure_rows(const Mosaic& mosaic, const Options& options, DeflateEffort effort) {
  CountingSink sink(options.output);
  const std::unique_ptr<Executor> executor = make_executor(options.threads);
  Image band({mosaic.size().width, kTileSide});
  Stopwatch watch;
  PngWriter writer(sink, mosaic.size(), {}, effort);
  fail_if(writer.begin());
  for (int row = 0; row < mosaic.rows; ++row) {
    mosaic.compose(row, band);
    watch.start();
    fail_if(writer.write_rows(std::as_const(band).view(), *executor));
    watch.stop();
  }
  fail_if(writer.finish());
  report(mosaic, effort == DeflateEffort::fast ? "rows" : "small", watch, sink.count());
}

void measure_jpeg(const Mosaic& mosaic, const Options& options) {
  CountingSink sink(options.output);
  const std::unique_ptr<Executor> executor = make_executor(options.threads);
  Image band({mosaic.size().width, kTileSide});
  const std::span<const std::uint32_t> cells(mosaic.tile_of_cell);
  const auto columns = static_cast<std::size_t>(mosaic.columns);
  Stopwatch watch;
  watch.start();
  std::vector<ImageView> samples;
  for (std::size_t i = 0; i < 128; ++i) {
    samples.push_back(mosaic.tiles[cells[i * cells.size() / 128]]);
  }
  const JpegCoding coding({90, JpegChroma::quarter}, samples);
  JpegWriter writer(sink, mosaic.size(), coding);
  fail_if(writer.begin());
  if (mosaic.tinted) {
    watch.stop();
    for (int row = 0; row < mosaic.rows; ++row) {
      mosaic.compose(row, band);
      watch.start();
      fail_if(writer.write_rows(std::as_const(band).view(), *executor));
      watch.stop();
    }
    watch.start();
  } else {
    const auto tiles = JpegTileCoder::make(
        coding, {mosaic.tiles, mosaic.columns, cells, mosaic.size().width}, *executor);
    fail_if(tiles.status());
    for (int row = 0; row < mosaic.rows; ++row) {
      fail_if(writer.write_tiles(**tiles,
                                 cells.subspan(static_cast<std::size_t>(row) * columns, columns),
                                 kTileSide, *executor));
    }
  }
  fail_if(writer.finish());
  watch.stop();
  report(mosaic, "jpeg", watch, sink.count());
}

void measure_libpng(const Mosaic& mosaic, int level) {
  CountingSink sink("");
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(
      png, &sink,
      [](png_structp writer, png_bytep bytes, std::size_t count) {
        (void)static_cast<CountingSink*>(png_get_io_ptr(writer))->write({bytes, count});
      },
      [](png_structp) {});
  png_set_IHDR(png, info, static_cast<png_uint_32>(mosaic.size().width),
               static_cast<png_uint_32>(mosaic.size().height), 8, PNG_COLOR_TYPE_RGB,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
  png_set_compression_level(png, level);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_ALL_FILTERS);
  png_write_info(png, info);
  Image band({mosaic.size().width, kTileSide});
  Stopwatch watch;
  for (int row = 0; row < mosaic.rows; ++row) {
    mosaic.compose(row, band);
    watch.start();
    for (int y = 0; y < kTileSide; ++y) png_write_row(png, std::as_const(band).view().row(y));
    watch.stop();
  }
  watch.start();
  png_write_end(png, info);
  watch.stop();
  png_destroy_write_struct(&png, &info);
  report(mosaic, level == 1 ? "libpng1" : "libpng6", watch, sink.count());
}

void write_raw(const Mosaic& mosaic, const std::string& path) {
  CountingSink sink(path);
  Image band({mosaic.size().width, kTileSide});
  for (int row = 0; row < mosaic.rows; ++row) {
    mosaic.compose(row, band);
    fail_if(sink.write(band.bytes()));
  }
}

// PPM files 0, 1, … and "cells": their numbers, row by row.
void write_tiles(const Mosaic& mosaic, const std::filesystem::path& folder) {
  for (std::size_t i = 0; i < mosaic.tiles.size(); ++i) {
    CountingSink sink((folder / std::to_string(i)).string() + ".ppm");
    const std::string side = std::to_string(kTileSide);
    const std::string head = "P6\n" + side + " " + side + "\n255\n";
    fail_if(sink.write({reinterpret_cast<const std::uint8_t*>(head.data()), head.size()}));
    fail_if(sink.write({mosaic.tiles[i].row(0), std::size_t{kTileSide} * kTileSide * kChannels}));
  }
  std::ofstream cells(folder / "cells");
  for (const std::uint32_t tile : mosaic.tile_of_cell) cells << tile << '\n';
}

Mosaic random_mosaic(std::string name, const std::vector<Image>& tiles, bool full, bool tinted) {
  Mosaic mosaic;
  mosaic.name = std::move(name);
  for (const Image& tile : tiles) mosaic.tiles.push_back(tile.view());
  mosaic.columns = full ? 207 : 79;
  mosaic.rows = full ? 292 : 78;
  mosaic.tinted = tinted;
  std::mt19937 random(7);
  for (int cell = 0; cell < mosaic.columns * mosaic.rows; ++cell) {
    mosaic.tile_of_cell.push_back(static_cast<std::uint32_t>(random() % tiles.size()));
  }
  return mosaic;
}

}  // namespace

int main(int argument_count, char** arguments) {
  Options options;
  for (int i = 1; i < argument_count; ++i) {
    const std::string argument = arguments[i];
    const auto value = [&] { return i + 1 < argument_count ? arguments[++i] : ""; };
    if (argument == "--full") {
      options.full = true;
    } else if (argument == "--threads") {
      options.threads = static_cast<std::size_t>(std::atoi(value()));
    } else if (argument == "--only") {
      options.only = value();
    } else if (argument == "--memory") {
      options.memory_limit = static_cast<std::size_t>(std::atoi(value())) << 20;
    } else if (argument == "--case") {
      options.only_case = std::atoi(value());
    } else if (argument == "--raw") {
      options.raw = value();
    } else if (argument == "--tiles") {
      options.tiles = value();
    } else if (argument == "--output") {
      options.output = value();
    } else {
      options.folder = argument;
    }
  }
  if (options.folder.empty()) {
    std::fprintf(stderr, "usage: see the head of tests/bench/export_bench.cpp\n");
    return 2;
  }
  const std::vector<Image> few = load_tiles(options.folder, options.only_case < 1 ? 228 : 0);
  const std::vector<Image> many = load_tiles(options.folder, options.only_case != 0 ? 1000 : 0);
  const auto wanted = [&](const char* what) {
    return options.only.empty() || options.only == what;
  };
  for (int i = 0; i < 3; ++i) {
    if (options.only_case >= 0 && i != options.only_case) continue;
    const Mosaic mosaic = i == 0   ? random_mosaic("228 tiles", few, options.full, false)
                          : i == 1 ? random_mosaic("1,000 tiles", many, options.full, false)
                                   : random_mosaic("all different", many, options.full, true);
    if (!options.raw.empty()) write_raw(mosaic, options.raw);
    if (!options.tiles.empty()) write_tiles(mosaic, options.tiles);
    if (!mosaic.tinted && wanted("tiles")) measure_tiles(mosaic, options);
    if (wanted("rows")) measure_rows(mosaic, options, DeflateEffort::fast);
    if (wanted("small")) measure_rows(mosaic, options, DeflateEffort::small);
    if (wanted("jpeg")) measure_jpeg(mosaic, options);
    if (!options.full && wanted("libpng1")) measure_libpng(mosaic, 1);
    if (!options.full && wanted("libpng6")) measure_libpng(mosaic, 6);
  }
  return 0;
}
