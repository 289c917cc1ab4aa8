#include "codec/jpeg_huffman.h"

#include <algorithm>

namespace tessera::jpeg {

CanonicalCode canonical_code(const HuffmanCode& code) {
  CanonicalCode canonical;
  std::uint32_t next = 0;
  std::int32_t index = 0;
  for (std::size_t length = 1; length <= 16; ++length) {
    canonical.offset[length] = index - static_cast<std::int32_t>(next);
    const std::uint32_t count = code.counts[length - 1];
    next += count;
    index += static_cast<std::int32_t>(count);
    // Codes of this length and shorter lie below; where there are none the limit stays as it is.
    canonical.limit[length] = next << (16 - length);
    next <<= 1;
  }
  canonical.symbols = code.symbols;
  return canonical;
}

std::uint32_t SymbolTable::entry(unsigned length, unsigned symbol, Kind kind) {
  if (kind == Kind::dc) {
    // Differences have at most 15 extra bits; a larger symbol is as good as none.
    return symbol > 15 ? 0 : (length + symbol) | symbol << 6;
  }
  const unsigned run = symbol >> 4;
  const unsigned extra = symbol & 15u;
  unsigned advance = run + 1;
  if (extra == 0 && run != 15) {
    // A sequential scan has only run 0 here; decoders at large take the others for it.
    advance = kEndOfBlock + (kind == Kind::ac_progressive ? run : 0);
  }
  return (length + extra) | extra << 6 | advance << 16;
}

void SymbolTable::build(const HuffmanCode& code, Kind kind) {
  kind_ = kind;
  canonical_ = canonical_code(code);
  entries_.fill(0);
  std::size_t at = 0;
  std::size_t symbol = 0;
  for (unsigned length = 1; length <= kIndexBits; ++length) {
    const std::size_t span = std::size_t{1} << (kIndexBits - length);
    for (unsigned n = 0; n < code.counts[length - 1]; ++n, at += span) {
      std::fill_n(entries_.begin() + static_cast<std::ptrdiff_t>(at), span,
                  entry(length, code.symbols[symbol++], kind));
    }
  }
}

void SymbolTable::build_dc(const HuffmanCode& code) { build(code, Kind::dc); }
void SymbolTable::build_ac(const HuffmanCode& code) { build(code, Kind::ac); }
void SymbolTable::build_ac_progressive(const HuffmanCode& code) {
  build(code, Kind::ac_progressive);
}

SymbolTable::Entry SymbolTable::look_up_long(std::uint32_t sixteen_bits) const {
  for (unsigned length = kIndexBits + 1; length <= 16; ++length) {
    if (sixteen_bits >= canonical_.limit[length]) continue;
    const auto code = static_cast<std::int32_t>(sixteen_bits >> (16 - length));
    const std::int32_t offset = canonical_.offset[length];
    const auto index = static_cast<std::size_t>(code) + static_cast<std::size_t>(offset);
    return {index < 256 ? entry(length, canonical_.symbols[index], kind_) : 0};
  }
  return {0};
}

void SkipTable::build(const HuffmanCode& code) {
  // shorter[v] answers v bits; entries of a longer table are a symbol and then an entry of a
  // shorter one, so each table is written by copying with a constant added.
  std::array<std::uint16_t, 1u << kIndexBits> scratch;
  std::array<std::uint16_t*, kIndexBits + 1> tables{};
  std::uint16_t* free_space = scratch.data();
  for (unsigned width = 0; width < kIndexBits; ++width) {
    tables[width] = free_space;
    free_space += std::size_t{1} << width;
  }
  tables[kIndexBits] = entries_.data();

  for (unsigned width = 0; width <= kIndexBits; ++width) {
    std::uint16_t* out = tables[width];
    std::uint16_t* const out_end = out + (std::size_t{1} << width);
    std::size_t symbol = 0;
    for (unsigned length = 1; length <= width; ++length) {
      const unsigned left = width - length;
      for (unsigned n = 0; n < code.counts[length - 1]; ++n) {
        const unsigned run = code.symbols[symbol] >> 4;
        const unsigned extra = code.symbols[symbol++] & 15u;
        const bool end_of_block = extra == 0 && run != 15;
        const unsigned advance = end_of_block ? kEndOfBlock : run + 1;
        const auto first = static_cast<std::uint16_t>((length + extra) | advance << 6);
        if (end_of_block || extra >= left) {
          out = std::fill_n(out, std::size_t{1} << left, first);
          continue;
        }
        const std::uint16_t* const rest = tables[left - extra];
        const std::size_t rest_size = std::size_t{1} << (left - extra);
        for (std::size_t copy = 0; copy < std::size_t{1} << extra; ++copy) {
          for (std::size_t index = 0; index < rest_size; ++index) {
            out[index] = static_cast<std::uint16_t>(rest[index] + first);
          }
          out += rest_size;
        }
      }
    }
    const auto none = static_cast<std::uint16_t>(width == kIndexBits ? kNoSymbol << 6 : 0);
    std::fill(out, out_end, none);
  }
  // The one entry whose growth could be taken for an end of block: 13 runs of 16 of one bit each.
  if (code.counts[0] != 0 && code.symbols[0] == 0xF0) entries_[0] = kNoSymbol << 6;
}

SkipState skip_slowly(SkipState state, const SymbolTable& symbols, bool one) {
  do {
    state.bits.refill();
    std::uint32_t unused;
    const unsigned advance = read_symbol(state.bits, symbols, unused).advance();
    state.index += advance;
    if (advance < kEndOfBlock && state.index > kBlockEnd) state.bits.fail();
  } while (!one && state.index < kBlockEnd);
  return state;
}

}  // namespace tessera::jpeg
