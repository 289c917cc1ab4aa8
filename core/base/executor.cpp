#include "base/executor.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tessera {

void InlineExecutor::for_each(std::size_t count, const std::function<void(std::size_t)>& task) {
  for (std::size_t index = 0; index < count; ++index) task(index);
}

void InlineExecutor::post(std::function<void()> task) { task(); }

struct ThreadPool::State {
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<std::function<void()>> tasks;
  bool stopping = false;
  std::vector<std::thread> threads;

  void run() {
    std::unique_lock lock(mutex);
    while (true) {
      wake.wait(lock, [this] { return stopping || !tasks.empty(); });
      if (tasks.empty()) return;
      const std::function<void()> task = std::move(tasks.front());
      tasks.pop_front();
      lock.unlock();
      task();
      lock.lock();
    }
  }
};

ThreadPool::ThreadPool(std::size_t thread_count) : state_(std::make_unique<State>()) {
  const std::size_t count = std::max<std::size_t>(1, thread_count);
  state_->threads.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    state_->threads.emplace_back([state = state_.get()] { state->run(); });
  }
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  state_->wake.notify_all();
  for (std::thread& thread : state_->threads) thread.join();
}

std::size_t ThreadPool::thread_count() const { return state_->threads.size(); }

void ThreadPool::post(std::function<void()> task) {
  {
    const std::lock_guard lock(state_->mutex);
    state_->tasks.push_back(std::move(task));
  }
  state_->wake.notify_one();
}

namespace {

// One for_each call. Helpers share ownership of it, because a helper that was queued behind other
// tasks may start only after the call has returned (and then finds no index left).
struct ForEach {
  std::size_t count = 0;
  const std::function<void(std::size_t)>* task = nullptr;
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::condition_variable all_done;
  std::size_t done = 0;

  void work() {
    std::size_t mine = 0;
    for (std::size_t index = next.fetch_add(1); index < count; index = next.fetch_add(1)) {
      (*task)(index);
      ++mine;
    }
    if (mine == 0) return;
    const std::lock_guard lock(mutex);
    done += mine;
    if (done == count) all_done.notify_all();
  }
};

}  // namespace

void ThreadPool::for_each(std::size_t count, const std::function<void(std::size_t)>& task) {
  if (count == 0) return;
  const auto shared = std::make_shared<ForEach>();
  shared->count = count;
  shared->task = &task;
  // The caller is one of the workers, so that thread_count() of them run at once.
  const std::size_t helpers = std::min(count, thread_count()) - 1;
  for (std::size_t i = 0; i < helpers; ++i) {
    post([shared] { shared->work(); });
  }
  shared->work();
  std::unique_lock lock(shared->mutex);
  shared->all_done.wait(lock, [&] { return shared->done == shared->count; });
}

std::unique_ptr<Executor> make_executor(std::size_t thread_count) {
  if (thread_count <= 1) return std::make_unique<InlineExecutor>();
  return std::make_unique<ThreadPool>(thread_count);
}

}  // namespace tessera
