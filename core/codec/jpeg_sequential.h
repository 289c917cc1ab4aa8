// Scans of a sequential JPEG, baseline or extended (ITU-T T.81 F.2): entropy decoding and reduced
// inverse DCT in one pass, straight into the planes.
//
// Internal to the JPEG decoder.
#pragma once

#include "base/status.h"
#include "codec/jpeg_markers.h"
#include "codec/jpeg_plan.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace tessera::jpeg {

/// Decodes the scan of `header.scan` into the planes of its components, down to the last wanted
/// row; what lies below is not read.
/// @param data from the scan's first entropy-coded byte to the end of the file.
/// @return how many bytes of `data` the scan has used, or corrupt.
Result<std::size_t> decode_sequential_scan(const JpegHeader& header,
                                           std::span<const std::uint8_t> data, DecodePlan& plan);

}  // namespace tessera::jpeg
