#include "codec/exif_writer.h"

#include <array>
#include <cmath>
#include <cstdint>

namespace tessera {
namespace {

constexpr std::uint32_t kShort = 3;
constexpr std::uint32_t kLong = 4;
constexpr std::uint32_t kRational = 5;
constexpr std::uint32_t kUndefined = 7;
// 65,535 dots an inch times this fit into the 32 bits that there are.
constexpr std::uint32_t kDensitySteps = 10000;

// Bytes of the TIFF header, of a directory without its entries, and of an entry.
constexpr std::uint32_t kHeader = 8;
constexpr std::uint32_t kDirectory = 2 + 4;
constexpr std::uint32_t kEntry = 12;

void append_short(std::uint32_t value, ByteBuffer& block) {
  block.append(std::array{static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value)});
}

void append_long(std::uint32_t value, ByteBuffer& block) {
  append_short(value >> 16, block);
  append_short(value & 0xffffU, block);
}

// A short value stands in the upper half of its field.
void append_entry(std::uint32_t tag, std::uint32_t type, std::uint32_t count, std::uint32_t value,
                  ByteBuffer& block) {
  append_short(tag, block);
  append_short(type, block);
  append_long(count, block);
  append_long(type == kShort ? value << 16 : value, block);
}

}  // namespace

ByteBuffer srgb_exif_block(double dots_per_inch) {
  ByteBuffer block;
  block.append(std::array<std::uint8_t, 10>{'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42});
  append_long(kHeader, block);  // where the first directory is
  const bool has_density = dots_per_inch > 0;
  const std::uint32_t entries = has_density ? 4 : 1;
  const std::uint32_t densities = kHeader + kDirectory + kEntry * entries;
  append_short(entries, block);
  if (has_density) {
    append_entry(0x011a, kRational, 1, densities, block);      // across
    append_entry(0x011b, kRational, 1, densities + 8, block);  // down
    append_entry(0x0128, kShort, 1, 2, block);                 // in inches
  }
  append_entry(0x8769, kLong, 1, densities + (has_density ? 16 : 0), block);  // EXIF's directory
  append_long(0, block);                                                      // the last one
  for (int axis = 0; has_density && axis < 2; ++axis) {
    append_long(static_cast<std::uint32_t>(std::llround(dots_per_inch * kDensitySteps)), block);
    append_long(kDensitySteps, block);
  }
  append_short(2, block);
  append_entry(0x9000, kUndefined, 4, 0x30323332, block);  // version 2.32, in digits
  append_entry(0xa001, kShort, 1, 1, block);               // colour space: sRGB
  append_long(0, block);
  return block;
}

}  // namespace tessera
