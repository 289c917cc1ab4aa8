// Scans of a progressive JPEG (ITU-T T.81 Annex G), as far as a reduced picture needs them.
//
//   if (progressive_scan_wanted(header, plan)) ... decode_progressive_scan(header, data, plan);
//   ... until progressive_complete(plan)
//   transform_progressive(plan);
//
// Internal to the JPEG decoder. Where the DC is enough, only its scans are read, to the last bit
// (which costs a bit a block). Where it is not, all scans are: the bits of a refinement cannot be
// read without the whole history of its band. Leaving the refinements out instead was tried: 2 to 4
// grey levels at a quarter and at half of the size, for photos that are small in the first place.
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
