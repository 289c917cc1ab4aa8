#include "cli/files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace tessera::cli {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return !name.empty() && name.front() == '.';
}

Status io_failure(std::string what) {
  return {StatusCode::io, std::move(what) + ": " + std::strerror(errno)};
}

struct CloseFile {
  void operator()(std::FILE* file) const { (void)std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

Result<std::vector<std::uint8_t>> read_bytes(const fs::path& path, std::size_t count) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr) return io_failure("cannot be opened");
  std::vector<std::uint8_t> bytes(count);
  bytes.resize(std::fread(bytes.data(), 1, count, file.get()));
  if (std::ferror(file.get()) != 0) return io_failure("cannot be read");
  return bytes;
}

Status find_below(const fs::path& folder, std::vector<fs::path>& files) {
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                         error);
  const auto first = static_cast<std::ptrdiff_t>(files.size());
  while (!error && entry != fs::recursive_directory_iterator()) {
    std::error_code ignored;
    if (is_hidden(entry->path())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(ignored)) {
      files.push_back(entry->path());
    }
    entry.increment(error);
  }
  if (error) return {StatusCode::io, folder.string() + ": " + error.message()};
  std::sort(files.begin() + first, files.end());
  return {};
}

}  // namespace

Result<std::vector<fs::path>> find_files(const std::vector<fs::path>& roots) {
  std::vector<fs::path> files;
  for (const fs::path& root : roots) {
    std::error_code error;
    const fs::file_status status = fs::status(root, error);
    if (fs::is_directory(status)) {
      if (Status failure = find_below(root, files); !failure.is_ok()) return failure;
    } else if (fs::is_regular_file(status)) {
      files.push_back(root);
    } else {
      return {StatusCode::io, root.string() + ": there is no such folder"};
    }
  }
  return files;
}

Result<std::vector<std::uint8_t>> read_file(const fs::path& path, std::size_t max_bytes) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error) return {StatusCode::io, "cannot be read: " + error.message()};
  if (size > max_bytes) {
    return {StatusCode::too_large, "the file has " + std::to_string(size >> 20) +
                                       " MiB, the limit is " + std::to_string(max_bytes >> 20) +
                                       " MiB"};
  }
  return read_bytes(path, static_cast<std::size_t>(size));
}

Result<std::vector<std::uint8_t>> read_head(const fs::path& path, std::size_t count) {
  return read_bytes(path, count);
}

OutputFile::OutputFile(fs::path path) : path_(std::move(path)), partial_(path_) {
  partial_ += "." + std::to_string(getpid()) + ".part";
}

OutputFile::~OutputFile() {
  if (file_ == nullptr) return;
  file_.reset();
  std::error_code ignored;
  fs::remove(partial_, ignored);
}

Status OutputFile::failure(const char* what) const {
  return io_failure(path_.string() + ": " + what);
}

Status OutputFile::open() {
  file_.reset(std::fopen(partial_.c_str(), "wb"));
  return file_ == nullptr ? failure("cannot be created") : Status{};
}

Status OutputFile::write(std::span<const std::uint8_t> bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
    return failure("cannot be written");
  }
  bytes_written_ += bytes.size();
  return {};
}

Status OutputFile::commit() {
  const bool flushed = std::fclose(file_.release()) == 0;
  std::error_code error;
  if (flushed) {
    fs::rename(partial_, path_, error);
    if (!error) return {};
  }
  Status status = flushed ? Status{StatusCode::io, path_.string() + ": " + error.message()}
                          : failure("cannot be written");
  fs::remove(partial_, error);
  return status;
}

Status write_text(const fs::path& path, std::string_view text) {
  OutputFile file(path);
  if (Status status = file.open(); !status.is_ok()) return status;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  if (Status status = file.write({bytes, text.size()}); !status.is_ok()) return status;
  return file.commit();
}

Status StandardOutput::write(std::span<const std::uint8_t> bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) {
    return io_failure("standard output cannot be written");
  }
  bytes_written_ += bytes.size();
  return {};
}

Status StandardOutput::commit() {
  return std::fflush(stdout) == 0 ? Status{} : io_failure("standard output cannot be written");
}

OutputFolder::OutputFolder(fs::path path) : path_(std::move(path)), partial_(path_) {
  partial_ += "." + std::to_string(getpid()) + ".part";
}

OutputFolder::~OutputFolder() {
  if (!open_) return;
  std::error_code ignored;
  fs::remove_all(partial_, ignored);
}

Status OutputFolder::open() {
  std::error_code error;
  fs::create_directory(partial_, error);
  if (error) return {StatusCode::io, path_.string() + ": cannot be created: " + error.message()};
  open_ = true;
  return {};
}

Status OutputFolder::add(const std::string& path, std::span<const std::uint8_t> bytes) {
  const fs::path place = partial_ / path;
  if (place.parent_path() != last_folder_) {
    std::error_code error;
    fs::create_directories(place.parent_path(), error);
    if (error) return {StatusCode::io, path_.string() + ": cannot be created: " + error.message()};
    last_folder_ = place.parent_path();
  }
  File file(std::fopen(place.c_str(), "wb"));
  const bool written =
      file != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
  if (!written || std::fclose(file.release()) != 0) {
    return io_failure(path_.string() + ": " + path + " cannot be written");
  }
  bytes_written_ += bytes.size();
  return {};
}

Status OutputFolder::commit() {
  const std::string folder = path_.stem().string() + "_files";
  const fs::path old = partial_ / "old";
  std::error_code error;
  if (fs::exists(path_.parent_path() / folder, error)) {
    fs::rename(path_.parent_path() / folder, old, error);
  }
  if (!error) fs::rename(partial_ / folder, path_.parent_path() / folder, error);
  if (!error) fs::rename(partial_ / path_.filename(), path_, error);
  if (error) return {StatusCode::io, path_.string() + ": " + error.message()};
  return {};
}

}  // namespace tessera::cli
