// The walk over the MCUs of a scan (ITU-T T.81 A.2, E.2.4), the same for every kind of scan: rows
// of MCUs, restart intervals, the end of the data.
//
// Internal to the JPEG decoder.
#pragma once

#include "base/status.h"
#include "codec/jpeg_bits.h"
#include "codec/jpeg_huffman.h"
#include "codec/jpeg_markers.h"
#include "codec/jpeg_plan.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace tessera::jpeg {

/// The MCUs of one scan. A scan of one component has its blocks for MCUs, without those that only
/// fill up an MCU of the frame.
struct ScanGrid {
  Size mcus;
  Range columns;  ///< Wanted MCUs.
  Range rows;
};

/// A block of the scan's MCU.
struct ScanBlock {
  ComponentPlan* component = nullptr;
  std::size_t index = 0;  ///< Of the component among the scan's.
  int column = 0;         ///< Inside the MCU.
  int row = 0;
  int columns_an_mcu = 1;
  int rows_an_mcu = 1;
};

struct ScanLayout {
  ScanGrid grid;
  std::array<ScanBlock, 10> blocks;
  std::size_t block_count = 0;
};

/// Lays out the scan of `header.scan`; corrupt if its components do not make an MCU.
Result<ScanLayout> lay_out_scan(const JpegHeader& header, DecodePlan& plan);

/// Calls begin_row(row, wanted), decode(bits, column, wanted) and restart() over the scan, down to
/// the last wanted row. decode reads one MCU; it must not read more than
/// EntropyWindow::kLargestMcu.
/// @return how many bytes of `data` the scan has used, or corrupt.
template <class BeginRow, class Decode, class Restart>
Result<std::size_t> walk_scan(const ScanGrid& grid, int restart_interval,
                              std::span<const std::uint8_t> data, BeginRow&& begin_row,
                              Decode&& decode, Restart&& restart) {
  const auto intervals = std::make_unique<EntropyIntervals>(data);
  Result<BitReader> opened = intervals->open_next({});
  if (!opened) return opened.status();
  BitReader bits = *opened;
  restart();
  int until_restart = restart_interval;
  const int last_row = std::min(grid.mcus.height, grid.rows.end);
  for (int row = 0; row < last_row; ++row) {
    const bool row_wanted = grid.rows.contains(row);
    begin_row(row, row_wanted);
    for (int column = 0; column < grid.mcus.width; ++column) {
      if (restart_interval != 0 && until_restart-- == 0) {
        opened = intervals->open_next(bits);
        if (!opened) return opened.status();
        bits = *opened;
        restart();
        until_restart = restart_interval - 1;
      }
      if (!bits.has_room()) {
        bits = topped_up(bits);
        if (Status status = entropy_status(bits); !status.is_ok()) return status;
      }
      decode(bits, column, row_wanted && grid.columns.contains(column));
    }
  }
  if (Status status = entropy_status(bits); !status.is_ok()) return status;
  return static_cast<std::size_t>(intervals->position() - data.data());
}

/// A coefficient or a DC prediction times its quantisation factor, clamped for the transform.
inline std::int32_t dequantise(std::int32_t value, std::uint16_t factor) {
  // 16 bits of each: the product fits.
  return std::clamp(value * static_cast<std::int32_t>(factor), -kLargestCoefficient,
                    kLargestCoefficient);
}

/// Reads a DC difference and returns the new prediction, wrapped to 16 bits, which no undamaged
/// file reaches.
inline std::int32_t read_dc(BitReader& bits, const SymbolTable& table, std::int32_t prediction) {
  bits.refill();
  std::uint32_t bits_and_code;
  const SymbolTable::Entry entry = read_symbol(bits, table, bits_and_code);
  return static_cast<std::int16_t>(prediction + extend(bits_and_code, entry.extra()));
}

}  // namespace tessera::jpeg
