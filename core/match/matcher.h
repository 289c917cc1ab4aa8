// Matcher: one assignment of photos to cells, worked out in slices.
//
// A cell and a photo are points (their descriptors); the cost of a photo in a cell is the squared
// distance between the two. A matcher is made for one problem and advanced until it has finished:
//
//   std::unique_ptr<Matcher> matcher = make_nearest_matcher(cells, photos);
//   while (!matcher->finished()) {
//     if (Status status = matcher->advance(executor, job); !status.is_ok()) return status;
//   }
//   Assignment assignment = matcher->assignment();
//
// Slices are there for the build without threads, where nothing but a return to the browser lets a
// person cancel. The result does not depend on how often or on how many threads it was advanced.
#pragma once

#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "match/points.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tessera {

/// Which photo stands in each cell.
struct Assignment {
  /// For each cell the index of its photo.
  std::vector<std::uint32_t> photo_of_cell;
  /// The sum over all cells of the squared distance to their photo.
  double total_cost = 0;
};

class Matcher {
 public:
  virtual ~Matcher() = default;

  virtual bool finished() const = 0;

  /// Does one slice of the work, some tens of milliseconds, and advances the job by the cells done
  /// (the sum over all slices is the number of cells).
  /// @return ok, or cancelled; a cancelled matcher may be advanced again with another job.
  virtual Status advance(Executor& executor, Job& job) = 0;

  /// The assignment; only when finished.
  virtual Assignment assignment() const = 0;
};

/// The sum of the squared distances of all cells to their photos, in double and in the order of the
/// cells; those that are empty (kEmptyCell in match/constraints.h) cost nothing.
double total_cost(PointsView cells, PointsView photos,
                  std::span<const std::uint32_t> photo_of_cell);

/// Advances until finished. Begins the job with the number of cells.
Result<Assignment> run_matcher(Matcher& matcher, std::size_t cell_count, Executor& executor,
                               Job& job);

}  // namespace tessera
