#include "mosaic/composer.h"

#include "mosaic/plain_composer.h"
#include "mosaic/styled_composer.h"

#include <algorithm>
#include <string>
#include <utility>

namespace tessera {

bool Mosaic::has_target_cells() const {
  return std::find(photo_of_cell.begin(), photo_of_cell.end(), kTargetCell) != photo_of_cell.end();
}

bool Mosaic::has_empty_cells() const {
  return std::find(photo_of_cell.begin(), photo_of_cell.end(), kEmptyCell) != photo_of_cell.end();
}

Result<std::unique_ptr<const Composer>> make_composer(const Mosaic& mosaic,
                                                      std::shared_ptr<TileCache> tiles,
                                                      int halvings) {
  if (mosaic.blocks != nullptr && mosaic.style.overlap > 0) {
    return Status{StatusCode::invalid_argument, std::string(kNoOverlapOfBlocks)};
  }
  const bool plain = mosaic.style.is_plain() && !mosaic.has_target_cells();
  if (!plain) return StyledComposer::make(mosaic, std::move(tiles), halvings);
  return std::unique_ptr<const Composer>(
      std::make_unique<PlainComposer>(mosaic, std::move(tiles), halvings));
}

}  // namespace tessera
