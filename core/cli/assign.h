// `tessera assign`: points of tiles and cells in, the tile of each cell out; the solver by itself.
#pragma once

#include "base/job.h"
#include "cli/options.h"

namespace tessera::cli {

/// Runs to the end, or until the job is cancelled (then no file is left behind). Writes what went
/// wrong to standard error, what came of it to standard output. Memory is linear in tiles plus
/// cells.
ExitCode assign(const AssignOptions& options, Job& job);

}  // namespace tessera::cli
