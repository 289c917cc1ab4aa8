#include "codec/jpeg_encode_bits.h"

namespace tessera::jpeg {

void append_stuffed(std::span<const std::uint8_t> bytes, ByteBuffer& output) {
  std::uint8_t* to = output.make_room(2 * bytes.size() + 8);
  const std::uint8_t* from = bytes.data();
  const std::uint8_t* const end = from + bytes.size();
  while (from < end) {
    if (end - from >= 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, from, sizeof word);
      // A byte of 255 is a byte of 0 in the complement; the lowest such byte shows as a high bit.
      const std::uint64_t low = 0x0101010101010101U;
      if (((~word - low) & word & (low << 7)) == 0) {
        std::memcpy(to, &word, sizeof word);
        from += 8;
        to += 8;
        continue;
      }
    }
    for (int i = 0; i < 8 && from < end; ++i) {
      *to++ = *from;
      if (*from++ == 0xff) *to++ = 0;
    }
  }
  output.set_end(to);
}

}  // namespace tessera::jpeg
