#include "codec/jpeg_bits.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tessera::jpeg {

void EntropyWindow::open(const std::uint8_t* raw, const std::uint8_t* raw_end) {
  raw_ = raw;
  raw_end_ = raw_end;
  filled_ = kHistory;
  complete_ = false;
  fill();
}

const std::uint8_t* EntropyWindow::advance(const std::uint8_t* next) {
  if (complete_) return next;
  const std::uint8_t* const keep = next - kHistory;
  const std::size_t length = static_cast<std::size_t>(end() - keep);
  std::memmove(buffer_.data(), keep, length);
  filled_ = length;
  fill();
  return begin();
}

void EntropyWindow::fill() {
  std::uint8_t* out = buffer_.data() + filled_;
  std::uint8_t* const out_end = buffer_.data() + kHistory + kCapacity;
  const std::uint8_t* in = raw_;
  while (out < out_end) {
#if defined(__SSE2__)
    while (raw_end_ - in >= 16 && out < out_end) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in));
      _mm_storeu_si128(reinterpret_cast<__m128i*>(out), bytes);
      const int full = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(-1)));
      // A branch, not a choice between two step widths: the next load would have to wait for that.
      if (full != 0) {
        const int plain = __builtin_ctz(static_cast<unsigned>(full));
        in += plain;
        out += plain;
        break;
      }
      in += 16;
      out += 16;
    }
    if (out >= out_end) break;
#endif
    if (in == raw_end_) {
      complete_ = true;
      break;
    }
    if (*in != 0xFF) {
      *out++ = *in++;
      continue;
    }
    if (raw_end_ - in >= 2 && in[1] == 0) {
      *out++ = 0xFF;
      in += 2;
      continue;
    }
    // A marker, perhaps behind fill bytes (T.81 B.1.1.2), or a lone 0xFF at the end of the file.
    complete_ = true;
    break;
  }
  raw_ = in;
  filled_ = static_cast<std::size_t>(out - buffer_.data());
  if (complete_) {
    // What is read beyond the end is zeros, and found out when there is no more room.
    std::memset(out, 0, kLargestMcu + 16);
    limit_ = out + 8;
  } else {
    limit_ = out - kLargestMcu;
  }
}

BitReader topped_up(BitReader bits) {
  if (bits.failed() || bits.window_->complete()) return bits;
  bits.next_ = bits.window_->advance(bits.next_);
  bits.limit_ = bits.window_->limit();
  return bits;
}

Result<BitReader> EntropyIntervals::open_next(BitReader before) {
  if (opened_ > 0) {
    if (Status status = entropy_status(before); !status.is_ok()) return status;
    if (!window_.complete() || before.bits_left() >= 8) {
      return {StatusCode::corrupt, "the JPEG has too much data before a restart marker"};
    }
    const std::uint8_t* marker = window_.raw();
    while (marker != end_ && *marker == 0xFF) ++marker;
    if (marker == end_)
      return {StatusCode::corrupt, "the JPEG ends before its picture is complete"};
    if (*marker != 0xD0 + (opened_ - 1) % 8) {
      return {StatusCode::corrupt, "the JPEG lacks a restart marker"};
    }
    position_ = marker + 1;
  }
  ++opened_;
  window_.open(position_, end_);
  return BitReader(window_);
}

Status entropy_status(BitReader bits) {
  if (bits.failed()) return {StatusCode::corrupt, "the JPEG's picture data is damaged"};
  if (bits.bits_left() < 0) {
    return {StatusCode::corrupt, "the JPEG ends before its picture is complete"};
  }
  return {};
}

}  // namespace tessera::jpeg
