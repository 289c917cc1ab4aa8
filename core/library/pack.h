// Pack: what is remembered of photos from one run to the next, so that a folder opened again is not
// decoded again. Bytes in, bytes out; where they are kept is the caller's affair.
//
//   file.write(pack_header(format));                    // a new pack
//   encode_record({key, decoders, StatusCode::ok, {}, thumbnail, {}}, format, sink);  // append
//
//   if (identify_pack(bytes, format) == PackKind::usable)
//     for (at = kPackHeaderBytes; (parsed = parse_record(bytes.subspan(at), format));
//          at += parsed->bytes) use(parsed->record);
//   // The file is good up to `at`: truncate it there, and append.
//
// PackIndex (library/pack_index.h) does that and finds records by their keys.
//
// The format. All numbers are little-endian. A pack is a header and any number of records, in the
// order in which they were written; of two records with the same key the later counts. Records are
// only ever appended: a write that was cut off leaves one broken record at the end.
//
//   header   8  signature: 89 'T' 'S' 'P' 0d 0a 1a 0a
//            2  version of the format, kPackVersion
//            2  width and
//            2  height of all thumbnails in pixels
//            2  zero
//            4  recipe: how the thumbnails were made
//            4  CRC-32 of the above
//
//   record   4  bytes of the record behind its checksum
//            4  CRC-32 of these four bytes and of the bytes behind the checksum
//            8  size of the photo's file in bytes
//            8  time of its last change, in any unit that its writer keeps to
//            2  outcome, a StatusCode: ok for a photo, else why it cannot be used
//            2  bytes of its path
//            4  decoders: a number for what decoded it or could not
//            n  its path, by which its owner knows it
//            fields up to the end of the record, each
//              2  tag, a PackTag
//              2  zero
//              4  bytes of the content
//              n  content
//
// A reader keeps fields that it does not know as they are: a new kind of field needs no new
// version.
#pragma once

#include "base/byte_sink.h"
#include "base/status.h"
#include "image/image.h"
#include "library/crop.h"
#include "library/photo_hash.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace tessera {

inline constexpr std::uint16_t kPackVersion = 1;
inline constexpr std::size_t kPackHeaderBytes = 24;

/// The number for how this version makes thumbnails. To be raised when the same file would give
/// another thumbnail than before: packs of another recipe are not read.
inline constexpr std::uint32_t kThumbnailRecipe = 3;
/// The number for what the core can decode. To be raised when it learns a format: refusals by other
/// decoders do not hold.
inline constexpr std::uint32_t kCoreDecoders = 1;

/// What all records of a pack have in common.
struct PackFormat {
  Size thumbnail;  ///< At most 65,535 pixels a side.
  std::uint32_t recipe = kThumbnailRecipe;
};

/// The format of a pack of thumbnails of that size, cropped by that policy.
constexpr PackFormat pack_format(Size thumbnail, CropPolicy crop) {
  return {thumbnail, kThumbnailRecipe << 8 | static_cast<std::uint32_t>(crop)};
}

/// The beginning of a pack's file.
std::array<std::uint8_t, kPackHeaderBytes> pack_header(const PackFormat& format);

enum class PackKind {
  foreign,  ///< Not a pack: somebody else's file.
  other,    ///< A pack of another version or format, or one whose header is damaged.
  usable,
};

/// What a file is, by its first kPackHeaderBytes (or fewer, where it is shorter).
PackKind identify_pack(std::span<const std::uint8_t> head, const PackFormat& format);

/// A photo is the same photo where all of these are the same.
struct PackKey {
  std::string_view path;  ///< At most 65,535 bytes.
  std::uint64_t bytes = 0;
  std::int64_t modified = 0;

  bool operator==(const PackKey&) const = default;
};

/// What a field holds. Numbers are never used again for something else.
enum class PackTag : std::uint16_t {
  thumbnail = 1,     ///< RGB, rows packed.
  reason = 2,        ///< Status::detail, UTF-8.
  crop = 3,          ///< CropPosition, 2 bytes; none for the middle.
  picture_hash = 4,  ///< PhotoTraits::picture, 8 bytes; none for 0.
  content_hash = 5,  ///< PhotoTraits::content, 8 bytes; none for 0.
  picture_size = 6,  ///< PhotoTraits::size: width and height, 4 bytes each; none where unknown.
  sketch = 7,        ///< SketchPixels; none where the picture hash is 0.
};

struct PackField {
  PackTag tag = PackTag::thumbnail;
  std::span<const std::uint8_t> content;
};

/// One photo. All views are borrowed: after parse_record(), from the bytes that were parsed.
struct PackRecord {
  PackKey key;
  std::uint32_t decoders = kCoreDecoders;
  StatusCode outcome = StatusCode::ok;
  std::string_view reason;              ///< Where outcome is not ok.
  ImageView thumbnail;                  ///< Where outcome is ok; of the format's size.
  CropPosition position = kCropMiddle;  ///< Of the crop that the thumbnail shows.
  PhotoTraits traits;                   ///< Where outcome is ok.
  std::vector<PackField> more;          ///< All other fields.
};

/// Whether it is worth remembering that a photo came to this: what a second try might change (no
/// memory, a disk that failed) is not.
bool is_lasting(StatusCode outcome);

/// No record is longer than this.
std::size_t max_record_bytes(const PackFormat& format);

/// Writes a record in one piece.
/// @return invalid_argument where it does not fit the format (a path or fields too long, a
///   thumbnail of another size), or what the sink says.
Status encode_record(const PackRecord& record, const PackFormat& format, ByteSink& sink);

struct ParsedRecord {
  PackRecord record;
  std::size_t bytes = 0;  ///< Where the next record begins.
};

/// The record that bytes begin with; nothing where it is broken or not there to its end.
std::optional<ParsedRecord> parse_record(std::span<const std::uint8_t> bytes,
                                         const PackFormat& format);

}  // namespace tessera
