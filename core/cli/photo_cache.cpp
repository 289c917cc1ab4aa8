#include "cli/photo_cache.h"

#include "cli/files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace tessera::cli {
namespace {

namespace fs = std::filesystem;

void say(const fs::path& path, const std::string& what) {
  (void)std::fprintf(stderr, "cache %s: %s\n", path.c_str(), what.c_str());
}

Status failure(const char* what) {
  return {StatusCode::io, std::string(what) + ": " + std::strerror(errno)};
}

// Opens for reading and writing, creates where there is none, never truncates.
std::FILE* open_for_update(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  return descriptor < 0 ? nullptr : ::fdopen(descriptor, "r+b");
}

bool is_locked_by_another(std::FILE* file) {
  return ::flock(::fileno(file), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

bool seek(std::FILE* file, std::uint64_t offset) {
  return ::fseeko(file, static_cast<off_t>(offset), SEEK_SET) == 0;
}

fs::path whole_path(const fs::path& path) {
  std::error_code error;
  const fs::path whole = fs::absolute(path, error);
  return (error ? path : whole).lexically_normal();
}

Result<Thumbnail> thumbnail_of(const PackRecord& record) {
  Thumbnail thumbnail{Image(record.thumbnail.size()), record.position, record.traits};
  if (thumbnail.image.empty()) return {StatusCode::out_of_memory, "no memory left for more photos"};
  std::memcpy(thumbnail.image.data(), record.thumbnail.pixels, thumbnail.image.bytes().size());
  return thumbnail;
}

}  // namespace

Result<std::unique_ptr<PhotoCache>> PhotoCache::open(const fs::path& path,
                                                     const PackFormat& format) {
  std::unique_ptr<PhotoCache> cache(new PhotoCache(path, format));
  // A folder or a device would be opened too, or cost the wait for its other end.
  std::error_code error;
  const fs::file_type type = fs::status(path, error).type();
  if (type != fs::file_type::not_found && type != fs::file_type::regular) {
    return {StatusCode::invalid_argument, path.string() + ": is not a cache; choose another file"};
  }
  cache->file_.reset(open_for_update(path));
  if (cache->file_ == nullptr) {
    return {StatusCode::io, path.string() + ": " + failure("cannot be opened").detail};
  }
  if (is_locked_by_another(cache->file_.get())) {
    cache->give_up("is in use by another run; going on without it");
    return cache;
  }
  if (Status status = cache->read_index(); !status.is_ok()) {
    return {status.code, path.string() + ": " + status.detail};
  }
  return cache;
}

Status PhotoCache::read_index() {
  buffer_.resize(index_.scan_bytes());
  const std::size_t head = std::fread(buffer_.data(), 1, kPackHeaderBytes, file_.get());
  if (std::ferror(file_.get()) != 0) return failure("cannot be read");
  const PackKind kind = index_.open(std::span(buffer_).first(head));
  if (kind == PackKind::foreign && head > 0) {
    return {StatusCode::invalid_argument,
            "is not a cache of Tessera and is left alone; choose another file"};
  }
  if (kind != PackKind::usable) {
    if (head > 0)
      say(path_, "was made by another version, or for another tile size or crop: begun anew");
    return start_anew();
  }
  for (std::size_t taken = 1; taken > 0;) {
    if (!seek(file_.get(), index_.bytes())) return failure("cannot be read");
    const std::size_t count = std::fread(buffer_.data(), 1, buffer_.size(), file_.get());
    if (std::ferror(file_.get()) != 0) return failure("cannot be read");
    taken = index_.take(std::span(buffer_).first(count));
    if (taken == 0 && count > 0) {
      say(path_, "is damaged; photos behind the first " + std::to_string(index_.count()) +
                     " are decoded again");
    }
  }
  return ::ftruncate(::fileno(file_.get()), static_cast<off_t>(index_.bytes())) == 0
             ? Status{}
             : failure("cannot be written");
}

Status PhotoCache::start_anew() {
  const auto header = pack_header(index_.format());
  const bool written = ::ftruncate(::fileno(file_.get()), 0) == 0 && seek(file_.get(), 0) &&
                       std::fwrite(header.data(), 1, header.size(), file_.get()) == header.size() &&
                       std::fflush(file_.get()) == 0;
  return written ? Status{} : failure("cannot be written");
}

PhotoCache::Known PhotoCache::look_up(const fs::path& photo) {
  Known known;
  struct stat facts {};
  if (file_ == nullptr || ::stat(photo.c_str(), &facts) != 0) return known;
  const fs::path whole = whole_path(photo);
  const fs::path relative = whole.lexically_relative(whole_path(path_).parent_path());
  known.file = {(relative.empty() ? whole : relative).string(),
                static_cast<std::uint64_t>(facts.st_size),
                std::int64_t{facts.st_mtim.tv_sec} * 1'000'000'000 + facts.st_mtim.tv_nsec};

  const std::optional<PackIndex::Place> place = index_.find(known.file.key());
  if (!place || !read(*place, buffer_)) return known;
  const std::optional<ParsedRecord> parsed = parse_record(buffer_, index_.format());
  if (!parsed || parsed->record.key != known.file.key()) return known;
  const PackRecord& record = parsed->record;
  if (record.outcome == StatusCode::ok) {
    known.outcome.emplace(thumbnail_of(record));
  } else if (record.decoders == kCoreDecoders) {
    known.outcome.emplace(record.outcome, std::string(record.reason));
  }
  return known;
}

bool PhotoCache::read(PackIndex::Place place, std::vector<std::uint8_t>& bytes) {
  bytes.resize(place.bytes);
  return seek(file_.get(), place.offset) &&
         std::fread(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size();
}

void PhotoCache::remember(const File& file, const Result<Thumbnail>& outcome) {
  const Status status = outcome.status();
  if (file_ == nullptr || file.path.empty() || !is_lasting(status.code)) return;
  PackRecord record;
  record.key = file.key();
  record.outcome = status.code;
  record.reason = status.detail;
  if (outcome) {
    record.thumbnail = outcome->view();
    record.position = outcome->position;
    record.traits = outcome->traits;
  }
  if (Status appended = append(record); !appended.is_ok()) {
    give_up(appended.detail + "; going on without it");
  }
}

Status PhotoCache::append(const PackRecord& record) {
  BufferSink bytes;
  // What does not fit the format is not remembered: that is all.
  if (!encode_record(record, index_.format(), bytes).is_ok()) return {};
  const std::size_t count = bytes.bytes().size();
  if (!index_.has_room(count)) return {};
  if (const auto keep = index_.wants_compaction(count)) {
    if (Status status = compact(*keep); !status.is_ok()) return status;
  }
  if (!seek(file_.get(), index_.bytes()) ||
      std::fwrite(bytes.bytes().data(), 1, count, file_.get()) != count) {
    return failure("cannot be written");
  }
  index_.add(record.key, record.outcome, count);
  return {};
}

// Writes a new file beside the old one and puts it in its place.
Status PhotoCache::compact(PackIndex::Keep keep) {
  OutputFile next(path_);
  if (Status status = next.open(); !status.is_ok()) return status;
  if (Status status = next.write(pack_header(index_.format())); !status.is_ok()) return status;
  for (const PackIndex::Move& move : index_.compact(keep)) {
    if (!read(move.from, buffer_)) return failure("cannot be read");
    if (Status status = next.write(buffer_); !status.is_ok()) return status;
  }
  if (Status status = next.commit(); !status.is_ok()) return status;
  file_.reset(open_for_update(path_));
  if (file_ == nullptr || is_locked_by_another(file_.get())) return failure("cannot be opened");
  return {};
}

void PhotoCache::close() {
  if (file_ != nullptr && std::fclose(file_.release()) != 0) {
    say(path_, failure("cannot be written").detail);
  }
}

void PhotoCache::give_up(const std::string& reason) {
  file_.reset();
  say(path_, reason);
}

}  // namespace tessera::cli
