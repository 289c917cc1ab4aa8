// The same input gives the same bytes natively and in WebAssembly: this writes what the core makes
// of real photos into the file that TESSERA_DIGEST names, and scripts/test compares the files of
// the two.
#include "base/executor.h"
#include "codec/decode.h"
#include "library/photo_library.h"
#include "library/thumbnail.h"
#include "mosaic/export_jpeg.h"
#include "mosaic/export_png.h"
#include "mosaic/mosaic.h"
#include "mosaic/tile_set.h"
#include "support.h"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>

namespace tessera {
namespace {

void write(std::ofstream& file, const void* data, std::size_t bytes) {
  file.write(static_cast<const char*>(data), static_cast<std::streamsize>(bytes));
}

TEST(Platform, WritesWhatItMakesOfRealPhotos) {
  const char* path = std::getenv("TESSERA_DIGEST");
  if (path == nullptr) GTEST_SKIP() << "TESSERA_DIGEST names no file";
  const std::filesystem::path photos = test::photos_folder();
  TESSERA_REQUIRE_FOLDER(photos);

  ThreadPool pool(2);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(photos / "library")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  files.resize(60);
  files.push_back(photos / "orientation" / "Portrait_6.jpg");

  PhotoLibrary library({40, 30});
  for (const auto& file : files) {
    const Result<Thumbnail> thumbnail =
        make_thumbnail(test::read_file(file), {40, 30}, {}, {CropPolicy::smart});
    ASSERT_TRUE(thumbnail) << file;
    ASSERT_TRUE(library.add(thumbnail->view(), thumbnail->position, thumbnail->traits));
  }
  const Result<Image> target = decode_image(test::read_file(photos / "library" / "abaya.jpg"), {});
  ASSERT_TRUE(target);
  const Result<Grid> grid = grid_across(31, {20, 15}, target->size());
  ASSERT_TRUE(grid);
  const CellDescriptors cells(target->view(), *grid);

  std::ofstream file(path, std::ios::binary);
  write(file, library.descriptors().data, library.count() * 3 * sizeof(float));
  write(file, cells.points().data, cells.points().count * 3 * sizeof(float));
  for (std::size_t i = 0; i < library.count(); ++i) {
    write(file, &library.traits(i).picture, sizeof(std::uint64_t));
    write(file, library.traits(i).sketch.data(), sizeof(SketchPixels));
    write(file, library.thumbnail(i).pixels, std::size_t{40} * 30 * 3);
    const CropPosition position = library.crop_position(i);
    write(file, &position, sizeof position);
  }
  for (const Matching matching : {Matching::nearest, Matching::greedy, Matching::optimal}) {
    Job job;
    const auto matcher = make_matcher(matching, cells.points(), library.descriptors());
    const Result<Assignment> assignment = run_matcher(*matcher, grid->cell_count(), pool, job);
    ASSERT_TRUE(assignment);
    write(file, &assignment->total_cost, sizeof(double));
    const std::vector<std::uint32_t> used = distinct_photos(assignment->photo_of_cell);
    const Result<TileSet> tiles = tiles_from_thumbnails(library, used, grid->tile, pool, job);
    ASSERT_TRUE(tiles);
    BufferSink sink;
    PngExport png(*grid, assignment->photo_of_cell, *tiles, sink, {});
    while (!png.finished()) ASSERT_TRUE(png.advance(pool, job).is_ok());
    write(file, sink.bytes().data(), sink.bytes().size());
    for (const JpegChroma chroma : {JpegChroma::quarter, JpegChroma::full}) {
      BufferSink jpeg_sink;
      JpegExport jpeg(*grid, assignment->photo_of_cell, *tiles, jpeg_sink, {85, chroma}, {});
      while (!jpeg.finished()) ASSERT_TRUE(jpeg.advance(pool, job).is_ok());
      write(file, jpeg_sink.bytes().data(), jpeg_sink.bytes().size());
    }
  }
  EXPECT_TRUE(file.good());
}

TEST(Platform, WritesWhatItMakesOfColourProfiles) {
  const char* path = std::getenv("TESSERA_DIGEST");
  if (path == nullptr) GTEST_SKIP() << "TESSERA_DIGEST names no file";
  const std::filesystem::path media = test::media_folder();
  TESSERA_REQUIRE_FOLDER(media);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(media / "profiles")) {
    if (entry.path().extension() != ".ppm") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::ofstream file(path, std::ios::binary | std::ios::app);
  for (const auto& picture : files) {
    const Result<Image> image = decode_image(test::read_file(picture), {});
    if (image) write(file, image->bytes().data(), image->bytes().size());
  }
  EXPECT_TRUE(file.good());
}

}  // namespace
}  // namespace tessera
