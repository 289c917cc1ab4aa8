// Patches: an image seen as overlapping rectangles, without a copy; their sums; and back to an
// image.
//
//   const PatchGrid patches(image, {39, 39}, 1);             // rows × columns of views
//   ImageView patch = patches.at(column, row);
//   PatchSums sums(patches, first_row, end_row);             // of every patch, row by row
//   while (sums.next(row_of_sums)) ...
//   PatchMerger merger(image.size(), {39, 39}, 13, feathered_window(39), feathered_window(39));
//   merger.add(column, row, patch);                          // any patches, in any order
//   Image merged = merger.merged(background);
#pragma once

#include "image/image.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

/// All patches of one size whose top left corners lie `stride` pixels apart and that lie wholly
/// inside an image. Only numbers: copying one is cheap.
class PatchGrid {
 public:
  /// @param patch at least one pixel a side. @param stride at least 1.
  PatchGrid(ImageView image, Size patch, int stride)
      : image_(image),
        patch_(patch),
        stride_(stride),
        columns_(image.width < patch.width ? 0 : (image.width - patch.width) / stride + 1),
        rows_(image.height < patch.height ? 0 : (image.height - patch.height) / stride + 1) {}

  int columns() const { return columns_; }
  int rows() const { return rows_; }
  Size patch_size() const { return patch_; }
  int stride() const { return stride_; }
  ImageView image() const { return image_; }
  /// A view on the image's own pixels.
  ImageView at(int column, int row) const {
    return image_.cropped({column * stride_, row * stride_, patch_.width, patch_.height});
  }

 private:
  ImageView image_;
  Size patch_;
  int stride_;
  int columns_;
  int rows_;
};

/// The sums of the values of every patch, in time that does not depend on the size of a patch: sums
/// of columns are carried from row to row, and from patch to patch.
class PatchSums {
 public:
  /// @param first_row, end_row of patches: rows may be divided between threads.
  /// Patches of at most 2^24 pixels.
  PatchSums(const PatchGrid& patches, int first_row, int end_row);

  /// The next row of patches, red, green and blue of each.
  /// @param sums kChannels · columns() values, or more.
  /// @return false where all rows were given.
  bool next(std::span<std::uint32_t> sums);

 private:
  void add_rows(int first, int end);
  void remove_rows(int first, int end);

  PatchGrid patches_;
  int row_;
  int end_row_;
  /// Rows of pixels that are in columns_: [first, end).
  int first_pixel_row_ = 0;
  int end_pixel_row_ = 0;
  /// For each value of an image row the sum over those rows.
  std::vector<std::uint32_t> columns_;
};

/// Weights that rise from the edges of a patch to its middle and back, all above 0: sin²(π (i + ½)
/// / n).
std::vector<float> feathered_window(int size);

/// Patches laid over each other, averaged by weights. What a pixel is divided by is known
/// beforehand from the two windows alone, as it is a product: Σ w_x · Σ w_y over the patches that
/// cover it.
class PatchMerger {
 public:
  /// @param image, patch, stride as in PatchGrid: every patch of the grid is to be added once.
  /// @param window_x, window_y patch.width and patch.height weights above 0.
  PatchMerger(Size image, Size patch, int stride, std::span<const float> window_x,
              std::span<const float> window_y);

  /// Lays a patch of the given size over the others.
  void add(int column, int row, ImageView patch);

  /// The averages, kChannels values a pixel, 0 to 255, row after row.
  /// @param background of the image's size: what stands where no patch of the grid reaches.
  std::vector<float> averages(ImageView background) const;
  /// The same, rounded; empty where there is not enough memory.
  Image merged(ImageView background) const;

 private:
  Size image_;
  Size patch_;
  int stride_;
  std::vector<float> window_x_;
  std::vector<float> window_y_;
  /// For each column and row of pixels the sum of the weights there; 0 where no patch reaches.
  std::vector<double> weights_x_;
  std::vector<double> weights_y_;
  std::vector<double> sums_;
};

}  // namespace tessera
