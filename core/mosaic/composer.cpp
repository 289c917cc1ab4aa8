#include "mosaic/composer.h"

#include "mosaic/plain_composer.h"
#include "mosaic/styled_composer.h"

#include <utility>

namespace tessera {

Result<std::unique_ptr<const Composer>> make_composer(const Mosaic& mosaic,
                                                      std::shared_ptr<TileCache> tiles,
                                                      int halvings) {
  if (!mosaic.style.is_plain()) return StyledComposer::make(mosaic, std::move(tiles), halvings);
  return std::unique_ptr<const Composer>(
      std::make_unique<PlainComposer>(mosaic, std::move(tiles), halvings));
}

}  // namespace tessera
