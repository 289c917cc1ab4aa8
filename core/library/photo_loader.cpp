#include "library/photo_loader.h"

#include "base/job.h"
#include "library/thumbnail.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace tessera {

struct PhotoLoader::Shared {
  std::mutex mutex;
  std::condition_variable finished;
  std::function<void()> on_finished;
};

struct PhotoLoader::Item {
  FileBytes bytes;
  std::size_t byte_count = 0;
  std::atomic<bool> cancelled{false};
  std::optional<Result<LoadedPhoto>> outcome;  // written and read under Shared::mutex
};

namespace {

Result<LoadedPhoto> load_photo(std::span<const std::uint8_t> file, Size size,
                               const DecodeOptions& options) {
  Result<Image> thumbnail = make_thumbnail(file, size, options);
  if (!thumbnail) return thumbnail.status();
  const PhotoHashes hashes = {content_hash(file), picture_hash(Sketch(thumbnail->view()))};
  return LoadedPhoto{std::move(*thumbnail), hashes};
}

}  // namespace

PhotoLoader::PhotoLoader(Size size, const DecodeOptions& options, Executor& executor,
                         std::function<void()> on_finished)
    : size_(size), options_(options), executor_(executor), shared_(std::make_shared<Shared>()) {
  shared_->on_finished = std::move(on_finished);
}

PhotoLoader::~PhotoLoader() {
  cancel();
  std::unique_lock lock(shared_->mutex);
  for (const auto& item : in_flight_) {
    shared_->finished.wait(lock, [&] { return item->outcome.has_value(); });
  }
}

bool PhotoLoader::accepts(std::size_t file_bytes) const {
  if (in_flight_.empty()) return true;
  return in_flight_.size() < executor_.thread_count() + 2 &&
         bytes_in_flight_ + file_bytes <= kMaxBytesInFlight;
}

void PhotoLoader::submit(FileBytes bytes) {
  const auto item = std::make_shared<Item>();
  item->byte_count = bytes.size();
  item->bytes = std::move(bytes);
  bytes_in_flight_ += item->byte_count;
  in_flight_.push_back(item);
  executor_.post([item, shared = shared_, size = size_, options = options_] {
    Result<LoadedPhoto> outcome = item->cancelled.load()
                                      ? Result<LoadedPhoto>(Job::cancelled_status())
                                      : load_photo(item->bytes, size, options);
    item->bytes = FileBytes();
    {
      const std::lock_guard lock(shared->mutex);
      item->outcome.emplace(std::move(outcome));
    }
    shared->finished.notify_all();
    if (shared->on_finished) shared->on_finished();
  });
}

void PhotoLoader::wait() {
  if (in_flight_.empty()) return;
  std::unique_lock lock(shared_->mutex);
  shared_->finished.wait(lock, [&] { return in_flight_.front()->outcome.has_value(); });
}

std::vector<Result<LoadedPhoto>> PhotoLoader::take_photos() {
  std::vector<Result<LoadedPhoto>> outcomes;
  const std::lock_guard lock(shared_->mutex);
  while (!in_flight_.empty() && in_flight_.front()->outcome.has_value()) {
    bytes_in_flight_ -= in_flight_.front()->byte_count;
    outcomes.push_back(std::move(*in_flight_.front()->outcome));
    in_flight_.pop_front();
  }
  return outcomes;
}

std::vector<Result<Image>> PhotoLoader::take_finished() {
  std::vector<Result<Image>> thumbnails;
  for (Result<LoadedPhoto>& photo : take_photos()) {
    thumbnails.push_back(photo ? Result<Image>(std::move(photo->thumbnail))
                               : Result<Image>(photo.status()));
  }
  return thumbnails;
}

void PhotoLoader::cancel() {
  for (const auto& item : in_flight_) item->cancelled.store(true);
}

}  // namespace tessera
