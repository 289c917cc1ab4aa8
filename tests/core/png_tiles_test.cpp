// PNG files written from tiles, against libpng.
#include "codec/png_tile_coder.h"
#include "codec/png_writer.h"
#include "png_test_support.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace tessera {
namespace {

using testing::make_noise;
using testing::make_photo_like;

// A mosaic, whole cells first and then cut to its size.
struct Mosaic {
  std::vector<Image> tiles;
  std::vector<ImageView> views;
  Size tile_size;
  int columns = 0;
  int rows = 0;
  Size size;
  std::vector<std::uint32_t> tile_of_cell;
  PngColour colour = PngColour::rgb;

  PngTileLayout layout() const { return {views, columns, tile_of_cell, size.width, colour}; }

  std::span<const std::uint32_t> cells(int first_row, int row_count) const {
    return std::span(tile_of_cell)
        .subspan(static_cast<std::size_t>(first_row) * static_cast<std::size_t>(columns),
                 static_cast<std::size_t>(row_count) * static_cast<std::size_t>(columns));
  }

  Image composed() const {
    return testing::make_image(size, [this](int x, int y, int channel) {
      const int cell = y / tile_size.height * columns + x / tile_size.width;
      const ImageView tile = views[tile_of_cell[static_cast<std::size_t>(cell)]];
      return tile.at(x % tile_size.width, y % tile_size.height)[channel];
    });
  }
};

enum class Content { photo, noise, flat, mixed };

Mosaic make_mosaic(Size tile_size, int tile_count, Size size, unsigned seed,
                   Content content = Content::photo) {
  Mosaic mosaic;
  mosaic.tile_size = tile_size;
  mosaic.size = size;
  mosaic.columns = (size.width - 1) / tile_size.width + 1;
  mosaic.rows = (size.height - 1) / tile_size.height + 1;
  for (int i = 0; i < tile_count; ++i) {
    const unsigned tile_seed = seed * 1000 + static_cast<unsigned>(i);
    const bool is_noise = content == Content::noise || (content == Content::mixed && i % 3 == 0);
    const bool is_flat = content == Content::flat || (content == Content::mixed && i % 3 == 1);
    if (is_noise) {
      mosaic.tiles.push_back(make_noise(tile_size, tile_seed));
    } else if (is_flat) {
      mosaic.tiles.push_back(testing::make_image(tile_size, [i](int, int, int channel) {
        return static_cast<std::uint8_t>(i * 7 + channel * 50);
      }));
    } else {
      mosaic.tiles.push_back(make_photo_like(tile_size, tile_seed));
    }
  }
  for (const Image& tile : mosaic.tiles) mosaic.views.push_back(tile.view());
  std::mt19937 random(seed);
  for (int cell = 0; cell < mosaic.columns * mosaic.rows; ++cell) {
    mosaic.tile_of_cell.push_back(
        static_cast<std::uint32_t>(random() % static_cast<unsigned>(tile_count)));
  }
  return mosaic;
}

std::unique_ptr<const PngTileCoder> make_coder(
    const Mosaic& mosaic, Executor& executor,
    std::size_t memory_limit = PngTileCoder::kDefaultMemoryLimit) {
  auto coder = PngTileCoder::make(mosaic.layout(), executor, memory_limit);
  EXPECT_TRUE(coder) << coder.status().detail;
  return std::move(*coder);
}

std::vector<std::uint8_t> write_mosaic(
    const Mosaic& mosaic, std::size_t threads, int rows_a_call = 1,
    std::size_t memory_limit = PngTileCoder::kDefaultMemoryLimit) {
  BufferSink sink;
  const std::unique_ptr<Executor> executor = make_executor(threads);
  const auto coder = make_coder(mosaic, *executor, memory_limit);
  PngWriter writer(sink, mosaic.size, {}, DeflateEffort::fast, mosaic.colour);
  EXPECT_TRUE(writer.begin().is_ok());
  for (int row = 0; row < mosaic.rows; row += rows_a_call) {
    const int rows = std::min(rows_a_call, mosaic.rows - row);
    const int pixel_rows =
        std::min(rows * mosaic.tile_size.height, mosaic.size.height - writer.rows_written());
    const Status status =
        writer.write_tiles(*coder, mosaic.cells(row, rows), pixel_rows, *executor);
    EXPECT_TRUE(status.is_ok()) << status.detail;
  }
  EXPECT_TRUE(writer.finish().is_ok());
  return sink.take();
}

TEST(PngTileRuns, CoverTheRowAndPointAtEqualCellsWithinReach) {
  std::mt19937 random(1);
  std::vector<TileRun> runs;
  TileRunFinder finder(50);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::uint32_t> tiles(1 + random() % 60);
    const unsigned variety = 1 + static_cast<unsigned>(random() % 50);
    for (std::uint32_t& tile : tiles) tile = static_cast<std::uint32_t>(random() % variety);
    const int reach = static_cast<int>(random() % 20);
    finder.find(tiles, reach, runs);
    std::size_t next = 0;
    for (const TileRun& run : runs) {
      EXPECT_EQ(run.first_cell, static_cast<int>(next));
      EXPECT_GT(run.cell_count, 0);
      EXPECT_LE(run.distance, reach);
      EXPECT_LE(run.distance, run.first_cell);
      for (int i = 0; i < run.cell_count; ++i, ++next) {
        EXPECT_EQ(tiles[next], tiles[next - static_cast<std::size_t>(run.distance)]);
        if (run.distance > 0) continue;
        for (int back = 1; back <= std::min<int>(reach, static_cast<int>(next)); ++back) {
          EXPECT_NE(tiles[next], tiles[next - static_cast<std::size_t>(back)]);
        }
      }
    }
    EXPECT_EQ(next, tiles.size());
  }
}

#ifdef TESSERA_HAS_LIBPNG
using testing::expect_decodes_to;

void expect_round_trip(const Mosaic& mosaic, int rows_a_call = 1,
                       std::size_t memory_limit = PngTileCoder::kDefaultMemoryLimit) {
  expect_decodes_to(write_mosaic(mosaic, 2, rows_a_call, memory_limit),
                    std::as_const(mosaic).composed().view());
}

TEST(PngTiles, AreReadBackByLibpng) {
  const Mosaic mosaic = make_mosaic({32, 24}, 20, {32 * 40, 24 * 9}, 1);
  InlineExecutor executor;
  ASSERT_TRUE(make_coder(mosaic, executor)->pays());
  expect_round_trip(mosaic);
  expect_round_trip(mosaic, 4);
}

TEST(PngTiles, AreReadBackByLibpngWhateverTheyShow) {
  for (const Content content : {Content::noise, Content::flat, Content::mixed}) {
    expect_round_trip(make_mosaic({24, 24}, 17, {24 * 60, 24 * 5}, 2, content));
  }
}

TEST(PngTiles, AreReadBackByLibpngWhereTheLastCellsAreCutOff) {
  for (int cut = 0; cut < 24; ++cut) {
    const Mosaic mosaic = make_mosaic({24, 20}, 5, {24 * 50 - cut, 20 * 3 - cut % 20}, 3);
    expect_round_trip(mosaic, 1 + cut % 3);
  }
}

TEST(PngTiles, AreReadBackByLibpngAtAllSmallTileSizes) {
  for (int width = 1; width < 40; ++width) {
    const int height = 1 + width * 7 % 13;
    expect_round_trip(make_mosaic({width, height}, 6, {width * 90 + width / 2, height * 40}, 4), 5);
  }
}

TEST(PngTiles, AreReadBackByLibpngAsOneTileOneColumnOrOneRow) {
  expect_round_trip(make_mosaic({64, 64}, 1, {64 * 20, 64 * 3}, 5));
  expect_round_trip(make_mosaic({200, 70}, 3, {200, 70 * 9}, 6));
  expect_round_trip(make_mosaic({200, 70}, 3, {177, 70 * 9}, 6));
  expect_round_trip(make_mosaic({30, 30}, 3, {30 * 50, 30}, 7));
  expect_round_trip(make_mosaic({30, 1}, 9, {30 * 400, 20}, 8));
  expect_round_trip(make_mosaic({100, 100}, 1, {100, 100}, 9));
}

TEST(PngTiles, AreReadBackByLibpngWhereOneTileRowIsLongerThanTheWindow) {
  InlineExecutor executor;
  const Mosaic wide = make_mosaic({11000, 3}, 2, {11000 * 4, 3 * 3}, 10);
  ASSERT_TRUE(make_coder(wide, executor)->pays());
  expect_round_trip(wide);
  // 10,922 pixels are the widest tile whose neighbour is within reach.
  expect_round_trip(make_mosaic({10922, 3}, 2, {10922 * 4, 3 * 3}, 11));
  expect_round_trip(make_mosaic({10923, 3}, 2, {10923 * 4, 3 * 3}, 12));
}

TEST(PngTiles, AreReadBackByLibpngWhereRunsOfTilesRepeat) {
  // Pairs, triples and long runs, so that matches go on over first pixels and over 258 bytes.
  Mosaic mosaic = make_mosaic({16, 16}, 7, {16 * 300, 16 * 4}, 13);
  std::mt19937 random(14);
  for (std::size_t cell = 0; cell < mosaic.tile_of_cell.size();) {
    const std::size_t period = 1 + random() % 4;
    for (std::size_t length = 1 + random() % 40; length > 0; --length, ++cell) {
      if (cell >= mosaic.tile_of_cell.size()) break;
      if (cell >= period) mosaic.tile_of_cell[cell] = mosaic.tile_of_cell[cell - period];
    }
    if (cell < mosaic.tile_of_cell.size()) {
      mosaic.tile_of_cell[cell++] = static_cast<std::uint32_t>(random() % 7);
    }
  }
  expect_round_trip(mosaic);
}

// A match that stands for several tiles goes over the first pixels of all but its first one, which
// is written out because it depends on its left neighbour. Here that neighbour, the place that is
// copied and the length of the run take all combinations, in a picture that is the tiles' pixel row
// 0 and 1 again and again.
TEST(PngTiles, AreReadBackByLibpngWhereMatchesGoOverFirstPixels) {
  for (const int width : {8, 21, 85, 86, 87, 172, 258, 1000}) {
    Mosaic mosaic = make_mosaic({width, 2}, 6, {width, 2}, 30 + static_cast<unsigned>(width));
    mosaic.tile_of_cell.clear();
    for (std::uint32_t left = 0; left < 3; ++left) {
      for (std::uint32_t length = 1; length < 5; ++length) {
        for (const std::uint32_t before : {0U, 3U}) {
          mosaic.tile_of_cell.push_back(before);
          for (std::uint32_t i = 0; i < length; ++i) mosaic.tile_of_cell.push_back(1 + i);
          mosaic.tile_of_cell.insert(mosaic.tile_of_cell.end(), 2, left);
        }
      }
    }
    mosaic.columns = static_cast<int>(mosaic.tile_of_cell.size());
    const std::vector<std::uint32_t> row = mosaic.tile_of_cell;
    for (mosaic.rows = 1; mosaic.rows < 5; ++mosaic.rows) {
      mosaic.tile_of_cell.insert(mosaic.tile_of_cell.end(), row.rbegin(), row.rend());
    }
    for (const int cut : {0, 1, width - 1}) {
      mosaic.size = {width * mosaic.columns - cut, 2 * mosaic.rows};
      expect_round_trip(mosaic, 2);
    }
  }
}

TEST(PngTiles, AreReadBackByLibpngInGrey) {
  for (const Content content : {Content::photo, Content::noise, Content::mixed}) {
    for (const Size tile : {Size{32, 24}, Size{64, 64}, Size{1, 1}, Size{5, 5}}) {
      Mosaic mosaic = make_mosaic(tile, 20, {tile.width * 60, tile.height * 11 + 1}, 31, content);
      mosaic.colour = PngColour::grey;
      for (const std::size_t limit : {PngTileCoder::kDefaultMemoryLimit, std::size_t{4000}}) {
        const testing::DecodedPng decoded =
            testing::decode_with_libpng(write_mosaic(mosaic, 2, 5, limit));
        ASSERT_EQ(decoded.channels, 1);
        const Image expected = mosaic.composed();
        ASSERT_EQ(decoded.pixels.size() * kChannels, expected.bytes().size());
        for (std::size_t i = 0; i < decoded.pixels.size(); ++i) {
          ASSERT_EQ(decoded.pixels[i], expected.bytes()[i * kChannels]) << "pixel " << i;
        }
      }
    }
  }
}

// What is seen of a last tile may be too short for a match.
TEST(PngTiles, AreReadBackByLibpngInGreyWhereLittleIsSeenOfTheLastOnes) {
  for (const int seen : {1, 2, 3, 4, 5}) {
    Mosaic mosaic = make_mosaic({40, 30}, 49, {40 * 49 + seen, 30 * 8}, 32);
    // All cells of a row differ but the last one, so that what is copied is that one alone.
    for (std::size_t cell = 0; cell < mosaic.tile_of_cell.size(); ++cell) {
      mosaic.tile_of_cell[cell] = cell % 50 == 49 ? 3 : static_cast<std::uint32_t>(cell % 50);
    }
    mosaic.colour = PngColour::grey;
    InlineExecutor executor;
    ASSERT_TRUE(make_coder(mosaic, executor)->pays());
    const testing::DecodedPng decoded = testing::decode_with_libpng(write_mosaic(mosaic, 2, 5));
    const Image expected = mosaic.composed();
    ASSERT_EQ(decoded.pixels.size() * kChannels, expected.bytes().size());
    for (std::size_t i = 0; i < decoded.pixels.size(); ++i) {
      ASSERT_EQ(decoded.pixels[i], expected.bytes()[i * kChannels]) << "pixel " << i;
    }
  }
}

TEST(PngTiles, AreReadBackByLibpngWhereMemoryHoldsOnlySomeOfThem) {
  const Mosaic mosaic = make_mosaic({32, 32}, 40, {32 * 60 - 5, 32 * 6 - 3}, 15);
  for (const std::size_t limit : {0U, 5000U, 30000U}) expect_round_trip(mosaic, 2, limit);
}

TEST(PngTiles, AreReadBackByLibpngWhenThereAreManyThousands) {
  const Mosaic mosaic = make_mosaic({8, 8}, 1 << 16, {8 * 512, 8 * 300}, 16, Content::noise);
  InlineExecutor executor;
  ASSERT_TRUE(make_coder(mosaic, executor)->pays());
  expect_round_trip(mosaic, 16);
}

TEST(PngTiles, MayBeMixedWithPlainRows) {
  const Mosaic mosaic = make_mosaic({32, 24}, 20, {32 * 40 - 7, 24 * 12 - 5}, 17);
  const Image whole = mosaic.composed();
  BufferSink sink;
  InlineExecutor executor;
  const auto coder = make_coder(mosaic, executor);
  PngWriter writer(sink, mosaic.size, {});
  ASSERT_TRUE(writer.begin().is_ok());
  for (int row = 0; row < mosaic.rows; ++row) {
    const int first = row * 24;
    const int rows = std::min(24, mosaic.size.height - first);
    const Status status =
        row % 3 == 1
            ? writer.write_rows(whole.view().cropped({0, first, whole.width(), rows}), executor)
            : writer.write_tiles(*coder, mosaic.cells(row, 1), rows, executor);
    ASSERT_TRUE(status.is_ok()) << status.detail;
  }
  ASSERT_TRUE(writer.finish().is_ok());
  expect_decodes_to(sink.bytes(), whole.view());
}

TEST(PngTiles, MayStandWhereTheLayoutDidNotHaveThem) {
  Mosaic mosaic = make_mosaic({32, 24}, 20, {32 * 40, 24 * 6}, 18);
  for (std::uint32_t& tile : mosaic.tile_of_cell) tile %= 10;
  InlineExecutor executor;
  const auto coder = make_coder(mosaic, executor);
  for (std::uint32_t& tile : mosaic.tile_of_cell) tile = 19 - tile;
  mosaic.tile_of_cell[5] = 3;
  BufferSink sink;
  PngWriter writer(sink, mosaic.size, {});
  ASSERT_TRUE(writer.begin().is_ok());
  ASSERT_TRUE(writer.write_tiles(*coder, mosaic.cells(0, 6), 24 * 6, executor).is_ok());
  ASSERT_TRUE(writer.finish().is_ok());
  expect_decodes_to(sink.bytes(), std::as_const(mosaic).composed().view());
}
#endif

TEST(PngTiles, GiveTheSameBytesAtAnyNumberOfThreadsAndInAnyBands) {
  const Mosaic mosaic = make_mosaic({32, 24}, 20, {32 * 40 - 3, 24 * 9 - 2}, 19);
  const std::vector<std::uint8_t> alone = write_mosaic(mosaic, 1);
  EXPECT_TRUE(alone == write_mosaic(mosaic, 2));
  EXPECT_TRUE(alone == write_mosaic(mosaic, 7));
  EXPECT_TRUE(alone == write_mosaic(mosaic, 3, 4));
}

TEST(PngTiles, AreNotLargerThanPlainRows) {
  const Mosaic mosaic = make_mosaic({64, 64}, 30, {64 * 30, 64 * 10}, 20);
  const Image whole = mosaic.composed();
  EXPECT_LT(static_cast<double>(write_mosaic(mosaic, 1).size()),
            1.03 * static_cast<double>(testing::write_png(whole.view(), 640, 1).size()));
}

TEST(PngTiles, AreEstimatedToWithinAFewPercent) {
  for (const Content content : {Content::photo, Content::mixed}) {
    const Mosaic mosaic = make_mosaic({48, 48}, 50, {48 * 40, 48 * 20}, 23, content);
    InlineExecutor executor;
    const auto estimate = static_cast<double>(make_coder(mosaic, executor)->estimated_bytes());
    const auto bytes = static_cast<double>(write_mosaic(mosaic, 1).size());
    EXPECT_LT(estimate, 1.05 * bytes);
    EXPECT_GT(estimate, 0.95 * bytes);
  }
}

TEST(PngTiles, OfNoiseAreNotLargerThanTheirPixelsUnderACodeForFlatTiles) {
  Mosaic mosaic = make_mosaic({32, 32}, 150, {32 * 50, 32 * 100}, 24, Content::mixed);
  const auto cell_of_row_50 = [](std::size_t cell) { return cell / 50 == 50; };
  for (std::size_t cell = 0; cell < mosaic.tile_of_cell.size(); ++cell) {
    mosaic.tile_of_cell[cell] = static_cast<std::uint32_t>(cell % 13 * 3 + 1);
  }
  BufferSink sink;
  InlineExecutor executor;
  const auto coder = make_coder(mosaic, executor);
  for (std::size_t cell = 0; cell < mosaic.tile_of_cell.size(); ++cell) {
    if (cell_of_row_50(cell)) mosaic.tile_of_cell[cell] = static_cast<std::uint32_t>(cell % 50 * 3);
  }
  PngWriter writer(sink, mosaic.size, {});
  ASSERT_TRUE(writer.begin().is_ok());
  ASSERT_TRUE(writer.write_tiles(*coder, mosaic.cells(0, 50), 50 * 32, executor).is_ok());
  const std::size_t before = sink.bytes().size();
  ASSERT_TRUE(writer.write_tiles(*coder, mosaic.cells(50, 1), 32, executor).is_ok());
  EXPECT_LT(sink.bytes().size() - before, 32U * (32 * 50 * 3 + 1) + 1000);
  ASSERT_TRUE(writer.write_tiles(*coder, mosaic.cells(51, 49), 49 * 32, executor).is_ok());
  ASSERT_TRUE(writer.finish().is_ok());
#ifdef TESSERA_HAS_LIBPNG
  testing::expect_decodes_to(sink.bytes(), std::as_const(mosaic).composed().view());
#endif
}

TEST(PngTiles, AreRefusedWhereCellsAndRowsDisagree) {
  const Mosaic mosaic = make_mosaic({32, 24}, 20, {32 * 40, 24 * 9}, 21);
  BufferSink sink;
  InlineExecutor executor;
  const auto coder = make_coder(mosaic, executor);
  PngWriter writer(sink, mosaic.size, {});
  ASSERT_TRUE(writer.begin().is_ok());
  const auto code_of = [&](std::span<const std::uint32_t> tiles, int rows) {
    return writer.write_tiles(*coder, tiles, rows, executor).code;
  };
  EXPECT_EQ(code_of(mosaic.cells(0, 1).first(39), 24), StatusCode::invalid_argument);
  EXPECT_EQ(code_of({}, 24), StatusCode::invalid_argument);
  EXPECT_EQ(code_of(mosaic.cells(0, 1), 25), StatusCode::invalid_argument);
  EXPECT_EQ(code_of(mosaic.cells(0, 2), 24), StatusCode::invalid_argument);
  EXPECT_EQ(code_of(mosaic.cells(0, 1), 0), StatusCode::invalid_argument);
  const std::vector<std::uint32_t> unknown(40, 20);
  EXPECT_EQ(code_of(unknown, 24), StatusCode::invalid_argument);
  PngWriter grey(sink, mosaic.size, {}, DeflateEffort::fast, PngColour::grey);
  ASSERT_TRUE(grey.begin().is_ok());
  EXPECT_EQ(grey.write_tiles(*coder, mosaic.cells(0, 1), 24, executor).code,
            StatusCode::invalid_argument);
  EXPECT_EQ(code_of(mosaic.cells(0, 1), 24), StatusCode::ok);
}

TEST(PngTiles, OfAContradictoryLayoutAreRefused) {
  const Mosaic mosaic = make_mosaic({32, 24}, 20, {32 * 40, 24 * 9}, 22);
  InlineExecutor executor;
  const auto code_of = [&](const PngTileLayout& layout) {
    return PngTileCoder::make(layout, executor).status().code;
  };
  PngTileLayout layout = mosaic.layout();
  layout.picture_width = 32 * 40 + 1;
  EXPECT_EQ(code_of(layout), StatusCode::invalid_argument);
  layout.picture_width = 32 * 39;
  EXPECT_EQ(code_of(layout), StatusCode::invalid_argument);
  layout = mosaic.layout();
  layout.tile_of_cell = layout.tile_of_cell.first(41);
  EXPECT_EQ(code_of(layout), StatusCode::invalid_argument);
  layout = mosaic.layout();
  layout.tiles = layout.tiles.first(10);
  EXPECT_EQ(code_of(layout), StatusCode::invalid_argument);
  const Image other({5, 5});
  std::vector<ImageView> views = mosaic.views;
  views[3] = other.view();
  layout = mosaic.layout();
  layout.tiles = views;
  EXPECT_EQ(code_of(layout), StatusCode::invalid_argument);
}

}  // namespace
}  // namespace tessera
