// Parts of a mosaic, composed by several threads.
#pragma once

#include "base/executor.h"
#include "base/status.h"
#include "image/image.h"
#include "mosaic/composer.h"

#include <cstdint>

namespace tessera {

/// As Composer::compose().
Status compose_part(const Composer& composer, int x, int y, MutableImageView out,
                    Executor& executor);

/// Rows of the mosaic in its whole width, as Composer::compose_rgba() has them.
Status compose_rgba_band(const Composer& composer, int y, int rows, std::uint8_t* rgba,
                         Executor& executor);

}  // namespace tessera
