// Job: the progress and the cancel flag of one long piece of work, shared between the threads that
// do it and the one that watches it.
//
// Whoever starts the work makes the Job and passes it down by reference. Workers call advance() and
// look at cancelled() about once every few milliseconds; a cancelled operation returns
// StatusCode::cancelled and leaves nothing half-done behind.
#pragma once

#include "base/status.h"

#include <atomic>
#include <cstdint>

namespace tessera {

/// Progress and cancellation of one operation. Thread-safe.
class Job {
 public:
  Job() = default;
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  /// Sets the number of units that the work has in all, and the done count to zero.
  void begin(std::int64_t total) {
    total_.store(total, std::memory_order_relaxed);
    done_.store(0, std::memory_order_relaxed);
  }
  /// Counts units as done.
  void advance(std::int64_t units = 1) { done_.fetch_add(units, std::memory_order_relaxed); }

  std::int64_t done() const { return done_.load(std::memory_order_relaxed); }
  std::int64_t total() const { return total_.load(std::memory_order_relaxed); }

  /// Asks the work to stop soon. May be called from any thread and from a signal handler.
  void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
  bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }

  /// The Status that a cancelled operation returns.
  static Status cancelled_status() { return {StatusCode::cancelled, "cancelled"}; }

 private:
  std::atomic<std::int64_t> done_{0};
  std::atomic<std::int64_t> total_{0};
  std::atomic<bool> cancelled_{false};
};

}  // namespace tessera
