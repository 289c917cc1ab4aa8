// The weights of a resampling filter along one axis.
//
//   FilterTaps taps = filter_taps(0.0, 300.0, 100, 300, 1);   // 300 samples → 100
//   // result i: Σ taps.weights[i · taps.count + k] · sample[taps.first[i] + k] / kWeightOne
//
// Internal to resample(). A cubic filter (R. Keys, "Cubic convolution interpolation for digital
// image processing", 1981: B = 0 in the family of D. Mitchell and A. Netravali), which is stretched
// where there are fewer samples afterwards. Samples that lie where they lay keep their value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tessera {

/// Weights are whole numbers of this many bits, so that every platform sums to the same.
inline constexpr int kWeightBits = 14;
inline constexpr int kWeightOne = 1 << kWeightBits;

struct FilterTaps {
  int begin = 0;  ///< The first sample that has any weight, and the end of them.
  int end = 0;
  /// Weights of each result: even. Those at the end may be zero and stand for no sample.
  int count = 0;
  std::vector<int> first;  ///< For each result the sample of its first weight: ascending.
  std::vector<std::int16_t> weights;  ///< `count` for each result; they add up to kWeightOne.
};

/// @param begin, length the part of the axis that is wanted; edges may cut samples, and samples
///   beyond them count as far as the filter reaches. What lies beyond the axis is its last sample.
/// @param results how many samples it becomes. @param samples of the whole axis.
/// @param first_step every `first` minus `begin` is a multiple of this: 1 or 2.
FilterTaps filter_taps(double begin, double length, int results, int samples, int first_step);

}  // namespace tessera
