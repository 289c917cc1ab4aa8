#include "codec/jpeg_progressive.h"

#include "codec/jpeg_bits.h"
#include "codec/jpeg_huffman.h"
#include "codec/jpeg_scan.h"

#include <algorithm>
#include <array>
#include <memory>

namespace tessera::jpeg {

namespace {

Status bad_scan() { return {StatusCode::corrupt, "the JPEG has a bad progressive scan"}; }

/// T.81 G.1.1.1: what a progressive scan header may say.
bool valid_scan(const JpegHeader& header, const DecodePlan& plan) {
  const Scan& scan = header.scan;
  const bool dc = scan.spectral_start == 0;
  if (dc ? scan.spectral_end != 0 : scan.component_count != 1) return false;
  if (scan.spectral_end > 63 || scan.spectral_start > scan.spectral_end) return false;
  if (scan.approximation_low > 13) return false;
  const bool first = scan.approximation_high == 0;
  if (!first && scan.approximation_high != scan.approximation_low + 1) return false;
  for (std::size_t index = 0; index < static_cast<std::size_t>(scan.component_count); ++index) {
    const ComponentPlan& component =
        plan.components[static_cast<std::size_t>(scan.components[index])];
    // A refinement adds one bit to what the scan before has left.
    const auto missing = component.missing_bits[static_cast<std::size_t>(scan.spectral_start)];
    if (first ? missing != kAllBits : missing != scan.approximation_high) return false;
  }
  return true;
}

Result<std::size_t> decode_dc_first(const JpegHeader& header, std::span<const std::uint8_t> data,
                                    const ScanLayout& layout) {
  std::array<SymbolTable, 4> tables;
  for (std::size_t index = 0; index < static_cast<std::size_t>(header.scan.component_count);
       ++index) {
    const HuffmanCode& code =
        header.dc_codes[static_cast<std::size_t>(header.scan.dc_tables[index])];
    if (!code.defined) return {StatusCode::corrupt, "the JPEG lacks a Huffman table"};
    tables[index].build_dc(code);
  }
  std::array<std::int32_t, 4> predictions{};
  int mcu_row = 0;
  const auto decode = [&](BitReader& bits, int column, bool wanted) {
    for (std::size_t index = 0; index < layout.block_count; ++index) {
      const ScanBlock& block = layout.blocks[index];
      std::int32_t& prediction = predictions[block.index];
      prediction = read_dc(bits, tables[block.index], prediction);
      if (!wanted) continue;
      *block.component->coefficients_of(column * block.columns_an_mcu + block.column,
                                        mcu_row * block.rows_an_mcu + block.row) =
          static_cast<std::int16_t>(prediction * (1 << header.scan.approximation_low));
    }
  };
  return walk_scan(
      layout.grid, header.restart_interval, data, [&](int row, bool) { mcu_row = row; }, decode,
      [&] { predictions.fill(0); });
}

Result<std::size_t> decode_dc_refinement(const JpegHeader& header,
                                         std::span<const std::uint8_t> data,
                                         const ScanLayout& layout) {
  int mcu_row = 0;
  const auto decode = [&](BitReader& bits, int column, bool wanted) {
    bits.refill();
    for (std::size_t index = 0; index < layout.block_count; ++index) {
      const ScanBlock& block = layout.blocks[index];
      const std::uint32_t bit = bits.take(1) << header.scan.approximation_low;
      if (!wanted) continue;
      std::int16_t& value = *block.component->coefficients_of(
          column * block.columns_an_mcu + block.column, mcu_row * block.rows_an_mcu + block.row);
      value = static_cast<std::int16_t>(value | static_cast<std::int32_t>(bit));
    }
  };
  return walk_scan(
      layout.grid, header.restart_interval, data, [&](int row, bool) { mcu_row = row; }, decode,
      [] {});
}

/// The length of a run of bands that end here, this one included (T.81 G.1.2.2).
unsigned read_band_run(BitReader& bits, unsigned run_bits) {
  return (1u << run_bits) + (run_bits == 0 ? 0 : bits.take(run_bits));
}

/// A band of one block, first scan.
void read_band(BitReader& bits, const SymbolTable& table, const Scan& scan, std::int16_t* block,
               unsigned& band_run) {
  if (band_run > 0) {
    --band_run;
    return;
  }
  auto index = static_cast<unsigned>(scan.spectral_start);
  const auto end = static_cast<unsigned>(scan.spectral_end) + 1;
  while (index < end) {
    bits.refill();
    std::uint32_t bits_and_code;
    const SymbolTable::Entry entry = read_symbol(bits, table, bits_and_code);
    if (entry.advance() >= kEndOfBlock) {
      band_run = read_band_run(bits, entry.advance() - kEndOfBlock) - 1;
      return;
    }
    index += entry.advance();
    if (entry.extra() == 0) continue;
    if (index > end) return bits.fail();
    block[index - 1] = static_cast<std::int16_t>(extend(bits_and_code, entry.extra()) *
                                                 (1 << scan.approximation_low));
  }
}

/// Adds a bit to those coefficients that are not zero yet, from `index` on, until `zeros` zero ones
/// have been passed; returns the index of the next zero one, or `end`.
unsigned refine_until(BitReader& bits, std::int16_t* block, unsigned index, unsigned end,
                      unsigned zeros, std::int32_t bit) {
  for (; index < end; ++index) {
    const std::int32_t value = block[index];
    if (value == 0) {
      if (zeros == 0) break;
      --zeros;
      continue;
    }
    bits.refill();
    if (bits.take(1) != 0 && ((value < 0 ? -value : value) & bit) == 0) {
      block[index] = static_cast<std::int16_t>(value < 0 ? value - bit : value + bit);
    }
  }
  return index;
}

/// A band of one block, refinement (T.81 G.1.2.3).
void refine_band(BitReader& bits, const SymbolTable& table, const Scan& scan, std::int16_t* block,
                 unsigned& band_run) {
  const std::int32_t bit = 1 << scan.approximation_low;
  const auto end = static_cast<unsigned>(scan.spectral_end) + 1;
  auto index = static_cast<unsigned>(scan.spectral_start);
  while (band_run == 0 && index < end) {
    bits.refill();
    std::uint32_t bits_and_code;
    const SymbolTable::Entry entry = read_symbol(bits, table, bits_and_code);
    if (entry.advance() >= kEndOfBlock) {
      band_run = read_band_run(bits, entry.advance() - kEndOfBlock);
      break;
    }
    if (entry.extra() > 1) return bits.fail();
    index = refine_until(bits, block, index, end, entry.advance() - 1, bit);
    if (index == end) {
      if (entry.extra() != 0) bits.fail();
      return;
    }
    if (entry.extra() != 0)
      block[index] = static_cast<std::int16_t>((bits_and_code & 1u) != 0 ? bit : -bit);
    ++index;
  }
  if (band_run > 0) {
    refine_until(bits, block, index, end, kBlockEnd, bit);
    --band_run;
  }
}

Result<std::size_t> decode_ac(const JpegHeader& header, std::span<const std::uint8_t> data,
                              const ScanLayout& layout) {
  const Scan& scan = header.scan;
  const HuffmanCode& code = header.ac_codes[static_cast<std::size_t>(scan.ac_tables[0])];
  if (!code.defined) return {StatusCode::corrupt, "the JPEG lacks a Huffman table"};
  SymbolTable table;
  table.build_ac_progressive(code);

  ComponentPlan& component = *layout.blocks[0].component;
  const bool first = scan.approximation_high == 0;
  unsigned band_run = 0;
  int block_row = 0;
  const auto decode = [&](BitReader& bits, int column, bool) {
    std::int16_t* const block = component.coefficients_of(column, block_row);
    if (first) {
      read_band(bits, table, scan, block, band_run);
    } else {
      refine_band(bits, table, scan, block, band_run);
    }
  };
  return walk_scan(
      layout.grid, header.restart_interval, data, [&](int row, bool) { block_row = row; }, decode,
      [&] { band_run = 0; });
}

}  // namespace

bool progressive_scan_wanted(const JpegHeader& header, const DecodePlan& plan) {
  const Scan& scan = header.scan;
  const ComponentPlan& component = plan.components[static_cast<std::size_t>(scan.components[0])];
  return scan.spectral_start == 0 || component.kept > 1;
}

Result<std::size_t> decode_progressive_scan(const JpegHeader& header,
                                            std::span<const std::uint8_t> data, DecodePlan& plan) {
  if (!valid_scan(header, plan)) return bad_scan();
  const Result<ScanLayout> layout = lay_out_scan(header, plan);
  if (!layout) return layout.status();

  const Scan& scan = header.scan;
  Result<std::size_t> used = scan.spectral_start != 0 ? decode_ac(header, data, *layout)
                             : scan.approximation_high == 0
                                 ? decode_dc_first(header, data, *layout)
                                 : decode_dc_refinement(header, data, *layout);
  for (std::size_t index = 0; used && index < layout->block_count; ++index) {
    for (int k = scan.spectral_start; k <= scan.spectral_end; ++k) {
      layout->blocks[index].component->missing_bits[static_cast<std::size_t>(k)] =
          static_cast<std::uint8_t>(scan.approximation_low);
    }
  }
  return used;
}

bool progressive_complete(const DecodePlan& plan) {
  for (std::size_t index = 0; index < static_cast<std::size_t>(plan.component_count); ++index) {
    const ComponentPlan& component = plan.components[index];
    for (std::size_t k = 0; k < component.kept; ++k) {
      const bool needed = component.place[k] != kBlockStorage - 1;
      if (needed && component.missing_bits[k] != 0) return false;
    }
  }
  return true;
}

bool progressive_has_dc(const DecodePlan& plan) {
  for (std::size_t index = 0; index < static_cast<std::size_t>(plan.component_count); ++index) {
    if (plan.components[index].missing_bits[0] == kAllBits) return false;
  }
  return true;
}

void transform_progressive(DecodePlan& plan) {
  std::array<std::int32_t, kBlockStorage> block{};
  for (std::size_t index = 0; index < static_cast<std::size_t>(plan.component_count); ++index) {
    ComponentPlan& component = plan.components[index];
    // Where the file leaves bits out, what they are worth in the middle, after dequantisation: of a
    // DC they were cut off downwards, of an AC coefficient towards zero (T.81 G.1.2.1, G.1.2.2).
    std::array<std::int32_t, 64> middle{};
    for (std::size_t k = 0; k < component.kept; ++k) {
      const std::uint8_t missing = component.missing_bits[k];
      if (missing == kAllBits) continue;
      middle[k] =
          std::min(kLargestCoefficient, ((1 << missing) - 1) * component.quantisation[k] / 2);
    }
    for (int row = component.rows.begin; row < component.rows.end; ++row) {
      for (int column = component.columns.begin; column < component.columns.end; ++column) {
        const std::int16_t* const source = component.coefficients_of(column, row);
        for (std::size_t k = 0; k < component.kept; ++k) {
          const std::int32_t value = source[k];
          const std::int32_t half = k == 0 || value > 0 ? middle[k] : value < 0 ? -middle[k] : 0;
          block[component.place[k]] =
              std::clamp(dequantise(value, component.quantisation[k]) + half, -kLargestCoefficient,
                         kLargestCoefficient);
        }
        component.transform(block.data(), component.pixels_of(column, row), component.stride);
      }
    }
  }
}

}  // namespace tessera::jpeg
