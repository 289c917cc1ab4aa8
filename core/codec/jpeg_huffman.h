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
/// block and the index still tells how it ended: exactly 64 by a last coefficient, 256 and more by
/// an end of block.
inline constexpr unsigned kEndOfBlock = 256;
/// "No symbol": the code is longer than the index, or there is no such code.
inline constexpr unsigned kNoSymbol = 832;

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

  /// One symbol: bits 0-5 the bits of code and extra bits together, at most 31, in 6 bits because
  /// then the processor's shift masks them by itself; 6-9 the number of extra bits; from 16 on the
  /// growth of the coefficient index.
  struct Entry {
    std::uint64_t packed;
    std::uint64_t total() const { return packed & 63u; }
    unsigned extra() const { return static_cast<unsigned>(packed >> 6 & 15u); }
    unsigned advance() const { return static_cast<unsigned>(packed >> 16); }
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
  /// A constant makes the look-up 10 % faster than a width chosen by file length. 13 bits, 16 KiB a
  /// table, was best for photos of 100 kB as of 3 MB; building one takes some 20 µs.
  static constexpr unsigned kIndexBits = 13;

  void build(const HuffmanCode& code);

  /// Bits 0-5: bits consumed, at most 28; from 6 on the growth of the coefficient index, which is
  /// kNoSymbol where SymbolTable has to answer.
  std::uint64_t look_up(std::uint32_t thirteen_bits) const { return entries_[thirteen_bits]; }

 private:
  std::array<std::uint16_t, 1u << kIndexBits> entries_{};
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

/// Where a look-up in the skip table did not answer: it ran beyond the end of the block, or knew no
/// symbol.
struct SkipState {
  BitReader bits;
  unsigned index;
};

/// Passes over one symbol, or over the rest of the block, symbol by symbol; the data is damaged if
/// the index does not come to 64 or to an end of block.
SkipState skip_slowly(SkipState state, const SymbolTable& symbols, bool one);

/// Passes over the rest of a block, from coefficient `index` (below 64) on. The time goes into the
/// chain shift, load, shift. What did not help: BMI2 (7 % slower), and a function that is not
/// inlined for blocks of which more is kept (15 % slower, the cursor goes through memory).
inline void skip_block(BitReader& reader, const SkipTable& table, const SymbolTable& symbols,
                       unsigned index) {
  BitCursor bits = reader.cursor();
  for (;;) {
    bits.refill();
    std::uint64_t entry = table.look_up(bits.peek(SkipTable::kIndexBits));
    bits.consume(entry & 63u);
    index += static_cast<unsigned>(entry >> 6);
    if (index < kBlockEnd) {
      entry = table.look_up(bits.peek(SkipTable::kIndexBits));
      bits.consume(entry & 63u);
      index += static_cast<unsigned>(entry >> 6);
      if (index < kBlockEnd) continue;
    }
    // Exactly 64, or an end of block that was met before 64.
    if (index == kBlockEnd || index - kEndOfBlock < kBlockEnd) [[likely]]
      break;
    bits.unread(entry & 63u);
    reader.set_cursor(bits);
    const auto growth = static_cast<unsigned>(entry >> 6);
    const SkipState state = skip_slowly({reader, index - growth}, symbols, growth == kNoSymbol);
    reader = state.bits;
    bits = reader.cursor();
    index = state.index;
    if (index >= kBlockEnd) break;
  }
  reader.set_cursor(bits);
}

}  // namespace tessera::jpeg
