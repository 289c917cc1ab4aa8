// FileSink: where many files go, one after the other. A folder, or an archive.
#pragma once

#include "base/status.h"

#include <cstdint>
#include <span>
#include <string>

namespace tessera {

class FileSink {
 public:
  virtual ~FileSink() = default;
  /// Takes one whole file or fails (StatusCode::io, with a sentence about the disk or stream).
  /// @param path relative, UTF-8, its parts separated by '/'; no path twice.
  virtual Status add(const std::string& path, std::span<const std::uint8_t> bytes) = 0;
};

}  // namespace tessera
