// MosaicPyramid: any rectangle of a mosaic at many sizes, composed when it is asked for: what a
// viewer zooms into, from the whole down to one photo.
//
//   MosaicPyramid pyramid(mosaic, look, library, large_photos, executor);
//   for (std::uint32_t photo : pyramid.photos_to_enlarge(3, area)) …   // into large_photos
//   Result<Image> eighth = pyramid.region(3, area);
//
// On level 0 tiles are as large as a screen can show one, whatever they are in the file. Level n
// has 1 / 2^n of its size, rounded up. Where tiles are larger than thumbnails, those photos that
// are not among the large ones are enlarged.
#pragma once

#include "base/executor.h"
#include "base/geometry.h"
#include "base/status.h"
#include "image/image.h"
#include "large_photos.h"
#include "library/photo_library.h"
#include "match_run.h"
#include "mosaic/composer.h"
#include "mosaic/tile_cache.h"
#include "mosaic_look.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace tessera::wasm {

/// The same cells with tiles as large as fits into a box.
Grid grid_with_tiles_in(const Grid& grid, Size box);

/// The grid on level 0.
Grid finest_grid(const Grid& grid, Size thumbnail);

/// What a mosaic shows, by its places in MatchedMosaic::shown, made of thumbnails, and where they
/// are too small of large photos.
/// @param library, large_photos borrowed; no large photos: null.
TileSource tiles_of_mosaic(std::shared_ptr<const MatchedMosaic> mosaic, const PhotoLibrary& library,
                           const LargePhotos* large_photos);

class MosaicPyramid {
 public:
  /// @param library, large_photos, executor borrowed. Photos of the mosaic must stay as they are.
  MosaicPyramid(std::shared_ptr<const MatchedMosaic> mosaic, MosaicLook look,
                const PhotoLibrary& library, LargePhotos& large_photos, Executor& executor)
      : mosaic_(std::move(mosaic)),
        look_(std::move(look)),
        grid_(finest_grid(mosaic_->grid, library.thumbnail_size())),
        thumbnail_(library.thumbnail_size()),
        large_photos_(large_photos),
        tiles_(std::make_shared<TileCache>(tiles_of_mosaic(mosaic_, library, &large_photos),
                                           look_.style.tone)),
        executor_(executor) {}

  /// The size of whole tiles on a level, of the larger ones where there are two sizes.
  Size tile(int level) const;
  /// The photos that a rectangle of a level shows larger than their thumbnails, and that are not
  /// yet that large among the large ones; none where there is no such rectangle.
  std::vector<std::uint32_t> photos_to_enlarge(int level, Rect area) const;

  /// The pixels of a rectangle of a level.
  /// @return invalid_argument where there is no such level or the rectangle is not inside,
  ///   out_of_memory.
  Result<Image> region(int level, Rect area);

 private:
  struct Composed {
    int level = 0;
    std::unique_ptr<const Composer> pixels;
  };

  Size cell(int level) const;
  bool has_part(int level, Rect area) const;
  Result<const Composer*> composed(int level);
  Result<ImageView> shrunk(int level);
  Size size_of(int level) const;

  std::shared_ptr<const MatchedMosaic> mosaic_;
  MosaicLook look_;
  Grid grid_;
  Size thumbnail_;
  LargePhotos& large_photos_;
  std::shared_ptr<TileCache> tiles_;
  Executor& executor_;
  std::deque<Composed> composed_;  // the last ones that were asked for
  // Levels whose cells have less than a pixel, from the first one on.
  std::vector<Image> shrunk_;
};

}  // namespace tessera::wasm
