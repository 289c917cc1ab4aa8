// Reading a matrix profile: the tags of its colorants and curves.
#include "codec/icc.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>

namespace tessera {
namespace {

constexpr std::size_t kTagTable = 128;
constexpr std::size_t kTagBytes = 12;
constexpr std::size_t kMaxTags = 256;
constexpr int kMaxGamma = 16;

// Big-endian numbers; beyond the end there are zeros.
class Numbers {
 public:
  explicit Numbers(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  std::size_t size() const { return bytes_.size(); }
  std::uint32_t number_16(std::size_t at) const { return byte(at) << 8 | byte(at + 1); }
  std::uint32_t number_32(std::size_t at) const { return number_16(at) << 16 | number_16(at + 2); }
  double fixed_16_16(std::size_t at) const {
    return static_cast<double>(static_cast<std::int32_t>(number_32(at))) / 65536.0;
  }
  bool says(std::size_t at, std::string_view signature) const {
    return at <= bytes_.size() && signature.size() <= bytes_.size() - at &&
           std::equal(signature.begin(), signature.end(),
                      bytes_.begin() + static_cast<std::ptrdiff_t>(at));
  }
  bool is_same_part(const Numbers& other) const {
    return bytes_.data() == other.bytes_.data() && bytes_.size() == other.bytes_.size();
  }
  Numbers part(std::size_t at, std::size_t count) const {
    return Numbers(bytes_.subspan(at, count));
  }

 private:
  std::uint32_t byte(std::size_t at) const { return at < bytes_.size() ? bytes_[at] : 0U; }

  std::span<const std::uint8_t> bytes_;
};

std::optional<Numbers> find_tag(const Numbers& profile, std::string_view signature) {
  const std::size_t count = std::min<std::size_t>(profile.number_32(kTagTable), kMaxTags);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t entry = kTagTable + 4 + i * kTagBytes;
    if (!profile.says(entry, signature)) continue;
    const std::size_t at = profile.number_32(entry + 4);
    const std::size_t bytes = profile.number_32(entry + 8);
    if (at > profile.size() || bytes > profile.size() - at) return std::nullopt;
    return profile.part(at, bytes);
  }
  return std::nullopt;
}

// x^exponent, without libm's pow(), which differs from one platform to the next: the whole part by
// multiplication, the fraction bit by bit as roots of roots. A square root is exactly rounded
// everywhere (IEEE 754).
double power(double x, double exponent) {
  if (x <= 0) return 0;
  const int whole = static_cast<int>(exponent);
  double result = 1;
  for (int i = 0; i < whole; ++i) result *= x;
  double fraction = exponent - whole;
  double root = x;
  for (int bit = 0; bit < 16 && fraction > 0; ++bit) {
    root = std::sqrt(root);
    fraction *= 2;
    if (fraction >= 1) {
      result *= root;
      fraction -= 1;
    }
  }
  return result;
}

using Curve = std::array<std::uint16_t, 256>;

std::uint16_t light_of(double value) {
  return static_cast<std::uint16_t>(65535.0 * std::clamp(value, 0.0, 1.0) + 0.5);
}

template <class Function>
Curve sampled(const Function& function) {
  Curve curve{};
  for (std::size_t i = 0; i < curve.size(); ++i) {
    curve[i] = light_of(function(static_cast<double>(i) / 255.0));
  }
  return curve;
}

bool is_gamma(double value) { return value > 0 && value <= kMaxGamma; }

// 'curv': identity, a gamma, or a table.
std::optional<Curve> read_curve(const Numbers& tag) {
  const std::size_t count = tag.number_32(8);
  if (count > 65536 || tag.size() < 12 + 2 * count) return std::nullopt;
  if (count == 0) return sampled([](double x) { return x; });
  if (count == 1) {
    const double gamma = tag.number_16(12) / 256.0;
    if (!is_gamma(gamma)) return std::nullopt;
    return sampled([gamma](double x) { return power(x, gamma); });
  }
  return sampled([&tag, count](double x) {
    const double place = x * static_cast<double>(count - 1);
    const std::size_t below = std::min(static_cast<std::size_t>(place), count - 2);
    const double low = tag.number_16(12 + 2 * below);
    const double high = tag.number_16(14 + 2 * below);
    return (low + (high - low) * (place - static_cast<double>(below))) / 65535.0;
  });
}

// 'para': one of five formulas.
std::optional<Curve> read_parametric_curve(const Numbers& tag) {
  constexpr std::array<std::size_t, 5> kParameters = {1, 3, 4, 5, 7};
  const std::size_t type = tag.number_16(8);
  if (type >= kParameters.size() || tag.size() < 12 + 4 * kParameters[type]) return std::nullopt;
  std::array<double, 7> given{};
  for (std::size_t i = 0; i < kParameters[type]; ++i) given[i] = tag.fixed_16_16(12 + 4 * i);
  const auto [gamma, a, b, c, d, e, f] = given;
  if (!is_gamma(gamma)) return std::nullopt;
  const auto curve = [g = gamma, a = a, b = b](double x) { return power(a * x + b, g); };
  switch (type) {
    case 0:
      return sampled([g = gamma](double x) { return power(x, g); });
    case 1:
    case 2: {
      // The formula holds where a·x + b is not negative, and power() is 0 below.
      const double offset = type == 2 ? c : 0.0;
      return sampled([=](double x) { return curve(x) + offset; });
    }
    default: {
      const double above = type == 4 ? e : 0.0;
      const double below = type == 4 ? f : 0.0;
      return sampled(
          [=, c = c, d = d](double x) { return x >= d ? curve(x) + above : c * x + below; });
    }
  }
}

std::optional<Curve> read_tone_curve(const Numbers& tag) {
  if (tag.says(0, "curv")) return read_curve(tag);
  if (tag.says(0, "para")) return read_parametric_curve(tag);
  return std::nullopt;
}

}  // namespace

std::optional<MatrixProfile> parse_matrix_profile(std::span<const std::uint8_t> bytes) {
  const Numbers profile(bytes);
  if (!profile.says(36, "acsp") || !profile.says(16, "RGB ") || !profile.says(20, "XYZ ")) {
    return std::nullopt;
  }
  constexpr std::array<std::string_view, 3> kColorants = {"rXYZ", "gXYZ", "bXYZ"};
  constexpr std::array<std::string_view, 3> kCurves = {"rTRC", "gTRC", "bTRC"};
  MatrixProfile result;
  Numbers previous = profile;
  for (std::size_t channel = 0; channel < 3; ++channel) {
    const std::optional<Numbers> colorant = find_tag(profile, kColorants[channel]);
    const std::optional<Numbers> tone = find_tag(profile, kCurves[channel]);
    if (!colorant || !tone || !colorant->says(0, "XYZ ") || colorant->size() < 20) {
      return std::nullopt;
    }
    for (std::size_t i = 0; i < 3; ++i) {
      const double value = colorant->fixed_16_16(8 + 4 * i);
      // A colorant's share of white is below 1; anything far beyond is not a colour.
      if (value < -2 || value > 2) return std::nullopt;
      result.colorants[channel][i] = value;
    }
    // Nearly always the channels share one curve, and working it out is all that takes time here.
    if (channel > 0 && tone->is_same_part(previous)) {
      result.light[channel] = result.light[channel - 1];
      continue;
    }
    previous = *tone;
    const std::optional<Curve> curve = read_tone_curve(*tone);
    if (!curve) return std::nullopt;
    result.light[channel] = *curve;
  }
  return result;
}

}  // namespace tessera
