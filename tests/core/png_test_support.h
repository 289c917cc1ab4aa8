// What the PNG tests share: made-up pictures, a sink that fails, and libpng as the oracle.
#pragma once

#include "base/byte_sink.h"
#include "base/executor.h"
#include "base/geometry.h"
#include "codec/png_writer.h"
#include "image/image.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

#ifdef TESSERA_HAS_LIBPNG
#include <png.h>
#endif

namespace tessera::testing {

using PixelFunction = std::function<std::uint8_t(int x, int y, int channel)>;

inline Image make_image(Size size, const PixelFunction& pixel) {
  Image image(size);
  std::uint8_t* next = image.data();
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      for (int channel = 0; channel < kChannels; ++channel) *next++ = pixel(x, y, channel);
    }
  }
  return image;
}

/// Every byte at random: nothing to compress.
inline Image make_noise(Size size, unsigned seed) {
  std::mt19937 random(seed);
  return make_image(size, [&](int, int, int) { return static_cast<std::uint8_t>(random() >> 24); });
}

/// Smooth colours with a little noise and some edges, as in a photograph.
inline Image make_photo_like(Size size, unsigned seed) {
  std::mt19937 random(seed);
  const int slope_x = 1 + static_cast<int>(random() % 4);
  const int slope_y = 1 + static_cast<int>(random() % 4);
  const int offset = static_cast<int>(random() % 256);
  return make_image(size, [&](int x, int y, int channel) {
    const int shape = (x / 23 + y / 17) % 3 * 40;
    const int noise = static_cast<int>(random() % 7);
    return static_cast<std::uint8_t>(offset + (x * slope_x + y * slope_y) / (2 + channel) + shape +
                                     noise);
  });
}

inline std::vector<std::uint8_t> packed_bytes(ImageView view) {
  std::vector<std::uint8_t> bytes;
  for (int y = 0; y < view.height; ++y) {
    bytes.insert(bytes.end(), view.row(y), view.row(y) + std::ptrdiff_t{view.width} * kChannels);
  }
  return bytes;
}

/// Takes so many bytes, then the disk is full.
class FailingSink final : public ByteSink {
 public:
  explicit FailingSink(std::size_t capacity) : left_(capacity) {}
  Status write(std::span<const std::uint8_t> bytes) override {
    if (bytes.size() > left_) return {StatusCode::io, "the disk is full"};
    left_ -= bytes.size();
    return {};
  }

 private:
  std::size_t left_;
};

/// The PNG of a picture, written in bands of so many rows.
inline std::vector<std::uint8_t> write_png(ImageView image, int band_rows, std::size_t threads,
                                           const PngMetadata& metadata = {}) {
  BufferSink sink;
  const std::unique_ptr<Executor> executor = make_executor(threads);
  PngWriter writer(sink, image.size(), metadata);
  EXPECT_TRUE(writer.begin().is_ok());
  for (int y = 0; y < image.height; y += band_rows) {
    const int rows = std::min(band_rows, image.height - y);
    const Status status = writer.write_rows(image.cropped({0, y, image.width, rows}), *executor);
    EXPECT_TRUE(status.is_ok()) << status.detail;
  }
  EXPECT_TRUE(writer.finish().is_ok());
  return sink.take();
}

#ifdef TESSERA_HAS_LIBPNG
/// What libpng reads from a file; its complaints, warnings included, fail the test.
struct DecodedPng {
  Size size;
  int channels = 0;
  std::vector<std::uint8_t> pixels;
  std::uint32_t pixels_per_metre = 0;
  std::vector<PngMetadata::Text> texts;
  bool is_srgb = false;
};

inline DecodedPng decode_with_libpng(const std::vector<std::uint8_t>& file) {
  struct Source {
    const std::vector<std::uint8_t>* file;
    std::size_t position;
  } source{&file, 0};
  DecodedPng decoded;
  const auto complain = [](png_structp png, png_const_charp message) {
    ADD_FAILURE() << "libpng: " << message;
    png_longjmp(png, 1);
  };
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, complain, complain);
  png_infop info = png_create_info_struct(png);
  std::vector<png_bytep> rows;
  if (setjmp(png_jmpbuf(png)) == 0) {
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    png_set_read_fn(png, &source, [](png_structp reader, png_bytep bytes, std::size_t count) {
      auto* from = static_cast<Source*>(png_get_io_ptr(reader));
      if (from->position + count > from->file->size()) png_error(reader, "the file ends too early");
      std::memcpy(bytes, from->file->data() + from->position, count);
      from->position += count;
    });
    png_read_info(png, info);
    EXPECT_EQ(png_get_bit_depth(png, info), 8);
    decoded.size = {static_cast<int>(png_get_image_width(png, info)),
                    static_cast<int>(png_get_image_height(png, info))};
    decoded.channels = png_get_channels(png, info);
    const std::size_t row_bytes = png_get_rowbytes(png, info);
    decoded.pixels.resize(row_bytes * static_cast<std::size_t>(decoded.size.height));
    for (int y = 0; y < decoded.size.height; ++y) {
      rows.push_back(decoded.pixels.data() + row_bytes * static_cast<std::size_t>(y));
    }
    png_read_image(png, rows.data());
    png_read_end(png, info);
    decoded.pixels_per_metre = png_get_pixels_per_meter(png, info);
    decoded.is_srgb = png_get_valid(png, info, PNG_INFO_sRGB) != 0;
    png_textp texts = nullptr;
    int text_count = 0;
    png_get_text(png, info, &texts, &text_count);
    for (int i = 0; i < text_count; ++i) decoded.texts.push_back({texts[i].key, texts[i].text});
    EXPECT_EQ(source.position, file.size()) << "bytes are left after the end of the picture";
  }
  png_destroy_read_struct(&png, &info, nullptr);
  return decoded;
}

inline void expect_decodes_to(const std::vector<std::uint8_t>& file, ImageView expected) {
  const DecodedPng decoded = decode_with_libpng(file);
  ASSERT_EQ(decoded.size, expected.size());
  ASSERT_EQ(decoded.channels, kChannels);
  const std::vector<std::uint8_t> bytes = packed_bytes(expected);
  const auto [found, wanted] =
      std::mismatch(decoded.pixels.begin(), decoded.pixels.end(), bytes.begin(), bytes.end());
  const std::ptrdiff_t first = found - decoded.pixels.begin();
  const std::ptrdiff_t row_bytes = std::ptrdiff_t{expected.width} * kChannels;
  EXPECT_EQ(wanted, bytes.end()) << "first difference at column " << first % row_bytes / kChannels
                                 << ", row " << first / row_bytes;
}
#endif

}  // namespace tessera::testing
