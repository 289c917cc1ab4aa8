#include "match/exchange.h"

#include <algorithm>
#include <random>

namespace tessera {

namespace {

constexpr std::size_t kCandidates = 16;
/// A repair looks at so many photos first, and at four times as many while it finds none.
constexpr std::size_t kFirstLook = 32;
constexpr std::size_t kLookGrowth = 4;
/// Cells of a photo that a cell tries to swap with.
constexpr std::size_t kHoldersTried = 8;
/// Far cells that a cell looks at in a round. At 10,000 × 10,000 photo data in 3-D the cheapest
/// pairs cost 46 % more than the optimum. With swaps among the nearest only it stays at 43 %; with
/// 256, 512, 1,024, 2,048 far cells, five rounds leave 1.1, 0.9, 0.7, 0.7 % in 0.03, 0.05, 0.08,
/// 0.13 s.
constexpr std::size_t kFarCells = 512;
/// Coordinates that a slice of a round compares, some 10 ms.
constexpr std::size_t kWorkPerSlice = std::size_t{1} << 23;
constexpr std::size_t kCellsPerTask = 64;
constexpr std::size_t kCellsPerSlice = 2048;
constexpr std::size_t kRepairsPerSlice = 256;

/// The cells that may change, in an order without pattern that is the same everywhere.
std::vector<std::uint32_t> shuffled(const std::vector<bool>& fixed) {
  std::vector<std::uint32_t> cells;
  for (std::uint32_t cell = 0; cell < fixed.size(); ++cell) {
    if (!fixed[cell]) cells.push_back(cell);
  }
  std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same order everywhere is what is wanted
  for (std::size_t i = cells.size(); i > 1; --i) std::swap(cells[i - 1], cells[random() % i]);
  return cells;
}

}  // namespace

Exchange::Exchange(PointsView cells, PointsView photos, ExchangeRules rules,
                   std::vector<std::uint32_t> photo_of_cell)
    : cells_(cells),
      photos_(photos),
      rules_(std::move(rules)),
      photo_of_cell_(std::move(photo_of_cell)),
      distance_(rules_.min_distance) {
  if (distance_ <= 1 && rules_.rounds == 0) stage_ = Stage::done;
}

Status Exchange::advance(Executor& executor, Job& job) {
  if (job.cancelled()) return Job::cancelled_status();
  switch (stage_) {
    case Stage::prepare:
      prepare();
      stage_ = distance_ > 1 ? Stage::repair : Stage::list;
      break;
    case Stage::repair:
      repair(job);
      break;
    case Stage::list:
      if (rules_.rounds == 0) {
        stage_ = Stage::done;
      } else {
        list_candidates(executor, job);
      }
      break;
    case Stage::improve:
      improve(job);
      break;
    case Stage::done:
      break;
  }
  return job.cancelled() ? Job::cancelled_status() : Status{};
}

void Exchange::prepare() {
  const std::size_t identities = rules_.limits.most.size();
  uses_.assign(identities, 0);
  first_holder_.assign(identities, kNone);
  next_holder_.assign(cells_.count, kNone);
  previous_holder_.assign(cells_.count, kNone);
  // From the last cell, so that chains begin with the lowest.
  for (auto cell = static_cast<std::uint32_t>(cells_.count); cell-- > 0;) {
    const std::uint32_t photo = photo_of_cell_[cell];
    photo_of_cell_[cell] = kNone;
    set(cell, photo);
  }
  std::vector<float> points;
  for (std::uint32_t photo = 0; photo < photos_.count; ++photo) {
    if (!rules_.usable[photo]) continue;
    usable_.push_back(photo);
    points.insert(points.end(), photos_.point(photo), photos_.point(photo) + photos_.dimension);
  }
  tree_ = std::make_unique<PhotoTree>(PointsView{points.data(), usable_.size(), photos_.dimension});
  distance_ = possible_distance();
}

std::uint32_t Exchange::possible_distance() const {
  std::vector<bool> there(rules_.limits.most.size(), false);
  std::size_t identities = 0;
  std::size_t empty = 0;
  const auto note = [&](std::uint32_t photo) {
    if (!there[identity(photo)]) ++identities;
    there[identity(photo)] = true;
  };
  for (const std::uint32_t photo : usable_) note(photo);
  for (const std::uint32_t photo : photo_of_cell_) {
    if (photo != kNone) {
      note(photo);
    } else {
      ++empty;
    }
  }
  const std::size_t columns = rules_.columns;
  std::uint32_t distance = rules_.min_distance;
  while (distance > 2) {
    const std::size_t across = std::min<std::size_t>(distance, columns);
    const std::size_t down = std::min<std::size_t>(distance, cells_.count / columns);
    if (across * down <= identities + empty) break;
    --distance;
  }
  return distance;
}

void Exchange::set(std::uint32_t cell, std::uint32_t photo) {
  const std::uint32_t old = photo_of_cell_[cell];
  if (old != kNone) {
    const std::uint32_t next = next_holder_[cell];
    const std::uint32_t previous = previous_holder_[cell];
    if (next != kNone) previous_holder_[next] = previous;
    (previous != kNone ? next_holder_[previous] : first_holder_[identity(old)]) = next;
    --uses_[identity(old)];
  }
  photo_of_cell_[cell] = photo;
  if (photo == kNone) return;
  if (pairs_) pairs_->set(cell, photos_.point(photo));
  std::uint32_t& first = first_holder_[identity(photo)];
  previous_holder_[cell] = kNone;
  next_holder_[cell] = first;
  if (first != kNone) previous_holder_[first] = cell;
  first = cell;
  ++uses_[identity(photo)];
}

std::size_t Exchange::nearest_usable(std::uint32_t cell, std::span<Neighbour> found) const {
  const std::size_t count = tree_->nearest(cells_.point(cell), found);
  for (Neighbour& neighbour : found.first(count)) neighbour.photo = usable_[neighbour.photo];
  return count;
}

std::uint32_t Exchange::too_near(std::uint32_t cell, std::uint32_t photo, std::uint32_t ignored,
                                 std::uint32_t after) const {
  if (distance_ <= 1) return kNone;
  const std::size_t columns = rules_.columns;
  const std::size_t row = cell / columns;
  const std::size_t column = cell % columns;
  const std::size_t reach = distance_ - 1;
  const std::size_t last_column = std::min(columns - 1, column + reach);
  const std::size_t last_row = std::min((cells_.count - 1) / columns, row + reach);
  for (std::size_t y = row - std::min(row, reach); y <= last_row; ++y) {
    const std::size_t end = std::min(y * columns + last_column + 1, cells_.count);
    for (std::size_t at = y * columns + column - std::min(column, reach); at < end; ++at) {
      if (at == cell || at == ignored || at < after || photo_of_cell_[at] == kNone) continue;
      if (identity(photo_of_cell_[at]) == identity(photo)) return static_cast<std::uint32_t>(at);
    }
  }
  return kNone;
}

void Exchange::consider(const Move& move, Move& best) const {
  if (best.cell != kNone && move.gain <= best.gain) return;
  if (too_near(move.cell, move.photo, move.other) != kNone) return;
  if (move.other != kNone && too_near(move.other, move.other_photo, move.cell) != kNone) return;
  // The two cells themselves, with what they will show.
  if (move.other != kNone && identity(move.photo) == identity(move.other_photo)) return;
  best = move;
}

Exchange::Move Exchange::cheapest_repair(std::uint32_t cell) {
  Move best;
  if (rules_.fixed[cell]) return best;
  const std::uint32_t photo = photo_of_cell_[cell];
  const double present = cost(cell, photo);
  std::size_t seen = 0;
  for (std::size_t look = kFirstLook; best.cell == kNone; look *= kLookGrowth) {
    wide_.resize(std::min(look, usable_.size()));
    const std::size_t count = nearest_usable(cell, wide_);
    for (std::size_t k = seen; k < count; ++k) {
      const Neighbour candidate = wide_[k];
      if (identity(candidate.photo) == identity(photo)) continue;
      const double gain = present - static_cast<double>(candidate.cost);
      if (may_gain_use(candidate.photo) && may_lose_use(photo)) {
        consider({gain, cell, candidate.photo}, best);
        continue;
      }
      std::size_t tried = 0;
      for (std::uint32_t other = first_holder_[identity(candidate.photo)];
           other != kNone && tried < kHoldersTried; other = next_holder_[other], ++tried) {
        if (rules_.fixed[other]) continue;
        const double others = cost(other, photo_of_cell_[other]) - cost(other, photo);
        consider({gain + others, cell, candidate.photo, other, photo}, best);
      }
    }
    seen = count;
    if (count == usable_.size()) break;
  }
  return best;
}

void Exchange::repair_cell(std::uint32_t cell) {
  const std::uint32_t partner = too_near(cell, photo_of_cell_[cell], kNone);
  if (partner == kNone) return;
  Move move = cheapest_repair(cell);
  // Where two stand too near each other and no third, the other may be the cheaper to move.
  if (too_near(cell, photo_of_cell_[cell], partner) == kNone) {
    const Move other = cheapest_repair(partner);
    if (other.cell != kNone && (move.cell == kNone || other.gain > move.gain)) move = other;
  }
  if (move.cell == kNone) {
    ++unresolved_;
  } else {
    make(move);
  }
}

void Exchange::repair(Job& job) {
  std::size_t looks = 0;
  while (next_cell_ < cells_.count && looks < kRepairsPerSlice) {
    if (job.cancelled()) return;
    const auto cell = static_cast<std::uint32_t>(next_cell_++);
    if (photo_of_cell_[cell] == kNone || too_near(cell, photo_of_cell_[cell], kNone) == kNone) {
      continue;
    }
    repair_cell(cell);
    ++looks;
  }
  if (next_cell_ < cells_.count) return;
  next_cell_ = 0;
  if (unresolved_ > 0 && distance_ > 2) {
    --distance_;
    unresolved_ = 0;
    return;
  }
  // Whatever distance could be kept everywhere, no move may break the one that was asked for.
  distance_ = rules_.min_distance;
  stage_ = Stage::list;
}

void Exchange::list_candidates(Executor& executor, const Job& job) {
  candidate_count_ = std::min(kCandidates, usable_.size());
  candidates_.resize(cells_.count * candidate_count_);
  const std::size_t first = next_cell_;
  const std::size_t end = std::min(cells_.count, first + 4 * kCellsPerSlice);
  executor.for_each((end - first + kCellsPerTask - 1) / kCellsPerTask, [&](std::size_t task) {
    if (job.cancelled()) return;
    const std::size_t begin = first + task * kCellsPerTask;
    for (std::size_t cell = begin; cell < std::min(end, begin + kCellsPerTask); ++cell) {
      if (rules_.fixed[cell]) continue;
      (void)nearest_usable(
          static_cast<std::uint32_t>(cell),
          std::span(candidates_).subspan(cell * candidate_count_, candidate_count_));
    }
  });
  if (job.cancelled()) return;
  next_cell_ = end;
  if (end < cells_.count) return;
  next_cell_ = 0;
  moves_before_round_ = moves_;
  stage_ = Stage::improve;
  pairs_ = std::make_unique<PairScan>(cells_, photos_, shuffled(rules_.fixed), photo_of_cell_);
}

void Exchange::consider_far_swap(std::uint32_t cell, Move& best) {
  const std::uint32_t other = pairs_->best_partner(cell, next_far_, kFarCells);
  next_far_ = (next_far_ + kFarCells) % pairs_->size();
  if (other == cell) return;
  const std::uint32_t photo = photo_of_cell_[cell];
  const std::uint32_t others_photo = photo_of_cell_[other];
  // By the same sum as all costs, which may round otherwise than the scan.
  const double gain =
      cost(cell, photo) + cost(other, others_photo) - cost(cell, others_photo) - cost(other, photo);
  if (gain > 0) consider({gain, cell, others_photo, other, photo}, best);
}

Exchange::Move Exchange::best_improvement(std::uint32_t cell) const {
  Move best;
  const std::uint32_t photo = photo_of_cell_[cell];
  const double present = cost(cell, photo);
  const std::span<const Neighbour> list =
      std::span(candidates_).subspan(cell * candidate_count_, candidate_count_);
  for (const Neighbour& candidate : list) {
    const double gain = present - static_cast<double>(candidate.cost);
    if (gain <= 0) break;
    const bool same = identity(candidate.photo) == identity(photo);
    if (same || (may_gain_use(candidate.photo) && may_lose_use(photo))) {
      consider({gain, cell, candidate.photo}, best);
      continue;
    }
    std::size_t tried = 0;
    for (std::uint32_t other = first_holder_[identity(candidate.photo)];
         other != kNone && tried < kHoldersTried; other = next_holder_[other], ++tried) {
      if (rules_.fixed[other]) continue;
      const double others = cost(other, photo_of_cell_[other]);
      const double swapped = gain + others - cost(other, photo);
      if (swapped > 0) consider({swapped, cell, candidate.photo, other, photo}, best);
      if (!may_lose_use(photo)) continue;
      const std::span<const Neighbour> others_list =
          std::span(candidates_).subspan(other * candidate_count_, candidate_count_);
      for (const Neighbour& third : others_list) {
        const double chained = gain + others - static_cast<double>(third.cost);
        if (chained <= 0) break;
        if (!may_gain_use(third.photo)) continue;
        consider({chained, cell, candidate.photo, other, third.photo}, best);
        break;
      }
    }
  }
  return best;
}

void Exchange::improve(Job& job) {
  const std::size_t slice =
      kWorkPerSlice / (kFarCells * std::max<std::size_t>(1, cells_.dimension));
  const std::size_t end = std::min(cells_.count, next_cell_ + slice + 1);
  for (; next_cell_ < end && !job.cancelled(); ++next_cell_) {
    const auto cell = static_cast<std::uint32_t>(next_cell_);
    if (rules_.fixed[cell]) continue;
    Move best = best_improvement(cell);
    consider_far_swap(cell, best);
    if (best.cell != kNone) make(best);
  }
  if (rules_.rounds == 0) stage_ = Stage::done;
  if (next_cell_ < cells_.count) return;
  next_cell_ = 0;
  if (rules_.rounds > 0) --rules_.rounds;
  if (moves_ == moves_before_round_ || rules_.rounds == 0) stage_ = Stage::done;
  moves_before_round_ = moves_;
}

void Exchange::make(const Move& move) {
  ++moves_;
  if (move.other != kNone) set(move.other, kNone);
  set(move.cell, move.photo);
  if (move.other != kNone) set(move.other, move.other_photo);
}

}  // namespace tessera
