// MosaicStyle: how the tiles of a mosaic are drawn, beside which photo stands where.
//
//   MosaicStyle style;
//   style.overlap = 0.4;                     // soft edges
//   if (Status status = check_style(style); !status.is_ok()) return status;
//
// A tile is toned; its mean colour is moved towards its cell's; where tiles overlap they fade into
// each other; the target is laid over them; gaps are drawn over all that.
#pragma once

#include "base/geometry.h"
#include "base/status.h"

#include <array>
#include <cstdint>

namespace tessera {

using Rgb = std::array<std::uint8_t, 3>;

enum class Tone : int {
  as_is = 0,
  grey = 1,   ///< luma by ITU-R 601
  sepia = 2,  ///< the same on warm paper
};

struct MosaicStyle {
  /// By how much of a cell's sides a tile is larger than its cell, 0 to 1: half of it on each side.
  double overlap = 0;
  /// How far a tile's mean colour is moved towards that of its cell, 0 (not at all) to 1 (all the
  /// way, as far as that does not leave the range of colours).
  double pull = 0;
  /// How much of the target's own pixels is laid over the tiles, 0 to 1 (nothing else is seen).
  double overlay = 0;
  Tone tone = Tone::as_is;
  /// Width of the lines between cells, in parts of a tile's shorter side, 0 to 0.5; at least a
  /// pixel of the whole mosaic where it is not 0.
  double gap = 0;
  /// The colour of gaps, and of empty cells where the picture has no alpha.
  Rgb background = {255, 255, 255};

  bool operator==(const MosaicStyle&) const = default;

  /// Whether tiles stand side by side as they are.
  bool is_plain() const {
    return overlap <= 0 && pull <= 0 && overlay <= 0 && tone == Tone::as_is && gap <= 0;
  }
  /// Whether the target's colours are seen.
  bool shows_target() const { return pull > 0 || overlay > 0; }
  /// The pixels of a tile that fills a cell of that size and overlaps.
  Size drawn_size(Size cell) const;
};

/// Pixels by which a tile is larger than its cell on each side.
/// @param side of the cell. @param halvings of the picture.
int overlap_margin(double overlap, int side, int halvings = 0);

/// @return invalid_argument, with the name of what is out of its range.
Status check_style(const MosaicStyle& style);

}  // namespace tessera
