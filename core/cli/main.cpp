#include "base/job.h"
#include "cli/assign.h"
#include "cli/make.h"
#include "cli/options.h"

#include <csignal>
#include <cstdio>
#include <exception>

namespace {

// The one job of the process: a signal handler has nothing but globals to reach it by.
tessera::Job job;

void cancel(int /*signal*/) { job.cancel(); }

}  // namespace

int main(int argument_count, char** arguments) try {
  const tessera::cli::ParseOutcome outcome = tessera::cli::parse_options(argument_count, arguments);
  if (!outcome.make && !outcome.assign) return static_cast<int>(outcome.exit_code);
  (void)std::signal(SIGINT, cancel);
  (void)std::signal(SIGTERM, cancel);
  return static_cast<int>(outcome.assign ? tessera::cli::assign(*outcome.assign, job)
                                         : tessera::cli::make(*outcome.make, job));
} catch (const std::exception& error) {
  (void)std::fprintf(stderr, "tessera: %s\n", error.what());
  return static_cast<int>(tessera::cli::ExitCode::failed);
}
