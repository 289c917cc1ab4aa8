// MatchRun: photos of a library on their way into the cells of a target.
//
//   Result<std::unique_ptr<MatchRun>> run = MatchRun::begin(request, source);
//   while (!(*run)->finished()) {
//     if (somebody_is_content) (*run)->settle();
//     if (Status status = (*run)->advance(executor); !status.is_ok()) return status;
//   }
//   MatchedMosaic mosaic = (*run)->mosaic();
//
// Photos are described first, as far as they are not from the match before. The target may change
// meanwhile, and photos may come; when photos go, the run has to go first.
#pragma once

#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "image/image.h"
#include "library/candidates.h"
#include "library/duplicates.h"
#include "library/photo_library.h"
#include "library/preparation.h"
#include "library/variants.h"
#include "match/constrained_matcher.h"
#include "mosaic/blocks.h"
#include "mosaic/cell_plan.h"
#include "mosaic/grid.h"
#include "mosaic/mosaic.h"
#include "mosaic/photo_rules.h"
#include "mosaic/shown_photos.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace tessera::wasm {

struct MatchRequest {
  int cells_across = 0;
  Size tile;
  Matching matching = Matching::nearest;
  /// As in Constraints. Photos that are the same count as one.
  std::uint32_t max_uses = 0;
  std::uint32_t min_distance = 0;
  /// Use all photos; else of those that are the same only the first.
  bool keep_duplicates = false;
  /// Rows are offset like bricks (Grid).
  bool brick = false;
  /// Of the style that the mosaic will be drawn in: cells are compared by what tiles cover.
  double overlap = 0;
  Descriptor descriptor;
  VariantKinds variants;
  /// Of the photos: they are compared as they will be drawn.
  Preparation preparation;
  PhotoRules rules;
  /// Cells of which the target shows less than half stay empty, unless they are pinned.
  bool leave_transparent_empty = false;
  /// As in CellMasks; distances count the cells that there would be without them.
  Image only;
  Image finer;
  /// Whether cells outside `only` show the target.
  bool outside_shows_target = true;
  /// What each cell shall show, row after row: then nothing is matched. kEmptyCell as a photo
  /// leaves a cell empty.
  std::optional<std::vector<ShownPhoto>> given;
};

/// What a match is made from; borrowed during MatchRun::begin(), the library longer.
struct MatchSource {
  const PhotoLibrary& library;
  const DuplicateFinder& duplicates;
  ImageView target;   ///< not empty
  ImageView opacity;  ///< of the target; empty: opaque
};

/// A mosaic before it has pixels, and what a person may want to know of it.
struct MatchedMosaic {
  Grid grid;
  int parts = 1;  ///< as in CellPlan
  Blocks blocks;
  Assignment assignment;  ///< of photos of the library
  std::vector<VariantNumber> variant_of_cell;
  Preparation preparation;  ///< of the photos, before they are drawn
  ShownPhotos shown;        ///< kTargetCell where the target is shown
  UseCounts uses;           ///< duplicates as photos of their own
  MatchResult match;        ///< its assignment is empty: it was moved to where it is above
  // By what it was matched.
  std::shared_ptr<const CellDescriptors> cells;
  std::shared_ptr<const VariantPoints> choice;
  std::size_t choice_count = 0;  ///< photos that could be chosen from
  std::vector<bool> banned;      ///< by photo of the library; empty: none
};

/// The variants of photos that compete, kept from one match to the next.
class ChoiceCache {
 public:
  /// @return points that may have to be advanced; null where there is not enough memory.
  std::shared_ptr<VariantPoints> get(const MatchRequest& request, const MatchSource& source);
  /// Photos have changed.
  void clear() { points_.reset(); }

 private:
  Descriptor descriptor_;
  VariantKinds variants_;
  Preparation preparation_;
  Size tile_;  // its shape counts
  bool keep_duplicates_ = false;
  std::shared_ptr<VariantPoints> points_;
};

class MatchRun {
 public:
  /// @return invalid_argument where there are no photos, the grid is none, or there are as many
  ///   cells given as the grid has; for smaller cells where tiles overlap or split_grid() cannot;
  ///   too_large; out_of_memory.
  static Result<std::unique_ptr<MatchRun>> begin(MatchRequest request, const MatchSource& source,
                                                 ChoiceCache& cache);

  bool finished() const { return ended_; }
  /// Does one slice of the work.
  /// @return cancelled; invalid_argument for rules that name what is not there or contradict each
  ///   other.
  Status advance(Executor& executor);
  /// Comes to an end soon, with what has been found.
  void settle();
  double known_gap() const { return matcher_ == nullptr ? 1 : matcher_->known_gap(); }
  std::int64_t done() const { return job_.done(); }
  std::int64_t total() const { return job_.total(); }
  /// Only when finished.
  MatchedMosaic mosaic() const;

 private:
  MatchRun(MatchRequest request, const MatchSource& source, CellPlan plan,
           std::shared_ptr<VariantPoints> choice);

  Status describe(Executor& executor);
  Status begin_matching();
  ShownPhotos shown(const MatchedMosaic& mosaic) const;
  Status take_given();

  MatchRequest request_;
  const PhotoLibrary& library_;
  std::vector<std::uint32_t> originals_;
  CellPlan plan_;
  std::shared_ptr<const CellDescriptors> cells_;
  std::shared_ptr<VariantPoints> choice_;
  std::optional<Candidates> candidates_;
  Constraints constraints_;
  std::unique_ptr<ConstrainedMatcher> matcher_;
  MatchResult result_;  // of what was given
  bool settled_ = false;
  bool ended_ = false;
  Job job_;
};

}  // namespace tessera::wasm
