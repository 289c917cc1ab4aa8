#include "codec/decode.h"

#include "codec/exif.h"
#include "codec/file_format.h"
#include "codec/icc.h"
#include "codec/jpeg_segments.h"
#include "codec/stb_image_memory.h"
#include "image/rgba.h"

#include <algorithm>
#include <climits>
#include <cstring>
#include <stb/stb_image.h>
#include <string>

namespace tessera {
namespace {

constexpr int kRgba = static_cast<int>(kRgbaChannels);
constexpr int kStbBufferBytes = 128;

// A memory reader for stb_image that remembers whether more was asked for than there is: several of
// its decoders take zeros for missing bytes and say nothing.
class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  bool ran_out() const { return ran_out_; }

  static stbi_io_callbacks callbacks() {
    return {[](void* self, char* data, int size) {
              return static_cast<Reader*>(self)->read(data, size);
            },
            [](void* self, int count) { static_cast<Reader*>(self)->skip(count); },
            [](void* self) { return static_cast<int>(static_cast<Reader*>(self)->at_end()); }};
  }

 private:
  int read(char* data, int size) {
    const std::size_t count = std::min(static_cast<std::size_t>(size), bytes_.size() - position_);
    // stb_image fills its buffer with what there is; any other amount it asks for it needs in full.
    if (count == 0 || (size != kStbBufferBytes && count < static_cast<std::size_t>(size))) {
      ran_out_ = true;
    }
    std::memcpy(data, bytes_.data() + position_, count);
    position_ += count;
    return static_cast<int>(count);
  }
  void skip(int count) {
    const auto distance = static_cast<std::ptrdiff_t>(count);
    const auto left = static_cast<std::ptrdiff_t>(bytes_.size() - position_);
    if (distance > left) ran_out_ = true;
    // Negative where stb_image gives back what it has read too much of.
    position_ += static_cast<std::size_t>(
        std::clamp(distance, -static_cast<std::ptrdiff_t>(position_), left));
  }
  bool at_end() const { return position_ == bytes_.size(); }

  std::span<const std::uint8_t> bytes_;
  std::size_t position_ = 0;
  bool ran_out_ = false;
};

// Decoders of stb_image that do not notice by themselves that a file ends too early.
bool needs_end_check(FileFormat format) {
  return format == FileFormat::bmp || format == FileFormat::tga || format == FileFormat::psd ||
         format == FileFormat::pnm || format == FileFormat::gif;
}

// What stb_image says of its last failure on this thread.
Status stb_failure(FileFormat format) {
  const char* text = stbi_failure_reason();
  const std::string_view reason = text == nullptr ? "" : text;
  if (reason == "outofmem") return {StatusCode::out_of_memory, "not enough memory to decode it"};
  if (reason == "too large") {
    return {StatusCode::too_large, "the picture has more pixels than can be decoded"};
  }
  return {StatusCode::corrupt,
          std::string(format_name(format)) + " file is damaged: " + std::string(reason)};
}

Result<Image> make_opaque(const std::uint8_t* rgba, Size size, const DecodeOptions& options) {
  Image image(size);
  if (image.empty()) return {StatusCode::out_of_memory, "not enough memory for its pixels"};
  lay_over(rgba, options.background, image.view());
  return image;
}

/// @return an empty picture where all pixels are opaque.
Result<Image> opacity_of(const std::uint8_t* rgba, Size size) {
  if (is_opaque(rgba, static_cast<std::size_t>(size.area()))) return Image();
  Image opacity(size);
  if (opacity.empty()) return {StatusCode::out_of_memory, "not enough memory for its pixels"};
  copy_opacity(rgba, opacity.view());
  return opacity;
}

/// @param with_opacity whether that is wanted; else it stays empty.
Result<DecodedPicture> decode_stored(std::span<const std::uint8_t> bytes, FileFormat format,
                                     const DecodeOptions& options, bool with_opacity) {
  const stbi_io_callbacks callbacks = Reader::callbacks();
  // Enough for every decoder's own tables; raised to what the stated size needs once it is known.
  constexpr std::size_t kHeaderAllocation = std::size_t{1} << 20;
  Size size;
  int channels = 0;
  {
    const StbAllocationLimit limit(kHeaderAllocation);
    Reader reader(bytes);
    if (stbi_info_from_callbacks(&callbacks, &reader, &size.width, &size.height, &channels) == 0) {
      // It has tried all formats and tells of the last one; loading tells what is wrong with this
      // one.
      Reader again(bytes);
      int found = 0;
      tessera_stb_free(stbi_load_from_callbacks(&callbacks, &again, &size.width, &size.height,
                                                &found, kChannels));
      return stb_failure(format);
    }
  }
  if (size.width < 1 || size.height < 1) return {StatusCode::corrupt, "the picture has no pixels"};
  if (Status status = check_pixel_count(size, options); !status.is_ok()) return status;
  // 16-bit RGBA is 8 bytes a pixel, its filter bytes and the doubling of buffers come on top.
  const std::size_t needed = static_cast<std::size_t>(size.area()) * 16 + (std::size_t{4} << 20);
  const StbAllocationLimit limit(needed);
  Reader reader(bytes);
  const bool transparent = channels == 2 || channels == 4;
  const int wanted = transparent ? kRgba : kChannels;
  int found = 0;
  Size decoded;
  std::uint8_t* pixels = stbi_load_from_callbacks(&callbacks, &reader, &decoded.width,
                                                  &decoded.height, &found, wanted);
  if (pixels == nullptr) {
    if (limit.exceeded()) {
      return {StatusCode::too_large, "its data unpacks to far more than its size in pixels states"};
    }
    return stb_failure(format);
  }
  DecodedPicture picture;
  if (transparent) {
    Result<Image> opaque = make_opaque(pixels, decoded, options);
    Result<Image> opacity = with_opacity ? opacity_of(pixels, decoded) : Image();
    tessera_stb_free(pixels);
    if (!opaque) return opaque.status();
    if (!opacity) return opacity.status();
    picture = {std::move(*opaque), std::move(*opacity)};
  } else {
    picture.image = Image(decoded, pixels);
  }
  if (needs_end_check(format) && reader.ran_out()) {
    return {StatusCode::corrupt, "the file ends too early"};
  }
  return picture;
}

}  // namespace

Status check_pixel_count(Size size, const DecodeOptions& options) {
  if (size.area() <= options.max_pixels) return {};
  return {StatusCode::too_large, "the picture has " + std::to_string(size.width) + " × " +
                                     std::to_string(size.height) + " pixels, the limit is " +
                                     std::to_string(options.max_pixels / 1000000) + " megapixels"};
}

Status check_byte_count(std::size_t bytes, const DecodeOptions& options) {
  // stb_image counts bytes in int.
  if (bytes <= options.max_bytes && bytes <= static_cast<std::size_t>(INT_MAX)) return {};
  return {StatusCode::too_large, "the file has " + std::to_string(bytes >> 20) +
                                     " MiB, the limit is " +
                                     std::to_string(options.max_bytes >> 20) + " MiB"};
}

namespace {

Result<DecodedPicture> decode(std::span<const std::uint8_t> bytes, const DecodeOptions& options,
                              bool with_opacity) {
  const auto head = bytes.first(std::min(bytes.size(), kSignatureBytes));
  if (Status status = check_decodable(head); !status.is_ok()) return status;
  if (Status status = check_byte_count(bytes.size(), options); !status.is_ok()) return status;
  const FileFormat format = identify(head);
  if (format == FileFormat::jpeg) {
    if (Status status = check_jpeg_structure(bytes); !status.is_ok()) return status;
  }
  Result<DecodedPicture> stored = decode_stored(bytes, format, options, with_opacity);
  if (!stored) return stored;
  if (options.convert_colours) convert_to_srgb(bytes, format, stored->image.view());
  const Orientation orientation = exif_orientation(bytes, format);
  Result<Image> image = upright(std::move(stored->image), orientation);
  if (!image) return image.status();
  if (stored->opacity.empty()) return DecodedPicture{std::move(*image), {}};
  Result<Image> opacity = upright(std::move(stored->opacity), orientation);
  if (!opacity) return opacity.status();
  return DecodedPicture{std::move(*image), std::move(*opacity)};
}

}  // namespace

Result<Image> decode_image(std::span<const std::uint8_t> bytes, const DecodeOptions& options) {
  Result<DecodedPicture> picture = decode(bytes, options, false);
  if (!picture) return picture.status();
  return std::move(picture->image);
}

Result<DecodedPicture> decode_with_opacity(std::span<const std::uint8_t> bytes,
                                           const DecodeOptions& options) {
  return decode(bytes, options, true);
}

}  // namespace tessera
