#include "match_run.h"

#include "library/chosen_photos.h"
#include "library/tile_shape.h"
#include "mosaic/composer.h"

#include <algorithm>
#include <string>
#include <utility>

namespace tessera::wasm {
namespace {

/// What descriptors of photos may take: the rest is for matching by them.
constexpr std::size_t kMaxPointBytes = std::size_t{512} << 20;

std::vector<std::uint32_t> originals_of_all(const DuplicateFinder& duplicates) {
  std::vector<std::uint32_t> originals(duplicates.count());
  for (std::size_t photo = 0; photo < originals.size(); ++photo) {
    originals[photo] = duplicates.identity(photo).original;
  }
  return originals;
}

}  // namespace

std::shared_ptr<VariantPoints> ChoiceCache::get(const MatchRequest& request,
                                                const MatchSource& source) {
  const bool same = descriptor_ == request.descriptor && variants_ == request.variants &&
                    preparation_ == request.preparation && same_shape(tile_, request.tile) &&
                    keep_duplicates_ == request.keep_duplicates;
  if (points_ != nullptr && same) return points_;
  points_.reset();
  std::vector<std::uint32_t> photos =
      request.keep_duplicates ? all_photos(source.library) : source.duplicates.originals();
  std::vector<Variant> variants =
      variants_of(request.variants, source.library.thumbnail_size(), request.tile);
  const std::size_t values = variants.size() * request.descriptor.dimension();
  if (photos.size() > kMaxPointBytes / sizeof(float) / values) return nullptr;
  auto points =
      std::make_shared<VariantPoints>(std::move(photos), std::move(variants), request.descriptor,
                                      request.tile, request.preparation);
  if (!points->valid()) return nullptr;
  descriptor_ = request.descriptor;
  variants_ = request.variants;
  preparation_ = request.preparation;
  tile_ = request.tile;
  keep_duplicates_ = request.keep_duplicates;
  points_ = std::move(points);
  return points_;
}

MatchRun::MatchRun(MatchRequest request, const MatchSource& source, CellPlan plan,
                   std::shared_ptr<VariantPoints> choice)
    : request_(std::move(request)),
      library_(source.library),
      originals_(originals_of_all(source.duplicates)),
      plan_(std::move(plan)),
      cells_(std::make_shared<const CellDescriptors>(source.target, plan_.grid, request_.descriptor,
                                                     request_.overlap, plan_.blocks)),
      choice_(std::move(choice)) {
  pin_leaders(request_.rules, plan_.blocks);
  job_.begin(static_cast<std::int64_t>(plan_.grid.cell_count() + choice_->photos_left()));
}

Result<std::unique_ptr<MatchRun>> MatchRun::begin(MatchRequest request, const MatchSource& source,
                                                  ChoiceCache& cache) {
  if (source.library.count() == 0) {
    return Status{StatusCode::invalid_argument, "there are no photos yet"};
  }
  if (Status status = check_preparation(request.preparation); !status.is_ok()) return status;
  const Result<Grid> grid =
      grid_across(request.cells_across, request.tile, source.target.size(), request.brick);
  if (!grid) return grid.status();
  Result<CellPlan> plan =
      plan_cells(*grid, {std::as_const(request.finer).view(), std::as_const(request.only).view(),
                         request.leave_transparent_empty ? source.opacity : ImageView()});
  if (!plan) return plan.status();
  if (plan->parts > 1 && request.overlap > 0) {
    return Status{StatusCode::invalid_argument, std::string(kNoOverlapOfBlocks)};
  }
  if (request.given && request.given->size() != plan->grid.cell_count()) {
    return Status{StatusCode::invalid_argument,
                  "the mosaic has " + std::to_string(plan->grid.cell_count()) + " cells, " +
                      std::to_string(request.given->size()) + " were given"};
  }
  std::shared_ptr<VariantPoints> choice = cache.get(request, source);
  if (choice == nullptr) {
    return Status{StatusCode::out_of_memory,
                  "not enough memory to compare so many photos: take fewer kinds of variants, or "
                  "compare by fewer boxes"};
  }
  return std::unique_ptr<MatchRun>(
      new MatchRun(std::move(request), source, std::move(*plan), std::move(choice)));
}

Status MatchRun::advance(Executor& executor) {
  if (!choice_->finished()) return describe(executor);
  if (!candidates_) return request_.given ? take_given() : begin_matching();
  if (Status status = matcher_->advance(executor, job_); !status.is_ok()) return status;
  ended_ = matcher_->finished();
  return {};
}

Status MatchRun::describe(Executor& executor) {
  const std::size_t left = choice_->photos_left();
  choice_->advance(library_, executor);
  job_.advance(static_cast<std::int64_t>(left - choice_->photos_left()));
  if (choice_->valid()) return {};
  return {StatusCode::out_of_memory, "not enough memory to compare photos"};
}

Status MatchRun::begin_matching() {
  candidates_.emplace(choice_);
  constraints_.max_uses = request_.max_uses;
  constraints_.min_distance = plan_.distance(request_.min_distance);
  constraints_.columns = static_cast<std::size_t>(plan_.grid.columns);
  if (Status status = apply_rules(request_.rules, library_, originals_, *candidates_, constraints_);
      !status.is_ok()) {
    return status;
  }
  std::vector<std::uint32_t> pinned;
  for (const Constraints::Pin& pin : constraints_.pinned) pinned.push_back(pin.cell);
  constraints_.empty = plan_.without_photo(std::move(pinned));
  if (request_.given) return {};
  if (constraints_.empty.size() == plan_.grid.cell_count()) {
    return {StatusCode::invalid_argument,
            "nothing is left of the target picture to make a mosaic of: it is transparent "
            "everywhere, or "
            "the mask leaves all of it out"};
  }
  MatchSettings settings;
  settings.method = request_.matching;
  settings.constraints = constraints_;
  matcher_ = make_constrained_matcher(std::move(settings), cells_->points(), candidates_->points());
  if (settled_) matcher_->settle();
  return {};
}

Status MatchRun::take_given() {
  if (Status status = begin_matching(); !status.is_ok()) return status;
  std::vector<std::uint32_t>& candidate_of_cell = result_.assignment.photo_of_cell;
  for (const ShownPhoto& shown : *request_.given) {
    const auto cell = static_cast<std::uint32_t>(candidate_of_cell.size());
    if (shown.photo == kEmptyCell || plan_.blocks.covers(cell)) {
      candidate_of_cell.push_back(kEmptyCell);
      continue;
    }
    // Photos that came since are not among the originals.
    if (shown.photo >= originals_.size()) {
      return {StatusCode::invalid_argument,
              "there is no photo number " + std::to_string(shown.photo)};
    }
    const Result<std::uint32_t> candidate = candidates_->number(library_, shown);
    if (!candidate) return candidate.status();
    candidate_of_cell.push_back(*candidate);
  }
  // What is given may show candidates that the rules did not know.
  constraints_.identities = candidates_->identities(originals_);
  result_.assignment.total_cost =
      total_cost(cells_->points(), candidates_->points(), candidate_of_cell);
  result_.facts = assignment_facts(candidate_of_cell, candidates_->count(), constraints_);
  result_.use_limit = request_.max_uses;
  job_.advance(static_cast<std::int64_t>(plan_.grid.cell_count()));
  ended_ = true;
  return {};
}

void MatchRun::settle() {
  settled_ = true;
  if (matcher_ != nullptr) matcher_->settle();
}

ShownPhotos MatchRun::shown(const MatchedMosaic& mosaic) const {
  ShownPhotos shown = shown_photos(mosaic.assignment.photo_of_cell, mosaic.variant_of_cell);
  if (request_.outside_shows_target) {
    for (const std::uint32_t cell : plan_.outside) {
      if (shown.tile_of_cell[cell] == kEmptyCell) shown.tile_of_cell[cell] = kTargetCell;
    }
  }
  plan_.blocks.spread(shown.tile_of_cell);
  return shown;
}

MatchedMosaic MatchRun::mosaic() const {
  MatchedMosaic mosaic;
  mosaic.grid = plan_.grid;
  mosaic.parts = plan_.parts;
  mosaic.blocks = plan_.blocks;
  mosaic.preparation = request_.preparation;
  mosaic.match = matcher_ == nullptr ? result_ : matcher_->result();
  mosaic.assignment = std::exchange(mosaic.match.assignment, {});
  std::vector<std::uint32_t>& photo_of_cell = mosaic.assignment.photo_of_cell;
  mosaic.variant_of_cell.assign(photo_of_cell.size(), kPlainVariant);
  for (std::size_t cell = 0; cell < photo_of_cell.size(); ++cell) {
    if (photo_of_cell[cell] == kEmptyCell) continue;
    const ShownPhoto shown = candidates_->shown(photo_of_cell[cell]);
    photo_of_cell[cell] = shown.photo;
    mosaic.variant_of_cell[cell] = shown.variant;
  }
  mosaic.shown = shown(mosaic);
  mosaic.uses = count_uses(photo_of_cell, originals_.size());
  mosaic.cells = cells_;
  mosaic.choice = choice_;
  mosaic.choice_count = choice_->photo_count();
  if (!request_.rules.banned.empty()) {
    mosaic.banned.assign(originals_.size(), false);
    std::vector<bool> original(originals_.size(), false);
    for (const std::uint32_t photo : request_.rules.banned) original[originals_[photo]] = true;
    for (std::size_t photo = 0; photo < originals_.size(); ++photo) {
      mosaic.banned[photo] = original[originals_[photo]];
    }
  }
  return mosaic;
}

}  // namespace tessera::wasm
