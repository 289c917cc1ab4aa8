// Executor: where work runs. The core never makes a thread of its own; it is given one of these.
//
// ThreadPool runs on threads that are created once (in WebAssembly a thread cannot be made in the
// middle of a job). InlineExecutor runs everything on the caller, for tests and for the build
// without threads. Results must not depend on which of the two, nor on the number of threads: split
// work by index and reduce in index order.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace tessera {

class Executor {
 public:
  virtual ~Executor() = default;

  /// How many threads work at once, the caller of for_each included; at least 1.
  virtual std::size_t thread_count() const = 0;

  /// Calls task(index) once for every index in [0, count), in any order and from several threads,
  /// and returns when all have returned. The caller works too. May be called from one thread at a
  /// time, never from inside a task. The task must not throw.
  virtual void for_each(std::size_t count, const std::function<void(std::size_t)>& task) = 0;

  /// Queues a task and returns at once (InlineExecutor: runs it, then returns). Tasks start in the
  /// order in which they were posted. The task must not throw.
  virtual void post(std::function<void()> task) = 0;
};

/// Runs everything on the calling thread.
class InlineExecutor final : public Executor {
 public:
  std::size_t thread_count() const override { return 1; }
  void for_each(std::size_t count, const std::function<void(std::size_t)>& task) override;
  void post(std::function<void()> task) override;
};

/// A fixed set of threads. The destructor runs what was posted to its end and joins.
class ThreadPool final : public Executor {
 public:
  /// Starts threads that work beside the callers of for_each and that run posted tasks.
  /// @param thread_count how many threads to start, at least 1.
  explicit ThreadPool(std::size_t thread_count);
  ~ThreadPool() override;
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  std::size_t thread_count() const override;
  void for_each(std::size_t count, const std::function<void(std::size_t)>& task) override;
  void post(std::function<void()> task) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The executor for a number of threads: inline for 1 or fewer, else a pool of that many workers.
std::unique_ptr<Executor> make_executor(std::size_t thread_count);

}  // namespace tessera
