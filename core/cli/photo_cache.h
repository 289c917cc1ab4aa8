// PhotoCache: the pack (library/pack.h) that `--cache FILE` keeps beside the photos.
//
//   Result<std::unique_ptr<PhotoCache>> cache = PhotoCache::open(path, thumbnail_size);
//   PhotoCache::Known known = (*cache)->look_up(file);
//   if (known.outcome) …                              // no need to read the file
//   else { decode it; (*cache)->remember(known.file, outcome); }
//   (*cache)->close();
//
// Photos are known by their path from the cache's folder, so that both may be moved together. A
// cache that cannot be used (another run has it, the disk is full) says so once on standard error
// and then knows and remembers nothing: it never ends a run.
#pragma once

#include "base/status.h"
#include "image/image.h"
#include "library/pack_index.h"
#include "library/thumbnail.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tessera::cli {

class PhotoCache {
 public:
  /// A photo's file as it stands on the disk; without a path where it has none.
  struct File {
    std::string path;
    std::uint64_t bytes = 0;
    std::int64_t modified = 0;  ///< Nanoseconds since 1970.

    PackKey key() const { return {path, bytes, modified}; }
  };
  struct Known {
    File file;
    /// What came of it the last time; nothing where that is not known.
    std::optional<Result<Thumbnail>> outcome;
  };

  /// Opens a cache or begins one. A cache of another version or tile size is begun anew, one that
  /// is damaged loses what stands behind the damage; standard error names both.
  /// @return invalid_argument where the file is not a cache (it is left alone), io where it cannot
  ///   be opened.
  static Result<std::unique_ptr<PhotoCache>> open(const std::filesystem::path& path,
                                                  const PackFormat& format);
  PhotoCache(const PhotoCache&) = delete;
  PhotoCache& operator=(const PhotoCache&) = delete;

  Known look_up(const std::filesystem::path& photo);
  /// Appends what came of a file, where a second try would not change it.
  void remember(const File& file, const Result<Thumbnail>& outcome);
  /// Brings everything to the disk.
  void close();

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
  };

  PhotoCache(std::filesystem::path path, const PackFormat& format)
      : path_(std::move(path)), index_(format) {}
  Status read_index();
  Status start_anew();
  Status compact(PackIndex::Keep keep);
  Status append(const PackRecord& record);
  bool read(PackIndex::Place place, std::vector<std::uint8_t>& bytes);
  // Goes on without the cache.
  void give_up(const std::string& reason);

  std::filesystem::path path_;
  PackIndex index_;
  std::unique_ptr<std::FILE, CloseFile> file_;  // none: the cache is not used
  std::vector<std::uint8_t> buffer_;
};

}  // namespace tessera::cli
