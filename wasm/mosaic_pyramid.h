// MosaicPyramid: any rectangle of a mosaic at many sizes, composed of thumbnails when it is asked
// for: what a viewer zooms into.
//
//   MosaicPyramid pyramid(mosaic, library, executor);
//   Result<Image> eighth = pyramid.region(3, {x, y, 256, 256});
//
// On level 0 tiles are as large as thumbnails, whatever they are in the file: larger ones would
// show nothing more. Level n has 1 / 2^n of its size, rounded up.
#pragma once

#include "base/executor.h"
#include "base/geometry.h"
#include "base/status.h"
#include "image/image.h"
#include "library/photo_library.h"
#include "match_run.h"
#include "mosaic/composer.h"
#include "mosaic/tile_cache.h"
#include "mosaic_look.h"

#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace tessera::wasm {

/// The grid on level 0: tiles of the grid's shape, as large as fits into a thumbnail.
Grid finest_grid(const Grid& grid, Size thumbnail);

/// What a mosaic shows, by its places in MatchedMosaic::shown, made of thumbnails of the library,
/// which is borrowed.
TileSource thumbnail_tiles(std::shared_ptr<const MatchedMosaic> mosaic,
                           const PhotoLibrary& library);

class MosaicPyramid {
 public:
  /// @param library, executor borrowed. Photos of the mosaic must stay in the library as they are.
  MosaicPyramid(std::shared_ptr<const MatchedMosaic> mosaic, MosaicLook look,
                const PhotoLibrary& library, Executor& executor)
      : mosaic_(std::move(mosaic)),
        look_(std::move(look)),
        grid_(finest_grid(mosaic_->grid, library.thumbnail_size())),
        tiles_(std::make_shared<TileCache>(thumbnail_tiles(mosaic_, library), look_.style.tone)),
        executor_(executor) {}

  /// The pixels of a rectangle of a level.
  /// @return invalid_argument where there is no such level or the rectangle is not inside,
  ///   out_of_memory.
  Result<Image> region(int level, Rect area);

 private:
  struct Composed {
    int level = 0;
    std::unique_ptr<const Composer> pixels;
  };

  Result<const Composer*> composed(int level);
  Result<ImageView> shrunk(int level);
  Size size_of(int level) const;

  std::shared_ptr<const MatchedMosaic> mosaic_;
  MosaicLook look_;
  Grid grid_;
  std::shared_ptr<TileCache> tiles_;
  Executor& executor_;
  std::deque<Composed> composed_;  // the last ones that were asked for
  // Levels whose cells have less than a pixel, from the first one on.
  std::vector<Image> shrunk_;
};

}  // namespace tessera::wasm
