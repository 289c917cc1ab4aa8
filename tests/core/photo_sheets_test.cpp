// The small pictures of a shared mosaic's page, read back.
#include "mosaic/photo_sheets.h"

#include "codec/decode.h"
#include "image/image.h"

#include <algorithm>
#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tessera {
namespace {

class Files final : public FileSink {
 public:
  Status add(const std::string& path, std::span<const std::uint8_t> bytes) override {
    files[path].assign(bytes.begin(), bytes.end());
    return {};
  }
  std::map<std::string, std::vector<std::uint8_t>> files;
};

std::uint8_t grey_of(std::uint32_t photo) { return static_cast<std::uint8_t>(photo * 37 % 256); }

Image plain(Size size, std::uint8_t grey) {
  Image image(size);
  for (int y = 0; y < size.height; ++y) {
    std::fill_n(image.view().row(y), size.width * kChannels, grey);
  }
  return image;
}

TEST(PhotoSheets, HaveEveryPhotoInItsPlace) {
  constexpr Size kPicture = {8, 8};
  constexpr std::size_t kPhotos = 300;
  std::vector<std::uint32_t> photos(kPhotos);
  std::iota(photos.begin(), photos.end(), 5U);
  TileSet pictures(kPicture, photos, kPhotos + 5);
  for (const std::uint32_t photo : photos) pictures.set(photo, plain(kPicture, grey_of(photo)));

  Files files;
  PhotoSheets sheets(std::move(pictures), photos);
  while (!sheets.finished()) ASSERT_TRUE(sheets.write_next(files).is_ok());

  ASSERT_EQ(files.files.size(), 2U);
  const Result<Image> whole = decode_image(files.files["thumbnails/0.jpg"], {});
  const Result<Image> rest = decode_image(files.files["thumbnails/1.jpg"], {});
  ASSERT_TRUE(whole && rest);
  EXPECT_EQ(whole->size(), (Size{128, 128}));
  EXPECT_EQ(rest->size(), (Size{128, 24}));  // 44 photos: three rows
  for (std::size_t i = 0; i < kPhotos; ++i) {
    const Image& sheet = i < 256 ? *whole : *rest;
    const int place = static_cast<int>(i % 256);
    const int x = place % kSheetSide * kPicture.width + 4;
    const int y = place / kSheetSide * kPicture.height + 4;
    EXPECT_NEAR(sheet.view().row(y)[x * kChannels], grey_of(photos[i]), 2) << i;
  }
}

}  // namespace
}  // namespace tessera
