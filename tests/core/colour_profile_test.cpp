// Pictures with a colour profile become what Little CMS makes of them; other profiles are ignored.
#include "image/colour_profile.h"

#include "codec/decode.h"
#include "codec/icc.h"
#include "library/thumbnail.h"
#include "support.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <string>

namespace tessera {
namespace {

using test::Bytes;

std::filesystem::path profiles_folder() {
  const std::filesystem::path media = test::media_folder();
  return media.empty() ? media : media / "profiles";
}

Image reference(const std::filesystem::path& path) {
  return test::parse_ppm(test::read_file(path));
}

// Rows of red, green, blue and grey, 256 values each.
Image ramps() {
  Image image({256, 4});
  for (int i = 0; i < 256; ++i) {
    for (int c = 0; c < kChannels; ++c) {
      image.view().at(i, c)[c] = static_cast<std::uint8_t>(i);
      image.view().at(i, 3)[c] = static_cast<std::uint8_t>(i);
    }
  }
  return image;
}

TEST(ColourProfile, every_kind_of_curve_agrees_with_little_cms) {
  const std::filesystem::path folder = profiles_folder();
  TESSERA_REQUIRE_FOLDER(folder);
  int compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".icc") continue;
    SCOPED_TRACE(entry.path().filename().string());
    const auto profile = parse_matrix_profile(test::read_file(entry.path()));
    ASSERT_TRUE(profile);
    Image image = ramps();
    SrgbConversion(*profile).apply(image.view());
    const Image expected =
        reference(std::filesystem::path(entry.path()).replace_extension(".ramps.ppm"));
    // Both round, and the darkest values are steep under a pure gamma.
    EXPECT_LE(test::largest_difference(image.view(), expected.view()), 2);
    EXPECT_LE(test::mean_difference(image.view(), expected.view()), 0.5);
    ++compared;
  }
  EXPECT_GE(compared, 12);
}

TEST(ColourProfile, pictures_of_every_format_agree_with_little_cms) {
  const std::filesystem::path folder = profiles_folder();
  TESSERA_REQUIRE_FOLDER(folder);
  int compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::filesystem::path expected = entry.path().string() + ".ppm";
    if (!std::filesystem::exists(expected)) continue;
    SCOPED_TRACE(entry.path().filename().string());
    const Result<Image> image = decode_image(test::read_file(entry.path()), {});
    ASSERT_TRUE(image) << image.status().detail;
    // The bound is for what decoders of JPEG differ in; sRGB within a grey level is left as it is.
    EXPECT_LE(test::mean_difference(image->view(), reference(expected).view()), 1.0);
    ++compared;
  }
  EXPECT_GE(compared, 30);
}

TEST(ColourProfile, thumbnails_are_converted_too) {
  const std::filesystem::path folder = profiles_folder();
  TESSERA_REQUIRE_FOLDER(folder);
  for (const char* name : {"display_p3.jpg", "adobe_rgb.jpg", "display_p3.png", "display_p3.psd"}) {
    SCOPED_TRACE(name);
    const Bytes bytes = test::read_file(folder / name);
    const Result<Thumbnail> thumbnail = make_thumbnail(bytes, {50, 50}, {});
    ASSERT_TRUE(thumbnail);
    const Image whole = reference(folder / (std::string(name) + ".ppm"));
    const Result<Thumbnail> expected = make_thumbnail(whole.view(), {50, 50});
    ASSERT_TRUE(expected);
    EXPECT_LE(test::mean_difference(thumbnail->view(), expected->view()), 2.0);
    // Unconverted it would be far off.
    const Result<Thumbnail> stored = make_thumbnail(bytes, {50, 50}, {.convert_colours = false});
    ASSERT_TRUE(stored);
    EXPECT_GT(test::mean_difference(stored->view(), expected->view()), 6.0);
  }
}

TEST(ColourProfile, nothing_is_done_where_the_profile_is_srgb) {
  const std::filesystem::path folder = profiles_folder();
  TESSERA_REQUIRE_FOLDER(folder);
  for (const char* name : {"srgb", "srgb_table", "display_p3", "adobe_rgb", "linear"}) {
    SCOPED_TRACE(name);
    const auto profile =
        parse_matrix_profile(test::read_file(folder / (std::string(name) + ".icc")));
    ASSERT_TRUE(profile);
    EXPECT_EQ(conversion_to_srgb(*profile).has_value(), std::string(name).substr(0, 4) != "srgb");
  }
}

TEST(ColourProfile, is_found_whole_in_any_format) {
  const std::filesystem::path folder = profiles_folder();
  TESSERA_REQUIRE_FOLDER(folder);
  const auto found = [&](const std::string& name, FileFormat format) {
    return embedded_profile(test::read_file(folder / name), format);
  };
  const Bytes p3 = test::read_file(folder / "display_p3.icc");
  EXPECT_EQ(found("display_p3.jpg", FileFormat::jpeg), p3);
  EXPECT_EQ(found("display_p3.png", FileFormat::png), p3);
  EXPECT_EQ(found("display_p3.psd", FileFormat::psd), p3);
  const Bytes large = test::read_file(folder / "several_segments.icc");
  EXPECT_GT(large.size(), 2 * 65535U);
  EXPECT_EQ(found("several_segments.jpg", FileFormat::jpeg), large);
  EXPECT_EQ(found("several_segments.png", FileFormat::png), large);
}

// An APP2 segment with one part of a profile.
void append_part(Bytes& jpeg, int number, int count, std::string_view content) {
  const std::string name("ICC_PROFILE\0", 12);
  const std::size_t length = 2 + name.size() + 2 + content.size();
  jpeg.insert(jpeg.end(), {0xFF, 0xE2, static_cast<std::uint8_t>(length >> 8),
                           static_cast<std::uint8_t>(length)});
  jpeg.insert(jpeg.end(), name.begin(), name.end());
  jpeg.insert(jpeg.end(), {static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(count)});
  jpeg.insert(jpeg.end(), content.begin(), content.end());
}

TEST(ColourProfile, parts_may_stand_in_any_order_but_none_may_lack) {
  const auto profile = [](std::initializer_list<std::pair<int, int>> parts) {
    Bytes jpeg = {0xFF, 0xD8};
    for (const auto& [number, count] : parts) {
      append_part(jpeg, number, count, std::string(1, static_cast<char>('a' + number)));
    }
    jpeg.insert(jpeg.end(), {0xFF, 0xD9});
    const Bytes found = embedded_profile(jpeg, FileFormat::jpeg);
    return std::string(found.begin(), found.end());
  };
  EXPECT_EQ(profile({{1, 3}, {2, 3}, {3, 3}}), "bcd");
  EXPECT_EQ(profile({{3, 3}, {1, 3}, {2, 3}}), "bcd");
  EXPECT_EQ(profile({{1, 3}, {3, 3}}), "");
  EXPECT_EQ(profile({{1, 3}, {2, 2}, {3, 3}}), "");
  EXPECT_EQ(profile({{0, 1}}), "");
  EXPECT_EQ(profile({{1, 0}}), "");
  EXPECT_EQ(profile({{2, 1}}), "");
  EXPECT_EQ(profile({}), "");
}

TEST(ColourProfile, damage_never_does_harm) {
  const std::filesystem::path folder = profiles_folder();
  TESSERA_REQUIRE_FOLDER(folder);
  std::mt19937 random(5);
  for (const char* name : {"display_p3", "wide_table", "para_4"}) {
    const Bytes whole = test::read_file(folder / (std::string(name) + ".icc"));
    for (std::size_t length = 0; length < whole.size(); length += 3) {
      EXPECT_FALSE(parse_matrix_profile(std::span(whole).first(length))) << length;
    }
    for (int round = 0; round < 3000; ++round) {
      Bytes damaged = whole;
      for (int i = 0; i < 4; ++i) {
        damaged[random() % damaged.size()] = static_cast<std::uint8_t>(random());
      }
      if (const auto profile = parse_matrix_profile(damaged)) {
        Image image = test::noise({8, 8}, 3);
        SrgbConversion(*profile).apply(image.view());
      }
    }
  }
  for (const auto& [name, format] :
       {std::pair("display_p3.psd", FileFormat::psd), std::pair("display_p3.png", FileFormat::png),
        std::pair("display_p3.jpg", FileFormat::jpeg)}) {
    const Bytes whole = test::read_file(folder / name);
    const Bytes profile = embedded_profile(whole, format);
    for (std::size_t length = 0; length < std::min<std::size_t>(whole.size(), 6000); ++length) {
      const Bytes found = embedded_profile(std::span(whole).first(length), format);
      EXPECT_TRUE(found.empty() || found == profile);
    }
  }
}

}  // namespace
}  // namespace tessera
