// Likeness: how far two pictures with similar picture hashes are really the same.
//
// A copy that was encoded again or resized differs from its original in its own way: thumbnails of
// JPEGs are averaged partly in stored values (codec/jpeg_reduced.h), those of other files in linear
// light, so that detail finer than a thumbnail makes some boxes brighter and none darker. What a
// burst changes is otherwise: movement makes boxes brighter and darker alike, another exposure
// changes nearly all boxes by one factor.
#pragma once

#include "library/photo_hash.h"

namespace tessera {

/// Colours in thousandths of OKLab.
struct Likeness {
  double mean = 0;      ///< distance of the mean colours
  double spread = 0;    ///< root mean square of the boxes' distances
  double weaker = 0;    ///< the same of lightness, of the brighter or the darker boxes: the less
  double exposure = 0;  ///< thousandths by which the lightness has changed evenly
  double shift = 0;     ///< how far the one seems to be moved, in percent of its sides
  double contrast = 0;  ///< of the first picture
};

Likeness compare(const Sketch& a, const Sketch& b);

/// True for a copy that was encoded again, or resized, or both. The limits stand between what was
/// measured on copies of 330 photos and on the same photos moved by 2 % or brighter by 5 %, nearer
/// to the copies: a copy that is kept does less harm than a photo that is lost.
bool is_same_picture(const Likeness& likeness);

/// True for neighbours in a burst as well: moved a little, a little brighter.
bool is_alike(const Likeness& likeness);

}  // namespace tessera
