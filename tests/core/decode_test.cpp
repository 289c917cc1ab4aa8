// Decoding agrees with other programs' decoders.
#include "codec/decode.h"

#include "support.h"

#include <gtest/gtest.h>
#include <string>

namespace tessera {
namespace {

using test::Bytes;

Image decode(const Bytes& bytes, const DecodeOptions& options = {}) {
  Result<Image> image = decode_image(bytes, options);
  EXPECT_TRUE(image) << image.status().detail;
  return image ? std::move(*image) : Image();
}

TEST(Decode, AgreesWithImageMagickForEveryFormat) {
  const std::filesystem::path media = test::media_folder();
  TESSERA_REQUIRE_FOLDER(media);
  int compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(media / "formats")) {
    const std::filesystem::path reference = entry.path().string() + ".ppm";
    if (!std::filesystem::exists(reference)) continue;
    SCOPED_TRACE(entry.path().filename().string());
    const Image ours = decode(test::read_file(entry.path()));
    const Image theirs = test::parse_ppm(test::read_file(reference));
    ASSERT_EQ(ours.size(), theirs.size());
    if (entry.path().extension() == ".jpg") {
      // Decoders differ in rounding and in how they spread chroma over pixels.
      EXPECT_LE(test::mean_difference(ours.view(), theirs.view()), 1.5);
    } else {
      // 16 bits and transparency are rounded; everything else is exact.
      EXPECT_LE(test::largest_difference(ours.view(), theirs.view()), 1);
    }
    ++compared;
  }
  EXPECT_GE(compared, 18);
}

TEST(Decode, TurnsAllEightOrientationsUpright) {
  const std::filesystem::path photos = test::photos_folder();
  TESSERA_REQUIRE_FOLDER(photos);
  for (const std::string shape : {"Landscape", "Portrait"}) {
    const auto path = [&](int orientation) {
      return photos / "orientation" / (shape + "_" + std::to_string(orientation) + ".jpg");
    };
    const Image upright = decode(test::read_file(path(1)));
    for (int orientation = 0; orientation <= 8; ++orientation) {
      SCOPED_TRACE(path(orientation).filename().string());
      const Image turned = decode(test::read_file(path(orientation)));
      ASSERT_EQ(turned.size(), upright.size());
      EXPECT_LE(test::mean_difference(turned.view(), upright.view()), 8.0);
    }
    EXPECT_EQ(upright.width() > upright.height(), shape == "Landscape");
  }
}

TEST(Decode, LaysTransparencyOverTheStatedBackground) {
  const std::filesystem::path media = test::media_folder();
  TESSERA_REQUIRE_FOLDER(media);
  const Bytes bytes = test::read_file(media / "formats" / "rgba8.png");
  DecodeOptions black;
  black.background = {0, 0, 0};
  const Image over_white = decode(bytes);
  const Image over_black = decode(bytes, black);
  const ImageView white = over_white.view();
  const ImageView dark = over_black.view();
  // The transparency falls from opaque to clear along the rows of the picture.
  const int clear_row = white.at(0, 0)[0] == dark.at(0, 0)[0] ? white.height - 1 : 0;
  for (int c = 0; c < kChannels; ++c) {
    EXPECT_EQ(white.at(5, clear_row)[c], 255);
    EXPECT_EQ(dark.at(5, clear_row)[c], 0);
  }
}

TEST(Decode, ReadsEveryPhotoOfTheLibrary) {
  const std::filesystem::path photos = test::photos_folder();
  TESSERA_REQUIRE_FOLDER(photos);
  for (const auto& entry : std::filesystem::directory_iterator(photos / "library")) {
    SCOPED_TRACE(entry.path().filename().string());
    EXPECT_TRUE(decode_image(test::read_file(entry.path()), {}));
  }
}

}  // namespace
}  // namespace tessera
