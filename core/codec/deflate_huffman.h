// The Huffman codes of one dynamic deflate block: from symbol counts to code words and the block's
// header (RFC 1951, 3.2.2 to 3.2.7).
//
//   SymbolCounts counts = ...;
//   counts.literals[kEndOfBlock] = 1;
//   const BlockCode code = make_block_code(counts);
//   write_block_header(writer, code, /*final=*/false);
//   writer.put(code.literals[byte].bits, code.literals[byte].length);
#pragma once

#include "codec/deflate_bits.h"

#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

namespace tessera {

inline constexpr std::size_t kLiteralSymbols = 286;  ///< 256 bytes, end of block, 29 lengths.
inline constexpr std::size_t kDistanceSymbols = 30;
inline constexpr std::size_t kEndOfBlock = 256;
inline constexpr int kMinMatchLength = 3;
inline constexpr int kMaxMatchLength = 258;
inline constexpr int kMaxMatchDistance = 32768;

/// No literal or length code word is longer: with 14 bits (the format allows 15) four of them fit
/// between two flushes of a BitWriter.
inline constexpr unsigned kMaxLiteralCodeLength = 14;
inline constexpr unsigned kMaxDistanceCodeLength = 15;

/// How often each symbol occurs in a block.
struct SymbolCounts {
  std::array<std::uint32_t, kLiteralSymbols> literals{};
  std::array<std::uint32_t, kDistanceSymbols> distances{};
};

/// A code word, its first bit lowest; length 0 where the symbol does not occur.
struct CodeWord {
  std::uint16_t bits = 0;
  std::uint16_t length = 0;
};

/// The code words of a dynamic block.
struct BlockCode {
  std::array<CodeWord, kLiteralSymbols> literals{};
  std::array<CodeWord, kDistanceSymbols> distances{};
};

/// The symbol of a match length or distance, and the extra bits that follow its code word.
struct MatchSymbol {
  std::uint16_t symbol = 0;
  std::uint16_t extra_bits = 0;
  std::uint16_t extra_count = 0;
};

/// @param length 3 to 258. RFC 1951, 3.2.5.
inline MatchSymbol length_symbol(int length) {
  assert(length >= kMinMatchLength && length <= kMaxMatchLength);
  if (length == kMaxMatchLength) return {285, 0, 0};
  const unsigned offset = static_cast<unsigned>(length - kMinMatchLength);
  if (offset < 8) return {static_cast<std::uint16_t>(257 + offset), 0, 0};
  const unsigned extra = static_cast<unsigned>(std::bit_width(offset)) - 3;
  return {static_cast<std::uint16_t>(257 + 4 * extra + (offset >> extra)),
          static_cast<std::uint16_t>(offset & ((1U << extra) - 1)),
          static_cast<std::uint16_t>(extra)};
}

/// @param distance 1 to 32768.
inline MatchSymbol distance_symbol(int distance) {
  assert(distance >= 1 && distance <= kMaxMatchDistance);
  const unsigned offset = static_cast<unsigned>(distance - 1);
  if (offset < 4) return {static_cast<std::uint16_t>(offset), 0, 0};
  const unsigned extra = static_cast<unsigned>(std::bit_width(offset)) - 2;
  return {static_cast<std::uint16_t>(2 * extra + (offset >> extra)),
          static_cast<std::uint16_t>(offset & ((1U << extra) - 1)),
          static_cast<std::uint16_t>(extra)};
}

/// Lengths of a prefix code of least total size among those whose words have at most `limit` bits,
/// or close to it: Huffman's lengths (A. Moffat and J. Katajainen, "In-place calculation of
/// minimum-redundancy codes", 1995), words over the limit cut, and the Kraft sum then restored from
/// the rarest symbols up.
/// @param counts at most 288 counts, whose sum is below 2^32; zero counts get length 0. A single
///   symbol gets length 1.
/// @param limit at most 15, and 2^limit no less than the number of symbols.
/// @param lengths as many as counts; overwritten.
void make_code_lengths(std::span<const std::uint32_t> counts, unsigned limit,
                       std::span<std::uint8_t> lengths);

/// The code for these counts; its distance code is never empty, as old decoders expect.
BlockCode make_block_code(const SymbolCounts& counts);

/// The most bytes that write_block_header() can take, flush slack included.
inline constexpr std::size_t kMaxBlockHeaderBytes = 400;

/// Writes the block's three header bits and its code lengths.
void write_block_header(BitWriter& writer, const BlockCode& code, bool final);

/// Writes bytes as literals; all of them must have a code word.
void write_literals(BitWriter& writer, const BlockCode& code, std::span<const std::uint8_t> bytes);

/// Writes a match as a length and a distance.
/// @param length 3 to 258, distance 1 to 32768.
inline void write_match(BitWriter& writer, const BlockCode& code, int length, int distance) {
  const MatchSymbol length_part = length_symbol(length);
  const MatchSymbol distance_part = distance_symbol(distance);
  const CodeWord length_word = code.literals[length_part.symbol];
  const CodeWord distance_word = code.distances[distance_part.symbol];
  writer.add(length_word.bits, length_word.length);
  writer.add(length_part.extra_bits, length_part.extra_count);
  writer.add(distance_word.bits, distance_word.length);
  writer.put(distance_part.extra_bits, distance_part.extra_count);
}

/// Calls piece(length) for the matches that a stretch of any length from 3 on is made of.
template <class Piece>
void for_each_match_piece(std::size_t length, Piece piece) {
  while (length > 0) {
    std::size_t part = length < kMaxMatchLength ? length : kMaxMatchLength;
    // A rest of 1 or 2 bytes would be too short for a match of its own.
    if (length > part && length - part < kMinMatchLength) part -= kMinMatchLength;
    piece(static_cast<int>(part));
    length -= part;
  }
}

/// The bits that write_block_header() takes.
std::uint64_t block_header_bits(const BlockCode& code);

/// The bits that symbols with these counts take under a code, extra bits of matches included.
std::uint64_t coded_bits(const SymbolCounts& counts, const BlockCode& code);

}  // namespace tessera
