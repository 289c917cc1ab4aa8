// Mosaics with cells of two sizes, held to two mosaics with cells of one.
#include "mosaic/blocks.h"

#include "base/executor.h"
#include "base/job.h"
#include "codec/decode.h"
#include "match/constraints.h"
#include "mosaic/composer.h"
#include "mosaic/cut_tiles.h"
#include "mosaic/export_composed.h"
#include "mosaic/level_geometry.h"
#include "mosaic/sharpness.h"
#include "mosaic/target_colours.h"
#include "png_test_support.h"
#include "support.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <utility>
#include <vector>

namespace tessera {
namespace {

constexpr std::uint32_t kPhotos = 7;

// The last row of larger cells is partial, and so is that of smaller ones, which are odd in number.
const Grid& larger_grid() {
  static const Grid kGrid = *grid_across(5, {16, 12}, {97, 61});
  return kGrid;
}

const Grid& smaller_grid() {
  static const Grid kGrid = *split_grid(larger_grid());
  return kGrid;
}

std::vector<std::uint32_t> some_cells(const Grid& grid, unsigned one_in, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::uint32_t> cells;
  for (std::uint32_t cell = 0; cell < grid.cell_count(); ++cell) {
    if (random() % one_in == 0) cells.push_back(cell);
  }
  return cells;
}

std::vector<MosaicStyle> styles_without_overlap() {
  std::vector<MosaicStyle> all(7);
  all[1].pull = 0.6;
  all[2].overlay = 0.3;
  all[3].gap = 0.13;
  all[3].background = {10, 200, 90};
  all[4].tone = Tone::sepia;
  all[5].tone = Tone::grey;
  all[6] = {0, 1, 0.25, Tone::sepia, 0.08, {20, 30, 40}};
  return all;
}

class BlocksTest : public ::testing::Test {
 protected:
  BlocksTest() : library_({24, 20}), target_(testing::make_photo_like({97, 61}, 50)) {
    std::mt19937 random(4);
    for (unsigned i = 0; i < kPhotos; ++i) {
      EXPECT_TRUE(library_.add(testing::make_photo_like({24, 20}, i).view(), {}));
    }
    const auto any = [&] { return static_cast<std::uint32_t>(random() % kPhotos); };
    for (std::size_t i = 0; i < smaller_grid().cell_count(); ++i) in_smaller_.push_back(any());
    for (std::size_t i = 0; i < larger_grid().cell_count(); ++i) in_larger_.push_back(any());
  }

  // What cells show where larger ones show what they do in a mosaic of only those.
  std::vector<std::uint32_t> mixed(const Blocks& blocks) const {
    std::vector<std::uint32_t> cells = in_smaller_;
    for (std::size_t block = 0; block < blocks.block_count(); ++block) {
      if (blocks.is_block(block)) cells[blocks.leader_of_block(block)] = in_larger_[block];
    }
    blocks.spread(cells);
    return cells;
  }

  Image composed(const Mosaic& mosaic, int halvings) const {
    const auto tiles = std::make_shared<TileCache>(library_, mosaic.style.tone);
    const auto composer = std::move(*make_composer(mosaic, tiles, halvings));
    Image image(composer->size());
    EXPECT_TRUE(composer->compose(0, 0, image.view()).is_ok());
    return image;
  }

  PhotoLibrary library_;
  Image target_;
  std::vector<std::uint32_t> in_smaller_;
  std::vector<std::uint32_t> in_larger_;
};

TEST(SplitGrid, KeepsTheMosaicToThePixel) {
  const Grid grid = smaller_grid();
  EXPECT_EQ(grid.mosaic, larger_grid().mosaic);
  EXPECT_EQ(grid.tile, (Size{8, 6}));
  EXPECT_EQ(grid.columns, 10);
  EXPECT_EQ(grid.rows, 9);
  EXPECT_EQ(grid_of_blocks(grid), larger_grid());
}

TEST(SplitGrid, RefusesWhatCannotBeHalved) {
  EXPECT_NE(split_grid(*grid_across(4, {15, 16}, {4, 3})).status().detail.find("15 × 16"),
            std::string::npos);
  EXPECT_EQ(split_grid(*grid_across(4, {16, 16}, {4, 3}, true)).status().code,
            StatusCode::invalid_argument);
  EXPECT_EQ(split_grid(*whole_grid(4000, 4000, {2, 2})).status().code, StatusCode::too_large);
}

TEST(Blocks, LeadTheCellsThatTheyCover) {
  const Grid grid = *whole_grid(5, 3, {8, 8});
  // The first and the last of two rows of three blocks are split.
  const Blocks blocks(grid, std::vector<std::uint32_t>{0, 5});
  const std::vector<std::uint32_t> leaders = {0, 1, 2, 2, 4, 5, 6, 2, 2, 4, 10, 10, 12, 12, 14};
  EXPECT_EQ(blocks.leaders(), leaders);
  EXPECT_EQ(blocks.covered(), (std::vector<std::uint32_t>{3, 7, 8, 9, 11, 13}));
  EXPECT_FALSE(Blocks(grid, std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5}).any());
  EXPECT_EQ(Blocks().leader(7), 7U);
}

TEST_F(BlocksTest, ShowTheTilesOfTwoMosaicsAtAnyZoomInAnyStyle) {
  const Blocks blocks(smaller_grid(), some_cells(larger_grid(), 3, 9));
  const std::vector<std::uint32_t> cells = mixed(blocks);
  const TargetColours of_smaller(std::as_const(target_).view(), smaller_grid());
  const TargetColours of_larger(std::as_const(target_).view(), larger_grid());
  const TargetColours of_both(std::as_const(target_).view(), smaller_grid(), blocks);
  for (const MosaicStyle& style : styles_without_overlap()) {
    for (const int halvings : {0, 1, 2}) {
      const Image small = composed({smaller_grid(), in_smaller_, style, &of_smaller}, halvings);
      const Image large = composed({larger_grid(), in_larger_, style, &of_larger}, halvings);
      const Image both = composed({smaller_grid(), cells, style, &of_both, &blocks}, halvings);
      ASSERT_EQ(both.size(), large.size());
      const LevelGeometry level(smaller_grid(), halvings);
      int wrong = 0;
      for (int y = 0; y < both.height(); ++y) {
        for (int x = 0; x < both.width(); ++x) {
          const bool in_block =
              blocks.contain(level.columns(0).cell_at(x), level.rows().cell_at(y));
          const std::uint8_t* const expected = (in_block ? large : small).view().at(x, y);
          wrong += std::equal(expected, expected + kChannels, both.view().at(x, y)) ? 0 : 1;
        }
      }
      EXPECT_EQ(wrong, 0) << "at 1 / " << (1 << halvings);
    }
  }
}

TEST_F(BlocksTest, AreRefusedWhereTilesOverlap) {
  const Blocks blocks(smaller_grid(), {});
  MosaicStyle style;
  style.overlap = 0.5;
  const Mosaic mosaic{smaller_grid(), in_smaller_, style, nullptr, &blocks};
  EXPECT_EQ(make_composer(mosaic, std::make_shared<TileCache>(library_), 0).status().code,
            StatusCode::invalid_argument);
}

TEST_F(BlocksTest, AreWrittenAsTheyAreComposedByAnyNumberOfThreads) {
  const Blocks blocks(smaller_grid(), some_cells(larger_grid(), 3, 9));
  const std::vector<std::uint32_t> cells = mixed(blocks);
  const Mosaic mosaic{smaller_grid(), cells, {}, nullptr, &blocks};
  EXPECT_FALSE(mosaic.is_tiled());
  std::vector<std::uint8_t> first;
  for (const std::size_t threads : {1U, 3U}) {
    BufferSink sink;
    const auto output =
        std::move(*ComposedExport::make(mosaic, std::make_shared<TileCache>(library_), sink, {}));
    const std::unique_ptr<Executor> executor = make_executor(threads);
    Job job;
    while (!output->finished()) ASSERT_TRUE(output->advance(*executor, job).is_ok());
    std::vector<std::uint8_t> bytes = sink.take();
    const Result<Image> decoded = decode_image(bytes, {});
    ASSERT_TRUE(decoded);
    EXPECT_EQ(testing::packed_bytes(decoded->view()),
              testing::packed_bytes(composed(mosaic, 0).view()));
    if (first.empty())
      first = std::move(bytes);
    else
      EXPECT_EQ(bytes, first);
  }
}

// Each tile coded once, larger ones cut.
TEST_F(BlocksTest, AreWrittenTileByTileWithTheSamePixels) {
  const Blocks blocks(smaller_grid(), some_cells(larger_grid(), 3, 9));
  std::vector<std::uint32_t> cells = mixed(blocks);
  const Mosaic mosaic{smaller_grid(), cells, {}, nullptr, &blocks};
  InlineExecutor executor;
  Job job;
  for (const bool with_empty_cells : {false, true}) {
    if (with_empty_cells) {
      for (const std::uint32_t cell : {0U, 37U, 50U}) cells[blocks.leader(cell)] = kEmptyCell;
      blocks.spread(cells);
    }
    EXPECT_FALSE(needs_composing(mosaic, PictureFormat::png));
    EXPECT_EQ(needs_composing(mosaic, PictureFormat::jpeg), with_empty_cells);
    const TileSet tiles = std::move(*tiles_from_thumbnails(library_, distinct_photos(cells),
                                                           larger_grid().tile, executor, job));
    const auto composer =
        std::move(*make_composer(mosaic, std::make_shared<TileCache>(tiles_of_set(tiles)), 0));
    Image expected(composer->size());
    ASSERT_TRUE(composer->compose(0, 0, expected.view()).is_ok());
    std::vector<std::uint8_t> first;
    for (const std::size_t threads : {1U, 3U}) {
      const std::unique_ptr<Executor> workers = make_executor(threads);
      const Result<CutTiles> cut = cut_tiles(smaller_grid(), blocks, cells, tiles, *workers);
      ASSERT_TRUE(cut);
      BufferSink sink;
      const auto output =
          make_picture_export(smaller_grid(), cut->tile_of_cell, cut->tiles, sink, {});
      while (!output->finished()) ASSERT_TRUE(output->advance(*workers, job).is_ok());
      const std::vector<std::uint8_t> bytes = sink.take();
      // The decoder lays transparency over white, as cells are composed that are empty.
      EXPECT_EQ(testing::packed_bytes(decode_image(bytes, {})->view()),
                testing::packed_bytes(expected.view()));
      if (first.empty()) first = bytes;
      EXPECT_EQ(bytes, first);
    }
  }
}

// Also where tiles fade into each other, over cells that show the target.
TEST_F(BlocksTest, AndCellsThatShowTheTargetHaveItsPixels) {
  const TargetColours colours(std::as_const(target_).view(), larger_grid());
  MosaicStyle only_target;
  only_target.overlay = 1;
  for (const MosaicStyle& style : styles_without_overlap()) {
    for (const int halvings : {0, 1, 2}) {
      const std::vector<std::uint32_t> outside = some_cells(larger_grid(), 2, 3);
      std::vector<std::uint32_t> cells = in_larger_;
      for (const std::uint32_t cell : outside) cells[cell] = kTargetCell;
      const Image drawn = composed({larger_grid(), cells, style, &colours}, halvings);
      const Image tiles = composed({larger_grid(), in_larger_, style, &colours}, halvings);
      const Image target = composed({larger_grid(), in_larger_, only_target, &colours}, halvings);
      const LevelGeometry level(larger_grid(), halvings);
      int wrong = 0;
      for (int y = 0; y < drawn.height(); ++y) {
        for (int x = 0; x < drawn.width(); ++x) {
          const std::size_t cell = level.rows().cell_at(y) * 5 + level.columns(0).cell_at(x);
          const Image& expected = cells[cell] == kTargetCell ? target : tiles;
          wrong += std::equal(expected.view().at(x, y), expected.view().at(x, y) + kChannels,
                              drawn.view().at(x, y))
                       ? 0
                       : 1;
        }
      }
      EXPECT_EQ(wrong, 0) << "at 1 / " << (1 << halvings);
    }
  }
}

TEST_F(BlocksTest, TilesFadeOutOverTheTarget) {
  const TargetColours colours(std::as_const(target_).view(), larger_grid());
  const std::vector<std::uint32_t> all_target(larger_grid().cell_count(), kTargetCell);
  std::vector<std::uint32_t> one_photo = all_target;
  one_photo[12] = 3;
  MosaicStyle soft;
  soft.overlap = 0.5;
  MosaicStyle only_target;
  only_target.overlay = 1;
  const Image target = composed({larger_grid(), in_larger_, only_target, &colours}, 0);
  const Image without = composed({larger_grid(), all_target, soft, &colours}, 0);
  EXPECT_EQ(testing::packed_bytes(without.view()), testing::packed_bytes(target.view()));
  const Image with = composed({larger_grid(), one_photo, soft, &colours}, 0);
  // The tile is larger than its cell by a quarter on each side, and nothing else changes.
  const Rect reach = {2 * 16 - 4, 2 * 12 - 3, 16 + 8, 12 + 6};
  int changed = 0;
  for (int y = 0; y < with.height(); ++y) {
    for (int x = 0; x < with.width(); ++x) {
      const bool same = std::equal(with.view().at(x, y), with.view().at(x, y) + kChannels,
                                   target.view().at(x, y));
      const bool inside =
          x >= reach.x && x < reach.x + reach.width && y >= reach.y && y < reach.y + reach.height;
      EXPECT_TRUE(same || inside) << x << ", " << y;
      changed += same ? 0 : 1;
    }
  }
  EXPECT_GT(changed, 16 * 12);
}

TEST(Sharpness, OfTwoSizesIsThatOfTheLargestTileOfAPhoto) {
  PhotoLibrary library({8, 8});
  for (const int side : {100, 60, 40}) {
    PhotoTraits traits;
    traits.size = {side, side};
    ASSERT_TRUE(library.add(Image({8, 8}).view(), kCropMiddle, traits));
  }
  const Grid grid = *whole_grid(4, 2, {50, 50});
  const Blocks blocks(grid, std::vector<std::uint32_t>{1});
  // Photo 0 stands in the larger cell, and in a smaller one; 1 and 2 only in smaller ones.
  const std::vector<std::uint32_t> cells = {0, 0, 1, 2, 0, 0, 0, 1};
  const ShownPhotos shown = shown_photos(cells, std::vector<VariantNumber>(8, kPlainVariant));
  const Sharpness sharpness = sharpness_of_shown(library, shown, blocks, grid);
  EXPECT_EQ(sharpness.photos, 3U);
  EXPECT_EQ(sharpness.sharp, 2U);
  EXPECT_EQ(sharpness.all_sharp_width, 40);
}

}  // namespace
}  // namespace tessera
