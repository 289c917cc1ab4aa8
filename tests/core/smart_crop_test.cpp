// Crops: where the window goes, and that everything that is made of a photo shows the same window.
#include "library/smart_crop.h"

#include "codec/exif.h"
#include "codec/jpeg_reduced.h"
#include "image/orientation.h"
#include "image/resample.h"
#include "library/crop.h"
#include "library/photo_library.h"
#include "library/photo_loader.h"
#include "library/thumbnail.h"
#include "support.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <gtest/gtest.h>

namespace tessera {
namespace {

using Colour = std::array<int, 3>;

constexpr Colour kSkin = {224, 172, 140};
constexpr Colour kGround = {128, 128, 128};
// As far from the ground as skin, on the other side.
constexpr Colour kNoSkin = {32, 84, 116};

// A filled ellipse; dotted dark where it is textured.
void draw_oval(Image& image, Rect area, Colour colour, bool textured) {
  for (int y = area.y; y < area.y + area.height; ++y) {
    for (int x = area.x; x < area.x + area.width; ++x) {
      const int across = (2 * (x - area.x) + 1 - area.width) * area.height;
      const int down = (2 * (y - area.y) + 1 - area.height) * area.width;
      const std::int64_t reach = std::int64_t{area.width} * area.height;
      if (std::int64_t{across} * across + std::int64_t{down} * down > reach * reach) continue;
      const bool dot = textured && (x / 5 + y / 5) % 2 == 0;
      for (std::size_t c = 0; c < 3; ++c) {
        image.view().at(x, y)[c] = static_cast<std::uint8_t>(dot ? colour[c] / 3 : colour[c]);
      }
    }
  }
}

Image ground(Size size) { return test::plain(size, kGround[0], kGround[1], kGround[2]); }

CropPosition position_of(ImageView picture, Size aspect) {
  const Result<Image> small = shrink_for_crop(picture);
  EXPECT_TRUE(small);
  return small ? smart_position(small->view(), picture.size(), aspect) : CropPosition{0};
}

bool holds(Rect window, Rect part) {
  return part.x >= window.x && part.y >= window.y &&
         part.x + part.width <= window.x + window.width &&
         part.y + part.height <= window.y + window.height;
}

TEST(CropWindow, lies_where_the_position_says) {
  EXPECT_EQ(crop_window({400, 300}, {1, 1}, 0), (Rect{0, 0, 300, 300}));
  EXPECT_EQ(crop_window({400, 300}, {1, 1}, kCropMiddle), (Rect{50, 0, 300, 300}));
  EXPECT_EQ(crop_window({400, 300}, {1, 1}, kCropEnd), (Rect{100, 0, 300, 300}));
  EXPECT_EQ(crop_window({400, 300}, {1, 1}, 65535), (Rect{100, 0, 300, 300}));
  EXPECT_EQ(crop_window({300, 400}, {1, 1}, kCropEnd), (Rect{0, 100, 300, 300}));
  EXPECT_EQ(crop_window({400, 300}, {16, 9}, kCropEnd), (Rect{0, 75, 400, 225}));
  EXPECT_EQ(crop_window({400, 300}, {4, 3}, kCropEnd), (Rect{0, 0, 400, 300}));
  EXPECT_EQ(crop_window({1000000, 1}, {1, 1}, kCropEnd), (Rect{999999, 0, 1, 1}));
}

TEST(SmartCrop, holds_a_subject_at_any_end) {
  for (const bool wide : {true, false}) {
    for (const int start : {6, 40, 130, 220, 254}) {
      const Size size = wide ? Size{400, 200} : Size{200, 400};
      const Rect subject = wide ? Rect{start, 40, 140, 120} : Rect{40, start, 120, 140};
      SCOPED_TRACE((wide ? "wide " : "tall ") + std::to_string(start));
      Image picture = ground(size);
      draw_oval(picture, subject, {200, 60, 40}, true);
      for (const Size aspect : {Size{1, 1}, Size{4, 5}, Size{5, 4}}) {
        const CropPosition position = position_of(picture.view(), aspect);
        // A pixel of the small picture is four of this one.
        Rect window = crop_window(size, aspect, position);
        window = {window.x - 5, window.y - 5, window.width + 10, window.height + 10};
        EXPECT_TRUE(holds(window, subject)) << position;
      }
    }
  }
}

TEST(SmartCrop, prefers_skin_to_another_colour_of_the_same_contrast) {
  for (const bool left : {true, false}) {
    Image picture = ground({300, 120});
    draw_oval(picture, {20, 20, 70, 80}, left ? kSkin : kNoSkin, false);
    draw_oval(picture, {210, 20, 70, 80}, left ? kNoSkin : kSkin, false);
    const Rect window = crop_window(picture.size(), {1, 1}, position_of(picture.view(), {1, 1}));
    EXPECT_TRUE(holds(window, left ? Rect{20, 20, 70, 80} : Rect{210, 20, 70, 80})) << window.x;
  }
}

TEST(SmartCrop, prefers_the_textured_of_two_subjects) {
  for (const bool left : {true, false}) {
    Image picture = ground({120, 300});
    draw_oval(picture, {20, 20, 80, 70}, {40, 90, 160}, left);
    draw_oval(picture, {20, 210, 80, 70}, {40, 90, 160}, !left);
    const CropPosition position = position_of(picture.view(), {1, 1});
    EXPECT_EQ(position < kCropMiddle, left) << position;
  }
}

TEST(SmartCrop, takes_the_middle_where_nothing_matters_more) {
  EXPECT_EQ(position_of(ground({400, 200}).view(), {1, 1}), kCropMiddle);
  EXPECT_EQ(position_of(ground({200, 401}).view(), {3, 1}), kCropMiddle);
  // The same stripes everywhere, in whole pixels of the small picture.
  Image stripes({960, 480});
  for (int y = 0; y < 480; ++y) {
    for (int x = 0; x < 960; ++x) std::memset(stripes.view().at(x, y), y / 20 % 2 * 255, kChannels);
  }
  EXPECT_EQ(position_of(stripes.view(), {1, 1}), kCropMiddle);
  // Noise has no subject, so that the window stays nearer to the middle than to an end.
  const CropPosition noise = position_of(test::noise({600, 300}, 4).view(), {1, 1});
  EXPECT_GT(noise, kCropEnd / 4);
  EXPECT_LT(noise, kCropEnd / 4 * 3);
}

TEST(SmartCrop, of_two_equal_windows_takes_the_first) {
  Image picture = ground({480, 96});
  draw_oval(picture, {10, 16, 64, 64}, {200, 60, 40}, false);
  draw_oval(picture, {480 - 74, 16, 64, 64}, {200, 60, 40}, false);
  EXPECT_LT(position_of(picture.view(), {1, 1}), kCropMiddle);
}

TEST(SmartCrop, turns_and_flips_with_the_picture) {
  // Sides of whole pixels of the small picture, so that every turn shrinks to the same pixels.
  Image picture = test::photo_like({960, 480}, 9);
  draw_oval(picture, {620, 100, 260, 260}, {200, 60, 40}, true);
  const CropPosition position = position_of(std::as_const(picture).view(), {1, 1});
  EXPECT_NE(position, kCropMiddle);
  for (int value = 1; value <= 8; ++value) {
    SCOPED_TRACE(value);
    Image copy(picture.size());
    std::memcpy(copy.data(), picture.data(), picture.bytes().size());
    const auto orientation = static_cast<Orientation>(value);
    const Result<Image> turned = upright(std::move(copy), orientation);
    ASSERT_TRUE(turned);
    const CropPosition other = position_of(turned->view(), {1, 1});
    // Where the part that the first window shows has gone to.
    const Rect window = crop_window(turned->size(), {1, 1}, other);
    EXPECT_EQ(area_as_stored(window, picture.size(), orientation),
              crop_window(picture.size(), {1, 1}, position));
  }
}

TEST(SmartCrop, takes_pictures_of_any_shape) {
  for (const Size size : {Size{1, 1}, Size{1, 1000}, Size{1000, 1}, Size{2, 1}, Size{97, 96},
                          Size{3, 5000}, Size{100, 99}}) {
    for (const Size aspect : {Size{1, 1}, Size{1, 40}, Size{40, 1}, Size{64, 63}}) {
      SCOPED_TRACE(std::to_string(size.width) + "x" + std::to_string(size.height));
      const Image picture = test::noise(size, 3);
      const Result<Thumbnail> thumbnail =
          make_thumbnail(picture.view(), aspect, {CropPolicy::smart});
      ASSERT_TRUE(thumbnail);
      EXPECT_EQ(thumbnail->image.size(), aspect);
      EXPECT_LE(thumbnail->position, kCropEnd);
      if (crop_window(size, aspect, 0).size() == size) {
        EXPECT_EQ(thumbnail->position, kCropMiddle);
      }
    }
  }
  EXPECT_FALSE(make_thumbnail(ImageView(), {3, 3}, {CropPolicy::smart}));
}

TEST(SmartCrop, looks_at_means_of_the_picture) {
  const Result<Image> same = shrink_for_crop(test::noise({96, 40}, 8).view());
  ASSERT_TRUE(same);
  EXPECT_EQ(test::largest_difference(same->view(), test::noise({96, 40}, 8).view()), 0);
  const Result<Image> small = shrink_for_crop(test::noise({1500, 700}, 8).view());
  ASSERT_TRUE(small);
  EXPECT_EQ(small->size(), (Size{96, 45}));
  EXPECT_LE(test::largest_difference(small->view(), test::plain({96, 45}, 127, 127, 127).view()),
            60);
  EXPECT_EQ(shrink_for_crop({}).status().code, StatusCode::invalid_argument);
}

TEST(Thumbnail, a_given_position_goes_before_the_policy) {
  Image picture({90, 30});
  for (int y = 0; y < 30; ++y) {
    std::memset(picture.view().at(0, y), 40, 30 * kChannels);
    std::memset(picture.view().at(30, y), 120, 30 * kChannels);
    std::memset(picture.view().at(60, y), 220, 30 * kChannels);
  }
  for (const CropPolicy policy : {CropPolicy::centre, CropPolicy::smart}) {
    for (const auto& [position, value] :
         {std::pair{0, 40}, {int{kCropMiddle}, 120}, {int{kCropEnd}, 220}, {65535, 220}}) {
      const Result<Thumbnail> thumbnail = make_thumbnail(
          std::as_const(picture).view(), {10, 10}, {policy, static_cast<CropPosition>(position)});
      ASSERT_TRUE(thumbnail);
      EXPECT_EQ(thumbnail->position, std::min<int>(position, kCropEnd));
      EXPECT_NEAR(thumbnail->view().at(1, 1)[0], value, 1);
      EXPECT_NEAR(thumbnail->view().at(9, 9)[0], value, 1);
    }
  }
}

TEST(Thumbnail, photos_keep_their_crop_at_any_size) {
  const std::filesystem::path photos = test::photos_folder();
  TESSERA_REQUIRE_FOLDER(photos);
  int off_centre = 0;
  for (const char* name : {"bell_pepper.jpg", "eggnog.jpg", "paddle.jpg", "solar_dish.jpg"}) {
    SCOPED_TRACE(name);
    const test::Bytes bytes = test::read_file(photos / "library" / name);
    const Result<Thumbnail> small = make_thumbnail(bytes, {48, 48}, {}, {CropPolicy::smart});
    ASSERT_TRUE(small);
    const CropChoice same = {CropPolicy::centre, small->position};
    // With the position known only the window is decoded; its edges then see no pixels beyond.
    const Result<Thumbnail> again = make_thumbnail(bytes, {48, 48}, {}, same);
    const Result<Thumbnail> large = make_thumbnail(bytes, {144, 144}, {}, same);
    ASSERT_TRUE(again && large);
    EXPECT_EQ(large->position, small->position);
    EXPECT_LE(test::mean_difference(again->view(), small->view()), 0.5);
    const Result<Image> reduced = resample(large->view(), {48, 48});
    ASSERT_TRUE(reduced);
    const Result<Thumbnail> centre = make_thumbnail(bytes, {48, 48}, {});
    ASSERT_TRUE(centre);
    EXPECT_EQ(centre->position, kCropMiddle);
    const double from_centre = test::mean_difference(centre->view(), small->view());
    EXPECT_LE(test::mean_difference(reduced->view(), small->view()), from_centre / 3);
    off_centre += from_centre > 10 ? 1 : 0;
  }
  EXPECT_GE(off_centre, 3);
}

TEST(Thumbnail, a_turned_jpeg_is_cropped_like_the_upright_one) {
  const std::filesystem::path media = test::media_folder();
  TESSERA_REQUIRE_FOLDER(media);
  for (const CropChoice& choice : {CropChoice{CropPolicy::centre}, CropChoice{CropPolicy::smart},
                                   CropChoice{CropPolicy::centre, CropPosition{10000}}}) {
    for (const Size size : {Size{32, 32}, Size{40, 50}}) {
      const Result<Thumbnail> first =
          make_thumbnail(test::read_file(media / "turned" / "1.jpg"), size, {}, choice);
      ASSERT_TRUE(first);
      if (choice.policy == CropPolicy::smart) {
        EXPECT_GT(first->position, kCropEnd * 3 / 4);
      }
      for (int value = 2; value <= 8; ++value) {
        SCOPED_TRACE(value);
        const test::Bytes bytes =
            test::read_file(media / "turned" / (std::to_string(value) + ".jpg"));
        ASSERT_EQ(static_cast<int>(exif_orientation(bytes)), value);
        const Result<Thumbnail> turned = make_thumbnail(bytes, size, {}, choice);
        ASSERT_TRUE(turned);
        EXPECT_EQ(turned->position, first->position);
        EXPECT_LE(test::mean_difference(turned->view(), first->view()), 1.5);
      }
    }
  }
}

TEST(AreaAsStored, is_what_turning_does) {
  const Size stored{7, 5};
  const Image image = test::noise(stored, 2);
  for (int value = 1; value <= 8; ++value) {
    SCOPED_TRACE(value);
    const auto orientation = static_cast<Orientation>(value);
    const auto turned = [&](ImageView view) {
      Result<Image> copy = resample(view, view.size());  // copies where the size is the same
      copy = upright(std::move(*copy), orientation);
      return std::move(*copy);
    };
    const Image whole = turned(image.view());
    const Rect area = {1, 2, 3, 2};
    const Rect there = area_as_stored(area, stored, orientation);
    const Image part = turned(image.view().cropped(there));
    ASSERT_EQ(part.size(), area.size());
    EXPECT_EQ(test::largest_difference(part.view(), whole.view().cropped(area)), 0);
  }
}

TEST(PhotoLibrary, keeps_each_photos_crop) {
  PhotoLibrary library({8, 6});
  ASSERT_TRUE(library.add(test::noise({8, 6}, 1).view()));
  ASSERT_TRUE(library.add(test::noise({8, 6}, 2).view(), 123));
  EXPECT_EQ(library.crop_position(0), kCropMiddle);
  EXPECT_EQ(library.crop_position(1), 123);
  const Image other = test::noise({8, 6}, 3);
  ASSERT_TRUE(library.replace(0, other.view(), 7).is_ok());
  EXPECT_EQ(library.crop_position(0), 7);
  EXPECT_EQ(test::largest_difference(library.thumbnail(0), other.view()), 0);
  EXPECT_EQ(test::largest_difference(library.thumbnail(1), test::noise({8, 6}, 2).view()), 0);
  PhotoLibrary fresh({8, 6});
  ASSERT_TRUE(fresh.add(other.view()));
  EXPECT_TRUE(std::equal(fresh.descriptors().point(0), fresh.descriptors().point(0) + 3,
                         library.descriptors().point(0)));
  EXPECT_EQ(library.replace(0, test::noise({6, 8}, 1).view(), 7).code,
            StatusCode::invalid_argument);
  library.clear();
  ASSERT_TRUE(library.add(other.view(), 9));
  EXPECT_EQ(library.crop_position(0), 9);
}

TEST(PhotoLoader, crops_each_photo_as_it_is_told) {
  // A binary PPM, dark on its left and with a bright disc on its right.
  Image picture = ground({120, 40});
  draw_oval(picture, {84, 5, 30, 30}, {220, 80, 60}, true);
  const std::string header = "P6\n120 40\n255\n";
  PhotoLoader::FileBytes bytes(header.begin(), header.end());
  const auto pixels = std::as_const(picture).bytes();
  bytes.insert(bytes.end(), pixels.begin(), pixels.end());
  ThreadPool pool(2);
  PhotoLoader loader({8, 8}, {}, pool);
  loader.submit(bytes);
  loader.submit(bytes, {CropPolicy::smart});
  loader.submit(bytes, {.position = CropPosition{77}});
  std::vector<CropPosition> positions;
  while (loader.in_flight() > 0) {
    loader.wait();
    for (const Result<Thumbnail>& thumbnail : loader.take_finished()) {
      ASSERT_TRUE(thumbnail);
      positions.push_back(thumbnail->position);
    }
  }
  ASSERT_EQ(positions.size(), 3U);
  EXPECT_EQ(positions[0], kCropMiddle);
  EXPECT_GT(positions[1], kCropEnd / 4 * 3);
  EXPECT_EQ(positions[2], 77);
}

}  // namespace
}  // namespace tessera
