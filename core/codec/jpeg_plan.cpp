#include "codec/jpeg_plan.h"

#include <algorithm>

namespace tessera::jpeg {

namespace {

int divide_up(int value, int divisor) { return (value + divisor - 1) / divisor; }

/// The smallest of 1, 2, 4, 8 at which `length` samples become at least `least` pixels.
int smallest_scale(int length, int least) {
  int scale = 1;
  while (scale < 8 && std::int64_t{length} * scale < std::int64_t{least} * 8) scale *= 2;
  return scale;
}

int log2_of(int power) {
  int exponent = 0;
  while (1 << exponent < power) ++exponent;
  return exponent;
}

Status check_frame(const JpegHeader& header) {
  switch (header.frame_marker) {
    case 0xC0:
    case 0xC1:
    case 0xC2:
      break;
    case 0xC9:
    case 0xCA:
      return {StatusCode::unsupported, "the JPEG uses arithmetic coding"};
    default:
      return {StatusCode::unsupported, "the JPEG is lossless or hierarchical"};
  }
  if (header.precision != 8) {
    return {StatusCode::unsupported, "the JPEG has more than 8 bits a sample"};
  }
  if (header.component_count != 1 && header.component_count != 3) {
    return {StatusCode::unsupported, "the JPEG is neither grey nor of three colours"};
  }
  return {};
}

/// YCbCr is the rule; files without JFIF header may say otherwise (as libjpeg reads them).
bool is_rgb(const JpegHeader& header) {
  if (header.component_count != 3 || header.jfif) return false;
  if (header.adobe_transform >= 0) return header.adobe_transform == 0;
  return header.components[0].id == 'R' && header.components[1].id == 'G' &&
         header.components[2].id == 'B';
}

/// What one axis of a component needs.
struct Axis {
  int block = 8;  ///< Pixels of a decoded block.
  int shift = 0;  ///< The plane has 2 to the power of shift fewer pixels than the image.
};

/// @param factor how much coarser the component is sampled than the finest one: 1, 2 or 4.
/// @param length samples of the crop at the finest sampling. @param colour not luma.
Axis plan_axis(int eighths, int factor, int length, int least, bool chroma) {
  const int full = eighths * factor;
  int block = std::min(8, full);
  // Chroma that covers what is wanted by itself need not be as fine as luma, whose scale it shares.
  if (chroma) block = std::min(block, smallest_scale(divide_up(length, factor), least));
  return {block, log2_of(full / block)};
}

void plan_coefficients(ComponentPlan& component) {
  component.kept = 0;
  component.place.fill(kBlockStorage - 1);
  for (std::size_t k = 0; k < 64; ++k) {
    const int u = kNaturalOrder[k] % 8;
    const int v = kNaturalOrder[k] / 8;
    if (u >= component.block.width || v >= component.block.height) continue;
    component.place[k] = kNaturalOrder[k];
    component.kept = static_cast<unsigned>(k) + 1;
  }
}

}  // namespace

Result<DecodePlan> make_plan(const JpegHeader& header, const JpegReduction& reduction) {
  if (Status status = check_frame(header); !status.is_ok()) return status;

  DecodePlan plan;
  plan.component_count = header.component_count;
  plan.rgb = is_rgb(header);
  const Size size = header.size;
  Rect crop = reduction.crop;
  if (crop == Rect{}) crop = {0, 0, size.width, size.height};
  if (crop.x < 0 || crop.y < 0 || crop.width < 1 || crop.height < 1 || crop.x > size.width ||
      crop.y > size.height || crop.width > size.width - crop.x ||
      crop.height > size.height - crop.y) {
    return {StatusCode::invalid_argument, "the crop must lie inside the picture"};
  }
  const int scale_x = smallest_scale(crop.width, reduction.least.width);
  const int scale_y = smallest_scale(crop.height, reduction.least.height);
  plan.eighths = std::max(scale_x, scale_y);

  // A component's sampling factors mean nothing alone: one component is not interleaved (A.2.2).
  const auto count = static_cast<std::size_t>(header.component_count);
  int horizontal = 1;
  int vertical = 1;
  for (std::size_t index = 0; count > 1 && index < count; ++index) {
    horizontal = std::max(horizontal, header.components[index].horizontal);
    vertical = std::max(vertical, header.components[index].vertical);
  }
  plan.mcus = {divide_up(size.width, 8 * horizontal), divide_up(size.height, 8 * vertical)};
  plan.columns = {crop.x / (8 * horizontal), divide_up(crop.x + crop.width, 8 * horizontal)};
  plan.rows = {crop.y / (8 * vertical), divide_up(crop.y + crop.height, 8 * vertical)};

  const int eighths = plan.eighths;
  const int left = crop.x * eighths / 8;
  const int top = crop.y * eighths / 8;
  plan.area = {left, top, divide_up((crop.x + crop.width) * eighths, 8) - left,
               divide_up((crop.y + crop.height) * eighths, 8) - top};
  // Refinement scans need the history of every block, so all of them are kept.
  plan.exact = header.progressive() && eighths == 8;
  if (plan.exact) {
    plan.columns = {0, plan.mcus.width};
    plan.rows = {0, plan.mcus.height};
  }
  const std::int64_t pixels = plan.exact ? size.area() : plan.area.size().area();
  if (pixels > reduction.pixel_limit) {
    return {StatusCode::too_large, "the JPEG has more pixels than the limit, even reduced"};
  }

  for (std::size_t index = 0; index < count; ++index) {
    const Component& source = header.components[index];
    ComponentPlan& component = plan.components[index];
    component.horizontal = count > 1 ? source.horizontal : 1;
    component.vertical = count > 1 ? source.vertical : 1;
    if (horizontal % component.horizontal != 0 || vertical % component.vertical != 0) {
      return {StatusCode::unsupported, "the JPEG has an unusual chroma subsampling"};
    }
    const int factor_x = horizontal / component.horizontal;
    const int factor_y = vertical / component.vertical;
    if (factor_x == 3 || factor_y == 3) {
      return {StatusCode::unsupported, "the JPEG has an unusual chroma subsampling"};
    }
    const bool chroma = index > 0 && !plan.rgb && !plan.exact;
    const Axis x = plan_axis(eighths, factor_x, crop.width, reduction.least.width, chroma);
    const Axis y = plan_axis(eighths, factor_y, crop.height, reduction.least.height, chroma);
    component.block = {x.block, y.block};
    component.shift_x = x.shift;
    component.shift_y = y.shift;
    component.grid = {divide_up(divide_up(size.width, factor_x), 8),
                      divide_up(divide_up(size.height, factor_y), 8)};
    component.columns = {plan.columns.begin * component.horizontal,
                         plan.columns.end * component.horizontal};
    component.rows = {plan.rows.begin * component.vertical, plan.rows.end * component.vertical};
    component.shown = {
        divide_up(divide_up(size.width, factor_x) * x.block, 8) - component.columns.begin * x.block,
        divide_up(divide_up(size.height, factor_y) * y.block, 8) - component.rows.begin * y.block};
    component.stride =
        static_cast<std::ptrdiff_t>(component.columns.length()) * component.block.width;
    component.quantisation =
        header.quantisation[static_cast<std::size_t>(source.quantisation)].data();
    component.missing_bits.fill(kAllBits);
    component.transform = inverse_dct(component.block);
    plan_coefficients(component);
  }
  return plan;
}

void allocate_plan(DecodePlan& plan, bool progressive) {
  for (int index = 0; index < plan.component_count; ++index) {
    ComponentPlan& component = plan.components[static_cast<std::size_t>(index)];
    const auto blocks = static_cast<std::size_t>(component.columns.length()) *
                        static_cast<std::size_t>(component.rows.length());
    component.plane.resize(
        blocks * static_cast<std::size_t>(component.block.width * component.block.height));
    if (progressive) component.coefficients.resize(blocks * component.kept);
  }
}

}  // namespace tessera::jpeg
