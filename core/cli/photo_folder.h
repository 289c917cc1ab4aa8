// Photo folders: the files that may be photos, and the library that is made of them.
//
//   Result<std::vector<std::filesystem::path>> files = find_photos(options);
//   PhotoLibrary library(tile);
//   LibraryFiller filler(*files, crop, library, cache, executor);
//   Status status = filler.fill(job);
//   filler.skipped()                                // what is not in the library, and why
#pragma once

#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "cli/options.h"
#include "cli/photo_cache.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "codec/decode.h"
#include "library/crop.h"
#include "library/photo_library.h"
#include "library/photo_loader.h"

#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tessera::cli {

/// The files in the folders of photos. The cache may lie among them and is none of them.
Result<std::vector<std::filesystem::path>> find_photos(const MakeOptions& options);

/// A file's bytes where its beginning is that of a picture: a video is not read to its end to be
/// refused.
Result<std::vector<std::uint8_t>> read_picture(const std::filesystem::path& path,
                                               const DecodeOptions& decoding);

/// Where the crops of photos lie that are known already.
struct KnownCrops {
  std::map<std::uint64_t, CropPosition> positions;  ///< by the contents of their files
  Size shape;                                       ///< of tile that they were chosen for
};

/// Fills a library from files; what cannot be read is reported, in the order of the files. What
/// the cache knows is not read.
class LibraryFiller {
 public:
  /// @param files, library, executor borrowed.
  /// @param cache borrowed; may be null.
  LibraryFiller(const std::vector<std::filesystem::path>& files, CropPolicy crop,
                PhotoLibrary& library, PhotoCache* cache, Executor& executor)
      : files_(files),
        crop_(crop),
        library_(library),
        cache_(cache),
        loader_(library.thumbnail_size(), decoding_, executor) {}

  /// Lets photos show other parts than the policy has.
  void set_crops(KnownCrops crops) { crops_ = std::move(crops); }

  /// Loads all files.
  Status fill(const Job& job);

  std::vector<SkippedFile> skipped() const;
  /// The file of a photo of the library.
  const std::filesystem::path& file_of(std::size_t photo) const {
    return files_[file_of_photo_[photo]];
  }
  /// Files that the cache knew.
  std::size_t from_cache() const { return from_cache_; }

 private:
  // A file in the loader.
  struct Waiting {
    std::size_t file = 0;
    PhotoCache::File key;  // of one that the cache did not know
  };

  // Takes what has finished; while that is not enough, waits for the oldest file in flight.
  CropChoice crop_of(std::span<const std::uint8_t> file) const;
  template <class Enough>
  Status take_until(const Enough& enough) {
    while (!enough()) {
      loader_.wait();
      if (Status status = take(); !status.is_ok()) return status;
    }
    return {};
  }
  Status take();

  const std::vector<std::filesystem::path>& files_;
  CropPolicy crop_;
  KnownCrops crops_;
  DecodeOptions decoding_;
  PhotoLibrary& library_;
  PhotoCache* cache_;
  PhotoLoader loader_;
  std::deque<Waiting> waiting_;
  std::map<std::size_t, Status> failures_;  // by file
  std::vector<std::size_t> file_of_photo_;
  std::size_t from_cache_ = 0;
  ProgressLine progress_{"Photos"};
};

}  // namespace tessera::cli
