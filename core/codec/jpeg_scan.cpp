#include "codec/jpeg_scan.h"

namespace tessera::jpeg {

Result<ScanLayout> lay_out_scan(const JpegHeader& header, DecodePlan& plan) {
  ScanLayout layout;
  const bool interleaved = header.scan.component_count > 1;
  layout.grid = {plan.mcus, plan.columns, plan.rows};
  const auto count = static_cast<std::size_t>(header.scan.component_count);
  for (std::size_t index = 0; index < count; ++index) {
    const auto which = static_cast<std::size_t>(header.scan.components[index]);
    ComponentPlan& component = plan.components[which];
    if (component.quantisation[0] == 0) {
      return {StatusCode::corrupt, "the JPEG lacks a quantisation table"};
    }
    if (!interleaved) layout.grid = {component.grid, component.columns, component.rows};
    const int columns = interleaved ? component.horizontal : 1;
    const int rows = interleaved ? component.vertical : 1;
    if (layout.block_count + static_cast<std::size_t>(columns * rows) > layout.blocks.size()) {
      return {StatusCode::corrupt, "the JPEG has too many blocks in an MCU"};
    }
    for (int row = 0; row < rows; ++row) {
      for (int column = 0; column < columns; ++column) {
        layout.blocks[layout.block_count++] = {&component, index, column, row, columns, rows};
      }
    }
  }
  return layout;
}

}  // namespace tessera::jpeg
