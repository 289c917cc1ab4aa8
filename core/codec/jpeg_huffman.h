// Huffman tables for reading symbols and for skipping them (ITU-T T.81 F.2.2.3, Annex C).
//
// Internal to the JPEG decoder. Two kinds of table are made of one code:
//   - SymbolTable answers one symbol with its extra bits: how far to go, and by how much the
//     coefficient index grows. It is for coefficients that are wanted.
//   - SkipTable answers as many whole symbols as begin within its index: for those that are not. A
//     symbol's extra bits need not be seen to be passed over, so only the code of an entry's last
//     symbol must lie inside the index.
#pragma once

#include "base/status.h"
#include "codec/jpeg_bits.h"
#include "codec/jpeg_markers.h"

#include <array>
#include <cstdint>
#include <vector>

namespace tessera::jpeg {

/// Coefficient indices from here on mean that the block is over.
inline constexpr unsigned kBlockEnd = 64;
/// An end of block adds this to the coefficient index, so that one compare ends the loop over a
/// block and the index still tells how it ended: exactly 64 by a last coefficient, 512 and more by
/// an end of block.
inline constexpr unsigned kEndOfBlock = 512;
/// "No symbol": the code is longer than the index, or there is no such code.
inline constexpr unsigned kNoSymbol = 1024;

/// The code by length, for codes that are too long for a table's index.
struct CanonicalCode {
  /// One above the largest code of each length, in the upper bits of 16; lengths from 1.
  std::array<std::uint32_t, 18> limit{};
  /// What to add to a code of this length for the index of its symbol.
  std::array<std::int32_t, 17> offset{};
  std::array<std::uint8_t, 256> symbols{};
};

CanonicalCode canonical_code(const HuffmanCode& code);

/// Symbols one at a time.
class SymbolTable {
 public:
  static constexpr unsigned kIndexBits = 10;

  /// One symbol: bits 0-4 the bits of code and extra bits together, 5-8 the number of extra bits,
  /// from 16 on the growth of the coefficient index.
  struct Entry {
    std::uint32_t packed;
    unsigned total() const { return packed & 31u; }
    unsigned extra() const { return packed >> 5 & 15u; }
    unsigned advance() const { return packed >> 16; }
    bool is_symbol() const { return packed != 0; }
  };

  void build_dc(const HuffmanCode& code);
  void build_ac(const HuffmanCode& code);
  /// AC symbols of a progressive scan: zero extra bits with a run below 15 is an end of band
  /// (T.81 G.1.2.2), whose run length stands in the next advance() - kEndOfBlock bits.
  void build_ac_progressive(const HuffmanCode& code);

  Entry look_up(std::uint32_t ten_bits) const { return {entries_[ten_bits]}; }
  /// The symbol whose code is longer than the index; packed is 0 if there is none.
  Entry look_up_long(std::uint32_t sixteen_bits) const;

 private:
  enum class Kind { dc, ac, ac_progressive };
  void build(const HuffmanCode& code, Kind kind);
  static std::uint32_t entry(unsigned length, unsigned symbol, Kind kind);

  Kind kind_ = Kind::ac;
  CanonicalCode canonical_;
  std::array<std::uint32_t, 1u << kIndexBits> entries_{};
};

/// AC symbols of a sequential scan, several at a time.
class SkipTable {
 public:
  static constexpr unsigned kLargestIndexBits = 13;

  /// @param index_bits 8 to kLargestIndexBits: longer pays where much data follows. Building takes
  ///   about 2 ns for each of 2 to the power of index_bits entries.
  void build(const HuffmanCode& code, unsigned index_bits);

  unsigned index_bits() const { return index_bits_; }
  /// Bits 0-4: bits consumed, at most 28; from 5 on the growth of the coefficient index, which is
  /// kNoSymbol where SymbolTable has to answer.
  const std::uint16_t* entries() const { return entries_.data(); }

 private:
  unsigned index_bits_ = 0;
  std::array<std::uint16_t, 1u << kLargestIndexBits> entries_{};
};

/// The value of a coefficient from its extra bits (T.81 F.2.2.1, EXTEND), without a branch.
/// @param bits_and_code code and extra bits, the latter lowest. @param extra 0 to 15.
inline std::int32_t extend(std::uint32_t bits_and_code, unsigned extra) {
  const std::uint32_t range = 1u << extra;
  const auto value = static_cast<std::int32_t>(bits_and_code & (range - 1));
  const auto half = static_cast<std::int32_t>(range >> 1);
  return value < half ? value - static_cast<std::int32_t>(range) + 1 : value;
}

/// Reads one symbol and its extra bits; refill() must have been called. On a code that does not
/// exist it calls fail() and returns an entry that ends the block.
inline SymbolTable::Entry read_symbol(BitReader& bits, const SymbolTable& table,
                                      std::uint32_t& bits_and_code) {
  SymbolTable::Entry entry = table.look_up(bits.peek(SymbolTable::kIndexBits));
  if (!entry.is_symbol()) [[unlikely]] {
    entry = table.look_up_long(bits.peek(16));
    if (!entry.is_symbol()) {
      bits.fail();
      bits_and_code = 0;
      return {kEndOfBlock << 16};
    }
  }
  bits_and_code = bits.peek(entry.total());
  bits.consume(entry.total());
  return entry;
}

/// Passes over the rest of a block symbol by symbol, and so to the bit; the coefficient index must
/// come to 64 or to an end of block, else the data is damaged.
BitReader skip_block_end(BitReader bits, const SymbolTable& symbols, unsigned index);

/// Passes over the rest of a block, from coefficient `index` (below 64) on.
inline void skip_block(BitReader& bits, const SkipTable& table, const SymbolTable& symbols,
                       unsigned index) {
  const std::uint16_t* const entries = table.entries();
  const unsigned width = table.index_bits();
  unsigned entry;
  for (;;) {
    bits.refill();
    entry = entries[bits.peek(width)];
    bits.consume(entry & 31u);
    index += entry >> 5;
    if (index >= kBlockEnd) break;
    entry = entries[bits.peek(width)];
    bits.consume(entry & 31u);
    index += entry >> 5;
    if (index >= kBlockEnd) break;
  }
  // Exactly 64, or an end of block that was met before 64.
  if (index == kBlockEnd || index - kEndOfBlock < kBlockEnd) [[likely]] return;
  // The entry ran into the next block, or knew no symbol: step back and go one by one.
  bits.unread(entry & 31u);
  bits = skip_block_end(bits, symbols, index - (entry >> 5));
}

}  // namespace tessera::jpeg
