// Progress: one line on a terminal that says how far a run has come. Silent where standard error is
// not a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace tessera::cli {

class ProgressLine {
 public:
  /// @param label what is being done: "Photos".
  explicit ProgressLine(std::string label);
  /// Ends the line.
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// Shows done of total, at most some times a second.
  void show(std::int64_t done, std::int64_t total);

 private:
  using Clock = std::chrono::steady_clock;

  std::string label_;
  bool enabled_;
  bool shown_ = false;
  Clock::time_point next_;
};

}  // namespace tessera::cli
