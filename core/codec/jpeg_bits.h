// The bits of a JPEG's entropy-coded data (ITU-T T.81 F.2.2.5), most significant first.
//
//   EntropyIntervals intervals(bytes.subspan(position));
//   BitReader bits;
//   bits = *intervals.open_next(bits);             // an interval ends at the next marker
//   if (!bits.has_room()) bits = topped_up(bits);  // once an MCU; failed() if data is missing
//   bits.refill();                                 // now 56 bits can be peeked at
//   bits.peek(12), bits.consume(5), ...
//
// Stuffed bytes are taken out in one copying pass through a small buffer, 16 bytes at a time, so
// that a refill is one unaligned 64-bit load without a branch (F. Giesen, "Reading bits in far too
// many ways", 2018, variant 4). The buffer stays in the first-level cache; a copy of the whole file
// cost 5 % of the time in page faults.
#pragma once

#include "base/status.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace tessera::jpeg {

inline std::uint64_t load_big_endian_64(const std::uint8_t* bytes) {
#if defined(__wasm_simd128__)
  // WebAssembly has no byte swap; a swizzle is one instruction where the expansion takes twelve. A
  // shuffle would have V8 put its pattern together each time.
  const v128_t order = wasm_i8x16_const(7, 6, 5, 4, 3, 2, 1, 0, 7, 6, 5, 4, 3, 2, 1, 0);
  return wasm_u64x2_extract_lane(wasm_i8x16_swizzle(wasm_v128_load64_zero(bytes), order), 0);
#else
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  return word;
#else
  return __builtin_bswap64(word);
#endif
#endif
}

/// The un-stuffed bytes of one interval, a window at a time.
class EntropyWindow {
 public:
  /// No MCU takes more: 10 blocks of 64 coefficients of 16 + 15 bits.
  static constexpr std::size_t kLargestMcu = 10 * 64 * 31 / 8 + 16;

  /// Starts at the first byte of an interval.
  void open(const std::uint8_t* raw, const std::uint8_t* raw_end);

  /// Moves what lies from `next` on to the front, fills up, and returns where `next` is now.
  const std::uint8_t* advance(const std::uint8_t* next);

  const std::uint8_t* begin() const { return buffer_.data() + kHistory; }
  /// Up to here an MCU can be read without looking at the end.
  const std::uint8_t* limit() const { return limit_; }
  /// The byte after the last un-stuffed one; behind it zeros.
  const std::uint8_t* end() const { return buffer_.data() + filled_; }
  /// The interval's last byte is in the window.
  bool complete() const { return complete_; }
  /// The first byte that was not taken in: where complete, the marker that ends the interval.
  const std::uint8_t* raw() const { return raw_; }

 private:
  /// Bytes kept before `next`, for readers that step back by a few bits.
  static constexpr std::size_t kHistory = 16;
  static constexpr std::size_t kCapacity = 16384;

  void fill();

  const std::uint8_t* raw_ = nullptr;
  const std::uint8_t* raw_end_ = nullptr;
  const std::uint8_t* limit_ = nullptr;
  std::size_t filled_ = 0;
  bool complete_ = false;
  std::array<std::uint8_t, kHistory + kCapacity + kLargestMcu + 32> buffer_{};
};

/// A position among the bits. Small: the inner loops keep a copy of their own in registers. Numbers
/// of bits are 64 bits wide like what they shift: V8 then needs neither to widen nor to mask them.
class BitCursor {
 public:
  BitCursor() = default;
  explicit BitCursor(const std::uint8_t* next) : next_(next) {}

  /// Makes at least 56 bits ready.
  void refill() {
    bits_ |= load_big_endian_64(next_) >> count_;
    next_ += (63 - count_) >> 3;
    count_ |= 56;
  }
  /// The next `width` bits, 1 to 32.
  std::uint32_t peek(std::uint64_t width) const {
    return static_cast<std::uint32_t>(bits_ >> (64 - width));
  }
  /// Passes over at most as many bits as are ready.
  void consume(std::uint64_t width) {
    bits_ <<= width;
    count_ -= width;
  }
  /// Reads 1 to 16 bits.
  std::uint32_t take(unsigned width) {
    const std::uint32_t value = peek(width);
    consume(width);
    return value;
  }
  /// Steps back over bits that were consumed since the last topped_up().
  void unread(std::uint64_t width) {
    // next_ stands count_ bits ahead of the position, rounded down to bytes by the load.
    const std::uint64_t back = width + count_;
    next_ -= (back + 7) / 8;
    const std::uint64_t inside = (8 - back % 8) % 8;
    bits_ = 0;
    count_ = 0;
    refill();
    consume(inside);
  }

 protected:
  std::uint64_t bits_ = 0;
  std::uint64_t count_ = 0;  // So many upper bits_ count; below may be more of the data.
  const std::uint8_t* next_ = nullptr;
};

/// A cursor over a window, which it borrows. What is not inlined takes and returns it by value:
/// were its address to escape, every write of a pixel would send it through memory.
class BitReader : public BitCursor {
 public:
  BitReader() = default;
  explicit BitReader(EntropyWindow& window)
      : BitCursor(window.begin()), limit_(window.limit()), window_(&window) {}

  BitCursor cursor() const { return *this; }
  void set_cursor(BitCursor cursor) { static_cast<BitCursor&>(*this) = cursor; }

  /// False where the window may end within an MCU, and after fail().
  bool has_room() const { return next_ <= limit_; }
  /// Says that the data makes no sense; decoding may go on (on zeros or garbage) to the next check.
  void fail() {
    failed_ = true;
    limit_ = nullptr;
  }
  bool failed() const { return failed_; }

  /// Bits of the window that have not been consumed; negative if more were than there are.
  std::ptrdiff_t bits_left() const {
    return (window_->end() - next_) * 8 + static_cast<std::ptrdiff_t>(count_);
  }

 private:
  bool failed_ = false;
  const std::uint8_t* limit_ = nullptr;
  EntropyWindow* window_ = nullptr;

  friend BitReader topped_up(BitReader bits);
};

/// The reader with more data brought in. Where there is none, or after fail(), the result has
/// failed() or bits_left() below zero, and the scan is over.
BitReader topped_up(BitReader bits);

/// The intervals of one scan: opens them in turn and checks that each one ends as it should.
class EntropyIntervals {
 public:
  /// @param data from the first byte of the entropy-coded data to the end of the file.
  explicit EntropyIntervals(std::span<const std::uint8_t> data)
      : position_(data.data()), end_(data.data() + data.size()) {}

  /// A reader of the next interval. Before every one but the first the restart marker that is due
  /// must stand, right behind the bits of the interval before.
  /// @param before the reader of that interval.
  Result<BitReader> open_next(BitReader before);

  /// The first byte after what the last interval has taken in.
  const std::uint8_t* position() const { return window_.raw(); }

 private:
  const std::uint8_t* position_;
  const std::uint8_t* end_;
  int opened_ = 0;
  EntropyWindow window_;
};

/// ok, or corrupt if the reader failed or went beyond its interval.
Status entropy_status(BitReader bits);

}  // namespace tessera::jpeg
