// SmoothTarget: a picture stretched over a mosaic, row by row, smoothly at any zoom.
#pragma once

#include "base/status.h"
#include "image/image.h"

#include <cstdint>
#include <vector>

namespace tessera {

class SmoothTarget {
 public:
  /// @param picture borrowed, but where the mosaic is smaller than it.
  /// @param mosaic its whole size. @param level its size at 1 / 2^halvings.
  /// @return out_of_memory.
  static Result<SmoothTarget> make(ImageView picture, Size mosaic, Size level, int halvings);

  /// Places along a row, for several rows.
  struct Columns {
    struct Place {
      std::int32_t left = 0;   // the first byte of the pixel to the left
      std::int32_t right = 0;  // and to the right of it
      std::uint32_t part = 0;  // of the right one, of 256
    };
    std::vector<Place> places;
  };
  Columns columns(int x, int width) const;

  /// @param values for each pixel kChannels values of 256ths of a level.
  void row(const Columns& columns, int y, std::uint16_t* values) const;

 private:
  struct Position {
    int first = 0;
    std::uint32_t part = 0;  // of the next one, of 256
  };
  Position position(int at, int mosaic, int side) const;

  Image shrunk_;
  ImageView picture_;
  Size mosaic_;
  int halvings_ = 0;
};

}  // namespace tessera
