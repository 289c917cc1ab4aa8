#include "codec/jpeg_coding.h"

#include "codec/deflate_huffman.h"

#include <algorithm>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tessera {

namespace jpeg {
namespace {

using Steps = std::array<std::uint8_t, kBlockArea>;

// T.81, tables K.1 and K.2.
constexpr std::array<Steps, 2> kAnnexSteps = {{
    {16, 11, 10, 16, 24,  40,  51,  61,  12, 12, 14, 19, 26,  58,  60,  55,
     14, 13, 16, 24, 40,  57,  69,  56,  14, 17, 22, 29, 51,  87,  80,  62,
     18, 22, 37, 56, 68,  109, 103, 77,  24, 35, 55, 64, 81,  104, 113, 92,
     49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99},
    {17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99,
     99, 99, 47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
     99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99},
}};

std::array<Steps, 2> scaled_steps(int quality) {
  const int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  std::array<Steps, 2> steps;
  for (std::size_t kind = 0; kind < 2; ++kind) {
    std::transform(
        kAnnexSteps[kind].begin(), kAnnexSteps[kind].end(), steps[kind].begin(),
        [percent](int step) {
          return static_cast<std::uint8_t>(std::clamp((step * percent + 50) / 100, 1, 255));
        });
  }
  return steps;
}

// The symbols that any picture could need: DC categories 0 to 11; AC end of block, 16 zeros, and
// every run of 0 to 15 zeros before a category of 1 to 10.
bool is_dc_symbol(unsigned symbol) { return symbol < 12; }
bool is_ac_symbol(unsigned symbol) {
  const unsigned size = symbol & 15;
  return symbol == 0 || symbol == 0xf0 || (size >= 1 && size <= 10);
}

EncoderCode make_code(const std::array<std::uint32_t, 256>& counts, bool (*is_possible)(unsigned)) {
  // Sums are below 2^32, and what the sample did not have is very rare.
  std::uint64_t sum = 1;
  for (const std::uint32_t count : counts) sum += count;
  constexpr std::uint64_t kSum = std::uint64_t{1} << 24;
  // One more than the symbols: code words of ones alone are not allowed (T.81, C.2), so the rarest,
  // which gets them, is none of the symbols.
  std::array<std::uint32_t, 257> shares{};
  shares[0] = 1;
  for (unsigned symbol = 0; symbol < 256; ++symbol) {
    if (!is_possible(symbol)) continue;
    shares[symbol + 1] = 2 + static_cast<std::uint32_t>(counts[symbol] * kSum / sum);
  }
  // The format would allow 16 bits.
  constexpr unsigned kLongest = 15;
  std::array<std::uint8_t, 257> lengths{};
  make_code_lengths(shares, kLongest, lengths);

  EncoderCode code;
  code.table.defined = true;
  unsigned next = 0;
  std::size_t listed = 0;
  for (unsigned length = 1; length <= kLongest; ++length, next <<= 1) {
    for (unsigned symbol = 0; symbol < 256; ++symbol) {
      if (lengths[symbol + 1] != length) continue;
      code.words[symbol] = {static_cast<std::uint16_t>(next++), static_cast<std::uint16_t>(length)};
      code.table.symbols[listed++] = static_cast<std::uint8_t>(symbol);
      ++code.table.counts[length - 1];
    }
  }
  return code;
}

// One minimum coded unit's samples: luma by blocks, chroma at full size and row by row.
struct Planes {
  static constexpr std::size_t kMaxArea = 256;
  std::array<Block, 4> luma;
  std::array<std::array<std::int16_t, kMaxArea>, 2> chroma;
};

// Where the luma of a row stands, for the left eight pixels or the right ones.
std::int16_t* luma_row(Planes& planes, std::size_t y, std::size_t half) {
  return planes.luma[y / 8 * 2 + half].data() + y % 8 * 8;
}

// T.871, 6.2, in 16-bit fixed point, level-shifted.
constexpr std::int32_t kHalf = 1 << 15;

void convert_pixel(const std::uint8_t* rgb, std::int16_t& luma, std::size_t place, Planes& planes) {
  const std::int32_t red = rgb[0];
  const std::int32_t green = rgb[1];
  const std::int32_t blue = rgb[2];
  luma =
      static_cast<std::int16_t>(((19595 * red + 38470 * green + 7471 * blue + kHalf) >> 16) - 128);
  planes.chroma[0][place] =
      static_cast<std::int16_t>((-11059 * red - 21709 * green + 32768 * blue + kHalf - 1) >> 16);
  planes.chroma[1][place] =
      static_cast<std::int16_t>((32768 * red - 27439 * green - 5329 * blue + kHalf - 1) >> 16);
}

#if defined(__SSE2__)
__m128i upper_half(__m128i vector) { return _mm_unpackhi_epi64(vector, vector); }

// 16 pixels; factors of 2^15 and more do not fit into 16 bits and are taken apart.
void convert_sixteen(const std::uint8_t* rgb, std::size_t y, Planes& planes) {
  const auto load = [rgb](std::size_t at) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(rgb + at));
  };
  __m128i a = load(0);
  __m128i b = load(16);
  __m128i c = load(32);
  // Four times the first 24 bytes are riffled with the last 24: byte i moves to 2 i modulo 47, so
  // that byte 3 x + channel comes to 16 channel + x.
  for (int step = 0; step < 4; ++step) {
    const __m128i first = _mm_unpacklo_epi8(a, upper_half(b));
    const __m128i second = _mm_unpacklo_epi8(upper_half(a), c);
    c = _mm_unpacklo_epi8(b, upper_half(c));
    a = first;
    b = second;
  }
  const __m128i zero = _mm_setzero_si128();
  const auto pair = [](int first, int second) {
    return _mm_set1_epi32((second << 16) | (first & 0xffff));
  };
  const auto store = [](std::int16_t* row, __m128i low, __m128i high) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(row),
                     _mm_packs_epi32(_mm_srai_epi32(low, 16), _mm_srai_epi32(high, 16)));
  };
  for (std::size_t half = 0; half < 16; half += 8) {
    const __m128i red = half == 0 ? _mm_unpacklo_epi8(a, zero) : _mm_unpackhi_epi8(a, zero);
    const __m128i green = half == 0 ? _mm_unpacklo_epi8(b, zero) : _mm_unpackhi_epi8(b, zero);
    const __m128i blue = half == 0 ? _mm_unpacklo_epi8(c, zero) : _mm_unpackhi_epi8(c, zero);
    const __m128i red_green[2] = {_mm_unpacklo_epi16(red, green), _mm_unpackhi_epi16(red, green)};
    const __m128i green_blue[2] = {_mm_unpacklo_epi16(green, blue),
                                   _mm_unpackhi_epi16(green, blue)};
    // In the upper half of each 32 bits: halved, that is times 2^15.
    const __m128i red_times[2] = {_mm_srli_epi32(_mm_unpacklo_epi16(zero, red), 1),
                                  _mm_srli_epi32(_mm_unpackhi_epi16(zero, red), 1)};
    const __m128i blue_times[2] = {_mm_srli_epi32(_mm_unpacklo_epi16(zero, blue), 1),
                                   _mm_srli_epi32(_mm_unpackhi_epi16(zero, blue), 1)};
    __m128i luma[2];
    __m128i chroma_blue[2];
    __m128i chroma_red[2];
    for (std::size_t i = 0; i < 2; ++i) {
      luma[i] = _mm_add_epi32(_mm_add_epi32(_mm_madd_epi16(red_green[i], pair(19595, 19235)),
                                            _mm_madd_epi16(green_blue[i], pair(19235, 7471))),
                              _mm_set1_epi32(kHalf - (128 << 16)));
      chroma_blue[i] = _mm_add_epi32(
          _mm_add_epi32(_mm_madd_epi16(red_green[i], pair(-11059, -21709)), blue_times[i]),
          _mm_set1_epi32(kHalf - 1));
      chroma_red[i] = _mm_add_epi32(
          _mm_add_epi32(_mm_madd_epi16(green_blue[i], pair(-27439, -5329)), red_times[i]),
          _mm_set1_epi32(kHalf - 1));
    }
    store(luma_row(planes, y, half / 8), luma[0], luma[1]);
    store(planes.chroma[0].data() + 16 * y + half, chroma_blue[0], chroma_blue[1]);
    store(planes.chroma[1].data() + 16 * y + half, chroma_red[0], chroma_red[1]);
  }
}
#endif

// @param width 8 or 16.
void convert_row(const std::uint8_t* rgb, std::size_t width, std::size_t y, Planes& planes) {
#if defined(__SSE2__)
  if (width == 16) return convert_sixteen(rgb, y, planes);
#endif
  for (std::size_t x = 0; x < width; ++x) {
    convert_pixel(rgb + x * kChannels, luma_row(planes, y, x / 8)[x % 8], y * width + x, planes);
  }
}

// The mean of each four samples; halves are rounded down and up in turn, so that nothing drifts.
void halve(const std::array<std::int16_t, Planes::kMaxArea>& plane, Block& samples) {
#if defined(__SSE2__)
  const __m128i ones = _mm_set1_epi16(1);
  const __m128i rounding = _mm_set_epi32(2, 1, 2, 1);
  for (std::size_t y = 0; y < 8; ++y) {
    const auto means = [&](std::size_t x) {
      const auto load = [&](std::size_t row) {
        return _mm_loadu_si128(
            reinterpret_cast<const __m128i*>(plane.data() + (2 * y + row) * 16 + x));
      };
      const __m128i sums = _mm_madd_epi16(_mm_add_epi16(load(0), load(1)), ones);
      return _mm_srai_epi32(_mm_add_epi32(sums, rounding), 2);
    };
    _mm_storeu_si128(reinterpret_cast<__m128i*>(samples.data() + y * 8),
                     _mm_packs_epi32(means(0), means(8)));
  }
#else
  for (std::size_t y = 0; y < 8; ++y) {
    const std::int16_t* const upper = plane.data() + y * 32;
    const std::int16_t* const lower = upper + 16;
    for (std::size_t x = 0; x < 8; ++x) {
      const int sum = upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1];
      samples[y * 8 + x] = static_cast<std::int16_t>((sum + 1 + static_cast<int>(x & 1)) >> 2);
    }
  }
#endif
}

}  // namespace

std::uint64_t nonzero_bits(const Block& block) {
  std::uint64_t bits = 0;
#if defined(__SSE2__)
  const __m128i zero = _mm_setzero_si128();
  const auto zeros_of = [&](std::size_t first) {
    return _mm_cmpeq_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(block.data() + first)),
                           zero);
  };
  for (std::size_t i = 0; i < kBlockArea; i += 16) {
    const int zeros = _mm_movemask_epi8(_mm_packs_epi16(zeros_of(i), zeros_of(i + 8)));
    bits |= (~static_cast<std::uint64_t>(zeros) & 0xffff) << i;
  }
#else
  for (std::size_t i = 0; i < kBlockArea; ++i) bits |= std::uint64_t{block[i] != 0} << i;
#endif
  return bits;
}

}  // namespace jpeg

JpegCoding::JpegCoding(JpegQuality quality, std::span<const ImageView> samples)
    : quality_{std::clamp(quality.quality, 1, 100), quality.chroma},
      steps_(jpeg::scaled_steps(quality_.quality)),
      quantisers_{jpeg::BlockQuantiser(steps_[0]), jpeg::BlockQuantiser(steps_[1])} {
  jpeg::EncoderCounts counts;
  jpeg::DcPrediction prediction{};
  for (const ImageView& sample : samples) count(sample, prediction, counts);
  for (std::size_t kind = 0; kind < 2; ++kind) {
    dc_[kind] = jpeg::make_code(counts.dc[kind], jpeg::is_dc_symbol);
    ac_[kind] = jpeg::make_code(counts.ac[kind], jpeg::is_ac_symbol);
  }
}

void JpegCoding::count(ImageView sample, jpeg::DcPrediction& prediction,
                       jpeg::EncoderCounts& counts) const {
  const Size mcu_size = this->mcu_size();
  jpeg::Mcu mcu;
  for (int y = 0; y < sample.height; y += mcu_size.height) {
    for (int x = 0; x < sample.width; x += mcu_size.width) {
      transform(sample.cropped({x, y, std::min(mcu_size.width, sample.width - x),
                                std::min(mcu_size.height, sample.height - y)}),
                mcu);
      for (std::size_t block = 0; block < block_count(); ++block) {
        const std::size_t component = component_of(block);
        const std::size_t kind = component > 0 ? 1 : 0;
        ++counts.dc[kind][jpeg::magnitude(mcu[block][0] - prediction[component]).size];
        prediction[component] = mcu[block][0];
        jpeg::for_each_ac_symbol(mcu[block], [&](unsigned symbol, std::uint32_t, unsigned) {
          ++counts.ac[kind][symbol];
        });
      }
    }
  }
}

void JpegCoding::transform(ImageView pixels, jpeg::Mcu& mcu) const {
  const auto side = static_cast<std::size_t>(mcu_size().width);
  jpeg::Planes planes;
  if (pixels.size() == mcu_size()) {
    for (std::size_t y = 0; y < side; ++y) {
      jpeg::convert_row(pixels.row(static_cast<int>(y)), side, y, planes);
    }
  } else {
    std::array<std::uint8_t, std::size_t{16} * kChannels> row;
    for (std::size_t y = 0; y < side; ++y) {
      const int from_y = std::min(static_cast<int>(y), pixels.height - 1);
      for (std::size_t x = 0; x < side; ++x) {
        const int from_x = std::min(static_cast<int>(x), pixels.width - 1);
        std::copy_n(pixels.at(from_x, from_y), kChannels, row.data() + x * kChannels);
      }
      jpeg::convert_row(row.data(), side, y, planes);
    }
  }

  jpeg::Block samples;
  const bool halved = quality_.chroma == JpegChroma::quarter;
  const std::size_t luma_blocks = halved ? 4 : 1;
  for (std::size_t block = 0; block < luma_blocks; ++block) {
    quantisers_[0].transform(planes.luma[block], mcu[block]);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    if (halved) {
      jpeg::halve(planes.chroma[i], samples);
    } else {
      std::copy_n(planes.chroma[i].begin(), jpeg::kBlockArea, samples.begin());
    }
    quantisers_[1].transform(samples, mcu[luma_blocks + i]);
  }
}

void JpegCoding::write_mcu(jpeg::BitStringWriter& writer, const jpeg::Mcu& mcu,
                           jpeg::DcPrediction& prediction) const {
  for (std::size_t block = 0; block < block_count(); ++block) {
    const std::size_t component = component_of(block);
    const int dc = mcu[block][0];
    write_dc(writer, component, dc - prediction[component]);
    prediction[component] = dc;
    write_ac(writer, component, mcu[block]);
  }
}

}  // namespace tessera
