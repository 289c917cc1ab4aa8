#include "library/photo_loader.h"

#include "base/job.h"

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
  // One of the two.
  FileBytes bytes;
  Image picture;
  Orientation orientation = Orientation::top_left;  // of the picture
  std::uint64_t content = 0;                        // of its file
  std::size_t byte_count = 0;
  bool known = false;
  std::atomic<bool> cancelled{false};
  CropChoice crop;
  std::optional<Result<Thumbnail>> outcome;  // written and read under Shared::mutex

  Result<Thumbnail> thumbnail(Size size, const DecodeOptions& options) const {
    if (picture.empty()) return make_thumbnail(bytes, size, options, crop);
    Result<Thumbnail> thumbnail = make_thumbnail(picture.view(), size, crop, orientation);
    if (thumbnail) thumbnail->traits.content = content;
    return thumbnail;
  }
};

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
  const std::size_t decoding = in_flight_.size() - known_in_flight_;
  if (decoding == 0) return true;
  return decoding < executor_.thread_count() + 2 &&
         bytes_in_flight_ + file_bytes <= kMaxBytesInFlight;
}

void PhotoLoader::submit(FileBytes bytes, const CropChoice& crop) {
  const auto item = std::make_shared<Item>();
  const std::size_t count = bytes.size();
  item->crop = crop;
  item->bytes = std::move(bytes);
  post(item, count);
}

void PhotoLoader::submit(Image picture, Orientation orientation, const CropChoice& crop,
                         std::uint64_t content) {
  const auto item = std::make_shared<Item>();
  item->crop = crop;
  const std::size_t count = picture.bytes().size();
  item->picture = std::move(picture);
  item->orientation = orientation;
  item->content = content;
  post(item, count);
}

void PhotoLoader::post(const std::shared_ptr<Item>& item, std::size_t bytes) {
  item->byte_count = bytes;
  bytes_in_flight_ += bytes;
  in_flight_.push_back(item);
  executor_.post([item, shared = shared_, size = size_, options = options_] {
    Result<Thumbnail> outcome = item->cancelled.load() ? Result<Thumbnail>(Job::cancelled_status())
                                                       : item->thumbnail(size, options);
    item->bytes = FileBytes();
    item->picture = Image();
    {
      const std::lock_guard lock(shared->mutex);
      item->outcome.emplace(std::move(outcome));
    }
    shared->finished.notify_all();
    if (shared->on_finished) shared->on_finished();
  });
}

void PhotoLoader::submit_known(Result<Thumbnail> outcome) {
  const auto item = std::make_shared<Item>();
  item->known = true;
  item->outcome.emplace(std::move(outcome));
  ++known_in_flight_;
  in_flight_.push_back(item);
}

void PhotoLoader::wait() {
  if (in_flight_.empty()) return;
  std::unique_lock lock(shared_->mutex);
  shared_->finished.wait(lock, [&] { return in_flight_.front()->outcome.has_value(); });
}

std::vector<Result<Thumbnail>> PhotoLoader::take_finished() {
  std::vector<Result<Thumbnail>> outcomes;
  const std::lock_guard lock(shared_->mutex);
  while (!in_flight_.empty() && in_flight_.front()->outcome.has_value()) {
    bytes_in_flight_ -= in_flight_.front()->byte_count;
    if (in_flight_.front()->known) --known_in_flight_;
    outcomes.push_back(std::move(*in_flight_.front()->outcome));
    in_flight_.pop_front();
  }
  return outcomes;
}

void PhotoLoader::cancel() {
  for (const auto& item : in_flight_) item->cancelled.store(true);
}

}  // namespace tessera
