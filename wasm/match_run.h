// MatchRun: photos of a library on their way into the cells of a target.
//
//   Result<std::unique_ptr<MatchRun>> run = MatchRun::begin(request, library, duplicates, target);
//   while (!(*run)->finished()) {
//     if (somebody_is_content) (*run)->settle();
//     if (Status status = (*run)->advance(executor); !status.is_ok()) return status;
//   }
//   MatchedMosaic mosaic = (*run)->mosaic();
//
// It keeps copies of what it needs: the library and the target may change meanwhile.
#pragma once

#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "library/chosen_photos.h"
#include "library/duplicates.h"
#include "library/photo_library.h"
#include "match/constrained_matcher.h"
#include "mosaic/grid.h"
#include "mosaic/mosaic.h"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace tessera::wasm {

struct MatchRequest {
  int cells_across = 0;
  int tile_side = 0;
  Matching matching = Matching::nearest;
  /// As in Constraints. Where duplicates are used, too, photos that are the same count as one.
  std::uint32_t max_uses = 0;
  std::uint32_t min_distance = 0;
  /// Use all photos; else of those that are the same only the first.
  bool keep_duplicates = false;
  /// Rows are offset like bricks (Grid).
  bool brick = false;
  /// Of the style that the mosaic will be drawn in: cells are compared by what tiles cover.
  double overlap = 0;
};

/// A mosaic before it has pixels, and what a person may want to know of it.
struct MatchedMosaic {
  Grid grid;
  Assignment assignment;   ///< of photos of the library
  std::size_t choice = 0;  ///< photos that could be chosen from
  UseCounts uses;          ///< duplicates as photos of their own
  MatchResult match;       ///< its assignment is empty: it was moved to where it is above
};

class MatchRun {
 public:
  /// @param target not empty.
  /// @return invalid_argument where there are no photos or the grid is none, too_large.
  static Result<std::unique_ptr<MatchRun>> begin(const MatchRequest& request,
                                                 const PhotoLibrary& library,
                                                 const DuplicateFinder& duplicates,
                                                 ImageView target);

  bool finished() const { return matcher_->finished(); }
  /// Does one slice of the work.
  Status advance(Executor& executor) { return matcher_->advance(executor, job_); }
  /// Comes to an end soon, with what has been found.
  void settle() { matcher_->settle(); }
  double known_gap() const { return matcher_->known_gap(); }
  std::int64_t done() const { return job_.done(); }
  std::int64_t total() const { return job_.total(); }
  /// Only when finished.
  MatchedMosaic mosaic() const;

 private:
  MatchRun(const Grid& grid, CellDescriptors cells, ChosenPhotos photos, std::size_t library_count);

  Grid grid_;
  CellDescriptors cells_;
  ChosenPhotos photos_;
  std::size_t library_count_;
  std::unique_ptr<ConstrainedMatcher> matcher_;
  Job job_;
};

}  // namespace tessera::wasm
