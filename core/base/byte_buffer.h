// ByteBuffer: bytes that are appended in place, without the zeroing of a std::vector.
//
//   std::uint8_t* end = buffer.make_room(most);   // most: what may be written from there on
//   ... write at end ...
//   buffer.set_end(end + written);
//
// clear() keeps the memory, so that a buffer used again does not allocate.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>

namespace tessera {

class ByteBuffer {
 public:
  std::size_t size() const { return size_; }
  std::uint8_t* data() { return bytes_.get(); }
  std::span<const std::uint8_t> bytes() const { return {bytes_.get(), size_}; }
  void clear() { size_ = 0; }

  /// The end of the bytes, with memory for `extra` more behind it. Moves the bytes if they must
  /// grow.
  std::uint8_t* make_room(std::size_t extra) {
    if (size_ + extra > capacity_) grow(size_ + extra);
    return bytes_.get() + size_;
  }

  /// Takes over what was written from make_room()'s address on, up to `end`.
  void set_end(const std::uint8_t* end) {
    size_ = static_cast<std::size_t>(end - bytes_.get());
    assert(size_ <= capacity_);
  }

  void append(std::span<const std::uint8_t> added) {
    if (added.empty()) return;
    std::uint8_t* const end = make_room(added.size());
    std::memcpy(end, added.data(), added.size());
    set_end(end + added.size());
  }

 private:
  void grow(std::size_t capacity) {
    // Not make_unique: that would set all bytes to zero.
    std::unique_ptr<std::uint8_t[]> larger(new std::uint8_t[capacity]);
    if (size_ > 0) std::memcpy(larger.get(), bytes_.get(), size_);
    bytes_ = std::move(larger);
    capacity_ = capacity;
  }

  std::unique_ptr<std::uint8_t[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace tessera
