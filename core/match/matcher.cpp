#include "match/matcher.h"

#include "match/constraints.h"

namespace tessera {

Result<Assignment> run_matcher(Matcher& matcher, std::size_t cell_count, Executor& executor,
                               Job& job) {
  job.begin(static_cast<std::int64_t>(cell_count));
  while (!matcher.finished()) {
    if (Status status = matcher.advance(executor, job); !status.is_ok()) return status;
  }
  return matcher.assignment();
}

double total_cost(PointsView cells, PointsView photos,
                  std::span<const std::uint32_t> photo_of_cell) {
  double total = 0;
  for (std::size_t cell = 0; cell < cells.count; ++cell) {
    if (photo_of_cell[cell] == kEmptyCell) continue;
    total += static_cast<double>(
        squared_distance(cells.point(cell), photos.point(photo_of_cell[cell]), cells.dimension));
  }
  return total;
}

}  // namespace tessera
