// The forward DCT and the quantisation of a block, for the JPEG encoder.
//
//   const BlockQuantiser quantiser(table);
//   quantiser.transform(samples, coefficients);
//
// Internal to the JPEG encoder. The transform is the integer form of C. Loeffler, A. Ligtenberg and
// G. Moschytz, "Practical fast 1-D DCT algorithms with 11 multiplications" (1989), on eight columns
// at a time, with SSE2 where there is (in WebAssembly, too). The same bits everywhere.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace tessera::jpeg {

inline constexpr std::size_t kBlockArea = 64;
/// A block's samples, level-shifted to -128 … 127, or its coefficients.
using Block = std::array<std::int16_t, kBlockArea>;

class BlockQuantiser {
 public:
  /// @param steps 1 to 255 each, in natural order (row-major).
  explicit BlockQuantiser(const std::array<std::uint8_t, kBlockArea>& steps);

  /// The quantised coefficients of a block, rounded to nearest, halves away from zero.
  /// @param samples row-major. @param coefficients in zigzag order.
  void transform(const Block& samples, Block& coefficients) const;

 private:
  // Division by whole numbers as multiplication (T. Granlund and P. Montgomery, "Division by
  // invariant integers using multiplication", 1994), by the place in the transform's output, which
  // is the natural order mirrored.
  std::array<std::uint16_t, kBlockArea> half_step_;
  std::array<std::uint16_t, kBlockArea> multiplier_;
  std::array<std::uint16_t, kBlockArea> shift_;  // As a factor: 2^(16 - bits).
  std::array<std::uint8_t, kBlockArea> zigzag_;  // The place of each coefficient of the file.
};

}  // namespace tessera::jpeg
