// PhotoLoader: thumbnails of a stream of files, made by several threads, given back in the order of
// the files, with a bounded number of files in memory.
//
//   PhotoLoader loader(size, decode_options, executor);
//   for each file:
//     while (!loader.accepts(file_bytes)) { loader.wait(); use(loader.take_finished()); }
//     loader.submit(bytes of the file);
//   while (loader.in_flight() > 0) { loader.wait(); use(loader.take_finished()); }
//
// A caller that must not block (a browser's worker) leaves out wait() and takes what has finished
// when `on_finished` was called.
#pragma once

#include "base/executor.h"
#include "base/geometry.h"
#include "base/status.h"
#include "codec/decode.h"
#include "image/orientation.h"
#include "library/thumbnail.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace tessera {

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

  /// True where another file of that many bytes may be submitted: fewer than threads + 2 files to
  /// decode and kMaxBytesInFlight bytes are in flight then (a larger file is accepted when it is
  /// alone).
  bool accepts(std::size_t file_bytes) const;
  static constexpr std::size_t kMaxBytesInFlight = std::size_t{256} << 20;

  /// Queues a file; its bytes are freed as soon as it is decoded.
  /// @param crop which part of the photo to take.
  void submit(FileBytes bytes, const CropChoice& crop = {});

  /// Queues what is known already of a file, so that it is given back in the order of the files.
  void submit_known(Result<Thumbnail> outcome);
  /// True where another outcome may be submitted that is known.
  bool accepts_known() const { return in_flight_.size() < kMaxInFlight; }
  static constexpr std::size_t kMaxInFlight = 256;

  /// Queues a picture that somebody else has decoded, as stored; it is freed as soon as its
  /// thumbnail is made. For accepts() it counts by the bytes of its pixels.
  /// @param crop of the upright picture.
  /// @param content content_hash() of the file; 0: unknown.
  void submit(Image picture, Orientation orientation, const CropChoice& crop = {},
              std::uint64_t content = 0);

  /// Files that were submitted and not taken yet.
  std::size_t in_flight() const { return in_flight_.size(); }

  /// Blocks until the oldest file in flight has finished; returns at once where there is none.
  void wait();

  /// Thumbnails, or the reasons why there is none, of the oldest files in flight, in the order of
  /// submit(), up to the first that has not finished.
  std::vector<Result<Thumbnail>> take_finished();

  /// Makes the files in flight that no thread has begun yet finish as cancelled.
  void cancel();

 private:
  struct Shared;
  struct Item;

  void post(const std::shared_ptr<Item>& item, std::size_t bytes);

  Size size_;
  DecodeOptions options_;
  Executor& executor_;
  std::shared_ptr<Shared> shared_;
  std::deque<std::shared_ptr<Item>> in_flight_;
  std::size_t bytes_in_flight_ = 0;
  std::size_t known_in_flight_ = 0;
};

}  // namespace tessera
