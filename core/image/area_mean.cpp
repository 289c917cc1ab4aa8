#include "image/area_mean.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace tessera {
namespace {

constexpr std::int64_t kUnit = 256;  // a whole pixel's weight

// The pixels that lie between two edges, and what the first and the last of them weigh.
struct Span {
  int first = 0;
  int last = 0;
  std::int64_t first_weight = 0;
  std::int64_t last_weight = 0;

  std::int64_t weight(int pixel) const {
    if (pixel == first) return first_weight;
    return pixel == last ? last_weight : kUnit;
  }
  std::int64_t total() const {
    return first == last ? first_weight : first_weight + last_weight + kUnit * (last - first - 1);
  }
};

Span span_between(double begin, double end, int limit) {
  const std::int64_t size = kUnit * limit;
  const std::int64_t low = std::clamp<std::int64_t>(std::llround(begin * kUnit), 0, size - 1);
  const std::int64_t high = std::clamp<std::int64_t>(std::llround(end * kUnit), low + 1, size);
  Span span;
  span.first = static_cast<int>(low / kUnit);
  span.last = static_cast<int>((high - 1) / kUnit);
  span.last_weight = high - span.last * kUnit;
  span.first_weight = span.first == span.last ? high - low : (span.first + 1) * kUnit - low;
  return span;
}

std::vector<Span> spans_of(std::span<const Interval> intervals, int limit) {
  std::vector<Span> spans;
  spans.reserve(intervals.size());
  for (const Interval& interval : intervals) {
    spans.push_back(span_between(interval.begin, interval.end, limit));
  }
  return spans;
}

// What is averaged, 0 to 65535, of each stored value.
using Values = std::array<std::uint16_t, 256>;

constexpr Values kAsStored = [] {
  Values values{};
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::uint16_t>(257 * i);
  return values;
}();

struct Sum {
  std::int64_t red = 0;
  std::int64_t green = 0;
  std::int64_t blue = 0;

  void add(const std::uint8_t* pixel, std::int64_t weight, const Values& values) {
    red += weight * values[pixel[0]];
    green += weight * values[pixel[1]];
    blue += weight * values[pixel[2]];
  }
  void add(const Sum& other, std::int64_t weight) {
    red += weight * other.red;
    green += weight * other.green;
    blue += weight * other.blue;
  }
};

// Calls take(sum, weight) for each box.
template <class Take>
void sum_boxes(ImageView image, std::span<const Interval> across, std::span<const Interval> down,
               const Values& values, const Take& take) {
  const std::vector<Span> columns = spans_of(across, image.width);
  const std::vector<Span> rows = spans_of(down, image.height);
  std::vector<Sum> sums(columns.size());
  for (const Span& row : rows) {
    std::fill(sums.begin(), sums.end(), Sum{});
    for (int y = row.first; y <= row.last; ++y) {
      const std::int64_t row_weight = row.weight(y);
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const Span& column = columns[c];
        Sum line;
        line.add(image.at(column.first, y), column.first_weight, values);
        for (int x = column.first + 1; x < column.last; ++x) {
          line.add(image.at(x, y), kUnit, values);
        }
        if (column.last != column.first) {
          line.add(image.at(column.last, y), column.last_weight, values);
        }
        sums[c].add(line, row_weight);
      }
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
      take(sums[c], columns[c].total() * row.total());
    }
  }
}

}  // namespace

std::vector<Interval> intervals_between(std::span<const double> edges) {
  std::vector<Interval> intervals;
  intervals.reserve(edges.size() - 1);
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) intervals.push_back({edges[i], edges[i + 1]});
  return intervals;
}

std::vector<LinearRgb> area_means(ImageView image, std::span<const double> x_edges,
                                  std::span<const double> y_edges) {
  return area_means(image, intervals_between(x_edges), intervals_between(y_edges));
}

std::vector<LinearRgb> area_means(ImageView image, std::span<const Interval> columns,
                                  std::span<const Interval> rows) {
  std::vector<LinearRgb> means;
  means.reserve(columns.size() * rows.size());
  sum_boxes(image, columns, rows, kLinearFromSrgb, [&](const Sum& sum, std::int64_t weight) {
    const double scale = 1.0 / (65535.0 * static_cast<double>(weight));
    means.push_back({static_cast<double>(sum.red) * scale, static_cast<double>(sum.green) * scale,
                     static_cast<double>(sum.blue) * scale});
  });
  return means;
}

std::vector<std::uint8_t> stored_means(ImageView image, std::span<const double> x_edges,
                                       std::span<const double> y_edges) {
  return stored_means(image, intervals_between(x_edges), intervals_between(y_edges));
}

std::vector<std::uint8_t> stored_means(ImageView image, std::span<const Interval> columns,
                                       std::span<const Interval> rows) {
  std::vector<std::uint8_t> means;
  means.reserve(columns.size() * rows.size() * kChannels);
  sum_boxes(image, columns, rows, kAsStored, [&](const Sum& sum, std::int64_t weight) {
    for (const std::int64_t channel : {sum.red, sum.green, sum.blue}) {
      means.push_back(static_cast<std::uint8_t>((channel + 257 * weight / 2) / (257 * weight)));
    }
  });
  return means;
}

}  // namespace tessera
