// MosaicLook: a style, what of the target it shows, and how photos are prepared for it, for as long
// as something is drawn so.
#pragma once

#include "library/preparation.h"
#include "mosaic/composer.h"
#include "mosaic/style.h"
#include "mosaic/target_colours.h"

#include <cstdint>
#include <memory>
#include <span>

namespace tessera::wasm {

struct MosaicLook {
  MosaicStyle style;
  std::shared_ptr<const TargetColours> colours;  ///< null where nothing of it is shown
  Preparation preparation;                       ///< that the photos were matched with

  /// What is composed; it borrows the cells, the blocks and the colours.
  Mosaic of(const Grid& grid, std::span<const std::uint32_t> photo_of_cell,
            const Blocks& blocks) const {
    return {grid, photo_of_cell, style, colours.get(), blocks.any() ? &blocks : nullptr};
  }
};

}  // namespace tessera::wasm
