#include "codec/jpeg_plan.h"

#include <algorithm>

namespace tessera::jpeg {

namespace {

int divide_up(int value, int divisor) { return (value + divisor - 1) / divisor; }

/// Whether `length` samples, `eighths` pixels for 8 of them, are at least `least` pixels.
bool covers(int length, int eighths, int least) {
  return std::int64_t{length} * eighths >= std::int64_t{least} * 8;
}

/// The smallest scale at which `length` samples become at least `least` pixels.
int smallest_scale(int length, int least) {
  int eighths = 1;
  while (eighths < 8 && !covers(length, eighths, least)) ++eighths;
  return eighths;
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
  bool coarse = false;
};

/// @param factor how much coarser the component is sampled than the finest one: 1, 2 or 4.
/// @param length samples of the crop at the finest sampling. @param colour not luma.
Axis plan_axis(int eighths, int factor, int length, int least, bool chroma) {
  Axis axis = {eighths * factor};
  const auto halve = [&axis] { axis = {axis.block / 2, axis.shift + 1, axis.coarse}; };
  // The factor is 1, 2 or 4, so that what is above 8 is even.
  while (axis.block > 8) halve();
  // Chroma that covers what is wanted by itself need not be as fine as luma, whose scale it shares.
  const int samples = divide_up(length, factor);
  while (chroma && axis.block % 2 == 0 && covers(samples, axis.block / 2, least)) {
    axis.coarse = true;
    halve();
  }
  return axis;
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

/// Scale and coefficients of every component. Returns the largest sampling factors.
Result<Size> plan_components(const JpegHeader& header, Size crop, Size least, DecodePlan& plan) {
  const auto count = static_cast<std::size_t>(header.component_count);
  Size most = {1, 1};
  for (std::size_t index = 0; index < count; ++index) {
    ComponentPlan& component = plan.components[index];
    // A component's sampling factors mean nothing alone: one component is not interleaved (A.2.2).
    component.horizontal = count > 1 ? header.components[index].horizontal : 1;
    component.vertical = count > 1 ? header.components[index].vertical : 1;
    most = {std::max(most.width, component.horizontal), std::max(most.height, component.vertical)};
  }
  for (std::size_t index = 0; index < count; ++index) {
    ComponentPlan& component = plan.components[index];
    const int factor_x = most.width / component.horizontal;
    const int factor_y = most.height / component.vertical;
    if (factor_x * component.horizontal != most.width || factor_x == 3 ||
        factor_y * component.vertical != most.height || factor_y == 3) {
      return {StatusCode::unsupported, "the JPEG has an unusual chroma subsampling"};
    }
    const bool chroma = index > 0 && !plan.rgb;
    const Axis x = plan_axis(plan.eighths, factor_x, crop.width, least.width, chroma);
    const Axis y = plan_axis(plan.eighths, factor_y, crop.height, least.height, chroma);
    component.block = {x.block, y.block};
    component.shift_x = x.shift;
    component.shift_y = y.shift;
    component.coarse = x.coarse || y.coarse;
    component.samples = {divide_up(header.size.width, factor_x),
                         divide_up(header.size.height, factor_y)};
    component.grid = {divide_up(component.samples.width, 8),
                      divide_up(component.samples.height, 8)};
    component.quantisation =
        header.quantisation[static_cast<std::size_t>(header.components[index].quantisation)].data();
    component.missing_bits.fill(kAllBits);
    component.transform = inverse_dct(component.block);
    plan_coefficients(component);
    if (header.progressive() && component.kept > 1) {
      plan.whole = true;
      component.kept = 64;
    }
  }
  return most;
}

/// Where a component's wanted blocks lie, given the wanted MCUs.
void plan_ranges(const DecodePlan& plan, ComponentPlan& component) {
  component.columns = {plan.columns.begin * component.horizontal,
                       plan.columns.end * component.horizontal};
  component.rows = {plan.rows.begin * component.vertical, plan.rows.end * component.vertical};
  const Size block = component.block;
  component.stride = static_cast<std::ptrdiff_t>(component.columns.length()) * block.width;
  const int right = divide_up(component.samples.width * block.width, 8);
  const int bottom = divide_up(component.samples.height * block.height, 8);
  component.shown = {std::min(right - component.columns.begin * block.width,
                              component.columns.length() * block.width),
                     std::min(bottom - component.rows.begin * block.height,
                              component.rows.length() * block.height)};
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
  const int right = crop.x + crop.width;
  const int bottom = crop.y + crop.height;
  plan.eighths = std::max(smallest_scale(crop.width, reduction.least.width),
                          smallest_scale(crop.height, reduction.least.height));
  const int left = crop.x * plan.eighths / 8;
  const int top = crop.y * plan.eighths / 8;
  plan.area = {left, top, divide_up(right * plan.eighths, 8) - left,
               divide_up(bottom * plan.eighths, 8) - top};

  const Result<Size> most = plan_components(header, crop.size(), reduction.least, plan);
  if (!most) return most.status();
  const int mcu_width = 8 * most->width;
  const int mcu_height = 8 * most->height;
  plan.mcus = {divide_up(size.width, mcu_width), divide_up(size.height, mcu_height)};
  plan.columns = {crop.x / mcu_width, divide_up(right, mcu_width)};
  plan.rows = {crop.y / mcu_height, divide_up(bottom, mcu_height)};
  if (plan.whole) {
    plan.columns = {0, plan.mcus.width};
    plan.rows = {0, plan.mcus.height};
  }
  const std::int64_t pixels = plan.whole ? size.area() : plan.area.size().area();
  if (pixels > reduction.pixel_limit) {
    return {StatusCode::too_large, "the JPEG has more pixels than the limit"};
  }
  for (std::size_t index = 0; index < static_cast<std::size_t>(plan.component_count); ++index) {
    plan_ranges(plan, plan.components[index]);
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
