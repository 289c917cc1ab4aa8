// Duplicates: real photos and their copies, the look-up against comparing each with each.
#include "library/duplicates.h"

#include "image/adjust.h"
#include "library/likeness.h"
#include "library/photo_loader.h"
#include "library/thumbnail.h"
#include "support.h"

#include <algorithm>
#include <bit>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <string>

namespace tessera {
namespace {

PhotoTraits traits_of(ImageView picture, std::uint64_t content) {
  PhotoTraits traits{content, 0, picture.size(), sketch_pixels(picture)};
  traits.picture = picture_hash(Sketch(traits.sketch));
  return traits;
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

struct Tile {
  Size size;
  CropPolicy crop;
};

class RealPhotos : public testing::TestWithParam<Tile> {
 protected:
  void SetUp() override {
    photos_ = test::photos_folder();
    media_ = test::media_folder();
    TESSERA_REQUIRE_FOLDER(photos_);
    TESSERA_REQUIRE_FOLDER(media_);
    for (const auto& file : files_in(photos_ / "library")) {
      index_[file.stem().string()] = static_cast<std::uint32_t>(originals_.count());
      add(file, originals_);
    }
  }

  static void add(const std::filesystem::path& file, PhotoLibrary& library) {
    const test::Bytes bytes = test::read_file(file);
    const Result<Thumbnail> thumbnail =
        make_thumbnail(bytes, library.thumbnail_size(), {}, {GetParam().crop});
    ASSERT_TRUE(thumbnail) << file;
    ASSERT_TRUE(library.add(thumbnail->view(), thumbnail->position, thumbnail->traits));
  }

  PhotoLibrary originals_and(const std::vector<std::filesystem::path>& files) const {
    PhotoLibrary library(originals_.thumbnail_size());
    for (std::size_t i = 0; i < originals_.count(); ++i) {
      EXPECT_TRUE(
          library.add(originals_.thumbnail(i), originals_.crop_position(i), originals_.traits(i)));
    }
    for (const auto& file : files) add(file, library);
    return library;
  }

  std::filesystem::path photos_;
  std::filesystem::path media_;
  PhotoLibrary originals_{GetParam().size};
  std::map<std::string, std::uint32_t> index_;  // of the original by its name
};

TEST_P(RealPhotos, AreAllDifferent) {
  DuplicateFinder finder;
  finder.update(originals_);
  EXPECT_EQ(finder.duplicates().size(), 0U);
  EXPECT_EQ(finder.originals().size(), originals_.count());
  for (std::size_t i = 0; i < originals_.count(); ++i) EXPECT_EQ(finder.identity(i).group, i);
}

// How many of each hundred are found at least. What is missed are small photos full of detail at a
// quarter of their size, whose middle moved by half of their coarse pixels.
int least_found(const std::string& kind) { return kind == "quarter" ? 80 : 96; }

TEST_P(RealPhotos, AreKnownAgainWhenEncodedAgainOrResized) {
  for (const auto& kind : files_in(media_ / "duplicates" / "copies")) {
    const std::vector<std::filesystem::path> copies = files_in(kind);
    const std::size_t first = originals_.count();
    const PhotoLibrary library = originals_and(copies);
    DuplicateFinder finder;
    finder.update(library);
    std::size_t found = 0;
    for (std::size_t i = 0; i < copies.size(); ++i) {
      const PhotoIdentity identity = finder.identity(first + i);
      if (identity.kind == DuplicateKind::none) continue;
      EXPECT_EQ(identity.original, index_[copies[i].stem().string()]) << copies[i];
      ++found;
    }
    EXPECT_GE(found * 100,
              copies.size() * static_cast<std::size_t>(least_found(kind.stem().string())))
        << kind;
    EXPECT_GT(copies.size(), 30U);
  }
}

TEST_P(RealPhotos, AreGroupedWithTheirMirrorImagesAndBurstsButKept) {
  for (const auto& kind : files_in(media_ / "duplicates" / "kin")) {
    const std::vector<std::filesystem::path> kin = files_in(kind);
    const std::size_t first = originals_.count();
    const PhotoLibrary library = originals_and(kin);
    DuplicateFinder finder;
    finder.update(library);
    std::size_t grouped = 0;
    std::size_t dropped = 0;
    for (std::size_t i = 0; i < kin.size(); ++i) {
      const PhotoIdentity identity = finder.identity(first + i);
      const std::uint32_t original = index_[kin[i].stem().string()];
      grouped += identity.group == finder.identity(original).group ? 1U : 0U;
      dropped += identity.kind == DuplicateKind::none ? 0U : 1U;
    }
    EXPECT_EQ(dropped, 0U) << kind;
    EXPECT_GE(grouped * 100, kin.size() * 85) << kind;
  }
}

INSTANTIATE_TEST_SUITE_P(Tiles, RealPhotos,
                         testing::Values(Tile{{32, 32}, CropPolicy::centre},
                                         Tile{{64, 64}, CropPolicy::smart},
                                         Tile{{40, 30}, CropPolicy::smart}));

struct Hashes {
  std::uint64_t content = 0;
  std::uint64_t picture = 0;
};

// A library of photos with given hashes that all show the same.
PhotoLibrary library_of(const std::vector<Hashes>& hashes, ImageView thumbnail) {
  PhotoLibrary library(thumbnail.size());
  const SketchPixels sketch = sketch_pixels(thumbnail);
  for (const auto& [content, picture] : hashes) {
    EXPECT_TRUE(library.add(thumbnail, kCropMiddle, {content, picture, thumbnail.size(), sketch}));
  }
  return library;
}

TEST(Duplicates, FindsTheSameBytesWhateverTheyShow) {
  const Image wall = test::plain({16, 16}, 200, 200, 200);
  const PhotoLibrary library = library_of({{7, 0}, {8, 0}, {7, 0}, {0, 0}, {0, 0}}, wall.view());
  DuplicateFinder finder;
  finder.update(library);
  EXPECT_EQ(finder.identity(2).original, 0U);
  EXPECT_EQ(finder.identity(2).kind, DuplicateKind::same_bytes);
  EXPECT_EQ(finder.identity(2).group, 0U);
  EXPECT_EQ(finder.originals(), (std::vector<std::uint32_t>{0, 1, 3, 4}));
  finder.clear();
  EXPECT_EQ(finder.count(), 0U);
}

TEST(Duplicates, TakesPlainPicturesOfNearColoursForDifferent) {
  PhotoLibrary library({32, 32});
  for (int i = 0; i < 200; ++i) {
    const auto value = static_cast<std::uint8_t>(100 + i / 4);
    Image wall = test::plain({32, 32}, value, 150, 200);
    // The noise of a sensor.
    const Image noise = test::noise({32, 32}, static_cast<unsigned>(i));
    for (std::size_t k = 0; k < wall.bytes().size(); ++k) {
      wall.data()[k] = static_cast<std::uint8_t>(wall.data()[k] + noise.bytes()[k] % 4U);
    }
    const ImageView view = std::as_const(wall).view();
    const auto content = static_cast<std::uint64_t>(i) + 1;
    ASSERT_TRUE(library.add(view, kCropMiddle, traits_of(view, content)));
  }
  DuplicateFinder finder;
  finder.update(library);
  EXPECT_EQ(finder.duplicates().size(), 0U);
}

TEST(Duplicates, NamesTheOriginalOfAnOriginalsCopy) {
  // 1 is another file with the picture of 0, and 2 has the bytes of 1.
  const Image picture = test::photo_like({32, 32}, 4);
  const std::uint64_t hash = traits_of(picture.view(), 0).picture;
  const PhotoLibrary library = library_of({{1, hash}, {2, hash}, {2, hash}}, picture.view());
  DuplicateFinder finder;
  finder.update(library);
  for (const std::size_t photo : {1U, 2U}) {
    EXPECT_EQ(finder.identity(photo).original, 0U);
    EXPECT_EQ(finder.identity(photo).kind, DuplicateKind::same_picture);
  }
}

// Random hashes with neighbours at all distances around the limits. All sketches are alike, so
// that the hashes decide.
TEST_P(RealPhotos, AreKeptInTheirLargestCopyWhicheverCameFirst) {
  const std::vector<std::filesystem::path> halves =
      files_in(media_ / "duplicates" / "copies" / "half");
  ASSERT_FALSE(halves.empty());
  PhotoLibrary library(originals_.thumbnail_size());
  for (const auto& file : halves) add(file, library);
  for (std::size_t i = 0; i < originals_.count(); ++i) {
    ASSERT_TRUE(
        library.add(originals_.thumbnail(i), originals_.crop_position(i), originals_.traits(i)));
  }
  DuplicateFinder finder;
  finder.update(library);
  const std::vector<std::uint32_t> kept = finder.originals();
  EXPECT_EQ(kept.size() + finder.duplicates().size(), library.count());
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < halves.size(); ++i) {
    const PhotoIdentity identity = finder.identity(i);
    if (identity.kind == DuplicateKind::none) continue;
    ++left_out;
    EXPECT_EQ(identity.original, halves.size() + index_[halves[i].stem().string()]) << halves[i];
    EXPECT_EQ(finder.identity(identity.original).original, identity.original);
  }
  EXPECT_GE(left_out * 100, halves.size() * 96);
}

TEST(Duplicates, LookUpFindsWhatComparingEachWithEachFinds) {
  std::mt19937_64 random(5);
  std::vector<Hashes> hashes;
  for (int i = 0; i < 150; ++i) {
    hashes.push_back({random() | 1U, random() | 1U});
    std::uint64_t near = hashes.back().picture;
    for (std::uint64_t flips = random() % 15U; flips > 0; --flips) {
      near ^= std::uint64_t{2} << (random() % 63U);
    }
    if (random() % 3U == 0) near = mirrored_hash(near);
    hashes.push_back({random() | 1U, near});
  }
  const Image picture = test::plain({16, 16}, 120, 130, 140);
  const PhotoLibrary library = library_of(hashes, picture.view());
  DuplicateFinder finder;
  finder.update(library);

  std::vector<std::size_t> original(hashes.size());
  std::vector<std::size_t> group(hashes.size());
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    original[i] = group[i] = i;
    for (std::size_t k = i; k-- > 0;) {
      if (original[k] != k) continue;
      const std::uint64_t hash = hashes[i].picture;
      const int bits = std::popcount(hash ^ hashes[k].picture);
      const int mirrored = std::popcount(mirrored_hash(hash) ^ hashes[k].picture);
      if (bits <= kSamePictureBits) original[i] = k;
      if (std::min(bits, mirrored) > kAlikeBits) continue;
      const std::size_t from = std::max(group[i], group[k]);
      std::replace(group.begin(), group.end(), from, std::min(group[i], group[k]));
    }
  }
  std::size_t duplicates = 0;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    EXPECT_EQ(finder.identity(i).original, original[i]) << i;
    EXPECT_EQ(finder.identity(i).group, group[i]) << i;
    duplicates += original[i] == i ? 0U : 1U;
  }
  EXPECT_GT(duplicates, 20U);
  EXPECT_EQ(finder.duplicates().size(), duplicates);
}

TEST(Duplicates, DoesNotDependOnHowPhotosAreSpreadOverCalls) {
  PhotoLibrary library({32, 32});
  DuplicateFinder step_by_step;
  for (unsigned i = 0; i < 60; ++i) {
    const Image picture = test::photo_like({32, 32}, i % 23);
    ASSERT_TRUE(library.add(picture.view(), kCropMiddle, traits_of(picture.view(), i + 1)));
    if (i % 7 == 0) step_by_step.update(library);
  }
  step_by_step.update(library);
  DuplicateFinder at_once;
  at_once.update(library);
  for (std::size_t i = 0; i < 60; ++i) {
    EXPECT_EQ(step_by_step.identity(i).original, at_once.identity(i).original);
    EXPECT_EQ(step_by_step.identity(i).group, at_once.identity(i).group);
  }
  EXPECT_GE(at_once.duplicates().size(), 37U);
}

TEST(Duplicates, ComparesEachOfAHundredThousandPhotosWithFewOthers) {
  constexpr std::size_t kPhotos = 100'000;
  std::mt19937_64 random(1);
  std::vector<Hashes> hashes;
  // Every tenth photo is a copy of the first.
  for (std::size_t i = 0; i < kPhotos; ++i) {
    hashes.push_back({i + 1, i % 10 == 9 ? hashes.front().picture : random() | 1U});
  }
  const Image pixel = test::plain({1, 1}, 9, 9, 9);
  const PhotoLibrary library = library_of(hashes, pixel.view());
  DuplicateFinder finder;
  finder.update(library);
  EXPECT_EQ(finder.duplicates().size(), kPhotos / 10);
  // Each with each would be 5,000,000,000, and as many for mirror images.
  EXPECT_LT(finder.comparisons(), kPhotos * 2000);
}

TEST(PictureHash, OfTheMirrorImageFollowsFromThePicturesOwn) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    const Image picture = test::photo_like({40, 30}, seed);
    const Result<Image> mirror = mirrored(picture.view());
    ASSERT_TRUE(mirror);
    const std::uint64_t hash = traits_of(picture.view(), 0).picture;
    const std::uint64_t other = traits_of(mirror->view(), 0).picture;
    EXPECT_LE(std::popcount(mirrored_hash(hash) ^ other), 1);
    EXPECT_GT(std::popcount(hash ^ other), kAlikeBits);
  }
}

TEST(ContentHash, IsXxh3) {
  // From the test vectors of xxHash: XXH3_64bits of nothing, seed 0.
  EXPECT_EQ(content_hash({}), 0x2D06800538D394C2ULL);
  const test::Bytes a = {1, 2, 3};
  const test::Bytes b = {1, 2, 4};
  EXPECT_NE(content_hash(a), content_hash(b));
}

TEST(Traits, SayWhatTheFileAndItsMiddleAre) {
  test::Bytes file;
  for (const char c : std::string("P6\n60 40\n255\n")) file.push_back(static_cast<std::uint8_t>(c));
  const Image picture = test::photo_like({60, 40}, 2);
  file.insert(file.end(), picture.bytes().begin(), picture.bytes().end());
  const SketchPixels middle = sketch_pixels(picture.view().cropped({10, 0, 40, 40}));
  InlineExecutor here;
  PhotoLoader loader({16, 16}, {}, here);
  loader.submit(file, {CropPolicy::centre});
  loader.submit(file, {CropPolicy::smart});
  Image pixels({60, 40});
  std::copy(picture.bytes().begin(), picture.bytes().end(), pixels.data());
  loader.submit(std::move(pixels), Orientation::top_left, {CropPolicy::smart}, content_hash(file));
  const std::vector<Result<Thumbnail>> photos = loader.take_finished();
  ASSERT_EQ(photos.size(), 3U);
  for (const Result<Thumbnail>& photo : photos) {
    ASSERT_TRUE(photo);
    EXPECT_EQ(photo->traits.content, content_hash(file));
    EXPECT_EQ(photo->traits.size, (Size{60, 40}));
    EXPECT_EQ(photo->traits.sketch, middle);
    EXPECT_EQ(photo->traits.picture, picture_hash(Sketch(middle)));
  }
}

TEST(Sketch, IsUprightAndHardlyChangedWhereRowsAreLeftOut) {
  const Image small = test::photo_like({64, 64}, 6);
  const SketchPixels expected = sketch_pixels(small.view());
  // 32 times as many rows, with an edge that the window leaves out.
  Image large({64 * 32, 64 * 32 + 9});
  for (int y = 0; y < large.height(); ++y) {
    for (int x = 0; x < large.width(); ++x) {
      std::copy_n(small.view().at(x / 32, std::clamp((y - 4) / 32, 0, 63)), kChannels,
                  large.view().at(x, y));
    }
  }
  const SubpixelRect window = {0, 4, 64 * 32, 64 * 32};
  const SketchPixels found = sketch_pixels(std::as_const(large).view(), window);
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1) << i;

  for (const auto turn :
       {Orientation::right_top, Orientation::bottom_left, Orientation::left_top}) {
    Image stored({64, 64});
    std::copy(small.bytes().begin(), small.bytes().end(), stored.data());
    const Result<Image> turned = upright(std::move(stored), turn);
    ASSERT_TRUE(turned);
    EXPECT_EQ(sketch_pixels(small.view(), {0, 0, 64, 64}, turn), sketch_pixels(turned->view()));
  }
}

TEST(Duplicates, TakesAPartOfAPhotoForAnotherPhoto) {
  const Image whole = test::photo_like({60, 40}, 3);
  PhotoLibrary library({40, 40});
  const SketchPixels sketch = sketch_pixels(whole.view());
  const std::uint64_t hash = picture_hash(Sketch(sketch));
  const Image tile = test::plain({40, 40}, 1, 2, 3);
  const Size sizes[] = {{4000, 3000}, {1001, 751}, {3000, 3000}, {66, 50}, {3900, 3000}};
  std::uint64_t content = 0;
  for (const Size size : sizes) {
    ASSERT_TRUE(library.add(tile.view(), kCropMiddle, {++content, hash, size, sketch}));
  }
  DuplicateFinder finder;
  finder.update(library);
  EXPECT_EQ(finder.originals(), (std::vector<std::uint32_t>{0, 2, 4}));
  EXPECT_EQ(finder.duplicates(), (std::vector<std::uint32_t>{1, 3}));
  EXPECT_EQ(finder.identity(3).original, 0U);
  EXPECT_EQ(finder.identity(4).group, 0U);
  EXPECT_EQ(finder.group_count(), 1U);
}

}  // namespace
}  // namespace tessera
