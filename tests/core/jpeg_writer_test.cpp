// JPEG files that we write, read back by stb_image; and tiles against plain rows.
#include "codec/jpeg_writer.h"

#include "codec/decode.h"
#include "codec/jpeg_markers.h"
#include "png_test_support.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <memory>
#include <numbers>
#include <random>
#include <vector>

namespace tessera {
namespace {

using testing::make_noise;
using testing::make_photo_like;

using Bytes = std::vector<std::uint8_t>;

Image make_smooth(Size size) {
  return testing::make_image(size, [](int x, int y, int channel) {
    const double wave = std::sin(x / (9.0 + channel)) + std::cos(y / (11.0 - channel));
    return static_cast<std::uint8_t>(128 + 50 * wave);
  });
}

Bytes write_jpeg(ImageView image, const JpegCoding& coding, int band_units, std::size_t threads,
                 JpegMetadata metadata = {}) {
  BufferSink sink;
  const std::unique_ptr<Executor> executor = make_executor(threads);
  JpegWriter writer(sink, image.size(), coding, std::move(metadata));
  EXPECT_TRUE(writer.begin().is_ok());
  const int band_rows = band_units * coding.mcu_size().height;
  for (int y = 0; y < image.height; y += band_rows) {
    const int rows = std::min(band_rows, image.height - y);
    const Status status = writer.write_rows(image.cropped({0, y, image.width, rows}), *executor);
    EXPECT_TRUE(status.is_ok()) << status.detail;
  }
  EXPECT_TRUE(writer.finish().is_ok());
  return sink.take();
}

double signal_to_noise(ImageView a, ImageView b) {
  double sum = 0;
  for (int y = 0; y < a.height; ++y) {
    for (int x = 0; x < a.width * kChannels; ++x) {
      const double difference = a.row(y)[x] - b.row(y)[x];
      sum += difference * difference;
    }
  }
  const double mean = sum / static_cast<double>(a.size().area() * kChannels);
  return mean == 0 ? 99 : 10 * std::log10(255 * 255 / mean);
}

// In decibels; fails where the file is not read at all.
double read_back(const Bytes& file, ImageView expected) {
  const Result<Image> decoded = decode_image(file, {});
  EXPECT_TRUE(decoded) << decoded.status().detail;
  if (!decoded) return 0;
  EXPECT_EQ(decoded->size(), expected.size());
  return decoded->size() == expected.size() ? signal_to_noise(decoded->view(), expected) : 0;
}

JpegCoding coding_for(ImageView image, JpegQuality quality) {
  return JpegCoding(quality, std::span(&image, 1));
}

TEST(JpegForwardDct, IsTheCosineTransformToWithinAHalfStep) {
  std::mt19937 random(1);
  for (const int step : {1, 2, 3, 16, 99, 255}) {
    std::array<std::uint8_t, jpeg::kBlockArea> steps;
    // Not the same everywhere, so that a place that is mixed up shows.
    for (std::size_t i = 0; i < steps.size(); ++i) {
      steps[i] = static_cast<std::uint8_t>(std::max<int>(1, step - static_cast<int>(i % 7)));
    }
    const jpeg::BlockQuantiser quantiser(steps);
    for (int round = 0; round < 40; ++round) {
      jpeg::Block samples;
      for (std::int16_t& sample : samples) {
        const auto value = static_cast<int>(random() % 256) - 128;
        sample = static_cast<std::int16_t>(round % 2 == 0 ? value : (value < 0 ? -128 : 127));
      }
      jpeg::Block coefficients;
      quantiser.transform(samples, coefficients);
      for (std::size_t k = 0; k < 64; ++k) {
        const std::size_t place = jpeg::kNaturalOrder[k];
        const std::size_t row = place / 8;
        const auto u = static_cast<double>(place % 8);
        const auto v = static_cast<double>(row);
        double sum = 0;
        for (std::size_t i = 0; i < 64; ++i) {
          sum += samples[i] *
                 std::cos((2 * static_cast<double>(i % 8) + 1) * u * std::numbers::pi / 16) *
                 std::cos((2 * static_cast<double>(i >> 3) + 1) * v * std::numbers::pi / 16);
        }
        sum *=
            0.25 * (u == 0 ? std::numbers::sqrt2 / 2 : 1) * (v == 0 ? std::numbers::sqrt2 / 2 : 1);
        // The integer transform itself is off by a part of a unit.
        EXPECT_NEAR(double{1} * coefficients[k] * steps[place], sum, steps[place] / 2.0 + 0.3);
      }
    }
  }
}

TEST(JpegForwardDct, DividesByEveryStepAsWholeNumbersDo) {
  // Flat blocks: the transform gives exactly 64 times the sample, the quotient has eight times the
  // step below it.
  for (int step = 1; step < 256; ++step) {
    std::array<std::uint8_t, jpeg::kBlockArea> steps;
    steps.fill(static_cast<std::uint8_t>(step));
    const jpeg::BlockQuantiser quantiser(steps);
    for (int sample = -128; sample < 128; ++sample) {
      jpeg::Block samples;
      samples.fill(static_cast<std::int16_t>(sample));
      jpeg::Block coefficients;
      quantiser.transform(samples, coefficients);
      const int size = (std::abs(sample) * 64 + 4 * step) / (8 * step);
      ASSERT_EQ(coefficients[0], sample < 0 ? -size : size) << sample << " by " << step;
    }
  }
}

TEST(JpegBits, AreStuffedWithAZeroBehindEach255) {
  std::mt19937 random(2);
  for (std::size_t size = 0; size < 300; ++size) {
    Bytes bytes(size);
    for (std::uint8_t& byte : bytes) {
      byte = static_cast<std::uint8_t>(random() % (1 + size % 9) == 0 ? 255 : 254 - random() % 255);
    }
    Bytes expected;
    for (const std::uint8_t byte : bytes) {
      expected.push_back(byte);
      if (byte == 255) expected.push_back(0);
    }
    ByteBuffer output;
    jpeg::append_stuffed(bytes, output);
    EXPECT_EQ(Bytes(output.bytes().begin(), output.bytes().end()), expected);
  }
}

TEST(JpegBits, AreTheSameInOneStringOrPutTogetherOfTwo) {
  std::mt19937 random(3);
  for (std::size_t first = 0; first < 70; ++first) {
    for (const std::size_t second : {0U, 1U, 31U, 32U, 33U, 64U, 130U}) {
      std::vector<bool> bits(first + second);
      for (std::size_t i = 0; i < bits.size(); ++i) bits[i] = random() % 2 == 0;
      const auto written = [&](std::size_t from, std::size_t to) {
        Bytes bytes(64);
        jpeg::BitStringWriter writer(bytes.data());
        for (std::size_t i = from; i < to; ++i) writer.put(bits[i] ? 1 : 0, 1);
        EXPECT_EQ(writer.bit_count(bytes.data()), to - from);
        const std::uint8_t* end = writer.finish_byte();
        std::fill(bytes.begin() + (end - bytes.data()), bytes.end(), std::uint8_t{0});
        return bytes;
      };
      Bytes joined(64);
      jpeg::BitStringWriter writer(joined.data());
      writer.append(written(0, first).data(), first);
      writer.append(written(first, first + second).data(), second);
      const std::uint8_t* end = writer.finish_byte();
      std::fill(joined.begin() + (end - joined.data()), joined.end(), std::uint8_t{0});
      EXPECT_EQ(joined, written(0, first + second));
    }
  }
}

TEST(JpegWriter, IsReadBackAtOddSizes) {
  for (const JpegChroma chroma : {JpegChroma::quarter, JpegChroma::full}) {
    for (const Size size : {Size{1, 1}, Size{1, 37}, Size{37, 1}, Size{8, 8}, Size{17, 16},
                            Size{16, 17}, Size{31, 100}, Size{333, 41}, Size{2001, 130}}) {
      const Image image = make_smooth(size);
      const JpegCoding coding = coding_for(image.view(), {95, chroma});
      EXPECT_GT(read_back(write_jpeg(image.view(), coding, 1, 1), image.view()), 36)
          << size.width << " × " << size.height;
      EXPECT_TRUE(write_jpeg(image.view(), coding, 1, 1) == write_jpeg(image.view(), coding, 5, 3));
    }
  }
}

TEST(JpegWriter, IsReadBackWhateverItShowsAndSaysOfItself) {
  for (const int quality : {1, 10, 50, 90, 100}) {
    for (const JpegChroma chroma : {JpegChroma::quarter, JpegChroma::full}) {
      const Image flat = testing::make_image(
          {50, 50}, [](int, int, int c) { return static_cast<std::uint8_t>(c * 127); });
      const Image noise = make_noise({150, 90}, 5);
      const Image stripes = testing::make_image({150, 90}, [](int x, int y, int) {
        return static_cast<std::uint8_t>((x + y) % 2 * 255);
      });
      for (const Image* image : {&flat, &noise, &stripes}) {
        // A code that was made for something else, or for nothing, holds all there can be.
        for (const Image* sample : {image, &flat}) {
          const JpegCoding coding = coding_for(sample->view(), {quality, chroma});
          const double ratio = read_back(write_jpeg(image->view(), coding, 2, 2), image->view());
          if (quality == 100 && chroma == JpegChroma::full) {
            EXPECT_GT(ratio, 45);
          }
        }
        const JpegCoding coding({quality, chroma}, {});
        read_back(write_jpeg(image->view(), coding, 2, 2), image->view());
      }
    }
  }
}

TEST(JpegWriter, GetsBetterAndLargerWithTheQuality) {
  const Image image = make_photo_like({300, 200}, 6);
  double last_ratio = 0;
  std::size_t last_size = 0;
  for (const int quality : {5, 25, 50, 75, 90, 98}) {
    const Bytes file = write_jpeg(image.view(), coding_for(image.view(), {quality}), 20, 1);
    const double ratio = read_back(file, image.view());
    EXPECT_GT(ratio, last_ratio);
    EXPECT_GT(file.size(), last_size);
    last_ratio = ratio;
    last_size = file.size();
  }
}

TEST(JpegWriter, IsSmallerUnderACodeMadeFromItsOwnSymbols) {
  const Image image = make_photo_like({300, 200}, 7);
  const Image other = make_noise({300, 200}, 8);
  const std::size_t own = write_jpeg(image.view(), coding_for(image.view(), {80}), 9, 1).size();
  EXPECT_LT(own, write_jpeg(image.view(), coding_for(other.view(), {80}), 9, 1).size());
}

TEST(JpegWriter, SaysItsResolutionAndItsComment) {
  const Image image({3, 3});
  const JpegCoding coding({90}, {});
  const Bytes dense = write_jpeg(image.view(), coding, 1, 1, {299.6, "A title"});
  const Bytes expected = {0xff, 0xd8, 0xff, 0xe0, 0,   16,  'J', 'F', 'I', 'F',  0,
                          1,    2,    1,    1,    44,  1,   44,  0,   0,   0xff, 0xfe,
                          0,    9,    'A',  ' ',  't', 'i', 't', 'l', 'e'};
  EXPECT_TRUE(std::equal(expected.begin(), expected.end(), dense.begin()));
  const Bytes plain = write_jpeg(image.view(), coding, 1, 1);
  EXPECT_EQ(Bytes(plain.begin() + 13, plain.begin() + 18), (Bytes{0, 0, 1, 0, 1}));
}

TEST(JpegWriter, RefusesWhatTheFormatCannotHold) {
  BufferSink sink;
  InlineExecutor executor;
  const JpegCoding coding({90}, {});
  const auto begin = [&](Size size, double dots) {
    return JpegWriter(sink, size, coding, {dots, {}}).begin();
  };
  EXPECT_EQ(begin({0, 5}, 0).code, StatusCode::invalid_argument);
  EXPECT_EQ(begin({65536, 5}, 0).code, StatusCode::too_large);
  EXPECT_EQ(begin({5, 65536}, 0).code, StatusCode::too_large);
  EXPECT_NE(begin({70000, 5}, 0).detail.find("70000 × 5"), std::string::npos);
  EXPECT_EQ(begin({5, 5}, -1).code, StatusCode::invalid_argument);
  EXPECT_EQ(begin({5, 5}, 65536).code, StatusCode::invalid_argument);
  EXPECT_EQ(JpegWriter(sink, {5, 5}, coding, {0, std::string(65534, ' ')}).begin().code,
            StatusCode::invalid_argument);
  EXPECT_TRUE(sink.bytes().empty());

  JpegWriter writer(sink, {20, 40}, coding);
  const Image image({20, 40});
  const auto rows = [&](int count) {
    return writer.write_rows(image.view().cropped({0, 0, 20, count}), executor).code;
  };
  EXPECT_EQ(rows(16), StatusCode::invalid_argument);
  ASSERT_TRUE(writer.begin().is_ok());
  EXPECT_EQ(rows(8), StatusCode::invalid_argument);
  EXPECT_EQ(rows(16), StatusCode::ok);
  EXPECT_EQ(rows(32), StatusCode::invalid_argument);
  EXPECT_EQ(writer.finish().code, StatusCode::invalid_argument);
  EXPECT_EQ(rows(24), StatusCode::ok);
  EXPECT_EQ(writer.finish().code, StatusCode::ok);
}

TEST(JpegWriter, IsReadBackAtTheLargestSides) {
  const JpegCoding coding({50}, {});
  for (const Size size : {Size{65535, 9}, Size{9, 65535}}) {
    const Image image = make_smooth(size);
    EXPECT_GT(read_back(write_jpeg(image.view(), coding, 100, 2), image.view()), 25);
  }
}

TEST(JpegWriter, PassesOnTheFailureOfTheSink) {
  const Image image = make_noise({600, 400}, 9);
  const JpegCoding coding({90}, {});
  for (const std::size_t capacity : {0U, 700U, 100000U}) {
    for (const std::size_t threads : {1U, 3U}) {
      testing::FailingSink sink(capacity);
      const std::unique_ptr<Executor> executor = make_executor(threads);
      JpegWriter writer(sink, image.size(), coding);
      Status status = writer.begin();
      if (status.is_ok()) status = writer.write_rows(image.view(), *executor);
      EXPECT_EQ(status.code, StatusCode::io) << capacity;
      EXPECT_EQ(writer.finish().code, StatusCode::invalid_argument);
    }
  }
}

struct Mosaic {
  std::vector<Image> tiles;
  std::vector<ImageView> views;
  Size tile;
  int columns = 0;
  int rows = 0;
  Size size;
  std::vector<std::uint32_t> tile_of_cell;

  JpegTileLayout layout() const { return {views, columns, tile_of_cell, size.width}; }

  Image composed() const {
    return testing::make_image(size, [this](int x, int y, int channel) {
      const int cell = y / tile.height * columns + x / tile.width;
      return views[tile_of_cell[static_cast<std::size_t>(cell)]].at(x % tile.width,
                                                                    y % tile.height)[channel];
    });
  }
};

Mosaic make_mosaic(Size tile, int tile_count, Size size, unsigned seed) {
  Mosaic mosaic;
  mosaic.tile = tile;
  mosaic.size = size;
  mosaic.columns = (size.width - 1) / tile.width + 1;
  mosaic.rows = (size.height - 1) / tile.height + 1;
  for (unsigned i = 0; i < static_cast<unsigned>(tile_count); ++i) {
    mosaic.tiles.push_back(i % 5 == 4 ? make_noise(tile, seed + i)
                                      : make_photo_like(tile, seed + i));
  }
  for (const Image& image : mosaic.tiles) mosaic.views.push_back(image.view());
  std::mt19937 random(seed);
  for (int cell = 0; cell < mosaic.columns * mosaic.rows; ++cell) {
    mosaic.tile_of_cell.push_back(
        static_cast<std::uint32_t>(random() % static_cast<unsigned>(tile_count)));
  }
  return mosaic;
}

Bytes write_mosaic(const Mosaic& mosaic, const JpegCoding& coding, int rows_a_call,
                   std::size_t threads, std::size_t memory_limit) {
  BufferSink sink;
  const std::unique_ptr<Executor> executor = make_executor(threads);
  const auto tiles = JpegTileCoder::make(coding, mosaic.layout(), *executor, memory_limit);
  EXPECT_TRUE(tiles) << tiles.status().detail;
  JpegWriter writer(sink, mosaic.size, coding);
  EXPECT_TRUE(writer.begin().is_ok());
  const std::span<const std::uint32_t> cells(mosaic.tile_of_cell);
  const auto columns = static_cast<std::size_t>(mosaic.columns);
  for (int row = 0; row < mosaic.rows; row += rows_a_call) {
    const int rows = std::min(rows_a_call, mosaic.rows - row);
    const int pixel_rows =
        std::min(rows * mosaic.tile.height, mosaic.size.height - writer.rows_written());
    const Status status =
        writer.write_tiles(**tiles,
                           cells.subspan(static_cast<std::size_t>(row) * columns,
                                         static_cast<std::size_t>(rows) * columns),
                           pixel_rows, *executor);
    EXPECT_TRUE(status.is_ok()) << status.detail;
  }
  EXPECT_TRUE(writer.finish().is_ok());
  return sink.take();
}

TEST(JpegTiles, GiveTheBytesOfPlainRows) {
  for (const JpegChroma chroma : {JpegChroma::quarter, JpegChroma::full}) {
    for (const Size tile : {Size{16, 16}, Size{32, 16}, Size{16, 48}, Size{64, 64}}) {
      for (int cut = 0; cut < 16; cut += 3) {
        const Mosaic mosaic =
            make_mosaic(tile, 20, {tile.width * 11 - cut, tile.height * 5 - 2 * cut / 3}, 10);
        const Image whole = mosaic.composed();
        const JpegCoding coding = coding_for(whole.view(), {85, chroma});
        const Bytes expected = write_jpeg(whole.view(), coding, 1000, 1);
        EXPECT_TRUE(write_mosaic(mosaic, coding, 1, 1, 1 << 20) == expected);
        EXPECT_TRUE(write_mosaic(mosaic, coding, 3, 3, 1 << 20) == expected);
        EXPECT_TRUE(write_mosaic(mosaic, coding, 5, 2, 0) == expected);
      }
    }
  }
}

TEST(JpegTiles, OfAContradictoryLayoutAreRefused) {
  const Mosaic mosaic = make_mosaic({32, 32}, 5, {32 * 6, 32 * 3}, 11);
  const JpegCoding coding({85}, {});
  InlineExecutor executor;
  const auto code_of = [&](const JpegTileLayout& layout) {
    return JpegTileCoder::make(coding, layout, executor).status().code;
  };
  EXPECT_EQ(code_of(mosaic.layout()), StatusCode::ok);
  JpegTileLayout layout = mosaic.layout();
  layout.picture_width = 32 * 6 + 1;
  EXPECT_EQ(code_of(layout), StatusCode::invalid_argument);
  layout = mosaic.layout();
  layout.tile_of_cell = layout.tile_of_cell.first(7);
  EXPECT_EQ(code_of(layout), StatusCode::invalid_argument);
  layout = mosaic.layout();
  layout.tiles = layout.tiles.first(2);
  EXPECT_EQ(code_of(layout), StatusCode::invalid_argument);
  const Mosaic odd = make_mosaic({24, 32}, 5, {24 * 6, 32 * 3}, 11);
  EXPECT_EQ(code_of(odd.layout()), StatusCode::invalid_argument);
}

}  // namespace
}  // namespace tessera
