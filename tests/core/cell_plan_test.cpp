// Which cells there are by masks, and what is matched to them.
#include "mosaic/cell_plan.h"

#include "base/executor.h"
#include "base/job.h"
#include "match/constrained_matcher.h"
#include "mosaic/mask.h"
#include "mosaic/mosaic.h"
#include "mosaic/photo_rules.h"
#include "png_test_support.h"

#include <algorithm>
#include <cstdint>
#include <gtest/gtest.h>
#include <random>
#include <utility>
#include <vector>

namespace tessera {
namespace {

const Grid& cells_without_masks() {
  static const Grid kGrid = *grid_across(12, {16, 16}, {96, 75});
  return kGrid;
}

/// A mask of a pixel for each cell, more or less.
Image mask_of(const std::vector<std::uint8_t>& values, int width) {
  const Size size = {width, static_cast<int>(values.size()) / width};
  return std::move(*mask_of_coverage(size, values));
}

Image mask_of_everything(std::uint8_t value) { return mask_of({value}, 1); }

/// A blob in the middle.
Image mask_of_a_face() {
  constexpr int side = 24;
  std::vector<std::uint8_t> values;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const int square = (x - 12) * (x - 12) + (y - 10) * (y - 10);
      values.push_back(square < 50 ? 255 : 0);
    }
  }
  return mask_of(values, side);
}

PhotoLibrary made_up_photos() {
  PhotoLibrary library({16, 16});
  for (unsigned i = 0; i < 40; ++i) {
    EXPECT_TRUE(library.add(testing::make_photo_like({16, 16}, i).view(), {}));
  }
  return library;
}

struct Matched {
  CellPlan plan;
  MatchResult result;
};

Matched match(Matching method, const CellMasks& masks, std::uint32_t max_uses,
              std::uint32_t min_distance, std::size_t threads = 1) {
  const PhotoLibrary library = made_up_photos();
  const Image target = testing::make_photo_like({96, 75}, 99);
  Matched matched;
  matched.plan = *plan_cells(cells_without_masks(), masks);
  const CellDescriptors cells(target.view(), matched.plan.grid, {}, 0, matched.plan.blocks);
  MatchSettings settings;
  settings.method = method;
  settings.constraints.columns = static_cast<std::size_t>(matched.plan.grid.columns);
  settings.constraints.max_uses = max_uses;
  settings.constraints.min_distance = matched.plan.distance(min_distance);
  settings.constraints.empty = matched.plan.without_photo({});
  const auto matcher = make_constrained_matcher(settings, cells.points(), library.descriptors());
  const std::unique_ptr<Executor> executor = make_executor(threads);
  Job job;
  while (!matcher->finished()) EXPECT_TRUE(matcher->advance(*executor, job).is_ok());
  matched.result = matcher->result();
  return matched;
}

TEST(Mask, HasOneValueForEachOfItsPixels) {
  const std::vector<std::uint8_t> values = {0, 1, 2, 3, 4, 5};
  EXPECT_TRUE(mask_of_coverage({3, 2}, values));
  EXPECT_EQ(mask_of_coverage({3, 3}, values).status().code, StatusCode::invalid_argument);
  EXPECT_EQ(mask_of_coverage({0, 0}, {}).status().code, StatusCode::invalid_argument);
}

TEST(Mask, LeavesOutCellsOfWhichItHasLessThanHalf) {
  const Grid grid = *whole_grid(4, 1, {8, 8});
  EXPECT_EQ(cells_outside(mask_of({255, 127, 128, 0}, 4).view(), grid),
            (std::vector<std::uint32_t>{1, 3}));
  // By area, where its pixels are others than the cells.
  EXPECT_EQ(cells_outside(mask_of({255, 255, 255, 0, 0}, 5).view(), grid),
            (std::vector<std::uint32_t>{2, 3}));
  EXPECT_TRUE(cells_outside({}, grid).empty());
}

TEST(CellPlan, IsThePlainGridWithoutMasks) {
  const CellPlan plan = *plan_cells(cells_without_masks(), {});
  EXPECT_EQ(plan.grid, cells_without_masks());
  EXPECT_EQ(plan.parts, 1);
  EXPECT_FALSE(plan.blocks.any());
  EXPECT_TRUE(plan.without_photo({}).empty());
  EXPECT_EQ(plan.distance(5), 5U);
}

TEST(CellPlan, SplitsCellsOfWhichAMaskHasHalf) {
  const Grid grid = *whole_grid(2, 2, {8, 8});
  const Image mask = mask_of({128, 127, 0, 255}, 2);
  const CellPlan plan = *plan_cells(grid, {.finer = mask.view(), .only = {}, .opacity = {}});
  EXPECT_EQ(plan.grid.columns, 4);
  EXPECT_EQ(plan.parts, 2);
  EXPECT_EQ(plan.blocks.leaders(),
            (std::vector<std::uint32_t>{0, 1, 2, 2, 4, 5, 2, 2, 8, 8, 10, 11, 8, 8, 14, 15}));
  EXPECT_EQ(plan.distance(0), 0U);
  EXPECT_EQ(plan.distance(1), 1U);
  EXPECT_EQ(plan.distance(3), 6U);
}

TEST(CellPlan, JudgesEachCellByItsOwnPixelsWhateverItsSize) {
  const Grid grid = *whole_grid(2, 1, {8, 8});
  const Image finer = mask_of({255, 0}, 2);
  // Of the left cell one quarter, of the right one a quarter too.
  const Image only = mask_of({255, 0, 255, 0, 0, 0, 0, 0}, 4);
  const CellPlan plan =
      *plan_cells(grid, {.finer = finer.view(), .only = only.view(), .opacity = {}});
  EXPECT_EQ(plan.outside, (std::vector<std::uint32_t>{1, 2, 4, 5}));
  EXPECT_EQ(plan.without_photo({5, 2}), (std::vector<std::uint32_t>{1, 3, 4, 6, 7}));
}

TEST(CellPlan, TellsTransparentCellsFromThoseOutside) {
  const Grid grid = *whole_grid(3, 1, {8, 8});
  const Image only = mask_of({0, 0, 255}, 3);
  const Image opacity = mask_of({0, 255, 255}, 3);
  const CellPlan plan =
      *plan_cells(grid, {.finer = {}, .only = only.view(), .opacity = opacity.view()});
  EXPECT_EQ(plan.transparent, (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(plan.outside, (std::vector<std::uint32_t>{1}));
}

TEST(CellPlan, MovesAPinToTheCellThatCoversItsOwn) {
  const Grid grid = *whole_grid(4, 2, {8, 8});
  const Blocks blocks(grid, std::vector<std::uint32_t>{1});
  PhotoRules rules;
  rules.pins = {{5, {1}}, {4, {2}}, {7, {3}}};
  pin_leaders(rules, blocks);
  ASSERT_EQ(rules.pins.size(), 2U);
  EXPECT_EQ(rules.pins[0].cell, 0U);
  EXPECT_EQ(rules.pins[0].shown, (ShownPhoto{1}));
  EXPECT_EQ(rules.pins[1].cell, 7U);
  // One on the cell itself comes first.
  rules.pins = {{5, {1}}, {0, {2}}};
  pin_leaders(rules, blocks);
  ASSERT_EQ(rules.pins.size(), 1U);
  EXPECT_EQ(rules.pins[0].shown, (ShownPhoto{2}));
}

// A mask of nothing leaves the cells that there were; one of everything gives twice as many.
TEST(CellPlan, MatchesAsAGridOfOneSizeWhereAMaskHasNothingOrEverything) {
  const Image nothing = mask_of_everything(0);
  const Image everything = mask_of_everything(255);
  for (const Matching method : {Matching::nearest, Matching::greedy, Matching::optimal}) {
    for (const std::uint32_t distance : {0U, 3U}) {
      const Matched plain = match(method, {}, 7, distance);
      const Matched same =
          match(method, {.finer = nothing.view(), .only = {}, .opacity = {}}, 7, distance);
      EXPECT_EQ(same.result.assignment.total_cost, plain.result.assignment.total_cost);
      EXPECT_EQ(same.result.facts.least_distance, 2 * plain.result.facts.least_distance);
      EXPECT_EQ(same.result.facts.largest_use, plain.result.facts.largest_use);
      for (std::size_t block = 0; block < plain.plan.grid.cell_count(); ++block) {
        EXPECT_EQ(same.result.assignment.photo_of_cell[same.plan.blocks.leader_of_block(block)],
                  plain.result.assignment.photo_of_cell[block]);
      }
    }
    const PhotoLibrary library = made_up_photos();
    const Image target = testing::make_photo_like({96, 75}, 99);
    const Matched fine =
        match(method, {.finer = everything.view(), .only = {}, .opacity = {}}, 0, 0);
    const CellDescriptors cells(target.view(), *grid_across(24, {8, 8}, {96, 75}));
    const auto matcher = make_matcher(method, cells.points(), library.descriptors());
    InlineExecutor executor;
    Job job;
    while (!matcher->finished()) ASSERT_TRUE(matcher->advance(executor, job).is_ok());
    EXPECT_EQ(fine.result.assignment.photo_of_cell, matcher->result().assignment.photo_of_cell);
    EXPECT_EQ(fine.result.assignment.total_cost, matcher->result().assignment.total_cost);
  }
}

TEST(CellPlan, CountsALargerCellOnceAndKeepsLimitsAndDistances) {
  const Image face = mask_of_a_face();
  const CellMasks masks = {.finer = face.view(), .only = {}, .opacity = {}};
  for (const Matching method : {Matching::nearest, Matching::greedy, Matching::optimal}) {
    const Matched matched = match(method, masks, 9, 2);
    const std::vector<std::uint32_t>& photos = matched.result.assignment.photo_of_cell;
    const auto columns = static_cast<std::uint32_t>(matched.plan.grid.columns);
    ASSERT_TRUE(matched.plan.blocks.any());
    std::vector<std::uint32_t> uses(40);
    std::vector<std::uint32_t> filled;
    for (std::uint32_t cell = 0; cell < photos.size(); ++cell) {
      EXPECT_EQ(photos[cell] == kEmptyCell, matched.plan.blocks.covers(cell));
      if (photos[cell] == kEmptyCell) continue;
      ++uses[photos[cell]];
      filled.push_back(cell);
    }
    EXPECT_GT(filled.size(), cells_without_masks().cell_count());
    EXPECT_EQ(*std::max_element(uses.begin(), uses.end()), matched.result.facts.largest_use);
    EXPECT_LE(matched.result.facts.largest_use, matched.result.use_limit);
    std::size_t too_close = 0;
    for (const std::uint32_t a : filled) {
      for (const std::uint32_t b : filled) {
        if (a >= b || photos[a] != photos[b]) continue;
        const auto apart = [](std::uint32_t x, std::uint32_t y) { return x < y ? y - x : x - y; };
        if (std::max(apart(a % columns, b % columns), apart(a / columns, b / columns)) < 4)
          ++too_close;
      }
    }
    EXPECT_EQ(too_close, matched.result.facts.pairs_too_close);
    EXPECT_EQ(too_close, 0U);
    EXPECT_EQ(match(method, masks, 9, 2, 3).result.assignment.photo_of_cell, photos);
  }
}

}  // namespace
}  // namespace tessera
