// JpegCoding: how a JPEG file is coded - quality, chroma, Huffman codes - made once and then shared
// by all threads that code parts of the picture.
//
//   const JpegCoding coding({90, JpegChroma::quarter}, samples);   // pictures like those to come
//   JpegWriter writer(sink, size, coding, dots_per_inch);          // codec/jpeg_writer.h
//
// Baseline, YCbCr, 8 bits (ITU-T T.81; the colours are JFIF's, T.871). The quantisation tables are
// those of T.81 Annex K scaled by the quality as the Independent JPEG Group's library does it, so
// that qualities mean what people are used to. The Huffman codes are made from samples of the
// picture: against Annex K's codes that makes mosaics of photos smaller by some percent.
#pragma once

#include "base/geometry.h"
#include "codec/jpeg_encode_bits.h"
#include "codec/jpeg_forward_dct.h"
#include "codec/jpeg_markers.h"
#include "image/image.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

namespace tessera {

/// How many chroma samples there are for a sample of luma.
enum class JpegChroma : std::uint8_t {
  quarter,  ///< 4:2:0: half as many across and down.
  full,     ///< 4:4:4: as many.
};

struct JpegQuality {
  int quality = 90;  ///< 1 to 100
  JpegChroma chroma = JpegChroma::quarter;
};

namespace jpeg {

/// The most blocks of a minimum coded unit: four of luma, two of chroma.
inline constexpr std::size_t kMaxMcuBlocks = 6;
inline constexpr int kComponents = 3;
/// The least and the most bytes a block's code can need: 64 times a code of at most 16 bits and ten
/// or eleven more.
inline constexpr std::size_t kMaxBlockBytes = 64 * 27 / 8 + 1;

/// The quantised blocks of a minimum coded unit, in the order of the file, each in zigzag order.
using Mcu = std::array<Block, kMaxMcuBlocks>;

/// The last DC coefficient of each component, from which the next one is predicted.
using DcPrediction = std::array<int, kComponents>;

struct EncoderCode {
  struct Word {
    std::uint16_t bits = 0;
    std::uint16_t length = 0;
  };
  std::array<Word, 256> words{};
  HuffmanCode table;  ///< As it stands in the file.
};

/// How often each symbol of a kind of table occurs: 0 luma, 1 chroma.
struct EncoderCounts {
  std::array<std::array<std::uint32_t, 256>, 2> dc{};
  std::array<std::array<std::uint32_t, 256>, 2> ac{};
};

/// A value's category (T.81, table F.1) and the bits that tell it from others of its category.
struct Magnitude {
  unsigned size;
  std::uint32_t bits;
};
inline Magnitude magnitude(int value) {
  const int sign = value >> 31;
  const auto size =
      static_cast<unsigned>(std::bit_width(static_cast<unsigned>((value ^ sign) - sign)));
  return {size, static_cast<std::uint32_t>(value + sign) & ((1U << size) - 1)};
}

/// One bit for each coefficient that is not zero, the first lowest.
std::uint64_t nonzero_bits(const Block& block);

/// Calls emit(symbol, extra_bits, extra_count) for the AC coefficients of a block (T.81, F.1.2.2).
template <class Emit>
void for_each_ac_symbol(const Block& block, const Emit& emit) {
  std::uint64_t left = nonzero_bits(block) & ~std::uint64_t{1};
  int last = 0;
  for (; left != 0; left &= left - 1) {
    const int k = std::countr_zero(left);
    int zeros = k - last - 1;
    for (; zeros > 15; zeros -= 16) emit(0xf0U, 0U, 0U);
    const Magnitude value = magnitude(block[static_cast<std::size_t>(k)]);
    emit(static_cast<unsigned>(zeros) << 4 | value.size, value.bits, value.size);
    last = k;
  }
  if (last < 63) emit(0U, 0U, 0U);
}

}  // namespace jpeg

class JpegCoding {
 public:
  /// @param quality 1 to 100 (clamped). @param samples pictures like those that will be written;
  ///   any sizes, at most some megapixels in all. Without any the file is correct but large.
  JpegCoding(JpegQuality quality, std::span<const ImageView> samples);

  JpegQuality quality() const { return quality_; }
  /// Pixels of a minimum coded unit.
  Size mcu_size() const {
    return quality_.chroma == JpegChroma::quarter ? Size{16, 16} : Size{8, 8};
  }
  std::size_t block_count() const { return quality_.chroma == JpegChroma::quarter ? 6 : 3; }
  /// 0 luma, 1 and 2 chroma.
  std::size_t component_of(std::size_t block) const {
    const std::size_t luma_blocks = block_count() - 2;
    return block < luma_blocks ? 0 : block - luma_blocks + 1;
  }
  /// The most bytes of bits that a minimum coded unit can take.
  std::size_t mcu_bound() const { return block_count() * jpeg::kMaxBlockBytes; }

  /// Transforms the pixels of one minimum coded unit; where there are fewer, the last column and
  /// row are repeated.
  /// @param pixels 1 × 1 to mcu_size().
  void transform(ImageView pixels, jpeg::Mcu& mcu) const;

  void write_dc(jpeg::BitStringWriter& writer, std::size_t component, int difference) const {
    const jpeg::Magnitude value = jpeg::magnitude(difference);
    const jpeg::EncoderCode::Word word = dc_[component > 0 ? 1 : 0].words[value.size];
    writer.put(std::uint32_t{word.bits} << value.size | value.bits, word.length + value.size);
  }
  void write_ac(jpeg::BitStringWriter& writer, std::size_t component,
                const jpeg::Block& block) const {
    const auto& words = ac_[component > 0 ? 1 : 0].words;
    jpeg::for_each_ac_symbol(block, [&](unsigned symbol, std::uint32_t bits, unsigned count) {
      const jpeg::EncoderCode::Word word = words[symbol];
      writer.put(std::uint32_t{word.bits} << count | bits, word.length + count);
    });
  }
  /// Writes a minimum coded unit.
  void write_mcu(jpeg::BitStringWriter& writer, const jpeg::Mcu& mcu,
                 jpeg::DcPrediction& prediction) const;

  /// The quantisation tables of luma and chroma, in natural order.
  const std::array<std::array<std::uint8_t, jpeg::kBlockArea>, 2>& steps() const { return steps_; }
  const jpeg::HuffmanCode& dc_table(std::size_t kind) const { return dc_[kind].table; }
  const jpeg::HuffmanCode& ac_table(std::size_t kind) const { return ac_[kind].table; }

 private:
  void count(ImageView sample, jpeg::DcPrediction& prediction, jpeg::EncoderCounts& counts) const;

  JpegQuality quality_;
  std::array<std::array<std::uint8_t, jpeg::kBlockArea>, 2> steps_;
  std::array<jpeg::BlockQuantiser, 2> quantisers_;
  std::array<jpeg::EncoderCode, 2> dc_;
  std::array<jpeg::EncoderCode, 2> ac_;
};

}  // namespace tessera
