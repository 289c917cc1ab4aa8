#include "image/filter_taps.h"

#include <algorithm>
#include <cmath>

namespace tessera {
namespace {

constexpr double kReach = 2;  // The filter is zero from here on.
// C. Of 0.5 (Catmull-Rom) to 0.75, what came nearest to a LANCZOS filter's thumbnails of photos.
constexpr double kSharpness = 0.7;

double cubic(double x) {
  x = x < 0 ? -x : x;
  if (x < 1) return ((2 - kSharpness) * x - (3 - kSharpness)) * x * x + 1;
  if (x < kReach) return -kSharpness * (((x - 5) * x + 8) * x - 4);
  return 0;
}

// Where the filter lies for one result.
struct Place {
  double centre;
  double stretch;

  int low() const { return static_cast<int>(std::floor(centre - kReach * stretch)); }
  int high() const { return static_cast<int>(std::ceil(centre + kReach * stretch)); }  // past it
  double weight(int sample) const { return cubic((sample + 0.5 - centre) / stretch); }
};

// Rounds the running total, not each weight: the sum is exact, and where thousands of samples share
// the weight of one none is lost.
void write_weights(const Place& place, int first, int samples, std::int16_t* weights) {
  double sum = 0;
  for (int sample = place.low(); sample < place.high(); ++sample) sum += place.weight(sample);
  double total = 0;
  int written = 0;
  for (int sample = place.low(); sample < place.high(); ++sample) {
    total += place.weight(sample) / sum * kWeightOne;
    const int rounded = static_cast<int>(std::floor(total + 0.5));
    const int inside = std::clamp(sample, 0, samples - 1);
    std::int16_t& weight = weights[inside - first];
    weight = static_cast<std::int16_t>(weight + rounded - written);
    written = rounded;
  }
}

}  // namespace

FilterTaps filter_taps(double begin, double length, int results, int samples, int first_step) {
  const double step = length / results;
  const double stretch = std::max(1.0, step);
  const auto place = [&](int result) { return Place{begin + (result + 0.5) * step, stretch}; };
  FilterTaps taps;
  taps.begin = std::clamp(place(0).low(), 0, samples - 1);
  taps.end = std::clamp(place(results - 1).high(), taps.begin + 1, samples);
  taps.first.reserve(static_cast<std::size_t>(results));
  for (int result = 0; result < results; ++result) {
    const int low = std::clamp(place(result).low(), 0, samples - 1);
    const int high = std::clamp(place(result).high(), low + 1, samples);
    const int first = low - (low - taps.begin) % first_step;
    taps.first.push_back(first);
    taps.count = std::max(taps.count, high - first);
  }
  taps.count += taps.count % 2;
  const auto count = static_cast<std::size_t>(taps.count);
  taps.weights.resize(count * taps.first.size());
  for (int result = 0; result < results; ++result) {
    const auto index = static_cast<std::size_t>(result);
    write_weights(place(result), taps.first[index], samples, taps.weights.data() + index * count);
  }
  return taps;
}

}  // namespace tessera
