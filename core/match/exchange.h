// Exchange: makes an assignment better, or keeps its equal photos apart, by moving photos between
// few cells at a time.
//
//   Exchange exchange(cells, photos, rules, photo_of_cell);
//   while (!exchange.finished()) {
//     if (Status status = exchange.advance(executor, job); !status.is_ok()) return status;
//   }
//   exchange.photo_of_cell();
//
// Three moves: a cell takes another photo that may be used once more; two cells swap photos; a cell
// takes the photo of another, which takes a photo that may be used once more. No move breaks a
// limit, and none brings equal photos too near each other.
//
// First cells that stand too near an equal photo make the cheapest move that ends that, in the
// order of the cells. What is left then (there may be too few photos) is moved as far apart as it
// goes. Then all cells make moves that lower the total cost, round after round, until a round
// changes nothing or the rounds are over: a local search, without proof (cf. "2-opt"; G. A. Croes,
// 1958).
#pragma once

#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "match/constraints.h"
#include "match/pair_scan.h"
#include "match/photo_limits.h"
#include "match/photo_tree.h"
#include "match/points.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tessera {

struct ExchangeRules {
  /// Limits of all uses, those in fixed cells among them.
  PhotoLimits limits;
  /// As in Constraints.
  std::uint32_t min_distance = 0;
  std::size_t columns = 0;
  /// For each photo whether it may be given to a cell that has it not.
  std::vector<bool> usable;
  /// For each cell whether it keeps what it has; cells that are empty must.
  std::vector<bool> fixed;
  /// Rounds over all cells to lower the cost.
  std::uint32_t rounds = 0;
};

class Exchange {
 public:
  /// @param cells, photos borrowed; as many cells as photo_of_cell, within the limits.
  Exchange(PointsView cells, PointsView photos, ExchangeRules rules,
           std::vector<std::uint32_t> photo_of_cell);

  bool finished() const { return stage_ == Stage::done; }
  /// One slice.
  /// @return ok, or cancelled, after which it may be advanced again.
  Status advance(Executor& executor, Job& job);
  /// Leaves out the rounds that lower the cost.
  void stop() { rules_.rounds = 0; }

  const std::vector<std::uint32_t>& photo_of_cell() const { return photo_of_cell_; }
  /// Moves that were made.
  std::size_t moves() const { return moves_; }

 private:
  static constexpr std::uint32_t kNone = kEmptyCell;
  enum class Stage { prepare, repair, list, improve, done };

  /// `cell` takes `photo`; `other`, if any, takes `other_photo`.
  struct Move {
    double gain = 0;
    std::uint32_t cell = kNone;
    std::uint32_t photo = 0;
    std::uint32_t other = kNone;
    std::uint32_t other_photo = 0;
  };

  void prepare();
  /// min_distance, or less where it cannot hold: all cells of a square of that side differ.
  std::uint32_t possible_distance() const;
  void repair(Job& job);
  void repair_cell(std::uint32_t cell);
  Move cheapest_repair(std::uint32_t cell);
  void list_candidates(Executor& executor, const Job& job);
  void improve(Job& job);
  Move best_improvement(std::uint32_t cell) const;
  void consider_far_swap(std::uint32_t cell, Move& best);
  void consider(const Move& move, Move& best) const;
  void make(const Move& move);
  void set(std::uint32_t cell, std::uint32_t photo);

  double cost(std::uint32_t cell, std::uint32_t photo) const {
    return static_cast<double>(
        squared_distance(cells_.point(cell), photos_.point(photo), cells_.dimension));
  }
  std::uint32_t identity(std::uint32_t photo) const { return rules_.limits.identity(photo); }
  bool may_gain_use(std::uint32_t photo) const {
    return uses_[identity(photo)] < rules_.limits.most[identity(photo)];
  }
  bool may_lose_use(std::uint32_t photo) const {
    return rules_.limits.least.empty() ||
           uses_[identity(photo)] > rules_.limits.least[identity(photo)];
  }
  /// The first cell nearer than distance_ that shows the photo's identity, or kNone.
  std::uint32_t too_near(std::uint32_t cell, std::uint32_t photo, std::uint32_t ignored,
                         std::uint32_t after = 0) const;
  std::size_t nearest_usable(std::uint32_t cell, std::span<Neighbour> found) const;

  PointsView cells_;
  PointsView photos_;
  ExchangeRules rules_;
  std::vector<std::uint32_t> photo_of_cell_;
  Stage stage_ = Stage::prepare;
  std::uint32_t distance_ = 0;
  std::size_t next_cell_ = 0;
  std::size_t unresolved_ = 0;
  std::size_t moves_ = 0;
  std::size_t moves_before_round_ = 0;

  std::vector<std::uint32_t> uses_;
  /// Cells of each identity, as chains.
  std::vector<std::uint32_t> first_holder_;
  std::vector<std::uint32_t> next_holder_;
  std::vector<std::uint32_t> previous_holder_;
  std::unique_ptr<PhotoTree> tree_;
  /// The photos of the tree.
  std::vector<std::uint32_t> usable_;
  /// For each cell its nearest photos.
  std::vector<Neighbour> candidates_;
  std::size_t candidate_count_ = 0;
  std::vector<Neighbour> wide_;
  std::unique_ptr<PairScan> pairs_;
  /// Where the next look at far cells begins.
  std::size_t next_far_ = 0;
};

}  // namespace tessera
