// The two checksums of a PNG file: CRC-32 over each chunk and Adler-32 over the pixels.
//
//   std::uint32_t crc = crc32(kCrcStart, chunk_type);
//   crc = crc32(crc, chunk_content);              // goes on where the first call stopped
//   std::uint32_t adler = adler32_combine(adler32(kAdlerStart, first), adler32(kAdlerStart,
//   second),
//                                         second.size());   // == adler32 of both in a row
#pragma once

#include <cstdint>
#include <span>

namespace tessera {

/// The CRC-32 of no bytes.
inline constexpr std::uint32_t kCrcStart = 0;
/// The Adler-32 of no bytes.
inline constexpr std::uint32_t kAdlerStart = 1;
/// The modulus of Adler-32: the largest prime below 2^16 (RFC 1950, section 8.2).
inline constexpr std::uint32_t kAdlerModulus = 65521;

/// The CRC-32 of PNG (W3C PNG, annex D; polynomial 0x04c11db7 reflected) of what `crc` covers
/// followed by `bytes`. Slicing by 16 after M. Kounavis and F. Berry, "Novel table lookup-based
/// algorithms for high-performance CRC generation" (2008).
std::uint32_t crc32(std::uint32_t crc, std::span<const std::uint8_t> bytes);

/// The Adler-32 (RFC 1950, section 8.2) of what `adler` covers followed by `bytes`.
std::uint32_t adler32(std::uint32_t adler, std::span<const std::uint8_t> bytes);

/// The Adler-32 of two parts in a row, from the checksums of each.
/// @param second_length the length of the second part in bytes.
std::uint32_t adler32_combine(std::uint32_t first, std::uint32_t second,
                              std::uint64_t second_length);

}  // namespace tessera
