// Mean colours of the boxes of a grid that is laid over an image.
#pragma once

#include "base/geometry.h"
#include "image/colour.h"
#include "image/image.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

/// The mean of every box between neighbouring edges, in linear light. Pixels that a box's edge cuts
/// count by the part that lies inside (to 1/256), so boxes may be smaller than a pixel; a box
/// thinner than 1/256 of a pixel takes the pixel that it lies in.
/// @param x_edges, y_edges ascending, at least two each, between 0 and the image's width and
/// height.
/// @return (x_edges.size() - 1) · (y_edges.size() - 1) means, row after row.
std::vector<LinearRgb> area_means(ImageView image, std::span<const double> x_edges,
                                  std::span<const double> y_edges);

/// The same for boxes that may overlap or leave gaps: every one of `columns` with every one of
/// `rows`. What of a box lies outside the image does not count; one that lies outside wholly takes
/// the nearest pixel.
std::vector<LinearRgb> area_means(ImageView image, std::span<const Interval> columns,
                                  std::span<const Interval> rows);

/// The same means of the stored values, as stored values: not what an eye sees from afar, but what
/// is left of a picture whichever program has scaled it, since nearly all do it so.
/// @return three bytes for each mean.
std::vector<std::uint8_t> stored_means(ImageView image, std::span<const double> x_edges,
                                       std::span<const double> y_edges);
std::vector<std::uint8_t> stored_means(ImageView image, std::span<const Interval> columns,
                                       std::span<const Interval> rows);

/// The intervals between neighbouring edges.
std::vector<Interval> intervals_between(std::span<const double> edges);

}  // namespace tessera
