#include "cli/photo_folder.h"

#include "cli/files.h"
#include "codec/file_format.h"

#include <system_error>
#include <utility>

namespace tessera::cli {

namespace fs = std::filesystem;

Result<std::vector<fs::path>> find_photos(const MakeOptions& options) {
  Result<std::vector<fs::path>> files = find_files(options.photos);
  if (!files || options.cache.empty()) return files;
  std::erase_if(*files, [&](const fs::path& file) {
    std::error_code error;
    return file.filename() == options.cache.filename() &&
           fs::equivalent(file, options.cache, error);
  });
  return files;
}

Result<std::vector<std::uint8_t>> read_picture(const fs::path& path,
                                               const DecodeOptions& decoding) {
  const Result<std::vector<std::uint8_t>> head = read_head(path, kSignatureBytes);
  if (!head) return head.status();
  if (Status status = check_decodable(*head); !status.is_ok()) return status;
  return read_file(path, decoding.max_bytes);
}

CropChoice LibraryFiller::crop_of(std::span<const std::uint8_t> file) const {
  if (crops_.positions.empty()) return {crop_};
  const auto known = crops_.positions.find(content_hash(file));
  if (known == crops_.positions.end()) return {crop_};
  return {crop_, known->second, crops_.shape};
}

Status LibraryFiller::fill(const Job& job) {
  for (std::size_t file = 0; file < files_.size(); ++file) {
    if (job.cancelled()) return Job::cancelled_status();
    PhotoCache::Known known;
    if (cache_ != nullptr) known = cache_->look_up(files_[file]);
    if (known.outcome) {
      ++from_cache_;
      if (Status status = take_until([&] { return loader_.accepts_known(); }); !status.is_ok()) {
        return status;
      }
      waiting_.push_back({file, {}});
      loader_.submit_known(std::move(*known.outcome));
      continue;
    }
    Result<std::vector<std::uint8_t>> bytes = read_picture(files_[file], decoding_);
    if (!bytes) {
      if (cache_ != nullptr) cache_->remember(known.file, bytes.status());
      failures_[file] = bytes.status();
      continue;
    }
    const std::size_t count = bytes->size();
    if (Status status = take_until([&] { return loader_.accepts(count); }); !status.is_ok()) {
      return status;
    }
    waiting_.push_back({file, std::move(known.file)});
    const CropChoice crop = crop_of(*bytes);
    loader_.submit(std::move(*bytes), crop);
  }
  Status status = take_until([&] { return loader_.in_flight() == 0 || job.cancelled(); });
  return job.cancelled() ? Job::cancelled_status() : status;
}

Status LibraryFiller::take() {
  for (const Result<Thumbnail>& thumbnail : loader_.take_finished()) {
    const auto [file, key] = std::move(waiting_.front());
    waiting_.pop_front();
    if (cache_ != nullptr) cache_->remember(key, thumbnail);
    if (!thumbnail) {
      failures_[file] = thumbnail.status();
      continue;
    }
    const Result<std::size_t> added =
        library_.add(thumbnail->view(), thumbnail->position, thumbnail->traits);
    if (!added) return added.status();
    file_of_photo_.push_back(file);
  }
  progress_.show(static_cast<std::int64_t>(library_.count() + failures_.size()),
                 static_cast<std::int64_t>(files_.size()));
  return {};
}

std::vector<SkippedFile> LibraryFiller::skipped() const {
  std::vector<SkippedFile> skipped;
  for (const auto& [file, reason] : failures_) skipped.push_back({files_[file].string(), reason});
  return skipped;
}

}  // namespace tessera::cli
