// Exports of a mosaic whose every pixel is known; tests/cli/output_test.py has them read by other
// programs.
#include "codec/decode.h"
#include "mosaic/compose.h"
#include "mosaic/composer.h"
#include "mosaic/deep_zoom.h"
#include "mosaic/export_jpeg.h"
#include "mosaic/export_png.h"
#include "mosaic/level_geometry.h"
#include "png_test_support.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace tessera {
namespace {

using testing::make_photo_like;

struct Fixture {
  Fixture(Size tile_size, int columns, Size mosaic_size, bool grey = false) : library(tile_size) {
    constexpr std::uint32_t kPhotos = 9;
    for (unsigned i = 0; i < kPhotos; ++i) {
      Image photo = make_photo_like(tile_size, i);
      if (grey) {
        const Image coloured = std::move(photo);
        photo = testing::make_image(tile_size,
                                    [&](int x, int y, int) { return coloured.view().at(x, y)[0]; });
      }
      EXPECT_TRUE(library.add(std::as_const(photo).view(), {}));
    }
    const int rows = (mosaic_size.height - 1) / tile_size.height + 1;
    grid = {columns, rows, tile_size, mosaic_size};
    std::mt19937 random(1);
    for (std::size_t cell = 0; cell < grid.cell_count(); ++cell) {
      photo_of_cell.push_back(static_cast<std::uint32_t>(random() % kPhotos));
    }
    tiles = TileSet(tile_size, distinct_photos(photo_of_cell), library.count());
    for (const std::uint32_t photo : distinct_photos(photo_of_cell)) {
      Image tile(tile_size);
      const ImageView from = library.thumbnail(photo);
      for (int y = 0; y < tile_size.height; ++y) {
        std::copy_n(from.row(y), tile_size.width * kChannels, tile.view().row(y));
      }
      tiles.set(photo, std::move(tile));
    }
  }

  Image whole() const {
    Image image(grid.mosaic);
    compose(grid, photo_of_cell, tiles, 0, 0, image.view());
    return image;
  }

  Mosaic mosaic() const { return {grid, photo_of_cell}; }
  std::shared_ptr<TileCache> cache() const { return std::make_shared<TileCache>(library); }

  PhotoLibrary library;
  Grid grid;
  std::vector<std::uint32_t> photo_of_cell;
  TileSet tiles;
};

Status run(MosaicExport& output, std::size_t threads = 2) {
  const std::unique_ptr<Executor> executor = make_executor(threads);
  Job job;
  job.begin(output.total_units());
  while (!output.finished()) {
    if (Status status = output.advance(*executor, job); !status.is_ok()) return status;
  }
  EXPECT_EQ(job.done(), job.total());
  return {};
}

class FilesInMemory final : public FileSink {
 public:
  Status add(const std::string& path, std::span<const std::uint8_t> bytes) override {
    EXPECT_EQ(files.count(path), 0U) << path;
    files[path] = {bytes.begin(), bytes.end()};
    return {};
  }
  std::map<std::string, std::vector<std::uint8_t>> files;
};

#ifdef TESSERA_HAS_LIBPNG
TEST(PngExport, IsGreyWhereAllTilesAre) {
  const Fixture fixture({24, 24}, 60, {24 * 60 - 5, 24 * 9 - 7}, true);
  BufferSink sink;
  PngExport png(fixture.grid, fixture.photo_of_cell, fixture.tiles, sink, {});
  ASSERT_TRUE(run(png).is_ok());
  const testing::DecodedPng decoded = testing::decode_with_libpng(sink.bytes());
  EXPECT_EQ(decoded.channels, 1);
  const Image whole = fixture.whole();
  for (std::size_t i = 0; i < decoded.pixels.size(); ++i) {
    ASSERT_EQ(decoded.pixels[i], whole.bytes()[i * kChannels]);
  }
}
#endif

TEST(MosaicExport, EstimatesItsBytesAndThenWritesAsIfItHadNot) {
  // Tiles that are coded once, tiles that are not, and a mosaic that is smaller than a tile.
  for (const Size tile : {Size{32, 32}, Size{7, 9}, Size{41, 30}}) {
    for (const Size size : {Size{tile.width * 70 - 3, tile.height * 61 - 4}, Size{3, 2}}) {
      const Fixture fixture(tile, (size.width - 1) / tile.width + 1, size);
      InlineExecutor executor;
      for (const bool is_jpeg : {false, true}) {
        const auto make = [&](ByteSink& sink) -> std::unique_ptr<MosaicExport> {
          if (is_jpeg) {
            return std::make_unique<JpegExport>(fixture.grid, fixture.photo_of_cell, fixture.tiles,
                                                sink, JpegQuality{}, JpegMetadata{});
          }
          return std::make_unique<PngExport>(fixture.grid, fixture.photo_of_cell, fixture.tiles,
                                             sink, PngMetadata{});
        };
        BufferSink sink;
        ASSERT_TRUE(run(*make(sink)).is_ok());
        BufferSink estimated_sink;
        const auto output = make(estimated_sink);
        const Result<std::uint64_t> estimate = output->estimate_bytes(executor);
        ASSERT_TRUE(estimate);
        EXPECT_NEAR(static_cast<double>(*estimate) / static_cast<double>(sink.bytes().size()), 1,
                    0.15)
            << (is_jpeg ? "JPEG" : "PNG") << " of " << tile.width << " px tiles, "
            << sink.bytes().size() << " bytes";
        ASSERT_TRUE(run(*output).is_ok());
        EXPECT_TRUE(estimated_sink.bytes() == sink.bytes());
      }
    }
  }
}

TEST(JpegExport, ShowsTheMosaicWhateverItsTilesAre) {
  for (const Size tile : {Size{32, 32}, Size{7, 9}, Size{41, 30}}) {
    const Fixture fixture(tile, 20, {tile.width * 20 - 3, tile.height * 19 - 4});
    const Image whole = fixture.whole();
    BufferSink sink;
    JpegExport jpeg(fixture.grid, fixture.photo_of_cell, fixture.tiles, sink,
                    {95, JpegChroma::full}, {});
    ASSERT_TRUE(run(jpeg).is_ok());
    const Result<Image> decoded = decode_image(sink.bytes(), {});
    ASSERT_TRUE(decoded);
    ASSERT_EQ(decoded->size(), whole.size());
    double sum = 0;
    for (std::size_t i = 0; i < whole.bytes().size(); ++i) {
      sum += std::abs(decoded->bytes()[i] - whole.bytes()[i]);
    }
    EXPECT_LT(sum / static_cast<double>(whole.bytes().size()), 3);
  }
}

TEST(JpegExport, RefusesAMosaicThatTheFormatCannotHold) {
  const Fixture fixture({32, 32}, 2049, {32 * 2049, 32});
  BufferSink sink;
  JpegExport jpeg(fixture.grid, fixture.photo_of_cell, fixture.tiles, sink, {}, {});
  EXPECT_EQ(run(jpeg).code, StatusCode::too_large);
  EXPECT_TRUE(sink.bytes().empty());
}

TEST(Composer, IsTheMosaicItselfWhereNothingIsHalved) {
  const Fixture fixture({13, 9}, 30, {13 * 30 - 5, 9 * 20 - 4});
  InlineExecutor executor;
  const auto level = make_composer(fixture.mosaic(), fixture.cache(), 0);
  ASSERT_TRUE(level);
  ASSERT_EQ((*level)->size(), fixture.grid.mosaic);
  Image image((*level)->size());
  ASSERT_TRUE((*level)->compose(0, 0, image.view()).is_ok());
  // Photos pass a filter on their way, even to their own size.
  const Image whole = fixture.whole();
  for (std::size_t i = 0; i < image.bytes().size(); ++i) {
    ASSERT_NEAR(image.bytes()[i], whole.bytes()[i], 1);
  }
}

TEST(Composer, PaintsTheSameInAnyRectangle) {
  const Fixture fixture({13, 9}, 30, {13 * 30 - 5, 9 * 20 - 4});
  InlineExecutor executor;
  std::mt19937 random(2);
  for (const int halvings : {1, 2, 3}) {
    ASSERT_TRUE(level_exists(fixture.grid, halvings));
    const auto level = make_composer(fixture.mosaic(), fixture.cache(), halvings);
    ASSERT_TRUE(level);
    const Size size = (*level)->size();
    const int scale = 1 << halvings;
    EXPECT_EQ(size, (Size{(13 * 30 - 5 + scale - 1) / scale, (9 * 20 - 4 + scale - 1) / scale}));
    Image whole(size);
    ASSERT_TRUE((*level)->compose(0, 0, whole.view()).is_ok());
    for (int round = 0; round < 100; ++round) {
      const int x = static_cast<int>(random() % static_cast<unsigned>(size.width));
      const int y = static_cast<int>(random() % static_cast<unsigned>(size.height));
      Image part({1 + static_cast<int>(random() % static_cast<unsigned>(size.width - x)),
                  1 + static_cast<int>(random() % static_cast<unsigned>(size.height - y))});
      ASSERT_TRUE((*level)->compose(x, y, part.view()).is_ok());
      EXPECT_TRUE(testing::packed_bytes(std::as_const(part).view()) ==
                  testing::packed_bytes(
                      std::as_const(whole).view().cropped({x, y, part.width(), part.height()})));
    }
  }
  EXPECT_FALSE(level_exists(fixture.grid, 4));
}

TEST(DeepZoom, HasTheLevelsThatItsFormatAsksFor) {
  EXPECT_EQ(deep_zoom_levels({1, 1}), 1);
  EXPECT_EQ(deep_zoom_levels({2, 1}), 2);
  EXPECT_EQ(deep_zoom_levels({1, 3}), 3);
  EXPECT_EQ(deep_zoom_levels({256, 100}), 9);
  EXPECT_EQ(deep_zoom_levels({257, 100}), 10);
  EXPECT_EQ(deep_zoom_levels({1 << 20, 1}), 21);
}

TEST(DeepZoom, WritesTheSameFilesOnAnyNumberOfThreads) {
  const Fixture fixture({32, 24}, 30, {32 * 30 - 3, 24 * 25 - 4});
  std::map<std::string, std::vector<std::uint8_t>> first;
  for (const std::size_t threads : {1U, 3U}) {
    FilesInMemory memory;
    DeepZoomExport pyramid(fixture.mosaic(), fixture.cache(), memory, "m", {});
    ASSERT_TRUE(run(pyramid, threads).is_ok());
    if (first.empty()) first = memory.files;
    EXPECT_TRUE(first == memory.files);
  }
  // 957 × 596: 4 × 3 tiles, 2 × 2, then one on each of the nine levels that are left; and the
  // description.
  EXPECT_EQ(first.size(), 12U + 4U + 9U + 1U);
  const Result<Image> smallest = decode_image(first["m_files/0/0_0.jpg"], {});
  ASSERT_TRUE(smallest);
  EXPECT_EQ(smallest->size(), (Size{1, 1}));
}

TEST(DeepZoom, StopsWhenCancelled) {
  const Fixture fixture({32, 24}, 30, {32 * 30, 24 * 25});
  FilesInMemory memory;
  DeepZoomExport pyramid(fixture.mosaic(), fixture.cache(), memory, "m", {});
  InlineExecutor executor;
  Job job;
  ASSERT_TRUE(pyramid.advance(executor, job).is_ok());
  job.cancel();
  EXPECT_EQ(pyramid.advance(executor, job).code, StatusCode::cancelled);
}

}  // namespace
}  // namespace tessera
