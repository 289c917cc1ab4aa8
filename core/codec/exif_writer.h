// The EXIF block of a picture that we write: that its colours are sRGB, and how dense its pixels
// are.
#pragma once

#include "base/byte_buffer.h"

namespace tessera {

/// The content of a JPEG's APP1 segment, "Exif\0\0" and a TIFF structure (CIPA DC-008, 4.6).
/// @param dots_per_inch up to 65,535, kept to four decimals (JFIF has whole numbers only); 0 leaves
///   it out.
ByteBuffer srgb_exif_block(double dots_per_inch);

}  // namespace tessera
