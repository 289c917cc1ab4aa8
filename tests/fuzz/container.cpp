// Any bytes give what a container says or a Status, never a fault. Build and run as fuzz_decode.
#include "codec/container.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto info = tessera::read_container({data, size});
  if (!info && info.status().code != tessera::StatusCode::corrupt) std::abort();
  if (info && info->size.area() < 0) std::abort();
  return 0;
}
