// `tessera make`: photos and a target in, a picture and a report out.
#pragma once

#include "base/job.h"
#include "cli/options.h"

namespace tessera::cli {

/// Runs to the end, or until the job is cancelled (then no file is left behind). Writes progress,
/// skipped files and what went wrong to standard error, a line about the mosaic to standard output.
ExitCode make(const MakeOptions& options, Job& job);

}  // namespace tessera::cli
