// A Status, never a fault: any bytes, at any scale and crop.
//
// The first byte of the input chooses scale and crop, the rest is the file. Seed with small photos
// of every kind (tests/tools/make_jpeg_variants), each with any byte before it.

#include "codec/jpeg_reduced.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer names it
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::span<const std::uint8_t> bytes(data + 1, size - 1);
  const tessera::Result<tessera::JpegInfo> info = tessera::read_jpeg_info(bytes);
  tessera::JpegReduction reduction;
  reduction.pixel_limit = 1 << 20;
  if (info) {
    const tessera::Size full = info->size;
    const int divisor = 8 >> (data[0] & 3);
    if ((data[0] & 4) != 0) {
      reduction.crop = {full.width / 3, full.height / 4, full.width - full.width / 2,
                        full.height - full.height / 3};
    }
    reduction.least = {full.width / divisor, full.height / divisor};
    if ((data[0] & 8) != 0) reduction.least.height = 1;
  }
  const tessera::Result<tessera::ReducedJpeg> reduced =
      tessera::decode_jpeg_reduced(bytes, reduction);
  if (reduced && reduced->image.empty()) std::abort();
  return 0;
}
