// Preparation: what is done to the tones of every photo before it becomes a tile.
//
//   const Preparation preparation{.greyscale = true, .cut_off = 1};
//   Result<PreparedPicture> prepared = prepare(shown_part(thumbnail, tile), preparation);
//   describe(prepared->view(), …);                     // matched and drawn as it looks now
//
// Greyscale comes first, so that contrast is that of what is seen; then autocontrast, then
// equalise. Each is the stage of that name (library/stages.h).
//
// What is stretched or equalised is told from the pixels of the prepared picture itself and from
// nothing else: the part of a photo that its tile shows, at the size at which it is there, before
// it is mirrored, turned or cut into parts. So thumbnails can stay as they are, and be prepared
// whenever they are looked at; and whoever prepares the same pixels gets the same bytes. A photo
// that is decoded again for larger tiles has a few darker and brighter pixels than its thumbnail
// and comes out nearly, not exactly, alike; cutting off a per cent brings them closer.
#pragma once

#include "base/executor.h"
#include "base/status.h"
#include "image/image.h"
#include "library/photo_library.h"
#include "library/stages.h"

#include <optional>
#include <utility>
#include <vector>

namespace tessera {

struct Preparation {
  bool greyscale = false;
  /// Autocontrast, where there is one: per cent of the pixels that are left out at either end, 0 to
  /// 50.
  std::optional<int> cut_off;
  bool equalise = false;

  bool any() const { return greyscale || cut_off || equalise; }
  bool operator==(const Preparation&) const = default;
};

/// @return invalid_argument where the cut-off is out of its range.
Status check_preparation(const Preparation& preparation);

/// The stages of a preparation, in their order.
std::vector<Stage> stages_of(const Preparation& preparation);

/// A picture that was prepared: a copy, or the picture itself where nothing was to be done.
class PreparedPicture {
 public:
  explicit PreparedPicture(ImageView unchanged) : unchanged_(unchanged) {}
  explicit PreparedPicture(Image changed) : changed_(std::move(changed)) {}

  ImageView view() const { return changed_.empty() ? unchanged_ : changed_.view(); }

 private:
  ImageView unchanged_;
  Image changed_;
};

/// @param picture borrowed for as long as what comes out.
/// @return invalid_argument for an empty picture or as check_preparation(); out_of_memory.
Result<PreparedPicture> prepare(ImageView picture, const Preparation& preparation);

/// The picture as it is, then after each stage.
/// @return as prepare().
Result<std::vector<Image>> preparation_steps(ImageView picture, const Preparation& preparation);

/// Puts prepared thumbnails in the place of all of a library, for whoever needs no others.
/// @return as prepare().
Status prepare_library(PhotoLibrary& library, const Preparation& preparation, Executor& executor);

}  // namespace tessera
