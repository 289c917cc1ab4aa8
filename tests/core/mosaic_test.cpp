// Grids, composition and export.
#include "mosaic/mosaic.h"

#include "base/executor.h"
#include "codec/decode.h"
#include "library/photo_library.h"
#include "mosaic/compose.h"
#include "mosaic/export_png.h"
#include "mosaic/grid.h"
#include "mosaic/tile_set.h"
#include "support.h"

#include <cstring>
#include <gtest/gtest.h>
#include <random>

namespace tessera {
namespace {

TEST(Grid, KeepsTheTargetsShapeWithAPartialLastRow) {
  const Result<Grid> grid = grid_across(10, {32, 32}, {400, 250});
  ASSERT_TRUE(grid);
  EXPECT_EQ(grid->columns, 10);
  EXPECT_EQ(grid->rows, 7);
  EXPECT_EQ(grid->mosaic, (Size{320, 200}));
  EXPECT_EQ(grid->cell_rect(9, 6), (Rect{288, 192, 32, 8}));
  EXPECT_EQ(grid->cell_rect(3, 2), (Rect{96, 64, 32, 32}));
}

TEST(Grid, IsWholeWhereTheShapesAgree) {
  const Result<Grid> grid = grid_across(100, {32, 32}, {4000, 3000});
  ASSERT_TRUE(grid);
  EXPECT_EQ(grid->rows, 75);
  EXPECT_EQ(grid->mosaic, (Size{3200, 2400}));
}

TEST(Grid, HasAtLeastOneRow) {
  const Result<Grid> grid = grid_across(1, {4, 4}, {10000, 1});
  ASSERT_TRUE(grid);
  EXPECT_EQ(grid->rows, 1);
  EXPECT_EQ(grid->mosaic, (Size{4, 1}));
}

TEST(Grid, RefusesNonsenseAndTooMuch) {
  EXPECT_EQ(grid_across(0, {4, 4}, {10, 10}).status().code, StatusCode::invalid_argument);
  EXPECT_EQ(grid_across(4, {0, 4}, {10, 10}).status().code, StatusCode::invalid_argument);
  EXPECT_EQ(grid_across(4, {4, 4}, {0, 10}).status().code, StatusCode::invalid_argument);
  EXPECT_EQ(grid_across(kMaxMosaicSide, {2, 2}, {10, 10}).status().code, StatusCode::too_large);
  EXPECT_EQ(whole_grid(1 << 20, 1 << 20, {1, 1}).status().code, StatusCode::too_large);
  EXPECT_EQ(grid_across(100, {512, 512}, {1, 100000}).status().code, StatusCode::too_large);
}

TEST(Grid, CellsCoverTheTargetWithoutGaps) {
  const Grid plain = *grid_across(7, {5, 5}, {103, 61});
  const Grid bricks = *grid_across(7, {5, 5}, {103, 61}, true);
  for (const Grid& grid : {plain, bricks}) {
    const CellIntervals cells = cell_intervals(grid, {103, 61});
    ASSERT_EQ(cells.rows.size(), static_cast<std::size_t>(grid.rows));
    EXPECT_EQ(cells.rows.back().end, 61.0);
    for (const std::vector<Interval>& axis : {cells.columns[0], cells.columns[1], cells.rows}) {
      EXPECT_EQ(axis.front().begin, 0.0);
      for (std::size_t i = 0; i < axis.size(); ++i) {
        EXPECT_LT(axis[i].begin, axis[i].end);
        if (i > 0) {
          EXPECT_EQ(axis[i].begin, axis[i - 1].end);
        }
      }
    }
    for (const std::vector<Interval>& row : cells.columns) {
      ASSERT_EQ(row.size(), 7U);
      EXPECT_EQ(row.back().end, 103.0);
    }
  }
}

TEST(Grid, KeepsItsCellsWithTilesOfAnotherWidth) {
  const Grid grid = *grid_across(30, {32, 24}, {1000, 700});
  const Result<Grid> printed = grid_with_tiles(grid, 64);
  ASSERT_TRUE(printed);
  EXPECT_EQ(printed->tile, (Size{64, 48}));
  EXPECT_EQ(printed->columns, grid.columns);
  EXPECT_EQ(printed->rows, grid.rows);
  EXPECT_EQ(printed->mosaic, (Size{2 * grid.mosaic.width, 2 * grid.mosaic.height}));
  EXPECT_EQ(grid_with_tiles(grid, 1)->tile, (Size{1, 1}));
  EXPECT_EQ(grid_with_tiles(grid, 0).status().code, StatusCode::invalid_argument);
  EXPECT_EQ(grid_with_tiles(grid, kMaxMosaicSide / 30 + 1).status().code, StatusCode::too_large);
}

TEST(Grid, ScalesPartialCellsInProportion) {
  const Grid grid = *grid_across(10, {32, 32}, {400, 250});
  EXPECT_EQ(scaled_grid(grid, {4, 4}).mosaic, (Size{40, 25}));
  EXPECT_EQ(scaled_grid(grid, {1, 1}).mosaic, (Size{10, 7}));
  EXPECT_EQ(scaled_grid(grid, {64, 64}).mosaic, (Size{640, 400}));
}

// A mosaic of noise tiles in random places, with partial cells at its right and lower edge.
struct Fixture {
  static constexpr std::size_t kPhotos = 5;
  Grid grid{7, 4, {6, 5}, {6 * 6 + 2, 5 * 3 + 1}};
  std::vector<std::uint32_t> photo_of_cell;
  std::vector<Image> pictures;
  TileSet tiles;

  Fixture() {
    std::mt19937 random(3);
    for (std::size_t i = 0; i < grid.cell_count(); ++i) {
      photo_of_cell.push_back(static_cast<std::uint32_t>(random() % kPhotos));
    }
    tiles = TileSet(grid.tile, distinct_photos(photo_of_cell), kPhotos);
    for (unsigned i = 0; i < kPhotos; ++i) {
      pictures.push_back(test::noise(grid.tile, i));
      tiles.set(i, test::noise(grid.tile, i));
    }
  }

  // Pixel by pixel, straight from the definition.
  Image expected() const {
    Image image(grid.mosaic);
    for (int y = 0; y < grid.mosaic.height; ++y) {
      for (int x = 0; x < grid.mosaic.width; ++x) {
        const int cell = y / grid.tile.height * grid.columns + x / grid.tile.width;
        const Image& picture = pictures[photo_of_cell[static_cast<std::size_t>(cell)]];
        std::memcpy(image.view().at(x, y),
                    picture.view().at(x % grid.tile.width, y % grid.tile.height), kChannels);
      }
    }
    return image;
  }
};

TEST(Compose, PaintsAnyRectangle) {
  const Fixture fixture;
  const Image whole = fixture.expected();
  for (int y = 0; y < fixture.grid.mosaic.height; y += 3) {
    for (int x = 0; x < fixture.grid.mosaic.width; x += 5) {
      for (const Size size : {Size{1, 1}, Size{7, 4}, Size{100, 100}}) {
        const Rect rect{x, y, std::min(size.width, whole.width() - x),
                        std::min(size.height, whole.height() - y)};
        Image part(rect.size());
        compose(fixture.grid, fixture.photo_of_cell, fixture.tiles, x, y, part.view());
        EXPECT_EQ(test::largest_difference(part.view(), whole.view().cropped(rect)), 0);
      }
    }
  }
}

test::Bytes export_with(const Fixture& fixture, std::size_t threads) {
  const auto executor = make_executor(threads);
  BufferSink sink;
  Job job;
  PngExport png(fixture.grid, fixture.photo_of_cell, fixture.tiles, sink, {});
  while (!png.finished()) EXPECT_TRUE(png.advance(*executor, job).is_ok());
  EXPECT_EQ(job.done(), fixture.grid.mosaic.height);
  return sink.take();
}

TEST(PngExport, WritesTheComposedPixels) {
  const Fixture fixture;
  const Result<Image> decoded = decode_image(export_with(fixture, 2), {});
  ASSERT_TRUE(decoded) << decoded.status().detail;
  EXPECT_EQ(test::largest_difference(decoded->view(), fixture.expected().view()), 0);
}

TEST(PngExport, WritesTheSameBytesOnAnyNumberOfThreads) {
  const Fixture fixture;
  const test::Bytes one = export_with(fixture, 1);
  EXPECT_EQ(one, export_with(fixture, 2));
  EXPECT_EQ(one, export_with(fixture, 7));
}

TEST(PngExport, StopsWhenCancelledOrTheSinkFails) {
  struct FullDisk final : ByteSink {
    Status write(std::span<const std::uint8_t> /*bytes*/) override {
      return {StatusCode::io, "the disk is full"};
    }
  };
  const Fixture fixture;
  InlineExecutor executor;
  Job job;
  FullDisk disk;
  PngExport failing(fixture.grid, fixture.photo_of_cell, fixture.tiles, disk, {});
  const Status status = failing.advance(executor, job);
  EXPECT_EQ(status.code, StatusCode::io);
  EXPECT_EQ(status.detail, "the disk is full");

  BufferSink sink;
  PngExport cancelled(fixture.grid, fixture.photo_of_cell, fixture.tiles, sink, {});
  job.cancel();
  EXPECT_EQ(cancelled.advance(executor, job).code, StatusCode::cancelled);
  EXPECT_TRUE(sink.bytes().empty());
}

TEST(TileSet, ResamplesThumbnailsToTheTileSize) {
  PhotoLibrary library({16, 16});
  for (unsigned i = 0; i < 4; ++i) {
    const auto value = static_cast<std::uint8_t>(60 * i);
    ASSERT_TRUE(library.add(test::plain({16, 16}, value, value, value).view()));
  }
  const std::vector<std::uint32_t> photos = {1, 3};
  ThreadPool pool(2);
  const Job job;
  const Result<TileSet> tiles = tiles_from_thumbnails(library, photos, {5, 5}, pool, job);
  ASSERT_TRUE(tiles);
  for (const std::uint32_t photo : photos) {
    const auto value = static_cast<std::uint8_t>(60 * photo);
    EXPECT_LE(test::largest_difference(tiles->tile(photo),
                                       test::plain({5, 5}, value, value, value).view()),
              1);
  }
}

TEST(Mosaic, FindsThePlantedPhotos) {
  // The target's cells are plain colours, and there is one photo of exactly each colour.
  const Grid grid = *whole_grid(6, 4, {8, 8});
  Image target({60, 40});
  PhotoLibrary library({8, 8});
  std::mt19937 random(5);
  for (int cell = 0; cell < 24; ++cell) {
    const std::uint8_t colour[3] = {static_cast<std::uint8_t>(random()),
                                    static_cast<std::uint8_t>(random()),
                                    static_cast<std::uint8_t>(random())};
    ASSERT_TRUE(library.add(test::plain({8, 8}, colour[0], colour[1], colour[2]).view()));
    for (int y = cell / 6 * 10; y < cell / 6 * 10 + 10; ++y) {
      for (int x = cell % 6 * 10; x < cell % 6 * 10 + 10; ++x) {
        std::memcpy(target.view().at(x, y), colour, 3);
      }
    }
  }
  const CellDescriptors cells(std::as_const(target).view(), grid);
  InlineExecutor executor;
  for (const Matching matching : {Matching::nearest, Matching::greedy}) {
    Job job;
    const auto matcher = make_matcher(matching, cells.points(), library.descriptors());
    const Result<Assignment> assignment = run_matcher(*matcher, grid.cell_count(), executor, job);
    ASSERT_TRUE(assignment);
    for (std::uint32_t cell = 0; cell < 24; ++cell)
      EXPECT_EQ(assignment->photo_of_cell[cell], cell);
    EXPECT_EQ(count_uses(assignment->photo_of_cell, 24).distinct, 24U);
    EXPECT_EQ(count_uses(assignment->photo_of_cell, 24).largest_use, 1U);
  }
}

TEST(Mosaic, UsesEachPhotoAsEvenlyAsItGoesWhereCellsOutnumberPhotos) {
  EXPECT_EQ(use_limit(Matching::nearest, 100, 7), 0U);
  EXPECT_EQ(use_limit(Matching::greedy, 100, 100), 1U);
  EXPECT_EQ(use_limit(Matching::greedy, 100, 99), 2U);
  EXPECT_EQ(use_limit(Matching::greedy, 7500, 330), 23U);
}

}  // namespace
}  // namespace tessera
