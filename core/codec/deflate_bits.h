// BitWriter: deflate's bit stream, the first bit in the least significant place (RFC 1951, 3.1.1).
//
// It writes to memory that the caller has made large enough: up to 8 bytes past the last whole byte
// may be overwritten.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tessera {

static_assert(std::endian::native == std::endian::little, "bits are stored as whole words");

class BitWriter {
 public:
  explicit BitWriter(std::uint8_t* output) : next_(output) {}

  /// Adds bits without storing them; after a flush there is room for 56 of them.
  /// @param bits nothing above the lowest `count` bits may be set.
  void add(std::uint64_t bits, unsigned count) {
    pending_ |= bits << pending_count_;
    pending_count_ += count;
  }

  /// Stores the whole bytes among the pending bits; at most 7 bits stay pending.
  void flush() {
    std::memcpy(next_, &pending_, sizeof pending_);
    next_ += pending_count_ >> 3;
    pending_ >>= pending_count_ & 56;
    pending_count_ &= 7;
  }

  /// Adds up to 56 bits and flushes.
  void put(std::uint64_t bits, unsigned count) {
    add(bits, count);
    flush();
  }

  /// Adds a bit string of any length, 8 bytes at a time.
  /// @param bits the first bit lowest in the first byte; 8 bytes behind the last one are read.
  void append(const std::uint8_t* bits, std::size_t count) {
    flush();
    const unsigned shift = pending_count_;
    std::uint64_t carried = pending_;
    for (; count >= 64; count -= 64, bits += 8, next_ += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, bits, sizeof word);
      const std::uint64_t shifted = carried | word << shift;
      std::memcpy(next_, &shifted, sizeof shifted);
      // Two shifts, because one by 64 is undefined.
      carried = word >> 1 >> (63 - shift);
    }
    pending_ = carried;
    std::uint64_t rest = 0;
    std::memcpy(&rest, bits, sizeof rest);
    const unsigned low = count < 32 ? static_cast<unsigned>(count) : 32;
    put(rest & ((std::uint64_t{1} << low) - 1), low);
    const unsigned high = static_cast<unsigned>(count) - low;
    put((rest >> 32) & ((std::uint64_t{1} << high) - 1), high);
  }

  /// Fills the last byte with zeros and gives the end of what was written.
  std::uint8_t* finish_byte() {
    flush();
    if (pending_count_ > 0) ++next_;
    pending_ = 0;
    pending_count_ = 0;
    return next_;
  }

  /// Goes on after bytes that the caller wrote at the end which finish_byte() gave.
  void continue_at(std::uint8_t* output) { next_ = output; }

  /// The number of bits in the last byte that is not yet full, 0 to 7. Only after a flush.
  unsigned pending_count() const { return pending_count_; }

  /// The address of the next whole byte to be stored. Only after a flush.
  std::uint8_t* position() const { return next_; }

 private:
  std::uint8_t* next_;
  std::uint64_t pending_ = 0;
  unsigned pending_count_ = 0;
};

}  // namespace tessera
