#include "image/area_mean.h"

#include <algorithm>
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

std::vector<Span> spans_between(std::span<const double> edges, int limit) {
  std::vector<Span> spans;
  spans.reserve(edges.size() - 1);
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    spans.push_back(span_between(edges[i], edges[i + 1], limit));
  }
  return spans;
}

struct Sum {
  std::int64_t red = 0;
  std::int64_t green = 0;
  std::int64_t blue = 0;

  void add(const std::uint8_t* pixel, std::int64_t weight) {
    red += weight * kLinearFromSrgb[pixel[0]];
    green += weight * kLinearFromSrgb[pixel[1]];
    blue += weight * kLinearFromSrgb[pixel[2]];
  }
  void add(const Sum& other, std::int64_t weight) {
    red += weight * other.red;
    green += weight * other.green;
    blue += weight * other.blue;
  }
};

}  // namespace

std::vector<LinearRgb> area_means(ImageView image, std::span<const double> x_edges,
                                  std::span<const double> y_edges) {
  const std::vector<Span> columns = spans_between(x_edges, image.width);
  const std::vector<Span> rows = spans_between(y_edges, image.height);
  std::vector<LinearRgb> means;
  means.reserve(columns.size() * rows.size());
  std::vector<Sum> sums(columns.size());
  for (const Span& row : rows) {
    std::fill(sums.begin(), sums.end(), Sum{});
    for (int y = row.first; y <= row.last; ++y) {
      const std::int64_t row_weight = row.weight(y);
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const Span& column = columns[c];
        Sum line;
        line.add(image.at(column.first, y), column.first_weight);
        for (int x = column.first + 1; x < column.last; ++x) line.add(image.at(x, y), kUnit);
        if (column.last != column.first) line.add(image.at(column.last, y), column.last_weight);
        sums[c].add(line, row_weight);
      }
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const double scale = 1.0 / (65535.0 * static_cast<double>(columns[c].total() * row.total()));
      means.push_back({static_cast<double>(sums[c].red) * scale,
                       static_cast<double>(sums[c].green) * scale,
                       static_cast<double>(sums[c].blue) * scale});
    }
  }
  return means;
}

}  // namespace tessera
