// A preview shows the whole photo, upright.
#include "library/preview.h"

#include "codec/decode.h"
#include "image/resample.h"
#include "support.h"

#include <gtest/gtest.h>
#include <string>

namespace tessera {
namespace {

TEST(FittedSize, KeepsTheShapeAndNeverEnlarges) {
  EXPECT_EQ(fitted_size({4000, 3000}, 512), (Size{512, 384}));
  EXPECT_EQ(fitted_size({3000, 4000}, 512), (Size{384, 512}));
  EXPECT_EQ(fitted_size({40, 30}, 512), (Size{40, 30}));
  EXPECT_EQ(fitted_size({100000, 1}, 512), (Size{512, 1}));
}

TEST(Preview, OfAPhotoIsTheWholeOfItTurnedUpright) {
  const auto folder = test::photos_folder();
  TESSERA_REQUIRE_FOLDER(folder);
  for (const char* shape : {"Landscape", "Portrait"}) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
      const test::Bytes bytes = test::read_file(
          folder / "orientation" / (shape + ("_" + std::to_string(orientation)) + ".jpg"));
      const Result<Preview> preview = make_preview(bytes, 200, {});
      const Result<Image> picture = decode_image(bytes, {});
      ASSERT_TRUE(preview && picture) << shape << orientation;
      EXPECT_EQ(preview->photo, picture->size());
      const Result<Image> expected = resample(picture->view(), fitted_size(picture->size(), 200));
      ASSERT_TRUE(expected);
      ASSERT_EQ(preview->image.size(), expected->size());
      // A reduced JPEG averages stored values on its way, `expected` linear light alone.
      EXPECT_LE(test::mean_difference(preview->image.view(), expected->view()), 4.0);
    }
  }
}

TEST(Preview, OfAPictureThatIsDecodedAlreadyTurnsIt) {
  Image picture = test::photo_like({300, 200}, 1);
  const Result<Preview> preview =
      make_preview(std::as_const(picture).view(), 100, Orientation::right_top);
  ASSERT_TRUE(preview);
  EXPECT_EQ(preview->photo, (Size{200, 300}));
  EXPECT_EQ(preview->image.size(), (Size{66, 100}));
}

TEST(Preview, OfWhatIsNoPictureSaysWhy) {
  const test::Bytes bytes(100, 7);
  EXPECT_EQ(make_preview(bytes, 100, {}).status().code, StatusCode::unsupported);
}

}  // namespace
}  // namespace tessera
