// The orientation tag is found in both byte orders, and broken EXIF blocks mean "as stored".
#include "codec/exif.h"

#include "support.h"

#include <gtest/gtest.h>
#include <string>

namespace tessera {
namespace {

using test::Bytes;
using namespace std::string_literals;
using namespace std::string_view_literals;

Bytes jpeg_with_app1(std::string_view content) {
  Bytes bytes = {0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 'x', 'x', 0xFF, 0xE1};
  const std::size_t length = content.size() + 2;
  bytes.push_back(static_cast<std::uint8_t>(length >> 8U));
  bytes.push_back(static_cast<std::uint8_t>(length));
  bytes.insert(bytes.end(), content.begin(), content.end());
  return bytes;
}

TEST(Exif, ReadsLittleEndian) {
  EXPECT_EQ(exif_orientation(jpeg_with_app1(
                "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"sv)),
            Orientation::right_top);
}

TEST(Exif, IsReadFromPngTooBeforeAndBehindThePixels) {
  const auto chunk = [](std::string_view type, std::string_view content) {
    std::string text{'\0', '\0', '\0', static_cast<char>(content.size())};
    return text.append(type).append(content).append("\0\0\0\0"sv);
  };
  constexpr std::string_view kSignature = "\x89PNG\r\n\x1A\n"sv;
  const std::string turned =
      chunk("eXIf", "II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"sv);
  const std::string pixels = chunk("IHDR", "size") + chunk("IDAT", "pixels");
  for (const std::string& chunks : {turned + pixels, pixels + turned}) {
    const std::string text = std::string(kSignature) + chunks;
    const Bytes png(text.begin(), text.end());
    EXPECT_EQ(exif_orientation(png, FileFormat::png), Orientation::right_top);
  }
  EXPECT_EQ(exif_orientation(Bytes(20, 1), FileFormat::png), Orientation::top_left);
}

TEST(Exif, ReadsBigEndian) {
  EXPECT_EQ(exif_orientation(jpeg_with_app1(
                "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0"sv)),
            Orientation::left_bottom);
}

TEST(Exif, PassesOverOtherTags) {
  EXPECT_EQ(
      exif_orientation(jpeg_with_app1("Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x0F\0\x02\0\0\0\x04\0abc"
                                      "\x01\x12\0\x03\0\0\0\x01\0\x03\0\0"sv)),
      Orientation::bottom_right);
}

TEST(Exif, TakesNonsenseForUpright) {
  for (const std::string_view content : {
           ""sv,
           "Exif"sv,
           "Exif\0\0"sv,
           "Exif\0\0II*\0\xFF\xFF\xFF\xFF"sv,            // directory outside
           "Exif\0\0II*\0\x08\0\0\0\xFF\xFF\x12\x01"sv,  // too many entries
           "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x09\0\0\0"sv,  // no such value
           "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x04\0\x01\0\0\0\x06\0\0\0"sv,  // not a short
           "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"sv,
       }) {
    EXPECT_EQ(exif_orientation(jpeg_with_app1(content)), Orientation::top_left);
  }
  EXPECT_EQ(exif_orientation({}), Orientation::top_left);
}

// IFD 0 with a pointer to an Exif IFD, and in that DateTimeOriginal.
Bytes jpeg_taken_at(std::string_view date) {
  std::string block =
      "Exif\0\0II*\0\x08\0\0\0"
      "\x01\0\x69\x87\x04\0\x01\0\0\0\x1A\0\0\0\0\0\0\0"
      "\x01\0\x03\x90\x02\0\x14\0\0\0\x2C\0\0\0\0\0\0\0"s;
  return jpeg_with_app1(block.append(date));
}

TEST(Exif, SaysWhenAPictureWasTaken) {
  EXPECT_EQ(exif_date_taken(jpeg_taken_at("2024:06:14 15:09:26\0"sv), FileFormat::jpeg),
            "2024-06-14T15:09:26");
}

TEST(Exif, SaysNothingOfADateThatIsNone) {
  for (const std::string_view date : {"    :  :     :  :  \0"sv, "0000:00:00 00:00:00\0"sv,
                                      "2024-06-14 15:09:26\0"sv, "2024:06:14 15:0"sv, ""sv}) {
    EXPECT_EQ(exif_date_taken(jpeg_taken_at(date), FileFormat::jpeg), "") << date;
  }
  EXPECT_EQ(exif_date_taken(Bytes(20, 1), FileFormat::png), "");
  EXPECT_EQ(exif_date_taken(Bytes(20, 1), FileFormat::gif), "");
}

}  // namespace
}  // namespace tessera
