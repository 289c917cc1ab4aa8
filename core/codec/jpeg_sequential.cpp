#include "codec/jpeg_sequential.h"

#include "codec/jpeg_bits.h"
#include "codec/jpeg_huffman.h"
#include "codec/jpeg_scan.h"

#include <array>
#include <memory>

namespace tessera::jpeg {

namespace {

/// The tables that one scan's components use, at most four of each kind (T.81 B.2.4.2).
struct ScanTables {
  std::array<std::unique_ptr<SymbolTable>, 4> dc;
  std::array<std::unique_ptr<SymbolTable>, 4> ac;
  std::array<std::unique_ptr<SkipTable>, 4> skip;
};

/// One block of an MCU: which tables, and where its pixels go.
struct BlockStep {
  const SymbolTable* dc = nullptr;
  const SymbolTable* ac = nullptr;
  const SkipTable* skip = nullptr;
  const ComponentPlan* component = nullptr;
  std::size_t prediction = 0;      ///< Index among the scan's components.
  std::uint8_t* pixels = nullptr;  ///< Of the row's first wanted MCU.
  std::ptrdiff_t pixels_an_mcu = 0;
};

Status make_tables(const JpegHeader& header, ScanTables& tables) {
  const Scan& scan = header.scan;
  for (std::size_t index = 0; index < static_cast<std::size_t>(scan.component_count); ++index) {
    const auto dc = static_cast<std::size_t>(scan.dc_tables[index]);
    const auto ac = static_cast<std::size_t>(scan.ac_tables[index]);
    if (!header.dc_codes[dc].defined || !header.ac_codes[ac].defined) {
      return {StatusCode::corrupt, "the JPEG lacks a Huffman table"};
    }
    if (!tables.dc[dc]) {
      tables.dc[dc] = std::make_unique<SymbolTable>();
      tables.dc[dc]->build_dc(header.dc_codes[dc]);
    }
    if (!tables.ac[ac]) {
      tables.ac[ac] = std::make_unique<SymbolTable>();
      tables.ac[ac]->build_ac(header.ac_codes[ac]);
      tables.skip[ac] = std::make_unique<SkipTable>();
      tables.skip[ac]->build(header.ac_codes[ac]);
    }
  }
  return {};
}

/// Reads the coefficients from 1 to kept - 1 into the block. Returns the index of the first that
/// was not read, kBlockEnd or more if the block is over.
inline unsigned read_coefficients(BitReader& bits, const SymbolTable& table,
                                  const ComponentPlan& component, std::int32_t* block) {
  const unsigned kept = component.kept;
  const std::uint8_t* const place = component.place.data();
  const std::uint16_t* const quantisation = component.quantisation;
  unsigned index = 1;
  while (index < kept) {
    bits.refill();
    std::uint32_t bits_and_code;
    const SymbolTable::Entry entry = read_symbol(bits, table, bits_and_code);
    index += entry.advance();
    if (index > kBlockEnd) {
      if (entry.advance() < kEndOfBlock) bits.fail();
      return kBlockEnd;
    }
    const std::int32_t value = extend(bits_and_code, entry.extra());
    block[place[index - 1]] = dequantise(value, quantisation[index - 1]);
  }
  return index;
}

inline void decode_block(BitReader& bits, const BlockStep& step, std::int32_t& prediction,
                         std::uint8_t* pixels, std::int32_t* block) {
  const ComponentPlan& component = *step.component;
  prediction = read_dc(bits, *step.dc, prediction);
  const std::int32_t dc = dequantise(prediction, component.quantisation[0]);
  if (component.kept == 1) {
    skip_block(bits, *step.skip, *step.ac, 1);
    *pixels = dc_pixel(dc);
    return;
  }
  block[0] = dc;
  const unsigned index = read_coefficients(bits, *step.ac, component, block);
  if (index < kBlockEnd) skip_block(bits, *step.skip, *step.ac, index);
  component.transform(block, pixels, component.stride);
}

}  // namespace

Result<std::size_t> decode_sequential_scan(const JpegHeader& header,
                                           std::span<const std::uint8_t> data, DecodePlan& plan) {
  ScanTables tables;
  if (Status status = make_tables(header, tables); !status.is_ok()) return status;
  const Result<ScanLayout> layout = lay_out_scan(header, plan);
  if (!layout) return layout.status();

  const std::size_t count = layout->block_count;
  std::array<BlockStep, 10> steps;
  for (std::size_t index = 0; index < count; ++index) {
    const ScanBlock& block = layout->blocks[index];
    if (block.component->decoded) return {StatusCode::corrupt, "the JPEG has a component twice"};
    const auto dc = static_cast<std::size_t>(header.scan.dc_tables[block.index]);
    const auto ac = static_cast<std::size_t>(header.scan.ac_tables[block.index]);
    steps[index] = {
        tables.dc[dc].get(),
        tables.ac[ac].get(),
        tables.skip[ac].get(),
        block.component,
        block.index,
        nullptr,
        static_cast<std::ptrdiff_t>(block.columns_an_mcu) * block.component->block.width};
  }

  std::array<std::int32_t, 4> predictions{};
  std::array<std::int32_t, kBlockStorage> storage{};
  const Range columns = layout->grid.columns;
  const auto begin_row = [&](int row, bool wanted) {
    if (!wanted) return;
    for (std::size_t index = 0; index < count; ++index) {
      const ScanBlock& block = layout->blocks[index];
      steps[index].pixels = block.component->pixels_of(
          columns.begin * block.columns_an_mcu + block.column, row * block.rows_an_mcu + block.row);
    }
  };
  const auto decode = [&](BitReader& bits, int column, bool wanted) {
    if (wanted) {
      const std::ptrdiff_t mcu = column - columns.begin;
      for (std::size_t index = 0; index < count; ++index) {
        const BlockStep& step = steps[index];
        decode_block(bits, step, predictions[step.prediction],
                     step.pixels + mcu * step.pixels_an_mcu, storage.data());
      }
    } else {
      for (std::size_t index = 0; index < count; ++index) {
        const BlockStep& step = steps[index];
        predictions[step.prediction] = read_dc(bits, *step.dc, predictions[step.prediction]);
        skip_block(bits, *step.skip, *step.ac, 1);
      }
    }
  };
  Result<std::size_t> used = walk_scan(layout->grid, header.restart_interval, data, begin_row,
                                       decode, [&] { predictions.fill(0); });
  for (std::size_t index = 0; used && index < count; ++index) {
    layout->blocks[index].component->decoded = true;
  }
  return used;
}

}  // namespace tessera::jpeg
