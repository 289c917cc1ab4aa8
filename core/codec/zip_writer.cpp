#include "codec/zip_writer.h"

#include "codec/checksum.h"

#include <algorithm>
#include <array>

namespace tessera {
namespace {

constexpr std::uint64_t kMax16 = 0xffff;
constexpr std::uint64_t kMax32 = 0xffffffff;
constexpr std::size_t kDirectoryPieceBytes = std::size_t{1} << 16;

constexpr unsigned kVersionPlain = 10;
constexpr unsigned kVersionZip64 = 45;
constexpr unsigned kNamesAreUtf8 = 1U << 11;
constexpr unsigned kFirstOfJanuary1980 = 1U << 5 | 1U;

// All numbers of a zip have their lowest byte first.
void append(std::uint64_t value, std::size_t bytes, ByteBuffer& buffer) {
  std::array<std::uint8_t, 8> little_endian;
  for (std::size_t i = 0; i < bytes; ++i) {
    little_endian[i] = static_cast<std::uint8_t>(value >> 8 * i);
  }
  buffer.append(std::span(little_endian).first(bytes));
}
void append16(std::uint64_t value, ByteBuffer& buffer) { append(value, 2, buffer); }
void append32(std::uint64_t value, ByteBuffer& buffer) { append(value, 4, buffer); }
void append64(std::uint64_t value, ByteBuffer& buffer) { append(value, 8, buffer); }

void append_text(const std::string& text, ByteBuffer& buffer) {
  buffer.append({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

}  // namespace

Status ZipWriter::write(ByteBuffer& bytes) {
  offset_ += bytes.size();
  Status status = sink_->write(bytes.bytes());
  bytes.clear();
  return status;
}

Status ZipWriter::add(const std::string& path, std::span<const std::uint8_t> bytes) {
  if (path.empty() || path.size() > kMax16 || bytes.size() >= kMax32) {
    return {StatusCode::invalid_argument, "a file in a zip has a name, and less than 4 GiB"};
  }
  const Entry entry = {path, crc32(kCrcStart, bytes), static_cast<std::uint32_t>(bytes.size()),
                       offset_};
  // APPNOTE, 4.3.7.
  ByteBuffer header;
  append32(0x04034b50, header);
  append16(kVersionPlain, header);
  append16(kNamesAreUtf8, header);
  append16(0, header);  // stored
  append16(0, header);  // midnight
  append16(kFirstOfJanuary1980, header);
  append32(entry.crc, header);
  append32(entry.size, header);
  append32(entry.size, header);
  append16(path.size(), header);
  append16(0, header);
  append_text(path, header);
  if (Status status = write(header); !status.is_ok()) return status;
  offset_ += bytes.size();
  entries_.push_back(entry);
  return sink_->write(bytes);
}

Status ZipWriter::finish() {
  const std::uint64_t start = offset_;
  ByteBuffer records;
  for (const Entry& entry : entries_) {
    // APPNOTE, 4.3.12 and 4.5.3.
    const bool is_far = entry.offset >= kMax32;
    append32(0x02014b50, records);
    append16(is_far ? kVersionZip64 : kVersionPlain, records);  // made by: a DOS-like system
    append16(is_far ? kVersionZip64 : kVersionPlain, records);
    append16(kNamesAreUtf8, records);
    append16(0, records);
    append16(0, records);
    append16(kFirstOfJanuary1980, records);
    append32(entry.crc, records);
    append32(entry.size, records);
    append32(entry.size, records);
    append16(entry.path.size(), records);
    append16(is_far ? 12 : 0, records);
    append16(0, records);  // no comment
    append16(0, records);  // on disk 0
    append16(0, records);
    append32(0, records);
    append32(std::min(entry.offset, kMax32), records);
    append_text(entry.path, records);
    if (is_far) {
      append16(1, records);
      append16(8, records);
      append64(entry.offset, records);
    }
    if (records.size() < kDirectoryPieceBytes) continue;
    if (Status status = write(records); !status.is_ok()) return status;
  }
  if (Status status = write(records); !status.is_ok()) return status;

  const std::uint64_t end = offset_;
  const std::uint64_t count = entries_.size();
  if (count >= kMax16 || start >= kMax32 || end - start >= kMax32) {
    // APPNOTE, 4.3.14 and 4.3.15.
    append32(0x06064b50, records);
    append64(44, records);
    append16(kVersionZip64, records);
    append16(kVersionZip64, records);
    append32(0, records);
    append32(0, records);
    append64(count, records);
    append64(count, records);
    append64(end - start, records);
    append64(start, records);
    append32(0x07064b50, records);
    append32(0, records);
    append64(end, records);
    append32(1, records);
  }
  // APPNOTE, 4.3.16.
  append32(0x06054b50, records);
  append16(0, records);
  append16(0, records);
  append16(std::min(count, kMax16), records);
  append16(std::min(count, kMax16), records);
  append32(std::min(end - start, kMax32), records);
  append32(std::min(start, kMax32), records);
  append16(0, records);
  return write(records);
}

}  // namespace tessera
