// Scans of a progressive JPEG (ITU-T T.81 Annex G), as far as a reduced picture needs them.
//
//   if (progressive_scan_wanted(header, plan)) ... decode_progressive_scan(header, data, plan);
//   ... until progressive_complete(plan)
//   transform_progressive(plan);
//
// Internal to the JPEG decoder. The DC is always brought to its last bit, which costs a bit a block.
// The AC bits of refinement scans cannot be read without the whole history of a band, so below full
// size they are left out, and the coefficients are put in the middle of what they may be.
#pragma once

#include "base/status.h"
#include "codec/jpeg_markers.h"
#include "codec/jpeg_plan.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace tessera::jpeg {

/// Whether the scan of `header.scan` has anything for the plan.
bool progressive_scan_wanted(const JpegHeader& header, const DecodePlan& plan);

/// Decodes it into the coefficients of its components.
/// @param data from the scan's first entropy-coded byte to the end of the file.
/// @return how many bytes of `data` the scan has used, or corrupt.
Result<std::size_t> decode_progressive_scan(const JpegHeader& header,
                                            std::span<const std::uint8_t> data, DecodePlan& plan);

/// Every coefficient that the plan needs is there, to the bit that it needs.
bool progressive_complete(const DecodePlan& plan);

/// There is at least something of every block.
bool progressive_has_dc(const DecodePlan& plan);

/// Dequantises and transforms the coefficients into the planes.
void transform_progressive(DecodePlan& plan);

}  // namespace tessera::jpeg
