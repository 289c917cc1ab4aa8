#include "cli/progress.h"

#include <cstdio>
#include <unistd.h>
#include <utility>

namespace tessera::cli {

ProgressLine::ProgressLine(std::string label)
    : label_(std::move(label)), enabled_(isatty(STDERR_FILENO) == 1), next_(Clock::now()) {}

ProgressLine::~ProgressLine() {
  if (shown_) (void)std::fputc('\n', stderr);
}

void ProgressLine::show(std::int64_t done, std::int64_t total) {
  constexpr std::chrono::milliseconds kPause{100};
  if (!enabled_ || (done != total && Clock::now() < next_)) return;
  const std::int64_t percent = total > 0 ? done * 100 / total : 100;
  (void)std::fprintf(stderr, "\r%-10s %3lld %%  %lld of %lld", label_.c_str(),
                     static_cast<long long>(percent), static_cast<long long>(done),
                     static_cast<long long>(total));
  shown_ = true;
  next_ = Clock::now() + kPause;
}

}  // namespace tessera::cli
