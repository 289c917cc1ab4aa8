// Every kind of bad input gets a Status that says what it is, and nothing worse happens.
#include "base/byte_buffer.h"
#include "codec/checksum.h"
#include "codec/decode.h"
#include "codec/deflate.h"
#include "codec/file_format.h"
#include "support.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <string>

namespace tessera {
namespace {

using test::Bytes;

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

StatusCode code_of(const Bytes& bytes, const DecodeOptions& options = {}) {
  return decode_image(bytes, options).status().code;
}

Bytes awkward(const std::string& name) {
  return test::read_file(test::photos_folder() / "awkward" / name);
}

void append_32(Bytes& bytes, std::size_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<std::uint8_t>(value >> shift));
  }
}

void append_chunk(Bytes& png, std::string_view type, const Bytes& content) {
  append_32(png, content.size());
  Bytes body(type.begin(), type.end());
  body.insert(body.end(), content.begin(), content.end());
  png.insert(png.end(), body.begin(), body.end());
  append_32(png, crc32(kCrcStart, body));
}

// A PNG whose header states a size, and whose data unpacks to as many zeros as one likes.
Bytes png_of(std::uint32_t width, std::uint32_t height, std::size_t unpacked) {
  Bytes png = bytes_of("\x89PNG\r\n\x1A\n");
  Bytes header;
  append_32(header, width);
  append_32(header, height);
  header.insert(header.end(), {8, 2, 0, 0, 0});
  append_chunk(png, "IHDR", header);
  const Bytes zeros(unpacked);
  ByteBuffer stream;
  stream.append(Bytes{0x78, 0x01});
  DeflateEncoder().append_segment(zeros, stream);
  stream.append(kDeflateEnd);
  Bytes packed(stream.bytes().begin(), stream.bytes().end());
  append_32(packed, adler32(kAdlerStart, zeros));
  append_chunk(png, "IDAT", packed);
  append_chunk(png, "IEND", {});
  return png;
}

TEST(BadInput, NamesAnEmptyFile) {
  const Status status = decode_image({}, {}).status();
  EXPECT_EQ(status.code, StatusCode::corrupt);
  EXPECT_NE(status.detail.find("empty"), std::string::npos);
}

TEST(BadInput, NamesWhatAFileIsThatItCannotRead) {
  const std::pair<std::string, std::string> cases[] = {
      {std::string("\0\0\0\x18"
                   "ftypheic\0\0\0\0mif1heic",
                   24),
       "HEIC"},
      {std::string("\0\0\0\x18"
                   "ftypmif1\0\0\0\0mif1heic",
                   24),
       "HEIC"},
      {std::string("\0\0\0\x18"
                   "ftypavif\0\0\0\0mif1miaf",
                   24),
       "AVIF"},
      {std::string("\0\0\0\x18"
                   "ftypmp42\0\0\0\0isommp42",
                   24),
       "video"},
      {std::string("RIFF\x24\0\0\0WEBPVP8 ", 16), "WebP"},
      {std::string("II*\0\x08\0\0\0\x0f\0", 10), "TIFF"},
      {std::string("%PDF-1.7\n"), "PDF"},
      {std::string("\xFF\x0A\x90\x01", 4), "JPEG XL"},
      {std::string("<svg xmlns='http://www.w3.org/2000/svg'/>"), "SVG"},
      {std::string("<?xml version='1.0' encoding='UTF-8'?>\n<!-- drawn by hand -->\n<svg/>"),
       "SVG"},
      {std::string("<!doctype html><title>No picture</title>"), "text"},
      {std::string("Grüße aus Köln\r\n"), "text"},
  };
  for (const auto& [head, name] : cases) {
    const Status status = decode_image(bytes_of(head), {}).status();
    EXPECT_EQ(status.code, StatusCode::unsupported) << name;
    EXPECT_NE(status.detail.find(name), std::string::npos) << status.detail;
  }
}

TEST(BadInput, TakesTextForNoPicture) {
  EXPECT_EQ(code_of(bytes_of("Dear diary, today I took no photo at all.\n")),
            StatusCode::unsupported);
  EXPECT_EQ(code_of(bytes_of("BMW is a maker of cars")), StatusCode::unsupported);
  EXPECT_EQ(code_of(Bytes(1000, 0)), StatusCode::unsupported);
}

TEST(BadInput, ReportsTheAwkwardFilesOfRealLife) {
  TESSERA_REQUIRE_FOLDER(test::photos_folder());
  EXPECT_EQ(code_of(awkward("corrupted.jpg")), StatusCode::corrupt);
  EXPECT_EQ(code_of(awkward("IMG_5195.HEIC")), StatusCode::unsupported);
  EXPECT_EQ(code_of(awkward("samplefilehub.heif")), StatusCode::unsupported);
  for (const std::string name :
       {"11-tests.jpg", "30-type_error.jpg", "36-memory_error.jpg", "67-0_length_string.jpg"}) {
    EXPECT_EQ(code_of(awkward(name)), StatusCode::ok) << name;
  }
}

TEST(BadInput, ReportsEveryFormatThatEndsTooEarly) {
  const std::filesystem::path media = test::media_folder();
  TESSERA_REQUIRE_FOLDER(media);
  for (const auto& entry : std::filesystem::directory_iterator(media / "formats")) {
    if (entry.path().string().ends_with(".ppm.ppm")) continue;
    Bytes bytes = test::read_file(entry.path());
    if (!is_decodable(identify(bytes))) continue;
    SCOPED_TRACE(entry.path().filename().string());
    ASSERT_EQ(code_of(bytes), StatusCode::ok);
    bytes.resize(bytes.size() / 2);
    EXPECT_EQ(code_of(bytes), StatusCode::corrupt);
    bytes.resize(20);
    EXPECT_NE(code_of(bytes), StatusCode::ok);
  }
}

TEST(BadInput, SurvivesDamageAnywhere) {
  const std::filesystem::path media = test::media_folder();
  TESSERA_REQUIRE_FOLDER(media);
  std::mt19937 random(11);
  for (const auto& entry : std::filesystem::directory_iterator(media / "formats")) {
    const Bytes whole = test::read_file(entry.path());
    if (!is_decodable(identify(whole))) continue;
    for (int round = 0; round < 40; ++round) {
      Bytes damaged = whole;
      for (int i = 0; i < 8; ++i) {
        damaged[random() % damaged.size()] = static_cast<std::uint8_t>(random() & 255U);
      }
      const Result<Image> image = decode_image(damaged, {});
      if (image) {
        EXPECT_GT(image->size().area(), 0);
      } else {
        EXPECT_FALSE(image.status().detail.empty());
      }
    }
  }
}

TEST(BadInput, RefusesMorePixelsThanTheLimit) {
  DecodeOptions options;
  options.max_pixels = 1000;
  EXPECT_EQ(code_of(png_of(100, 10, 3010), options), StatusCode::ok);
  EXPECT_EQ(code_of(png_of(100, 11, 3311), options), StatusCode::too_large);
  // A header alone can state gigapixels; nothing of that size may be allocated for it.
  EXPECT_EQ(code_of(png_of(60000, 60000, 10)), StatusCode::too_large);
}

TEST(BadInput, RefusesDataThatUnpacksToFarMoreThanThePicture) {
  EXPECT_EQ(code_of(png_of(2, 2, std::size_t{64} << 20)), StatusCode::too_large);
}

TEST(BadInput, RefusesFilesOverTheLimitOfBytes) {
  Bytes png = png_of(4, 4, 52);
  DecodeOptions options;
  options.max_bytes = png.size();
  EXPECT_EQ(code_of(png, options), StatusCode::ok);
  png.push_back(0);
  EXPECT_EQ(code_of(png, options), StatusCode::too_large);
}

}  // namespace
}  // namespace tessera
