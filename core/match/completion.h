// Completion: places for the cells of a market that have none yet, while the auction goes on.
//
//   Completion completion(market);  // copies it
//   while (!completion.finished()) completion.advance();
//   if (completion.complete()) completion.market().cost();
//
// The last hundredth of the cells takes most of an auction's time: prices of whole regions must
// rise until what is in excess there has been passed on. The bound that prices prove is good long
// before. So here the cells without a place find one along chains of moves, by shortest augmenting
// paths as in match/shortest_paths.h but for two things that make it cheap: only a few candidates
// of each cell are looked at, more where those lead nowhere, so that the prices afterwards prove
// nothing; and all free cells search at once, and all that reach a place by separate paths take it
// (cf. J. B. Orlin and R. K. Ahuja, 1992).
#pragma once

#include "match/market.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tessera {

class Completion {
 public:
  /// @param market its lists should be fresh.
  explicit Completion(const Market& market);

  /// Also where it has given up: excess that must go far is left to the auction.
  bool finished() const { return free_.empty() || length_ > kLongest || work_left_ < 0; }
  /// All free cells search once, and some find a place.
  void advance();

  /// Whether every cell has a place.
  bool complete() const { return market_.placed_count() == market_.cell_count(); }
  const Market& market() const { return market_; }

 private:
  /// Candidates of a cell that are looked at, to begin with and at most; steps of this factor.
  static constexpr std::size_t kShortest = 12;
  static constexpr std::size_t kLongest = 768;
  static constexpr std::size_t kGrowth = 4;

  void search();
  std::span<const Market::Candidate> candidates(std::uint32_t cell);
  void reach(std::uint32_t photo, std::int32_t distance, std::uint32_t from, std::uint32_t root,
             std::int32_t cost);
  void expand(std::uint32_t cell, std::int32_t distance, std::int32_t best, std::uint32_t root);
  void move_along_path(std::uint32_t end);
  std::int32_t best_value(std::uint32_t cell);

  /// What the search knows of a photo; of no account where the stamp is not the search's.
  struct Reached {
    std::uint32_t stamp = 0;
    std::int32_t distance = 0;
    std::uint32_t from = 0;
    std::uint32_t root = 0;
    std::int32_t cost = 0;
  };
  Market market_;
  std::vector<std::int32_t> prices_;
  std::vector<std::uint32_t> free_;
  std::size_t length_ = kShortest;
  /// Lists that were asked for because those of the market are too short.
  std::vector<std::vector<Market::Candidate>> longer_;
  std::vector<PriceIndex::Candidate> found_;
  /// Candidates that may still be looked at.
  std::int64_t work_left_;

  std::uint32_t search_ = 0;
  std::int32_t last_distance_ = 0;
  std::vector<Reached> reached_;
  std::vector<std::uint32_t> settled_;
  /// For each cell the search in which it found a place.
  std::vector<std::uint32_t> found_stamps_;
  /// Photos with a place to which a separate path leads.
  std::vector<std::uint32_t> ends_;
  std::vector<std::uint64_t> heap_;
};

}  // namespace tessera
