// Mosaics in a style, held to a picture that is composed pixel by pixel in floating point.
#include "mosaic/style.h"

#include "base/executor.h"
#include "codec/decode.h"
#include "image/patches.h"
#include "image/resample.h"
#include "match/constraints.h"
#include "mosaic/composer.h"
#include "mosaic/deep_zoom.h"
#include "mosaic/export_composed.h"
#include "mosaic/level_geometry.h"
#include "mosaic/mosaic.h"
#include "mosaic/target_colours.h"
#include "png_test_support.h"
#include "support.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace tessera {
namespace {

constexpr std::uint32_t kPhotos = 7;

struct Fixture {
  Fixture(const Grid& mosaic_grid, MosaicStyle mosaic_style, bool with_empty_cells = false)
      : grid(mosaic_grid),
        style(mosaic_style),
        library({24, 20}),
        target(testing::make_photo_like({97, 61}, 50)),
        colours(std::as_const(target).view(), grid) {
    for (unsigned i = 0; i < kPhotos; ++i) {
      EXPECT_TRUE(library.add(testing::make_photo_like({24, 20}, i).view(), {}));
    }
    std::mt19937 random(4);
    for (std::size_t cell = 0; cell < grid.cell_count(); ++cell) {
      const bool empty = with_empty_cells && random() % 4 == 0;
      photo_of_cell.push_back(empty ? kEmptyCell : static_cast<std::uint32_t>(random() % kPhotos));
    }
  }

  Mosaic mosaic() const { return {grid, photo_of_cell, style, &colours}; }
  std::shared_ptr<TileCache> cache() const {
    return std::make_shared<TileCache>(library, style.tone);
  }
  std::unique_ptr<const Composer> composer(int halvings = 0) const {
    return std::move(*make_composer(mosaic(), cache(), halvings));
  }
  Image whole(int halvings = 0) const {
    const auto composed = composer(halvings);
    Image image(composed->size());
    EXPECT_TRUE(composed->compose(0, 0, image.view()).is_ok());
    return image;
  }

  Grid grid;
  MosaicStyle style;
  PhotoLibrary library;
  Image target;
  TargetColours colours;
  std::vector<std::uint32_t> photo_of_cell;
};

std::size_t cell_number(const Grid& grid, int column, int row) {
  return static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.columns) +
         static_cast<std::size_t>(column);
}

const Grid& grid_of(bool brick) {
  static const Grid kPlain{6, 5, {18, 15}, {6 * 18 - 7, 5 * 15 - 4}};
  static const Grid kBricks{6, 5, {18, 15}, {6 * 18 - 9, 5 * 15 - 4}, true};
  return brick ? kBricks : kPlain;
}

std::vector<MosaicStyle> styles() {
  std::vector<MosaicStyle> all(8);
  all[0].overlap = 0.5;
  all[1].overlap = 1;
  all[2].pull = 0.6;
  all[3].overlay = 0.3;
  all[4].gap = 0.13;
  all[4].background = {10, 200, 90};
  all[5].tone = Tone::sepia;
  all[6].tone = Tone::grey;
  all[7] = {0.35, 1, 0.25, Tone::sepia, 0.08, {20, 30, 40}};
  return all;
}

// What a whole mosaic looks like, colours from 0 to 255, composed one pixel after the other from
// the definitions of MosaicStyle.
class NaiveMosaic {
 public:
  explicit NaiveMosaic(const Fixture& fixture) : fixture_(fixture), tiles_(fixture.cache()) {}

  std::array<double, 3> at(int x, int y) {
    const MosaicStyle& style = fixture_.style;
    // Tiles of a row are weighed against each other, then the rows.
    std::array<double, 3> sum{};
    double present = 0;
    double all_rows = 0;
    for (int row = 0; row < fixture_.grid.rows; ++row) {
      const Rect first = place_of(0, row);
      if (y < first.y || y >= first.y + first.height) continue;
      const double row_weight = window(y - first.y, first.height);
      all_rows += row_weight;
      double all_columns = 0;
      for (int column = 0; column < fixture_.grid.columns; ++column) {
        all_columns += weight_across(x, place_of(column, row));
      }
      for (int column = 0; column < fixture_.grid.columns; ++column) {
        const Rect place = place_of(column, row);
        const double weight = row_weight * weight_across(x, place) / all_columns;
        const std::size_t cell = cell_number(fixture_.grid, column, row);
        if (weight <= 0 || fixture_.photo_of_cell[cell] == kEmptyCell) continue;
        present += weight;
        const auto tile = tiles_->tile(fixture_.photo_of_cell[cell], place.size());
        for (std::size_t k = 0; k < 3; ++k) {
          const double shift = style.pull * (fixture_.colours.mean(cell)[k] - tile->mean[k]);
          const double value = tile->picture.view().at(x - place.x, y - place.y)[k] + shift;
          sum[k] += weight * std::clamp(value, 0.0, 255.0);
        }
      }
    }
    const double seen = seen_at(x, y);
    const double coverage = present / all_rows;
    std::array<double, 3> colour{};
    for (std::size_t k = 0; k < 3; ++k) {
      double value = present > 0 ? sum[k] / present : 0;
      value = (1 - style.overlay) * value + style.overlay * target_at(x, y, k);
      value = seen * value + (1 - seen) * style.background[k];
      colour[k] = coverage * value + (1 - coverage) * style.background[k];
    }
    return colour;
  }

 private:
  static double window(int at, int size) {
    const double place = (at + 0.5) / size;
    return 4 * place * (1 - place);
  }
  static double weight_across(int x, const Rect& place) {
    return x < place.x || x >= place.x + place.width ? 0 : window(x - place.x, place.width);
  }
  Rect cell_of(int column, int row) const {
    const Grid& grid = fixture_.grid;
    const int shift = grid.brick && row % 2 == 1 ? grid.tile.width / 2 : 0;
    return {column * grid.tile.width - shift, row * grid.tile.height, grid.tile.width,
            grid.tile.height};
  }
  Rect place_of(int column, int row) const {
    const Rect cell = cell_of(column, row);
    const Size drawn = fixture_.style.drawn_size(cell.size());
    return {cell.x - (drawn.width - cell.width) / 2, cell.y - (drawn.height - cell.height) / 2,
            drawn.width, drawn.height};
  }
  // 0 in a gap, 1 elsewhere.
  double seen_at(int x, int y) const {
    const Grid& grid = fixture_.grid;
    if (fixture_.style.gap <= 0) return 1;
    const int shorter = std::min(grid.tile.width, grid.tile.height);
    const int gap = std::max(1, static_cast<int>(std::lround(fixture_.style.gap * shorter)));
    const Rect cell = grid.cell_rect(
        std::min(grid.columns - 1, (x + grid.row_shift(y / grid.tile.height)) / grid.tile.width),
        y / grid.tile.height);
    const auto outside = [&](int at, int begin, int length) {
      return at < begin + gap - gap / 2 || at >= begin + length - gap / 2;
    };
    return outside(x, cell.x, cell.width) || outside(y, cell.y, cell.height) ? 0 : 1;
  }
  double target_at(int x, int y, std::size_t channel) const {
    const ImageView picture = fixture_.colours.picture();
    const auto place = [](int at, int mosaic, int side) {
      return std::clamp((at + 0.5) * side / mosaic - 0.5, 0.0, side - 1.0);
    };
    const double px = place(x, fixture_.grid.mosaic.width, picture.width);
    const double py = place(y, fixture_.grid.mosaic.height, picture.height);
    const auto pixel = [&](int dx, int dy) {
      const int column = std::min(static_cast<int>(px) + dx, picture.width - 1);
      const int row = std::min(static_cast<int>(py) + dy, picture.height - 1);
      return static_cast<double>(picture.at(column, row)[channel]);
    };
    const double part_x = px - std::floor(px);
    const double part_y = py - std::floor(py);
    return (1 - part_y) * ((1 - part_x) * pixel(0, 0) + part_x * pixel(1, 0)) +
           part_y * ((1 - part_x) * pixel(0, 1) + part_x * pixel(1, 1));
  }

  const Fixture& fixture_;
  std::shared_ptr<TileCache> tiles_;
};

TEST(Style, IsWhatItsDefinitionGivesPixelByPixel) {
  for (const bool brick : {false, true}) {
    for (const bool with_empty_cells : {false, true}) {
      const std::vector<MosaicStyle> all = styles();
      for (std::size_t index = 0; index < all.size(); ++index) {
        const Fixture fixture(grid_of(brick), all[index], with_empty_cells);
        const Image composed = fixture.whole();
        ASSERT_EQ(composed.size(), fixture.grid.mosaic);
        NaiveMosaic naive(fixture);
        for (int y = 0; y < composed.height(); ++y) {
          for (int x = 0; x < composed.width(); ++x) {
            const std::array<double, 3> expected = naive.at(x, y);
            for (std::size_t k = 0; k < 3; ++k) {
              // One for the shift of the mean in whole levels and the rounding.
              ASSERT_NEAR(composed.view().at(x, y)[k], expected[k], 1.1)
                  << x << ", " << y << " of style " << index << (brick ? " in bricks" : "")
                  << (with_empty_cells ? " with empty cells" : "");
            }
          }
        }
      }
    }
  }
}

TEST(Style, PaintsTheSameInAnyRectangleAtAnyZoom) {
  std::mt19937 random(2);
  for (const bool brick : {false, true}) {
    for (const MosaicStyle& style : styles()) {
      const Fixture fixture(grid_of(brick), style, true);
      for (const int halvings : {0, 1, 3}) {
        const auto composer = fixture.composer(halvings);
        const Image whole = fixture.whole(halvings);
        const Size size = composer->size();
        std::vector<std::uint8_t> whole_rgba(static_cast<std::size_t>(size.area()) * 4);
        ASSERT_TRUE(composer->compose_rgba(0, 0, size, whole_rgba.data()).is_ok());
        for (int round = 0; round < 12; ++round) {
          const int x = static_cast<int>(random() % static_cast<unsigned>(size.width));
          const int y = static_cast<int>(random() % static_cast<unsigned>(size.height));
          Image part({1 + static_cast<int>(random() % static_cast<unsigned>(size.width - x)),
                      1 + static_cast<int>(random() % static_cast<unsigned>(size.height - y))});
          ASSERT_TRUE(composer->compose(x, y, part.view()).is_ok());
          EXPECT_TRUE(
              testing::packed_bytes(std::as_const(part).view()) ==
              testing::packed_bytes(whole.view().cropped({x, y, part.width(), part.height()})));
          std::vector<std::uint8_t> rgba(static_cast<std::size_t>(part.size().area()) * 4);
          ASSERT_TRUE(composer->compose_rgba(x, y, part.size(), rgba.data()).is_ok());
          const std::size_t row_bytes = static_cast<std::size_t>(part.width()) * 4;
          for (int line = 0; line < part.height(); ++line) {
            const std::size_t at =
                (static_cast<std::size_t>(y + line) * static_cast<std::size_t>(size.width) +
                 static_cast<std::size_t>(x)) *
                4;
            EXPECT_TRUE(std::equal(
                rgba.begin() +
                    static_cast<std::ptrdiff_t>(static_cast<std::size_t>(line) * row_bytes),
                rgba.begin() +
                    static_cast<std::ptrdiff_t>((static_cast<std::size_t>(line) + 1) * row_bytes),
                whole_rgba.begin() + static_cast<std::ptrdiff_t>(at)));
          }
        }
      }
    }
  }
}

TEST(Style, WithoutAnyEffectIsThePlainMosaic) {
  MosaicStyle hardly;
  hardly.overlay = std::numeric_limits<double>::min();  // Goes the general way, and shows nothing.
  ASSERT_FALSE(hardly.is_plain());
  for (const bool brick : {false, true}) {
    for (const int halvings : {0, 2}) {
      for (const bool with_empty_cells : {false, true}) {
        const Fixture plain(grid_of(brick), {}, with_empty_cells);
        const Fixture styled(grid_of(brick), hardly, with_empty_cells);
        EXPECT_EQ(
            test::largest_difference(plain.whole(halvings).view(), styled.whole(halvings).view()),
            0);
      }
    }
  }
}

TEST(Style, FadesTilesAsPatchMergerDoes) {
  MosaicStyle style;
  style.overlap = 0.5;
  const Grid grid{6, 5, {16, 16}, {6 * 16, 5 * 16}};
  const Fixture fixture(grid, style);
  const int margin = overlap_margin(style.overlap, 16);
  const Size patch = style.drawn_size(grid.tile);
  const std::vector<float> window = feathered_window(patch.width);
  const Size padded = {grid.mosaic.width + 2 * margin, grid.mosaic.height + 2 * margin};
  PatchMerger merger(padded, patch, 16, window, window);
  const auto tiles = fixture.cache();
  for (int row = 0; row < grid.rows; ++row) {
    for (int column = 0; column < grid.columns; ++column) {
      const std::size_t cell = cell_number(grid, column, row);
      merger.add(column, row, tiles->tile(fixture.photo_of_cell[cell], patch)->picture.view());
    }
  }
  const Image merged = merger.merged(test::plain(padded, 0, 0, 0).view());
  const ImageView middle =
      merged.view().cropped({margin, margin, grid.mosaic.width, grid.mosaic.height});
  EXPECT_LE(test::largest_difference(middle, fixture.whole().view()), 1);
}

TEST(Style, PulledAllTheWayHasTheMeansOfTheTarget) {
  MosaicStyle style;
  style.pull = 1;
  const Fixture fixture(grid_of(false), style);
  const Image plain = Fixture(grid_of(false), {}).whole();
  const Image pulled = fixture.whole();
  double before = 0;
  double after = 0;
  for (int row = 0; row < fixture.grid.rows; ++row) {
    for (int column = 0; column < fixture.grid.columns; ++column) {
      const Rect cell = fixture.grid.cell_rect(column, row);
      const Rgb& wanted = fixture.colours.mean(cell_number(fixture.grid, column, row));
      for (std::size_t k = 0; k < 3; ++k) {
        before += std::abs(mean_colour(plain.view().cropped(cell))[k] - wanted[k]);
        after += std::abs(mean_colour(pulled.view().cropped(cell))[k] - wanted[k]);
      }
    }
  }
  EXPECT_LT(after, before / 3);
}

TEST(Style, OverlaidWhollyIsTheTarget) {
  MosaicStyle style;
  style.overlay = 1;
  const Fixture fixture(grid_of(false), style);
  const Result<Image> stretched = resample(fixture.target.view(), fixture.grid.mosaic);
  ASSERT_TRUE(stretched);
  EXPECT_LT(test::mean_difference(stretched->view(), fixture.whole().view()), 4);
}

TEST(Style, LeavesEmptyCellsTransparentWithSoftEdges) {
  MosaicStyle style;
  style.overlap = 0.5;
  const Fixture fixture(grid_of(false), style, true);
  const Size size = fixture.grid.mosaic;
  std::vector<std::uint8_t> rgba(static_cast<std::size_t>(size.area()) * 4);
  ASSERT_TRUE(fixture.composer()->compose_rgba(0, 0, size, rgba.data()).is_ok());
  const Image opaque = fixture.whole();
  std::array<int, 3> counts{};
  for (std::size_t pixel = 0; pixel < rgba.size() / 4; ++pixel) {
    const int alpha = rgba[pixel * 4 + 3];
    ++counts[alpha == 0 ? 0 : alpha == 255 ? 2 : 1];
    for (std::size_t k = 0; k < 3; ++k) {
      const double laid_over = (rgba[pixel * 4 + k] * alpha + 255 * (255 - alpha)) / 255.0;
      ASSERT_NEAR(opaque.bytes()[pixel * 3 + k], laid_over, 2);
    }
  }
  for (const int count : counts) EXPECT_GT(count, 0);
}

TEST(Style, RefusesWhatIsOutOfItsRange) {
  EXPECT_TRUE(check_style({}).is_ok());
  std::vector<MosaicStyle> wrong(5);
  wrong[0].overlap = 1.01;
  wrong[1].pull = -0.1;
  wrong[2].overlay = std::numeric_limits<double>::quiet_NaN();
  wrong[3].gap = 0.6;
  wrong[4].tone = static_cast<Tone>(3);
  for (const MosaicStyle& style : wrong) {
    EXPECT_EQ(check_style(style).code, StatusCode::invalid_argument);
  }
}

TEST(Style, DescribesCellsByAllThatTheirTilesCover) {
  // A black target with one white cell: its neighbours know of it only where tiles overlap.
  const Grid grid = *whole_grid(3, 1, {10, 10});
  Image target = test::plain({30, 10}, 0, 0, 0);
  for (int y = 0; y < 10; ++y) std::fill_n(target.view().at(10, y), 30, std::uint8_t{255});
  const CellDescriptors alone(std::as_const(target).view(), grid);
  const CellDescriptors overlapping(std::as_const(target).view(), grid, {}, 0.4);
  EXPECT_EQ(alone.points().data[0], 0);
  // Two of the twelve columns that lie inside, in linear light.
  const double light = 2.0 / 12;
  EXPECT_NEAR(overlapping.points().data[0], std::cbrt(light), 0.01);
}

TEST(TileCache, KeepsToItsLimitAndGivesTheSameTilesAgain) {
  const Fixture fixture(grid_of(false), {});
  constexpr std::size_t limit = 20000;
  TileCache tiles(fixture.library, Tone::as_is, limit);
  std::map<std::pair<std::uint32_t, int>, std::vector<std::uint8_t>> first;
  for (int round = 0; round < 3; ++round) {
    for (std::uint32_t photo = 0; photo < kPhotos; ++photo) {
      for (const int side : {1, 9, 40}) {
        const auto tile = tiles.tile(photo, {side, side});
        ASSERT_NE(tile, nullptr);
        EXPECT_EQ(tile->picture.size(), (Size{side, side}));
        const std::vector<std::uint8_t> bytes = testing::packed_bytes(tile->picture.view());
        const auto [known, is_new] = first.try_emplace({photo, side}, bytes);
        EXPECT_TRUE(known->second == bytes);
        EXPECT_LE(tiles.memory(), limit);
      }
    }
  }
  const auto held = tiles.tile(0, {9, 9});
  EXPECT_EQ(held, tiles.tile(0, {9, 9}));
}

Status run(MosaicExport& output, std::size_t threads) {
  const std::unique_ptr<Executor> executor = make_executor(threads);
  Job job;
  job.begin(output.total_units());
  while (!output.finished()) {
    if (Status status = output.advance(*executor, job); !status.is_ok()) return status;
  }
  EXPECT_EQ(job.done(), job.total());
  return {};
}

TEST(ComposedExport, WritesWhatIsComposedOnAnyNumberOfThreads) {
  for (const bool brick : {false, true}) {
    for (const MosaicStyle& style : styles()) {
      const Fixture fixture(grid_of(brick), style);
      const Image whole = fixture.whole();
      for (const PictureFormat format : {PictureFormat::png, PictureFormat::jpeg}) {
        PictureSettings settings;
        settings.format = format;
        settings.jpeg = {95, JpegChroma::full};
        std::vector<std::uint8_t> first;
        for (const std::size_t threads : {1U, 3U}) {
          BufferSink sink;
          const auto output =
              ComposedExport::make(fixture.mosaic(), fixture.cache(), sink, settings);
          ASSERT_TRUE(output);
          ASSERT_TRUE(run(**output, threads).is_ok());
          const std::vector<std::uint8_t> bytes = sink.take();
          if (first.empty()) first = bytes;
          EXPECT_TRUE(first == bytes);
        }
        const Result<Image> decoded = decode_image(first, {});
        ASSERT_TRUE(decoded);
        ASSERT_EQ(decoded->size(), whole.size());
        if (format == PictureFormat::png) {
          EXPECT_EQ(test::largest_difference(decoded->view(), whole.view()), 0);
        } else {
          EXPECT_LT(test::mean_difference(decoded->view(), whole.view()), 3);
        }
      }
    }
  }
}

TEST(ComposedExport, EstimatesItsBytes) {
  for (const MosaicStyle& style : {styles()[0], styles()[4], styles()[7]}) {
    // Large enough for an estimate from a sample.
    const Fixture fixture({150, 130, {24, 20}, {150 * 24, 130 * 20 - 3}}, style);
    InlineExecutor executor;
    for (const PictureFormat format : {PictureFormat::png, PictureFormat::jpeg}) {
      PictureSettings settings;
      settings.format = format;
      CountingSink sink;
      const auto output = ComposedExport::make(fixture.mosaic(), fixture.cache(), sink, settings);
      ASSERT_TRUE(output);
      const Result<std::uint64_t> estimate = (*output)->estimate_bytes(executor);
      ASSERT_TRUE(estimate);
      ASSERT_TRUE(run(**output, 2).is_ok());
      EXPECT_NEAR(static_cast<double>(*estimate) / static_cast<double>(sink.count()), 1, 0.15);
    }
  }
}

class FilesInMemory final : public FileSink {
 public:
  Status add(const std::string& path, std::span<const std::uint8_t> bytes) override {
    files[path] = {bytes.begin(), bytes.end()};
    return {};
  }
  std::map<std::string, std::vector<std::uint8_t>> files;
};

TEST(DeepZoom, ShowsAMosaicInItsStyleAtEveryZoom) {
  for (const bool brick : {false, true}) {
    const Fixture fixture(grid_of(brick), styles().back());
    FilesInMemory memory;
    DeepZoomExport pyramid(fixture.mosaic(), fixture.cache(), memory, "m", {std::nullopt});
    ASSERT_TRUE(run(pyramid, 2).is_ok());
    const int largest = deep_zoom_levels(fixture.grid.mosaic) - 1;
    for (int halvings = 0; level_exists(fixture.grid, halvings); ++halvings) {
      const Result<Image> level = decode_image(
          memory.files["m_files/" + std::to_string(largest - halvings) + "/0_0.png"], {});
      ASSERT_TRUE(level);
      const Image whole = fixture.whole(halvings);
      ASSERT_EQ(level->size(), whole.size());
      EXPECT_EQ(test::largest_difference(level->view(), whole.view()), 0);
    }
  }
}

}  // namespace
}  // namespace tessera
