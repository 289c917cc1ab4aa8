#include "library/pack.h"

#include "codec/checksum.h"

#include <algorithm>
#include <limits>

namespace tessera {
namespace {

// As in PNG: a byte that is no ASCII, and line ends that a transfer as text would change.
constexpr std::array<std::uint8_t, 8> kSignature = {0x89, 'T', 'S', 'P', 0x0d, 0x0a, 0x1a, 0x0a};

constexpr std::size_t kRecordStart = 8;         // length and checksum
constexpr std::size_t kFixedBytes = 24;         // of a record, behind its checksum
constexpr std::size_t kFieldStart = 8;          // tag and length
constexpr std::size_t kMostOtherBytes = 65536;  // of all fields but the thumbnail

template <class Number>
void put(std::uint8_t* to, Number number) {
  const auto bits = static_cast<std::uint64_t>(number);
  for (std::size_t i = 0; i < sizeof(Number); ++i) to[i] = static_cast<std::uint8_t>(bits >> 8 * i);
}

template <class Number>
Number get(const std::uint8_t* from) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < sizeof(Number); ++i) bits |= std::uint64_t{from[i]} << 8 * i;
  return static_cast<Number>(bits);
}

std::string_view as_text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::size_t thumbnail_bytes(const PackFormat& format) {
  return static_cast<std::size_t>(format.thumbnail.area()) * kChannels;
}

std::uint32_t record_checksum(std::span<const std::uint8_t> length,
                              std::span<const std::uint8_t> body) {
  return crc32(crc32(kCrcStart, length), body);
}

// Writes the parts of a record one behind the other.
class Writer {
 public:
  explicit Writer(std::uint8_t* to) : to_(to) {}

  template <class Number>
  void number(Number value) {
    put(to_, value);
    to_ += sizeof(Number);
  }
  void bytes(std::span<const std::uint8_t> value) {
    to_ = std::copy(value.begin(), value.end(), to_);
  }
  void field(PackTag tag, std::size_t content_bytes) {
    number(static_cast<std::uint16_t>(tag));
    number(std::uint16_t{0});
    number(static_cast<std::uint32_t>(content_bytes));
  }
  const std::uint8_t* at() const { return to_; }

 private:
  std::uint8_t* to_;
};

template <class Number>
bool take_number(PackField field, Number& number) {
  if (field.content.size() != sizeof(Number)) return false;
  number = get<Number>(field.content.data());
  return true;
}

// Takes one field of a record in; false where it cannot be.
bool take_field(PackField field, const PackFormat& format, PackRecord& record) {
  switch (field.tag) {
    case PackTag::thumbnail:
      if (field.content.size() != thumbnail_bytes(format)) return false;
      record.thumbnail = {field.content.data(), format.thumbnail.width, format.thumbnail.height,
                          static_cast<std::ptrdiff_t>(format.thumbnail.width) * kChannels};
      return true;
    case PackTag::crop:
      return take_number(field, record.position);
    case PackTag::picture_hash:
      return take_number(field, record.traits.picture);
    case PackTag::content_hash:
      return take_number(field, record.traits.content);
    case PackTag::picture_size:
      if (field.content.size() != 2 * sizeof(std::int32_t)) return false;
      record.traits.size = {get<std::int32_t>(field.content.data()),
                            get<std::int32_t>(field.content.data() + sizeof(std::int32_t))};
      return true;
    case PackTag::sketch:
      if (field.content.size() != record.traits.sketch.size()) return false;
      std::copy(field.content.begin(), field.content.end(), record.traits.sketch.begin());
      return true;
    case PackTag::reason:
      record.reason = as_text(field.content);
      return true;
    default:
      record.more.push_back(field);
      return true;
  }
}

// The fields of what is known of the traits.
std::vector<std::uint8_t> traits_fields(const PhotoTraits& traits) {
  std::vector<std::uint8_t> fields(4 * kFieldStart + 3 * sizeof(std::uint64_t) +
                                   traits.sketch.size());
  Writer writer(fields.data());
  if (traits.picture != 0) {
    writer.field(PackTag::picture_hash, sizeof traits.picture);
    writer.number(traits.picture);
    writer.field(PackTag::sketch, traits.sketch.size());
    writer.bytes(traits.sketch);
  }
  if (traits.content != 0) {
    writer.field(PackTag::content_hash, sizeof traits.content);
    writer.number(traits.content);
  }
  if (traits.size != Size{}) {
    writer.field(PackTag::picture_size, 2 * sizeof(std::int32_t));
    writer.number(std::int32_t{traits.size.width});
    writer.number(std::int32_t{traits.size.height});
  }
  fields.resize(static_cast<std::size_t>(writer.at() - fields.data()));
  return fields;
}

}  // namespace

std::array<std::uint8_t, kPackHeaderBytes> pack_header(const PackFormat& format) {
  std::array<std::uint8_t, kPackHeaderBytes> header{};
  Writer writer(header.data());
  writer.bytes(kSignature);
  writer.number(kPackVersion);
  writer.number(static_cast<std::uint16_t>(format.thumbnail.width));
  writer.number(static_cast<std::uint16_t>(format.thumbnail.height));
  writer.number(std::uint16_t{0});
  writer.number(format.recipe);
  writer.number(crc32(kCrcStart, std::span(header).first<kPackHeaderBytes - 4>()));
  return header;
}

PackKind identify_pack(std::span<const std::uint8_t> head, const PackFormat& format) {
  if (head.size() < kSignature.size() ||
      !std::equal(kSignature.begin(), kSignature.end(), head.begin())) {
    return PackKind::foreign;
  }
  const auto wanted = pack_header(format);
  const bool same =
      head.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), head.begin());
  return same ? PackKind::usable : PackKind::other;
}

bool is_lasting(StatusCode outcome) {
  return outcome == StatusCode::ok || outcome == StatusCode::unsupported ||
         outcome == StatusCode::corrupt || outcome == StatusCode::too_large;
}

std::size_t max_record_bytes(const PackFormat& format) {
  return kRecordStart + kFixedBytes + std::numeric_limits<std::uint16_t>::max() + kFieldStart +
         thumbnail_bytes(format) + kMostOtherBytes;
}

Status encode_record(const PackRecord& record, const PackFormat& format, ByteSink& sink) {
  const bool is_photo = record.outcome == StatusCode::ok;
  std::size_t other_bytes = 0;
  if (!is_photo) other_bytes += kFieldStart + record.reason.size();
  const bool is_moved = is_photo && record.position != kCropMiddle;
  if (is_moved) other_bytes += kFieldStart + sizeof(CropPosition);
  const std::vector<std::uint8_t> traits =
      is_photo ? traits_fields(record.traits) : std::vector<std::uint8_t>{};
  other_bytes += traits.size();
  for (const PackField& field : record.more) other_bytes += kFieldStart + field.content.size();
  if (record.key.path.size() > std::numeric_limits<std::uint16_t>::max() ||
      other_bytes > kMostOtherBytes) {
    return {StatusCode::invalid_argument, "a path or field too long for a pack"};
  }
  if (is_photo && record.thumbnail.size() != format.thumbnail) {
    return {StatusCode::invalid_argument, "a thumbnail has the size that the pack was made for"};
  }

  const std::size_t body_bytes = kFixedBytes + record.key.path.size() + other_bytes +
                                 (is_photo ? kFieldStart + thumbnail_bytes(format) : 0);
  std::vector<std::uint8_t> bytes(kRecordStart + body_bytes);
  Writer writer(bytes.data());
  writer.number(static_cast<std::uint32_t>(body_bytes));
  writer.number(std::uint32_t{0});  // the checksum, below
  writer.number(record.key.bytes);
  writer.number(record.key.modified);
  writer.number(static_cast<std::uint16_t>(record.outcome));
  writer.number(static_cast<std::uint16_t>(record.key.path.size()));
  writer.number(record.decoders);
  writer.bytes(as_bytes(record.key.path));
  if (is_photo) {
    const auto row_bytes = static_cast<std::size_t>(record.thumbnail.width) * kChannels;
    writer.field(PackTag::thumbnail, thumbnail_bytes(format));
    for (int y = 0; y < record.thumbnail.height; ++y) {
      writer.bytes({record.thumbnail.row(y), row_bytes});
    }
  } else {
    writer.field(PackTag::reason, record.reason.size());
    writer.bytes(as_bytes(record.reason));
  }
  if (is_moved) {
    writer.field(PackTag::crop, sizeof(CropPosition));
    writer.number(record.position);
  }
  writer.bytes(traits);
  for (const PackField& field : record.more) {
    writer.field(field.tag, field.content.size());
    writer.bytes(field.content);
  }
  const std::span<const std::uint8_t> all(bytes);
  put(bytes.data() + 4, record_checksum(all.first(4), all.subspan(kRecordStart)));
  return sink.write(bytes);
}

std::optional<ParsedRecord> parse_record(std::span<const std::uint8_t> bytes,
                                         const PackFormat& format) {
  if (bytes.size() < kRecordStart + kFixedBytes) return std::nullopt;
  const std::size_t body_bytes = get<std::uint32_t>(bytes.data());
  if (body_bytes < kFixedBytes || body_bytes > max_record_bytes(format) - kRecordStart ||
      body_bytes > bytes.size() - kRecordStart) {
    return std::nullopt;
  }
  std::span<const std::uint8_t> rest = bytes.subspan(kRecordStart, body_bytes);
  if (record_checksum(bytes.first(4), rest) != get<std::uint32_t>(bytes.data() + 4)) {
    return std::nullopt;
  }

  ParsedRecord parsed;
  parsed.bytes = kRecordStart + body_bytes;
  PackRecord& record = parsed.record;
  record.key.bytes = get<std::uint64_t>(rest.data());
  record.key.modified = get<std::int64_t>(rest.data() + 8);
  const std::uint16_t outcome = get<std::uint16_t>(rest.data() + 16);
  const std::size_t path_bytes = get<std::uint16_t>(rest.data() + 18);
  record.decoders = get<std::uint32_t>(rest.data() + 20);
  rest = rest.subspan(kFixedBytes);
  if (outcome > static_cast<std::uint16_t>(StatusCode::io) || path_bytes > rest.size()) {
    return std::nullopt;
  }
  record.outcome = static_cast<StatusCode>(outcome);
  record.key.path = as_text(rest.first(path_bytes));
  rest = rest.subspan(path_bytes);
  while (!rest.empty()) {
    if (rest.size() < kFieldStart) return std::nullopt;
    const auto tag = static_cast<PackTag>(get<std::uint16_t>(rest.data()));
    const std::size_t content_bytes = get<std::uint32_t>(rest.data() + 4);
    rest = rest.subspan(kFieldStart);
    if (content_bytes > rest.size()) return std::nullopt;
    if (!take_field({tag, rest.first(content_bytes)}, format, record)) return std::nullopt;
    rest = rest.subspan(content_bytes);
  }
  if (record.outcome == StatusCode::ok && record.thumbnail.pixels == nullptr) return std::nullopt;
  return parsed;
}

}  // namespace tessera
