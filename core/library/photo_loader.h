// PhotoLoader: thumbnails and hashes of a stream of files, made by several threads, given back in
// the order of the files, with a bounded number of files in memory.
//
//   PhotoLoader loader(size, decode_options, executor);
//   for each file:
//     while (!loader.accepts(file_bytes)) { loader.wait(); use(loader.take_photos()); }
//     loader.submit(bytes of the file);
//   while (loader.in_flight() > 0) { loader.wait(); use(loader.take_photos()); }
//
// A caller that must not block (a browser's worker) leaves out wait() and takes what has finished
// when `on_finished` was called.
#pragma once

#include "base/executor.h"
#include "base/geometry.h"
#include "base/status.h"
#include "codec/decode.h"
#include "image/image.h"
#include "library/photo_hash.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace tessera {

/// What a library keeps of a file.
struct LoadedPhoto {
  Image thumbnail;
  PhotoHashes hashes;
};

class PhotoLoader {
 public:
  using FileBytes = std::vector<std::uint8_t>;

  /// @param size of the thumbnails.
  /// @param executor borrowed; submitted files are decoded as its posted tasks.
  /// @param on_finished called after each file, on the thread that decoded it; may be empty.
  PhotoLoader(Size size, const DecodeOptions& options, Executor& executor,
              std::function<void()> on_finished = {});
  /// Drops files that no thread has begun yet and waits for the others.
  ~PhotoLoader();
  PhotoLoader(const PhotoLoader&) = delete;
  PhotoLoader& operator=(const PhotoLoader&) = delete;

  /// True where another file of that many bytes may be submitted: fewer than threads + 2 files and
  /// kMaxBytesInFlight bytes are in flight then (a larger file is accepted when it is alone).
  bool accepts(std::size_t file_bytes) const;
  static constexpr std::size_t kMaxBytesInFlight = std::size_t{256} << 20;

  /// Queues a file; its bytes are freed as soon as it is decoded.
  void submit(FileBytes bytes);

  /// Files that were submitted and not taken yet.
  std::size_t in_flight() const { return in_flight_.size(); }

  /// Blocks until the oldest file in flight has finished; returns at once where there is none.
  void wait();

  /// Photos, or the reasons why there is none, of the oldest files in flight, in the order of
  /// submit(), up to the first that has not finished.
  std::vector<Result<LoadedPhoto>> take_photos();

  /// The same for a caller who wants the thumbnails alone.
  std::vector<Result<Image>> take_finished();

  /// Makes the files in flight that no thread has begun yet finish as cancelled.
  void cancel();

 private:
  struct Shared;
  struct Item;

  Size size_;
  DecodeOptions options_;
  Executor& executor_;
  std::shared_ptr<Shared> shared_;
  std::deque<std::shared_ptr<Item>> in_flight_;
  std::size_t bytes_in_flight_ = 0;
};

}  // namespace tessera
