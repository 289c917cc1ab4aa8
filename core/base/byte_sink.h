// ByteSink: where encoded bytes go, one piece after the other. A file, a buffer, a browser stream.
#pragma once

#include "base/status.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

class ByteSink {
 public:
  virtual ~ByteSink() = default;
  /// Takes all of the bytes or fails (StatusCode::io, with a sentence about the disk or stream).
  virtual Status write(std::span<const std::uint8_t> bytes) = 0;
};

/// Collects the bytes in memory; take() hands them over and starts anew.
class BufferSink final : public ByteSink {
 public:
  Status write(std::span<const std::uint8_t> bytes) override {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return {};
  }
  const std::vector<std::uint8_t>& bytes() const { return bytes_; }
  std::vector<std::uint8_t> take() { return std::exchange(bytes_, {}); }

 private:
  std::vector<std::uint8_t> bytes_;
};

}  // namespace tessera
