// Containers: the size and the orientation that they state are found, and a file that is cut off is
// reported, wherever it was cut.
#include "codec/container.h"

#include "codec/file_format.h"
#include "support.h"

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace tessera {
namespace {

using test::Bytes;
using namespace std::string_literals;
using namespace std::string_view_literals;

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

std::string number(std::size_t value, std::size_t count, bool big_endian) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t place = big_endian ? count - 1 - i : i;
    text.push_back(static_cast<char>(value >> (8 * place)));
  }
  return text;
}

std::string chunk(std::string_view name, std::string_view content) {
  std::string text = std::string(name) + number(content.size(), 4, false) + std::string(content);
  if (content.size() % 2 == 1) text.push_back('\0');
  return text;
}

std::string webp(std::string_view chunks) {
  return "RIFF" + number(chunks.size() + 4, 4, false) + "WEBP" + std::string(chunks);
}

std::string box(std::string_view name, std::string_view content) {
  return number(content.size() + 8, 4, true) + std::string(name) + std::string(content);
}

std::string picture_size(std::size_t width, std::size_t height) {
  return box("ispe", "\0\0\0\0"s + number(width, 4, true) + number(height, 4, true));
}

std::string heic(std::string_view more_properties = {}) {
  const std::string properties = box("ipco", std::string(more_properties) + picture_size(512, 512) +
                                                 picture_size(4032, 3024) + picture_size(320, 240));
  return box("ftyp", "heic\0\0\0\0mif1heic"sv) +
         box("meta", "\0\0\0\0"s + box("hdlr", "pict") + box("iprp", properties)) +
         box("mdat", "coded pixels");
}

constexpr std::string_view kTurned =
    "II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"sv;
const std::string kExtended = chunk("VP8X", "\x08\0\0\0\x57\x02\0\x8F\x01\0"sv);  // 600 × 400

TEST(Container, FindsTheColourProfileOfAHeic) {
  const auto profile_of = [](const std::string& file) {
    const Bytes bytes = bytes_of(file);
    const Result<ContainerInfo> info = read_container(bytes);
    return info ? std::string(info->profile.begin(), info->profile.end()) : "failed";
  };
  EXPECT_EQ(profile_of(heic(box("colr", "profan ICC profile"))), "an ICC profile");
  EXPECT_EQ(profile_of(heic(box("colr", "rICCa restricted one"))), "a restricted one");
  EXPECT_EQ(profile_of(heic(box("colr", "nclx\0\x0C\0\x0D\0\x06\x80"sv))), "");
  EXPECT_EQ(profile_of(heic(box("colr", "pr"))), "");
  EXPECT_EQ(profile_of(heic()), "");
}

TEST(Container, KnowsTheSizeOfEachKindOfWebp) {
  const auto size = [](const std::string& file) { return read_container(bytes_of(file))->size; };
  EXPECT_EQ(size(webp(kExtended)), (Size{600, 400}));
  EXPECT_EQ(size(webp(chunk("VP8 ", "\x90\x01\0\x9D\x01*\x58\x42\x90\x01"sv))), (Size{600, 400}));
  EXPECT_EQ(size(webp(chunk("VP8L", "/\x57\xC2\x63\0"sv))), (Size{600, 400}));
}

TEST(Container, FindsTheOrientationOfWebpWithAndWithoutPrefix) {
  for (const std::string& block : {std::string(kTurned), "Exif\0\0"s + std::string(kTurned)}) {
    const auto info =
        read_container(bytes_of(webp(kExtended + chunk("VP8 ", "odd") + chunk("EXIF", block))));
    ASSERT_TRUE(info);
    EXPECT_EQ(info->orientation, Orientation::right_top);
  }
  EXPECT_EQ(read_container(bytes_of(webp(kExtended)))->orientation, Orientation::top_left);
}

TEST(Container, KnowsTheLargestPictureOfHeic) {
  const auto info = read_container(bytes_of(heic()));
  ASSERT_TRUE(info);
  EXPECT_EQ(info->size, (Size{4032, 3024}));
  EXPECT_EQ(info->orientation, Orientation::top_left);
}

TEST(Container, ReportsWhatIsCutOffAtAnyPlace) {
  const std::string photo = webp(kExtended + chunk("VP8 ", "even") + chunk("EXIF", kTurned));
  for (std::size_t length = 12; length < photo.size() - 1; ++length) {
    EXPECT_EQ(read_container(bytes_of(photo.substr(0, length))).status().code, StatusCode::corrupt)
        << length;
  }
  const std::string heif = heic();
  // Between two boxes nothing tells that another should come; within the last one its length does.
  for (std::size_t length = heif.size() - 12; length < heif.size(); ++length) {
    EXPECT_EQ(read_container(bytes_of(heif.substr(0, length))).status().code, StatusCode::corrupt)
        << length;
  }
}

TEST(Container, LooksAtNothingAfterThePicture) {
  EXPECT_TRUE(read_container(bytes_of(heic() + "\x7F\xFF\xFF\xFFmore of something else")));
  EXPECT_TRUE(read_container(bytes_of(heic() + box("mpvd", "a film").substr(0, 10))));
  EXPECT_TRUE(read_container(bytes_of(webp(kExtended) + "more of something else")));
  EXPECT_TRUE(read_container({}));
}

TEST(Container, SurvivesLengthsThatLie) {
  for (const std::string& truth : {webp(kExtended + chunk("EXIF", kTurned)), heic()}) {
    for (std::size_t at = 0; at < truth.size(); ++at) {
      for (const char value : {'\0', '\x01', '\x7F', '\xFF'}) {
        std::string file = truth;
        for (std::size_t i = at; i < std::min(at + 4, file.size()); ++i) file[i] = value;
        const auto info = read_container(bytes_of(file));
        EXPECT_TRUE(info || info.status().code == StatusCode::corrupt);
      }
    }
  }
}

TEST(Container, ReadsRealPhonePictures) {
  const std::filesystem::path photos = test::photos_folder();
  TESSERA_REQUIRE_FOLDER(photos);
  const auto phone = read_container(test::read_file(photos / "awkward/IMG_5195.HEIC"));
  ASSERT_TRUE(phone);
  EXPECT_GE(phone->size.area(), 2566 * 3313);
  EXPECT_EQ(read_container(test::read_file(photos / "awkward/samplefilehub.heif"))->size,
            (Size{640, 426}));
}

}  // namespace
}  // namespace tessera
