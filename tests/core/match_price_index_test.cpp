// The price index finds the photos of least cost plus price that trying all of them finds.
#include "match/price_index.h"
#include "match_points.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <numeric>

namespace tessera {
namespace {

using match_test::Kind;
using match_test::make_points;
using match_test::Points;

struct Case {
  QuantisedPoints cells;
  QuantisedPoints photos;
};

Case make_case(Kind kind, std::size_t photo_count, std::size_t dimension) {
  const Points cells = make_points(kind, 40, dimension, 1);
  const Points photos = make_points(kind, photo_count, dimension, 2);
  const Quantisation quantisation = choose_quantisation(cells.view(), photos.view());
  const QuantisedPoints unordered = quantise(photos.view(), quantisation);
  return {quantise(cells.view(), quantisation), reordered(unordered, k_d_order(unordered))};
}

void expect_exact(const PriceIndex& index, const Case& points, std::int32_t limit) {
  std::array<PriceIndex::Candidate, 10> found;
  for (std::size_t cell = 0; cell < points.cells.count; ++cell) {
    std::vector<std::int32_t> values;
    for (std::size_t photo = 0; photo < points.photos.count; ++photo) {
      values.push_back(
          integer_cost(points.cells.point(cell), points.photos.point(photo), points.cells.width) +
          index.price(photo));
    }
    const std::vector<std::int32_t> of_photo = values;
    std::sort(values.begin(), values.end());
    const auto wanted = static_cast<std::size_t>(
        std::upper_bound(values.begin(), values.end(), limit) - values.begin());
    const PriceIndex::Answer answer = index.least(points.cells.point(cell), limit, found);
    ASSERT_EQ(answer.count, std::min(wanted, found.size()));
    for (std::size_t k = 0; k < answer.count; ++k) {
      EXPECT_EQ(found[k].value, values[k]);
      EXPECT_EQ(found[k].value, of_photo[found[k].photo]);
      for (std::size_t other = 0; other < k; ++other) EXPECT_NE(found[k].photo, found[other].photo);
    }
    if (answer.count < values.size()) {
      EXPECT_LE(answer.rest, values[answer.count]);
    }
  }
}

TEST(PriceIndex, EqualsTryingAllPhotosWhateverThePricesAndSlopes) {
  std::mt19937 engine(3);
  for (const Kind kind : match_test::kKinds) {
    for (const std::size_t dimension : {1U, 3U, 8U, 27U}) {
      for (const std::size_t photo_count : {1U, 31U, 33U, 300U, 2500U}) {
        SCOPED_TRACE(match_test::name(kind) + ", dimension " + std::to_string(dimension) + ", " +
                     std::to_string(photo_count));
        const Case points = make_case(kind, photo_count, dimension);
        PriceIndex index(points.photos);
        expect_exact(index, points, PriceIndex::kNoValue);
        std::vector<std::int32_t> prices(photo_count);
        for (std::int32_t& price : prices) {
          price = static_cast<std::int32_t>(engine() % static_cast<unsigned>(kGreatestCost));
        }
        std::vector<std::int16_t> slopes(points.photos.values.size());
        for (std::size_t k = 0; k < slopes.size(); ++k) {
          const std::size_t cell = engine() % points.cells.count;
          slopes[k] = static_cast<std::int16_t>(points.cells.point(cell)[k % points.cells.width] -
                                                points.photos.values[k]);
        }
        index.set_prices(prices, slopes);
        expect_exact(index, points, PriceIndex::kNoValue);
        for (std::size_t round = 0; round < 3 * photo_count; ++round) {
          const std::size_t photo = engine() % photo_count;
          index.raise_price(photo,
                            index.price(photo) + static_cast<std::int32_t>(engine() % 100000));
        }
        expect_exact(index, points, PriceIndex::kNoValue);
        expect_exact(index, points, kGreatestCost / 2);
      }
    }
  }
}

TEST(QuantisedPoints, KeepDistancesUpToTheRoundingOfCoordinates) {
  for (const std::size_t dimension : {1U, 3U, 8U, 27U, 48U, 70U}) {
    const Points cells = make_points(Kind::clustered, 30, dimension, 1);
    const Points photos = make_points(Kind::random, 30, dimension, 2);
    const Quantisation quantisation = choose_quantisation(cells.view(), photos.view());
    const QuantisedPoints a = quantise(cells.view(), quantisation);
    const QuantisedPoints b = quantise(photos.view(), quantisation);
    for (std::size_t i = 0; i < 30; ++i) {
      for (std::size_t j = 0; j < 30; ++j) {
        const std::int32_t cost = integer_cost(a.point(i), b.point(j), a.width);
        EXPECT_LE(cost, kGreatestCost);
        const double distance = std::sqrt(static_cast<double>(
            squared_distance(cells.view().point(i), photos.view().point(j), dimension)));
        EXPECT_NEAR(std::sqrt(cost) / quantisation.scale, distance,
                    std::sqrt(static_cast<double>(dimension)) / quantisation.scale + 1e-5);
      }
    }
  }
}

TEST(QuantisedPoints, AreKeptInAnOrderThatIsAPermutation) {
  const Case points = make_case(Kind::duplicates, 777, 3);
  std::vector<std::uint32_t> order = k_d_order(points.photos);
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> expected(777);
  std::iota(expected.begin(), expected.end(), 0U);
  EXPECT_EQ(order, expected);
}

}  // namespace
}  // namespace tessera
