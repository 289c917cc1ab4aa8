// The bit stream of a JPEG's entropy-coded data, the first bit in the most significant place (ITU-T
// T.81, F.1.2.3), before zeros are stuffed behind bytes of 255.
//
// Internal to the JPEG encoder. It writes to memory that the caller has made large enough: up to 8
// bytes past the last whole byte may be overwritten.
#pragma once

#include "base/byte_buffer.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace tessera::jpeg {

inline std::uint64_t load_most_significant_first(const std::uint8_t* bytes) {
  std::uint64_t word = 0;
  for (int i = 0; i < 8; ++i) word = word << 8 | bytes[i];
  return word;
}

inline void store_most_significant_first(std::uint64_t word, std::uint8_t* bytes) {
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<std::uint8_t>(word >> (56 - 8 * i));
}

class BitStringWriter {
 public:
  explicit BitStringWriter(std::uint8_t* output) : next_(output) {}

  /// Adds 0 to 32 bits; nothing above the lowest `count` bits may be set.
  void put(std::uint32_t bits, unsigned count) {
    pending_ = pending_ << count | bits;
    pending_count_ += count;
    if (pending_count_ >= 32) flush();
  }

  /// Adds a bit string of any length.
  /// @param bits the first bit in the most significant place of the first byte; 8 bytes behind the
  ///   last one are read.
  void append(const std::uint8_t* bits, std::size_t count) {
    for (; count >= 32; count -= 32, bits += 4) {
      put(static_cast<std::uint32_t>(load_most_significant_first(bits) >> 32), 32);
    }
    if (count > 0) {
      put(static_cast<std::uint32_t>(load_most_significant_first(bits) >> (64 - count)),
          static_cast<unsigned>(count));
    }
  }

  /// Bits since the output's beginning.
  std::size_t bit_count(const std::uint8_t* output) const {
    return static_cast<std::size_t>(next_ - output) * 8 + pending_count_;
  }

  /// Fills the last byte with ones, as before a marker, and gives the end of what was written.
  std::uint8_t* finish_byte() {
    const unsigned fill = (8 - pending_count_ % 8) % 8;
    put((1U << fill) - 1, fill);
    flush();
    return next_;
  }

 private:
  void flush() {
    if (pending_count_ == 0) return;
    store_most_significant_first(pending_ << (64 - pending_count_), next_);
    next_ += pending_count_ / 8;
    pending_count_ %= 8;
  }

  std::uint8_t* next_;
  std::uint64_t pending_ = 0;  // Its lowest pending_count_ bits.
  unsigned pending_count_ = 0;
};

/// Appends bytes with a zero behind each 255 (T.81, B.1.1.5).
void append_stuffed(std::span<const std::uint8_t> bytes, ByteBuffer& output);

}  // namespace tessera::jpeg
