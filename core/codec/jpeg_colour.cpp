#include "codec/jpeg_colour.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace tessera::jpeg {

namespace {

std::uint8_t clamp_pixel(std::int32_t value) {
  return static_cast<std::uint8_t>(value < 0 ? 0 : value > 255 ? 255 : value);
}

/// One row of a component at the size of the image, centred as T.871 has it: linear between the two
/// nearest samples each way where the plane is coarser.
class RowSource {
 public:
  RowSource(const DecodePlan& plan, const ComponentPlan& component)
      : component_(&component), width_(plan.area.width) {
    // Where the image's first column and row lie in the plane, in pixels of the reduced image.
    left_ = plan.area.x - (component.columns.begin * component.block.width << component.shift_x);
    top_ = plan.area.y - (component.rows.begin * component.block.height << component.shift_y);
    if (component.shift_x == 0 && component.shift_y == 0) return;
    row_.resize(static_cast<std::size_t>(width_));
    blended_.resize(static_cast<std::size_t>(component.stride));
  }

  const std::uint8_t* row(int y) {
    const ComponentPlan& component = *component_;
    if (row_.empty()) return component.plane.data() + (y + top_) * component.stride + left_;
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
    return {static_cast<std::size_t>(first), static_cast<std::size_t>(std::min(first + 1, size - 1)),
            centre % whole, whole, shift + 1};
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
  std::vector<std::uint8_t> row_;
  std::vector<std::uint16_t> blended_;
};

// T.871: R = Y + 1.402 Cr, G = Y - 0.344136 Cb - 0.714136 Cr, B = Y + 1.772 Cb, in 16 bits.
void convert_row(const std::uint8_t* luma, const std::uint8_t* blue, const std::uint8_t* red,
                 int width, std::uint8_t* out) {
  for (int x = 0; x < width; ++x) {
    const std::int32_t y = (luma[x] << 16) + (1 << 15);
    const std::int32_t cb = blue[x] - 128;
    const std::int32_t cr = red[x] - 128;
    out[3 * x] = clamp_pixel((y + 91881 * cr) >> 16);
    out[3 * x + 1] = clamp_pixel((y - 22554 * cb - 46802 * cr) >> 16);
    out[3 * x + 2] = clamp_pixel((y + 116130 * cb) >> 16);
  }
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
