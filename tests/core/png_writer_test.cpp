#include "codec/png_writer.h"

#include "png_test_support.h"

#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

namespace tessera {
namespace {

using testing::FailingSink;
using testing::make_noise;
using testing::make_photo_like;
using testing::write_png;

#ifdef TESSERA_HAS_LIBPNG
using testing::decode_with_libpng;
using testing::expect_decodes_to;

TEST(PngWriter, IsReadBackByLibpngAtOddSizes) {
  for (const Size size : {Size{1, 1}, Size{1, 37}, Size{37, 1}, Size{2, 3}, Size{5, 100},
                          Size{17, 19}, Size{101, 67}, Size{333, 41}}) {
    expect_decodes_to(write_png(make_photo_like(size, 1).view(), 7, 1),
                      make_photo_like(size, 1).view());
    expect_decodes_to(write_png(make_noise(size, 2).view(), size.height, 2),
                      make_noise(size, 2).view());
    expect_decodes_to(write_png(Image(size).view(), 1, 1), Image(size).view());
  }
}

TEST(PngWriter, IsReadBackByLibpngAtWidthsAroundTheVectorSize) {
  for (int width = 1; width < 40; ++width) {
    const Image image = make_photo_like({width, 9}, 3);
    expect_decodes_to(write_png(image.view(), 4, 2), image.view());
  }
}

TEST(PngWriter, IsReadBackByLibpngOverManySegments) {
  const Image photo = make_photo_like({1999, 701}, 4);
  expect_decodes_to(write_png(photo.view(), 256, 2), photo.view());
  const Image noise = make_noise({1201, 403}, 5);
  expect_decodes_to(write_png(noise.view(), 403, 2), noise.view());
}

TEST(PngWriter, IsReadBackByLibpngWhenARowIsLongerThanASegment) {
  const Image image = make_photo_like({120000, 3}, 6);
  expect_decodes_to(write_png(image.view(), 2, 2), image.view());
}

TEST(PngWriter, TakesRowsOfAnyStride) {
  const Image image = make_photo_like({100, 80}, 7);
  const ImageView inner = image.view().cropped({11, 5, 63, 70});
  expect_decodes_to(write_png(inner, 16, 2), inner);
}

std::vector<std::uint8_t> write_samples(const std::vector<std::uint8_t>& samples, Size size,
                                        PngColour colour, int band_rows) {
  BufferSink sink;
  const std::unique_ptr<Executor> executor = make_executor(2);
  PngWriter writer(sink, size, {}, DeflateEffort::fast, colour);
  EXPECT_TRUE(writer.begin().is_ok());
  const auto stride = static_cast<std::ptrdiff_t>(png_pixel_bytes(colour)) * size.width;
  for (int y = 0; y < size.height; y += band_rows) {
    const PngRows rows = {samples.data() + y * stride, size.width,
                          std::min(band_rows, size.height - y), stride};
    EXPECT_TRUE(writer.write_rows(rows, *executor).is_ok());
  }
  EXPECT_TRUE(writer.finish().is_ok());
  return sink.take();
}

TEST(PngWriter, IsReadBackByLibpngInGreyAndWithTransparency) {
  for (const PngColour colour : {PngColour::grey, PngColour::rgba}) {
    for (const Size size : {Size{1, 1}, Size{1, 37}, Size{37, 1}, Size{19, 23}, Size{1203, 301}}) {
      const Image pixels = make_photo_like({2 * size.width, size.height}, 10);
      std::vector<std::uint8_t> samples = testing::packed_bytes(pixels.view());
      samples.resize(png_pixel_bytes(colour) * static_cast<std::size_t>(size.area()));
      const testing::DecodedPng decoded =
          decode_with_libpng(write_samples(samples, size, colour, 100));
      EXPECT_EQ(decoded.size, size);
      EXPECT_EQ(decoded.channels, static_cast<int>(png_pixel_bytes(colour)));
      EXPECT_TRUE(decoded.pixels == samples) << size.width << " × " << size.height;
    }
  }
}

TEST(PngWriter, TakesTheFirstSampleOfColouredRowsWhereItIsGrey) {
  const Image image = make_photo_like({301, 40}, 12);
  BufferSink sink;
  InlineExecutor executor;
  PngWriter writer(sink, image.size(), {}, DeflateEffort::fast, PngColour::grey);
  ASSERT_TRUE(writer.begin().is_ok());
  ASSERT_TRUE(writer.write_rows(image.view(), executor).is_ok());
  ASSERT_TRUE(writer.finish().is_ok());
  const testing::DecodedPng decoded = decode_with_libpng(sink.bytes());
  ASSERT_EQ(decoded.channels, 1);
  for (std::size_t i = 0; i < decoded.pixels.size(); ++i) {
    ASSERT_EQ(decoded.pixels[i], image.bytes()[i * kChannels]);
  }
}

TEST(PngWriter, SaysItsResolutionItsColourSpaceAndItsTexts) {
  PngMetadata metadata;
  metadata.dots_per_inch = 300;
  metadata.texts = {{"Title", "A mosaic"},
                    {"Software", "Tessera"},
                    {"Author", "J\xc3\xbcrgen"},
                    {"Comment", "\xe2\x82\xac 5"}};
  const testing::DecodedPng decoded =
      decode_with_libpng(write_png(Image({3, 3}).view(), 3, 1, metadata));
  EXPECT_EQ(decoded.pixels_per_metre, 11811U);
  EXPECT_TRUE(decoded.is_srgb);
  ASSERT_EQ(decoded.texts.size(), 4U);
  EXPECT_EQ(decoded.texts[0].keyword, "Title");
  EXPECT_EQ(decoded.texts[0].value, "A mosaic");
  EXPECT_EQ(decoded.texts[1].value, "Tessera");
  // Latin-1 where that has all the characters, else UTF-8.
  EXPECT_EQ(decoded.texts[2].value, "J\xfcrgen");
  EXPECT_EQ(decoded.texts[3].value, "\xe2\x82\xac 5");
}
#endif

TEST(PngWriter, WritesTheSameBytesAtAnyNumberOfThreads) {
  const Image image = make_photo_like({1500, 600}, 8);
  const std::vector<std::uint8_t> alone = write_png(image.view(), 200, 1);
  EXPECT_TRUE(alone == write_png(image.view(), 200, 2));
  EXPECT_TRUE(alone == write_png(image.view(), 200, 7));
}

TEST(PngWriter, RefusesToFinishWhileRowsAreMissing) {
  BufferSink sink;
  InlineExecutor executor;
  const Image image({10, 4});
  PngWriter writer(sink, {10, 5}, {});
  ASSERT_TRUE(writer.begin().is_ok());
  ASSERT_TRUE(writer.write_rows(image.view(), executor).is_ok());
  EXPECT_EQ(writer.finish().code, StatusCode::invalid_argument);
  ASSERT_TRUE(writer.write_rows(image.view().cropped({0, 0, 10, 1}), executor).is_ok());
  EXPECT_TRUE(writer.finish().is_ok());
  EXPECT_EQ(writer.finish().code, StatusCode::invalid_argument);
}

TEST(PngWriter, RefusesRowsThatDoNotFit) {
  BufferSink sink;
  InlineExecutor executor;
  PngWriter writer(sink, {10, 5}, {});
  EXPECT_EQ(writer.write_rows(Image({10, 5}).view(), executor).code, StatusCode::invalid_argument);
  ASSERT_TRUE(writer.begin().is_ok());
  EXPECT_EQ(writer.write_rows(Image({9, 5}).view(), executor).code, StatusCode::invalid_argument);
  EXPECT_EQ(writer.write_rows(Image({10, 6}).view(), executor).code, StatusCode::invalid_argument);
  EXPECT_TRUE(writer.write_rows(Image({10, 5}).view(), executor).is_ok());
  PngWriter transparent(sink, {10, 5}, {}, DeflateEffort::fast, PngColour::rgba);
  ASSERT_TRUE(transparent.begin().is_ok());
  EXPECT_EQ(transparent.write_rows(Image({10, 5}).view(), executor).code,
            StatusCode::invalid_argument);
}

TEST(PngWriter, RefusesWhatTheFormatCannotHold) {
  BufferSink sink;
  EXPECT_EQ(PngWriter(sink, {0, 5}, {}).begin().code, StatusCode::invalid_argument);
  EXPECT_EQ(PngWriter(sink, {5, -1}, {}).begin().code, StatusCode::invalid_argument);
  EXPECT_EQ(PngWriter(sink, {2000000000, 1}, {}).begin().code, StatusCode::too_large);
  const auto begin_with = [&sink](PngMetadata metadata) {
    return PngWriter(sink, {1, 1}, std::move(metadata)).begin().code;
  };
  EXPECT_EQ(begin_with({-1, {}}), StatusCode::invalid_argument);
  EXPECT_EQ(begin_with({0, {{"", "no keyword"}}}), StatusCode::invalid_argument);
  EXPECT_EQ(begin_with({0, {{" Title", "space"}}}), StatusCode::invalid_argument);
  EXPECT_EQ(begin_with({0, {{std::string(80, 'x'), "long"}}}), StatusCode::invalid_argument);
  EXPECT_EQ(begin_with({0, {{"Title", std::string("a\0b", 3)}}}), StatusCode::invalid_argument);
  EXPECT_TRUE(sink.bytes().empty());
}

TEST(PngWriter, PassesOnTheFailureOfTheSink) {
  const Image image = make_noise({1000, 700}, 9);
  for (const std::size_t capacity : {0U, 20U, 40U, 50U, 300000U, 2000000U}) {
    for (const std::size_t threads : {1U, 3U}) {
      FailingSink sink(capacity);
      const std::unique_ptr<Executor> executor = make_executor(threads);
      PngWriter writer(sink, image.size(), {});
      Status status = writer.begin();
      if (status.is_ok()) status = writer.write_rows(image.view(), *executor);
      EXPECT_EQ(status.code, StatusCode::io) << capacity;
      EXPECT_EQ(status.detail, "the disk is full");
      EXPECT_EQ(writer.write_rows(image.view(), *executor).code, StatusCode::invalid_argument);
      EXPECT_EQ(writer.finish().code, StatusCode::invalid_argument);
    }
  }
}

}  // namespace
}  // namespace tessera
