// Files and folders: the command line's only way to the disk.
#pragma once

#include "base/byte_sink.h"
#include "base/file_sink.h"
#include "base/status.h"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tessera::cli {

/// The files in and below some folders, sorted by path within each, in the order of the arguments.
/// Hidden files and folders (names that begin with a dot) are left out; a path that is a file
/// stands for itself. Below a folder, what may not be read is passed over.
/// @return io where one of the paths does not exist or cannot be read.
Result<std::vector<std::filesystem::path>> find_files(
    const std::vector<std::filesystem::path>& roots);

/// A whole file.
/// @param max_bytes a larger file is refused (too_large) without being read.
Result<std::vector<std::uint8_t>> read_file(const std::filesystem::path& path,
                                            std::size_t max_bytes);

/// The first bytes of a file, fewer where it is shorter.
Result<std::vector<std::uint8_t>> read_head(const std::filesystem::path& path, std::size_t count);

/// A file that is written beside its place and moved there by commit(): whoever looks sees the old
/// file or the whole new one. Without commit() it is removed again.
class OutputFile final : public ByteSink {
 public:
  explicit OutputFile(std::filesystem::path path);
  ~OutputFile() override;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  Status open();
  Status write(std::span<const std::uint8_t> bytes) override;
  Status commit();
  std::uint64_t bytes_written() const { return bytes_written_; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
  };
  Status failure(const char* what) const;

  std::filesystem::path path_;
  std::filesystem::path partial_;
  std::unique_ptr<std::FILE, Close> file_;
  std::uint64_t bytes_written_ = 0;
};

/// A file of text, written so.
Status write_text(const std::filesystem::path& path, std::string_view text);

/// Standard output, for programs that read on.
class StandardOutput final : public ByteSink {
 public:
  Status write(std::span<const std::uint8_t> bytes) override;
  /// Passes on what is still held back.
  Status commit();
  std::uint64_t bytes_written() const { return bytes_written_; }

 private:
  std::uint64_t bytes_written_ = 0;
};

/// Files that are written to a folder beside their place and moved there by commit(): a file of the
/// path's name, and a folder called after it without its extension ("name_files" for "name.dzi"),
/// which replaces what was there. Without commit() they are removed again.
class OutputFolder final : public FileSink {
 public:
  explicit OutputFolder(std::filesystem::path path);
  ~OutputFolder() override;
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  Status open();
  /// @param path the file's name, or one below the folder.
  Status add(const std::string& path, std::span<const std::uint8_t> bytes) override;
  Status commit();
  std::uint64_t bytes_written() const { return bytes_written_; }

 private:
  std::filesystem::path path_;
  std::filesystem::path partial_;
  std::filesystem::path last_folder_;  // The one that is known to be there.
  bool open_ = false;
  std::uint64_t bytes_written_ = 0;
};

}  // namespace tessera::cli
