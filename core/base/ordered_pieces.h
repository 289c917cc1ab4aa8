// OrderedPieces: pieces of output that several threads make and one thread takes, in order.
//
//   OrderedPieces<ByteBuffer> pieces;                 // keeps the pieces' memory from call to call
//   Status status = pieces.run(count, executor,
//       [&](std::size_t index, ByteBuffer& piece) { ... },       // on any thread, in any order
//       [&](const ByteBuffer& piece) { return sink.write(piece.bytes()); });  // here, in order
//
// Pieces are taken while others are still being made.
#pragma once

#include "base/executor.h"
#include "base/status.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <new>
#include <thread>
#include <utility>
#include <vector>

namespace tessera {

template <class Piece>
class OrderedPieces {
 public:
  /// @param make void(index, Piece&), once for each index below count; finds the piece as an
  ///   earlier call left it. @param take Status(Piece&), on the calling thread, by index.
  /// @return the first failure of take, or out_of_memory where make threw std::bad_alloc.
  template <class Make, class Take>
  Status run(std::size_t count, Executor& executor, const Make& make, const Take& take) {
    if (count == 0) return {};
    std::vector<std::unique_ptr<Piece>> made(count);
    std::size_t next = 0;
    Status failure;  // Guarded by mutex_ while tasks run.
    const std::thread::id caller = std::this_thread::get_id();

    const auto take_what_is_ready = [&] {
      while (next < count) {
        std::unique_ptr<Piece> piece;
        {
          const std::lock_guard lock(mutex_);
          if (!failure.is_ok() || made[next] == nullptr) return;
          piece = std::move(made[next]);
        }
        ++next;
        Status status = take(*piece);
        const std::lock_guard lock(mutex_);
        if (!status.is_ok()) {
          failure = std::move(status);
          return;
        }
        free_.push_back(std::move(piece));
      }
    };

    executor.for_each(count, [&](std::size_t index) {
      {
        const std::lock_guard lock(mutex_);
        if (!failure.is_ok()) return;
      }
      try {
        std::unique_ptr<Piece> piece = take_free();
        make(index, *piece);
        const std::lock_guard lock(mutex_);
        made[index] = std::move(piece);
      } catch (const std::bad_alloc&) {
        const std::lock_guard lock(mutex_);
        failure = {StatusCode::out_of_memory, "not enough memory to encode a part of the picture"};
      }
      if (std::this_thread::get_id() == caller) take_what_is_ready();
    });
    take_what_is_ready();
    return failure;
  }

 private:
  std::unique_ptr<Piece> take_free() {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        std::unique_ptr<Piece> piece = std::move(free_.back());
        free_.pop_back();
        return piece;
      }
    }
    return std::make_unique<Piece>();
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<Piece>> free_;  // Taken, and free for use again.
};

}  // namespace tessera
