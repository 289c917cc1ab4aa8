// PhotoTree: the photos nearest to a cell, exactly, among those that are not yet used up.
//
//   PhotoTree tree(photos);
//   Neighbour best = tree.nearest(cell, {});           // the least (cost, photo)
//   std::size_t found = tree.nearest(cell, neighbours);  // the least few, in order
//   tree.remove(photo);                                // no query finds it any more
//
// A k-d tree (J. L. Bentley, 1975) whose nodes have four children side by side, so that one SIMD
// register holds a bound for each child, or a cost for each of four photos of a leaf. Every bound
// is summed in the order of squared_distance(); as rounding is monotone, it is never above the cost
// of a photo in the box, down to the last bit, and no tolerance is needed.
#pragma once

#include "match/points.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace tessera {

/// A photo and its cost in the cell that was asked for. Ordered by cost, then by photo.
struct Neighbour {
  float cost = std::numeric_limits<float>::infinity();
  std::uint32_t photo = std::numeric_limits<std::uint32_t>::max();

  bool operator<(const Neighbour& other) const {
    return cost < other.cost || (cost == other.cost && photo < other.photo);
  }
  bool operator==(const Neighbour&) const = default;
};

class PhotoTree {
 public:
  /// Copies the photos: 4 · dimension + 4 bytes a photo and a tenth for the boxes.
  explicit PhotoTree(PointsView photos);

  /// The least neighbour of a point of the tree's dimension. Thread-safe beside other queries.
  /// @param seed a neighbour that is known already (any photo with its cost), to search less; the
  ///   default is none. If it is not undercut, it is what is returned.
  Neighbour nearest(const float* cell, Neighbour seed) const;

  /// Fills `neighbours` with the least ones in ascending order.
  /// @return how many there were: fewer than asked for only where fewer photos are left.
  std::size_t nearest(const float* cell, std::span<Neighbour> neighbours) const;

  /// The part of the leaves that a search for the nearest photo looks into, 0 to 1: how much the
  /// tree saves.
  double share_visited(const float* cell) const;

  /// Takes a photo out. Not beside queries.
  void remove(std::uint32_t photo);

  /// Photos that are still in.
  std::size_t remaining() const { return remaining_; }

 private:
  static constexpr std::size_t kLanes = 4;
  /// Photos a leaf at most: three registers of costs beat both 8 (more boxes) and 16 in 3-D.
  static constexpr std::size_t kLeafPhotos = 12;

  struct Child {
    /// A node, or ~(leaf) below zero.
    std::int32_t target = 0;
    std::uint32_t remaining = 0;
    /// The least photo below: decides whether a tie is worth a visit.
    std::uint32_t least_photo = std::numeric_limits<std::uint32_t>::max();
  };
  struct Node {
    Child children[kLanes];
    std::int32_t parent = -1;
    std::int32_t slot = 0;
  };
  struct Leaf {
    std::uint32_t first_group = 0;
    std::uint32_t group_count = 0;
    std::int32_t parent = -1;
    std::int32_t slot = 0;
  };

  struct Scratch;

  std::int32_t build(PointsView photos, std::span<std::uint32_t> order, std::int32_t parent,
                     std::int32_t slot, std::size_t widest, Scratch& scratch);
  std::int32_t build_leaf(PointsView photos, std::span<const std::uint32_t> order,
                          std::int32_t parent, std::int32_t slot);
  template <class Found>
  void search(const float* cell, Found& found) const;
  template <std::size_t groups, class Found>
  void scan_groups(std::size_t first_group, const float* cell, Found& found) const;
  template <class Found>
  void scan(const Leaf& leaf, const float* cell, Found& found) const;

  std::size_t dimension_;
  std::size_t remaining_;
  std::vector<Node> nodes_;
  std::vector<Leaf> leaves_;
  /// For each node, coordinate by coordinate: four lower ends, four upper ends.
  std::vector<float> boxes_;
  /// For each group of four photos, coordinate by coordinate: four values.
  std::vector<float> coordinates_;
  std::vector<std::uint32_t> photos_;
  /// For each photo its place in photos_, and for each group its leaf.
  std::vector<std::uint32_t> place_of_photo_;
  std::vector<std::uint32_t> leaf_of_group_;
};

}  // namespace tessera
