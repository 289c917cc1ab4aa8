// The plan of a reduced decode: which blocks are wanted, at what size each, and where they go.
//
// Internal to the JPEG decoder. Words of T.81 (A.2): a block is 8 x 8 samples of one component; an
// MCU is the smallest group of blocks that covers the same area in every component.
#pragma once

#include "base/geometry.h"
#include "codec/jpeg_idct.h"
#include "codec/jpeg_markers.h"
#include "codec/jpeg_reduced.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tessera::jpeg {

/// ComponentPlan::missing_bits of a coefficient that no scan has brought yet.
inline constexpr std::uint8_t kAllBits = 255;

/// Columns [begin, end) or rows.
struct Range {
  int begin = 0;
  int end = 0;
  int length() const { return end - begin; }
  bool contains(int index) const { return index >= begin && index < end; }
};

/// One component: its grid of blocks, and the plane of pixels that the wanted ones become.
struct ComponentPlan {
  int horizontal = 1;  ///< Blocks of an MCU.
  int vertical = 1;
  Size samples;   ///< The component's own width and height, at full size.
  Size grid;      ///< Blocks of the component, without those that only fill up an MCU.
  Range columns;  ///< Wanted blocks, whole MCUs; may reach beyond `grid` by an MCU's filling.
  Range rows;
  Size block;  ///< Pixels of a decoded block: 1 to 8 each way.
  /// Coefficients to decode, in zigzag order: from 0 to kept - 1; 1, or 64 in a progressive file.
  unsigned kept = 1;
  /// For each coefficient in zigzag order its place in the block, kBlockStorage - 1 where it is not
  /// needed.
  std::array<std::uint8_t, 64> place{};
  const std::uint16_t* quantisation = nullptr;  ///< 64 in zigzag order.
  InverseDct transform = nullptr;

  /// The plane has 2 to the power of this fewer pixels than the reduced image, 0 to 4.
  int shift_x = 0;
  int shift_y = 0;
  /// Finer pixels would have been to be had: repeating these is good enough for the thumbnail.
  bool coarse = false;
  /// Pixels of the plane that show the picture; the others are an MCU's filling.
  Size shown;
  std::vector<std::uint8_t> plane;
  std::ptrdiff_t stride = 0;
  /// Progressive only: `kept` coefficients of each wanted block, block after block.
  std::vector<std::int16_t> coefficients;
  /// Progressive only: how many of its lowest bits each coefficient still lacks; kAllBits before
  /// its first scan.
  std::array<std::uint8_t, 64> missing_bits{};
  bool decoded = false;  ///< Sequential only: its scan has been read.

  /// Where the first of a wanted block's pixels goes.
  std::uint8_t* pixels_of(int column, int row) {
    return plane.data() + static_cast<std::ptrdiff_t>(row - rows.begin) * block.height * stride +
           static_cast<std::ptrdiff_t>(column - columns.begin) * block.width;
  }
  /// Progressive only: where a wanted block's coefficients are.
  std::int16_t* coefficients_of(int column, int row) {
    const std::ptrdiff_t index =
        static_cast<std::ptrdiff_t>(row - rows.begin) * columns.length() + column - columns.begin;
    return coefficients.data() + index * static_cast<std::ptrdiff_t>(kept);
  }
};

struct DecodePlan {
  int eighths = 8;
  /// Progressive, and more than the DC is needed: a refinement scan cannot be read without the
  /// whole history of its band in every block, so all coefficients of all blocks are kept.
  bool whole = false;
  int component_count = 0;
  std::array<ComponentPlan, 3> components;
  Size mcus;      ///< MCUs of the frame.
  Range columns;  ///< MCUs that are wanted.
  Range rows;
  Rect area;         ///< The image that comes out, in pixels of the whole reduced picture.
  bool rgb = false;  ///< The components are red, green and blue, not YCbCr.
};

/// Chooses the scale and lays out the planes. unsupported, too_large and invalid_argument as in
/// decode_jpeg_reduced. Allocates nothing yet.
Result<DecodePlan> make_plan(const JpegHeader& header, const JpegReduction& reduction);

/// Allocates the planes and, for a progressive file, the coefficients.
void allocate_plan(DecodePlan& plan, bool progressive);

}  // namespace tessera::jpeg
