#include "codec/checksum.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tessera {
namespace {

static_assert(std::endian::native == std::endian::little, "words are loaded in memory order");

constexpr std::uint32_t kReflectedPolynomial = 0xedb88320;
constexpr std::size_t kSlices = 16;
using SliceTables = std::array<std::array<std::uint32_t, 256>, kSlices>;

// tables[k][byte] is the CRC of that byte followed by k zero bytes.
constexpr SliceTables make_slice_tables() {
  SliceTables tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t value = byte;
    for (int bit = 0; bit < 8; ++bit) {
      value = (value >> 1) ^ ((value & 1) != 0 ? kReflectedPolynomial : 0);
    }
    tables[0][byte] = value;
  }
  for (std::size_t slice = 1; slice < kSlices; ++slice) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t shorter = tables[slice - 1][byte];
      tables[slice][byte] = (shorter >> 8) ^ tables[0][shorter & 0xff];
    }
  }
  return tables;
}

constexpr SliceTables kTables = make_slice_tables();

std::uint32_t load_word(const std::uint8_t* bytes) {
  std::uint32_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

template <std::size_t kFirstSlice>
std::uint32_t slice_word(std::uint32_t word) {
  return kTables[kFirstSlice][word & 0xff] ^ kTables[kFirstSlice - 1][(word >> 8) & 0xff] ^
         kTables[kFirstSlice - 2][(word >> 16) & 0xff] ^ kTables[kFirstSlice - 3][word >> 24];
}

std::uint32_t slice_sixteen(std::uint32_t value, const std::uint8_t* bytes) {
  return slice_word<15>(load_word(bytes) ^ value) ^ slice_word<11>(load_word(bytes + 4)) ^
         slice_word<7>(load_word(bytes + 8)) ^ slice_word<3>(load_word(bytes + 12));
}

// A slice must wait for the one before it. Three parts at once keep the processor busy; their
// values are joined afterwards, which takes as long as some hundred bytes, so parts are of this
// size.
constexpr std::size_t kLaneBytes = 4096;
constexpr std::size_t kLanes = 3;

// The product of two polynomials over the field of two elements, modulo the CRC's. Bit 31 is the
// coefficient of x^0.
constexpr std::uint32_t multiply_modulo(std::uint32_t a, std::uint32_t b) {
  std::uint32_t product = 0;
  for (std::uint32_t bit = 0x80000000; bit != 0; bit >>= 1) {
    if ((a & bit) != 0) product ^= b;
    b = (b >> 1) ^ ((b & 1) != 0 ? kReflectedPolynomial : 0);
  }
  return product;
}

// x^(8 bytes), which moves a CRC over so many zero bytes.
constexpr std::uint32_t shift_factor(std::size_t bytes) {
  std::uint32_t result = 0x80000000;
  std::uint32_t power = 0x00800000;  // x^8.
  for (; bytes > 0; bytes >>= 1) {
    if ((bytes & 1) != 0) result = multiply_modulo(result, power);
    power = multiply_modulo(power, power);
  }
  return result;
}

constexpr std::uint32_t kOneLane = shift_factor(kLaneBytes);

// So many bytes can be summed before the second sum could pass 2^32: n with
// 255 n (n + 1) / 2 + (n + 1) (modulus - 1) < 2^32, rounded down to whole vectors.
constexpr std::size_t kAdlerBlock = 5552 / 16 * 16;

}  // namespace

std::uint32_t crc32(std::uint32_t crc, std::span<const std::uint8_t> bytes) {
  const std::uint8_t* next = bytes.data();
  std::size_t left = bytes.size();
  std::uint32_t value = ~crc;
  for (; left >= kLanes * kLaneBytes; left -= kLanes * kLaneBytes, next += kLanes * kLaneBytes) {
    std::uint32_t second = 0;
    std::uint32_t third = 0;
    for (std::size_t i = 0; i < kLaneBytes; i += kSlices) {
      value = slice_sixteen(value, next + i);
      second = slice_sixteen(second, next + kLaneBytes + i);
      third = slice_sixteen(third, next + 2 * kLaneBytes + i);
    }
    value = multiply_modulo(multiply_modulo(value, kOneLane) ^ second, kOneLane) ^ third;
  }
  for (; left >= kSlices; left -= kSlices, next += kSlices) value = slice_sixteen(value, next);
  for (; left > 0; --left, ++next) value = (value >> 8) ^ kTables[0][(value ^ *next) & 0xff];
  return ~value;
}

std::uint32_t adler32(std::uint32_t adler, std::span<const std::uint8_t> bytes) {
  std::uint32_t sum = adler & 0xffff;
  std::uint32_t sum_of_sums = adler >> 16;
  const std::uint8_t* next = bytes.data();
  std::size_t left = bytes.size();
  while (left > 0) {
    std::size_t count = left < kAdlerBlock ? left : kAdlerBlock;
    left -= count;
#if defined(__SSE2__)
    // 16 bytes at a time: the second sum grows by 16 times the first sum before the vector, plus
    // each byte times its distance from the vector's end.
    if (count >= 16) {
      const std::size_t vectors = count / 16;
      const __m128i zero = _mm_setzero_si128();
      const __m128i low_weights = _mm_set_epi16(9, 10, 11, 12, 13, 14, 15, 16);
      const __m128i high_weights = _mm_set_epi16(1, 2, 3, 4, 5, 6, 7, 8);
      __m128i byte_sums = zero;
      __m128i earlier_sums = zero;
      __m128i weighted_sums = zero;
      for (std::size_t i = 0; i < vectors; ++i, next += 16) {
        const __m128i vector = _mm_loadu_si128(reinterpret_cast<const __m128i*>(next));
        earlier_sums = _mm_add_epi32(earlier_sums, byte_sums);
        byte_sums = _mm_add_epi32(byte_sums, _mm_sad_epu8(vector, zero));
        weighted_sums = _mm_add_epi32(
            weighted_sums,
            _mm_add_epi32(_mm_madd_epi16(_mm_unpacklo_epi8(vector, zero), low_weights),
                          _mm_madd_epi16(_mm_unpackhi_epi8(vector, zero), high_weights)));
      }
      std::array<std::uint32_t, 4> lanes{};
      const auto total = [&lanes](__m128i vector) {
        _mm_storeu_si128(reinterpret_cast<__m128i*>(lanes.data()), vector);
        return lanes[0] + lanes[1] + lanes[2] + lanes[3];
      };
      sum_of_sums += sum * static_cast<std::uint32_t>(vectors * 16) + 16 * total(earlier_sums) +
                     total(weighted_sums);
      sum += total(byte_sums);
      count -= vectors * 16;
    }
#endif
    for (; count > 0; --count, ++next) {
      sum += *next;
      sum_of_sums += sum;
    }
    sum %= kAdlerModulus;
    sum_of_sums %= kAdlerModulus;
  }
  return sum_of_sums << 16 | sum;
}

std::uint32_t adler32_combine(std::uint32_t first, std::uint32_t second,
                              std::uint64_t second_length) {
  const std::uint64_t first_sum = first & 0xffff;
  const std::uint64_t second_sum = second & 0xffff;
  const std::uint64_t length = second_length % kAdlerModulus;
  // Both sums start from 1, so the second part's 1 is counted once too often: once in the sum, and
  // once for each of its bytes in the sum of sums.
  const std::uint64_t sum = (first_sum + second_sum + kAdlerModulus - 1) % kAdlerModulus;
  const std::uint64_t sum_of_sums =
      ((first >> 16) + (second >> 16) + length * (first_sum + kAdlerModulus - 1)) % kAdlerModulus;
  return static_cast<std::uint32_t>(sum_of_sums << 16 | sum);
}

}  // namespace tessera
