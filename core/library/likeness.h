// Likeness: how far two pictures with similar picture hashes are really the same.
//
// A copy that was encoded again or resized has lost detail: some boxes of its sketch are a little
// brighter, others a little darker, and all in all it is as bright as before, because sketches are
// means of stored values, which nearly all programs scale by. What a burst changes is otherwise:
// movement makes boxes brighter and darker by the slopes that they lie on, another exposure
// changes them all in one direction.
#pragma once

#include "library/sketch.h"

namespace tessera {

/// Colours in thousandths of OKLab.
struct Likeness {
  double brightening = 0;  ///< by how much the second is lighter on the whole
  double mean = 0;         ///< distance of the mean colours
  double spread = 0;       ///< root mean square of the boxes' distances
  double weaker = 0;       ///< the same of lightness, of the brighter or the darker boxes: the less
  double shift = 0;        ///< how far the one seems to be moved, in percent of its sides
  double contrast = 0;     ///< of the first picture
};

Likeness compare(const Sketch& a, const Sketch& b);

/// True for a copy that was encoded again, or resized, or both. The limits stand between what was
/// measured on copies of 330 photos and on the same photos moved by 2 % or brighter by 5 %, nearer
/// to the copies: a copy that is kept does less harm than a photo that is lost.
bool is_same_picture(const Likeness& likeness);

/// True for neighbours in a burst as well: moved a little, a little brighter.
bool is_alike(const Likeness& likeness);

}  // namespace tessera
