#include "codec/jpeg_colour.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tessera::jpeg {

namespace {

std::uint8_t clamp_pixel(std::int32_t value) {
  return static_cast<std::uint8_t>(value < 0 ? 0 : value > 255 ? 255 : value);
}

/// One row of a component at the size of the image, centred as T.871 has it: where the plane is
/// coarser, linear between the two nearest samples each way, or repeated if that is good enough.
class RowSource {
 public:
  RowSource(const DecodePlan& plan, const ComponentPlan& component)
      : component_(&component), width_(plan.area.width) {
    // Where the image's first column and row lie in the plane, in pixels of the reduced image.
    left_ = plan.area.x - (component.columns.begin * component.block.width << component.shift_x);
    top_ = plan.area.y - (component.rows.begin * component.block.height << component.shift_y);
    if (component.shift_x == 0 && component.shift_y == 0) return;
    row_.resize(static_cast<std::size_t>(width_));
    if (component.coarse) return;
    blended_.resize(static_cast<std::size_t>(component.stride));
  }

  const std::uint8_t* row(int y) {
    const ComponentPlan& component = *component_;
    if (row_.empty()) return component.plane.data() + (y + top_) * component.stride + left_;
    if (component.coarse) return repeated_row(y);
    blend_rows(y);
    const int shift = component.shift_x;
    for (int x = 0; x < width_; ++x) {
      const Position at = position(x + left_, shift, component.shown.width);
      const int sum = blended_[at.first] * (at.whole - at.weight) + blended_[at.second] * at.weight;
      // Rounded at the end of both passes: the blended row carries 4 bits more.
      row_[static_cast<std::size_t>(x)] =
          static_cast<std::uint8_t>((sum + at.whole * 8) >> (at.bits + 4));
    }
    return row_.data();
  }

 private:
  /// Two neighbours and the share of the second, in units of 1 / whole.
  struct Position {
    std::size_t first;
    std::size_t second;
    int weight;
    int whole;
    int bits;
  };

  static Position position(int index, int shift, int size) {
    // The centre of pixel `index` at (index + 1/2) / 2^shift - 1/2, in half steps.
    const int whole = 2 << shift;
    const int centre = std::max(0, 2 * index + 1 - (1 << shift));
    const int first = std::min(centre / whole, size - 1);
    return {static_cast<std::size_t>(first),
            static_cast<std::size_t>(std::min(first + 1, size - 1)), centre % whole, whole,
            shift + 1};
  }

  const std::uint8_t* repeated_row(int y) {
    const ComponentPlan& component = *component_;
    const int source = (y + top_) >> component.shift_y;
    if (source == repeated_) return row_.data();
    repeated_ = source;
    const std::uint8_t* const in = component.plane.data() + source * component.stride;
    for (int x = 0; x < width_; ++x) {
      row_[static_cast<std::size_t>(x)] = in[(x + left_) >> component.shift_x];
    }
    return row_.data();
  }

  void blend_rows(int y) {
    const ComponentPlan& component = *component_;
    const Position at = position(y + top_, component.shift_y, component.shown.height);
    const std::uint8_t* const first =
        component.plane.data() + static_cast<std::ptrdiff_t>(at.first) * component.stride;
    const std::uint8_t* const second =
        component.plane.data() + static_cast<std::ptrdiff_t>(at.second) * component.stride;
    for (std::size_t x = 0; x < blended_.size(); ++x) {
      const int sum = first[x] * (at.whole - at.weight) + second[x] * at.weight;
      blended_[x] = static_cast<std::uint16_t>((sum << 4) >> at.bits);
    }
  }

  const ComponentPlan* component_;
  int width_;
  int left_;
  int top_;
  int repeated_ = -1;  // The plane's row that row_ holds.
  std::vector<std::uint8_t> row_;
  std::vector<std::uint16_t> blended_;
};

// T.871: R = Y + 1.402 Cr, G = Y - 0.344136 Cb - 0.714136 Cr, B = Y + 1.772 Cb. Chroma from -128 to
// 127 times 256, times 16 bits of a fraction, gives 8 fractional bits in the upper 16 of 32; what
// of a factor is beyond a half is taken by whole chroma.
constexpr int kRedCr = 26345;    // 1.402 - 1
constexpr int kGreenCr = 18734;  // 1 - 0.714136
constexpr int kGreenCb = 22554;  // 0.344136
constexpr int kBlueCb = 14942;   // 2 - 1.772

int high_product(int chroma, int factor) { return (chroma * 256 * factor) >> 16; }

void convert_pixel(int y, int cb, int cr, std::uint8_t* out) {
  out[0] = clamp_pixel(y + cr + ((high_product(cr, kRedCr) + 128) >> 8));
  out[1] =
      clamp_pixel(y - cr + ((high_product(cr, kGreenCr) - high_product(cb, kGreenCb) + 128) >> 8));
  out[2] = clamp_pixel(y + 2 * cb + ((128 - high_product(cb, kBlueCb)) >> 8));
}

#if defined(__SSE2__)
/// Eight pixels with the same arithmetic. Writes one byte beyond the 24.
void convert_eight(const std::uint8_t* luma, const std::uint8_t* blue, const std::uint8_t* red,
                   std::uint8_t* out) {
  const __m128i zero = _mm_setzero_si128();
  const __m128i round = _mm_set1_epi16(128);
  const auto load = [zero](const std::uint8_t* row) {
    return _mm_unpacklo_epi8(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(row)), zero);
  };
  const __m128i y = load(luma);
  const __m128i cb = _mm_sub_epi16(load(blue), round);
  const __m128i cr = _mm_sub_epi16(load(red), round);
  const __m128i cb_256 = _mm_slli_epi16(cb, 8);
  const __m128i cr_256 = _mm_slli_epi16(cr, 8);
  const auto rounded = [round](__m128i value) {
    return _mm_srai_epi16(_mm_add_epi16(value, round), 8);
  };
  const auto product = [](__m128i chroma, int factor) {
    return _mm_mulhi_epi16(chroma, _mm_set1_epi16(static_cast<std::int16_t>(factor)));
  };
  const __m128i r = _mm_add_epi16(_mm_add_epi16(y, cr), rounded(product(cr_256, kRedCr)));
  const __m128i g =
      _mm_add_epi16(_mm_sub_epi16(y, cr),
                    rounded(_mm_sub_epi16(product(cr_256, kGreenCr), product(cb_256, kGreenCb))));
  const __m128i b = _mm_add_epi16(_mm_add_epi16(y, _mm_add_epi16(cb, cb)),
                                  rounded(_mm_sub_epi16(zero, product(cb_256, kBlueCb))));
  const __m128i red_green = _mm_unpacklo_epi8(_mm_packus_epi16(r, zero), _mm_packus_epi16(g, zero));
  const __m128i blue_zero = _mm_unpacklo_epi8(_mm_packus_epi16(b, zero), zero);
  std::array<std::uint32_t, 8> words;
  _mm_storeu_si128(reinterpret_cast<__m128i*>(words.data()),
                   _mm_unpacklo_epi16(red_green, blue_zero));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(words.data() + 4),
                   _mm_unpackhi_epi16(red_green, blue_zero));
  for (std::size_t x = 0; x < 8; ++x) std::memcpy(out + 3 * x, &words[x], 4);
}
#endif

void convert_row(const std::uint8_t* luma, const std::uint8_t* blue, const std::uint8_t* red,
                 int width, std::uint8_t* out) {
  int x = 0;
#if defined(__SSE2__)
  for (; x + 8 < width; x += 8) convert_eight(luma + x, blue + x, red + x, out + 3 * x);
#endif
  for (; x < width; ++x) convert_pixel(luma[x], blue[x] - 128, red[x] - 128, out + 3 * x);
}

void interleave_row(const std::uint8_t* first, const std::uint8_t* second,
                    const std::uint8_t* third, int width, std::uint8_t* out) {
  for (int x = 0; x < width; ++x) {
    out[3 * x] = first[x];
    out[3 * x + 1] = second[x];
    out[3 * x + 2] = third[x];
  }
}

}  // namespace

Image planes_to_image(const DecodePlan& plan) {
  Image image(plan.area.size());
  const MutableImageView view = image.view();
  RowSource first(plan, plan.components[0]);
  if (plan.component_count == 1) {
    for (int y = 0; y < view.height; ++y) {
      const std::uint8_t* const grey = first.row(y);
      interleave_row(grey, grey, grey, view.width, view.row(y));
    }
    return image;
  }
  RowSource second(plan, plan.components[1]);
  RowSource third(plan, plan.components[2]);
  for (int y = 0; y < view.height; ++y) {
    const auto put = plan.rgb ? interleave_row : convert_row;
    put(first.row(y), second.row(y), third.row(y), view.width, view.row(y));
  }
  return image;
}

}  // namespace tessera::jpeg
