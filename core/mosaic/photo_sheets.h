// PhotoSheets: small pictures of photos, many side by side in each file, for a page to show any one
// of them without having to load thousands of files.
//
//   PhotoSheets sheets(std::move(thumbnails), distinct_photos(photo_of_cell));
//   while (!sheets.finished()) {
//     if (Status status = sheets.write_next(files); !status.is_ok()) return status;
//   }
//
// Files: thumbnails/N.jpg, each with kSheetSide × kSheetSide photos in the order of the photos,
// from the left to the right and from the top to the bottom; the last one has as many rows as it
// needs.
#pragma once

#include "base/file_sink.h"
#include "base/status.h"
#include "mosaic/tile_set.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace tessera {

inline constexpr int kSheetSide = 16;

class PhotoSheets {
 public:
  /// @param pictures has the photos.
  PhotoSheets(TileSet pictures, std::vector<std::uint32_t> photos)
      : pictures_(std::move(pictures)), photos_(std::move(photos)) {}

  bool finished() const { return next_ >= photos_.size(); }
  /// @return out_of_memory, or the failure of the files.
  Status write_next(FileSink& files);

 private:
  TileSet pictures_;
  std::vector<std::uint32_t> photos_;
  std::size_t next_ = 0;  // photo that is in no sheet yet
};

}  // namespace tessera
