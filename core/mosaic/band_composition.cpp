#include "mosaic/band_composition.h"

#include "image/rgba.h"

#include <algorithm>
#include <cstddef>
#include <mutex>

namespace tessera {
namespace {

// Rows that a thread composes at once: few, so that all threads have something to do, yet enough
// for a row of tiles that is looked up to be used.
constexpr int kStripRows = 32;

// Calls compose(row, rows) for strips of a band.
template <class Compose>
Status compose_strips(int rows, Executor& executor, const Compose& compose) {
  const int strips = (rows + kStripRows - 1) / kStripRows;
  std::mutex mutex;
  Status failure;
  executor.for_each(static_cast<std::size_t>(strips), [&](std::size_t strip) {
    const int row = static_cast<int>(strip) * kStripRows;
    const Status status = compose(row, std::min(kStripRows, rows - row));
    if (status.is_ok()) return;
    const std::lock_guard lock(mutex);
    failure = status;
  });
  return failure;
}

}  // namespace

Status compose_part(const Composer& composer, int x, int y, MutableImageView out,
                    Executor& executor) {
  return compose_strips(out.height, executor, [&](int row, int rows) {
    return composer.compose(x, y + row, {out.row(row), out.width, rows, out.stride});
  });
}

Status compose_rgba_band(const Composer& composer, int y, int rows, std::uint8_t* rgba,
                         Executor& executor) {
  const int width = composer.size().width;
  return compose_strips(rows, executor, [&](int row, int strip_rows) {
    return composer.compose_rgba(
        0, y + row, {width, strip_rows},
        rgba + static_cast<std::size_t>(row) * static_cast<std::size_t>(width) * kRgbaChannels);
  });
}

}  // namespace tessera
