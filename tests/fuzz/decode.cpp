// Any bytes give an image or a Status, never a fault. Build with -DTESSERA_FUZZ=ON (clang), then
//   build/fuzz/fuzz_decode CORPUS build/test-media/formats
#include "codec/decode.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tessera::DecodeOptions options;
  options.max_pixels = 1 << 20;
  const tessera::Result<tessera::Image> image = tessera::decode_image({data, size}, options);
  const tessera::Status status = image.status();
  if (!image && (status.is_ok() || status.detail.empty())) std::abort();
  if (image && image->size().area() < 1) std::abort();
  return 0;
}
