// ZipWriter: a zip archive written as a stream, file after file, at little memory.
//
//   ZipWriter zip(sink);
//   zip.add("mosaic_files/0/0_0.jpg", bytes);
//   ...
//   zip.finish();
//
// Files are stored as they are: what goes in here is compressed already. After PKWARE's
// APPNOTE 6.3: names are UTF-8, and zip64 records are written where offsets or counts need them,
// and only there. All files bear the date 1 January 1980, so that the same files give the same
// archive.
#pragma once

#include "base/byte_buffer.h"
#include "base/byte_sink.h"
#include "base/file_sink.h"
#include "base/status.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tessera {

class ZipWriter final : public FileSink {
 public:
  /// @param sink borrowed.
  explicit ZipWriter(ByteSink& sink) : sink_(&sink) {}

  /// @param path at most 65,535 bytes. @param bytes less than 4 GiB.
  /// @return invalid_argument, or the sink's failure; then the archive is lost.
  Status add(const std::string& path, std::span<const std::uint8_t> bytes) override;

  /// Writes the directory. Once, at the end.
  Status finish();

 private:
  struct Entry {
    std::string path;
    std::uint32_t crc = 0;
    std::uint32_t size = 0;
    std::uint64_t offset = 0;
  };

  Status write(ByteBuffer& bytes);

  ByteSink* sink_;
  std::uint64_t offset_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace tessera
