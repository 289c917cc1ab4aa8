#include "library/pipeline.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>

namespace tessera {
namespace {

using Picture = Pipeline::Picture;

// Results are kept by photo and level: how many stages it has passed. The level beyond the last
// stage is the mirrored copy.
struct Key {
  std::size_t photo = 0;
  std::size_t level = 0;

  bool operator<(const Key& other) const {
    return photo != other.photo ? photo < other.photo : level < other.level;
  }
};

// The least lately used go first.
class Cache {
 public:
  explicit Cache(std::size_t limit) : limit_(limit) {}

  bool accepts(const Picture& picture) const { return picture->bytes().size() <= limit_ / 8; }
  std::size_t bytes() const { return bytes_; }
  std::size_t most_bytes() const { return most_bytes_; }

  /// Null where there is none.
  Picture find(Key key) {
    const auto found = entries_.find(key);
    if (found == entries_.end()) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return found->second->second;
  }

  void insert(Key key, const Picture& picture) {
    if (!accepts(picture) || entries_.count(key) > 0) return;
    // Room is made first, so that the limit holds at any time.
    while (bytes_ + picture->bytes().size() > limit_) erase(std::prev(order_.end()));
    bytes_ += picture->bytes().size();
    most_bytes_ = std::max(most_bytes_, bytes_);
    order_.emplace_front(key, picture);
    entries_.emplace(key, order_.begin());
  }

  void erase_from_level(std::size_t level) {
    for (auto entry = order_.begin(); entry != order_.end();) {
      const auto next = std::next(entry);
      if (entry->first.level >= level) erase(entry);
      entry = next;
    }
  }

 private:
  using Order = std::list<std::pair<Key, Picture>>;

  void erase(Order::iterator entry) {
    bytes_ -= entry->second->bytes().size();
    entries_.erase(entry->first);
    order_.erase(entry);
  }

  std::size_t limit_;
  std::size_t bytes_ = 0;
  std::size_t most_bytes_ = 0;
  Order order_;  // the most lately used first
  std::map<Key, Order::iterator> entries_;
};

Result<Picture> shared(Result<Image> image) {
  if (!image) return image.status();
  if (image->empty()) return {StatusCode::out_of_memory, "not enough memory for a picture"};
  return {std::make_shared<const Image>(std::move(*image))};
}

}  // namespace

struct Pipeline::State {
  State(std::size_t count, PhotoSource photo_source, std::vector<Stage> all,
        const PipelineOptions& pipeline_options)
      : photo_count(count),
        source(std::move(photo_source)),
        options(pipeline_options),
        stages(std::move(all)),
        cache(pipeline_options.cache_bytes) {
    counts.stage_runs.resize(stages.size());
  }

  const std::size_t photo_count;
  const PhotoSource source;
  const PipelineOptions options;

  mutable std::mutex mutex;  // guards what follows
  std::condition_variable changed;
  std::vector<Stage> stages;
  std::uint64_t replacements = 0;
  Cache cache;
  std::set<std::size_t> running;      // photos that a thread works on
  std::set<std::size_t> prefetching;  // items that are queued or under way
  bool closed = false;
  PipelineCounts counts;

  std::size_t copies() const { return options.mirrored_copies ? 2 : 1; }

  std::vector<Result<Picture>> make(std::size_t photo, std::span<const std::size_t> levels);
  Result<Picture> make_item(std::size_t index);

 private:
  struct Run;
};

// One thread's work on one photo: begins with what is kept of it, and runs without the lock.
struct Pipeline::State::Run {
  const State& state;
  const std::size_t photo;
  const std::vector<Stage> stages;  // a copy: a stage may be replaced meanwhile
  std::vector<Picture> pictures;    // by level; null: not made, or given up again
  std::vector<std::pair<Key, Picture>> made;
  std::vector<std::size_t> levels_run;

  Result<Picture> step_to(std::size_t level) {
    levels_run.push_back(level);
    if (level == 0) return shared(state.source(photo));
    const ImageView before = pictures[level - 1]->view();
    return shared(level <= stages.size() ? stages[level - 1].apply(before) : mirrored(before));
  }

  Result<Picture> reach(std::size_t level) {
    std::size_t next = level + 1;
    while (next > 0 && pictures[next - 1] == nullptr) --next;
    for (; next <= level; ++next) {
      Result<Picture> result = step_to(next);
      if (!result) return result;
      pictures[next] = *result;
      // A decoded photo is large: it goes as soon as the stage behind it is done.
      if (next > 0 && !state.cache.accepts(pictures[next - 1])) pictures[next - 1] = nullptr;
      if (state.cache.accepts(*result)) made.push_back({{photo, next}, *result});
    }
    return pictures[level];
  }
};

// The results of a photo at some levels (ascending), each made once.
std::vector<Result<Picture>> Pipeline::State::make(std::size_t photo,
                                                   std::span<const std::size_t> levels) {
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return running.count(photo) == 0; });
  Run run{*this, photo, stages, std::vector<Picture>(levels.back() + 1), {}, {}};
  for (std::size_t level = 0; level <= levels.back(); ++level) {
    run.pictures[level] = cache.find({photo, level});
  }
  running.insert(photo);
  const std::uint64_t replacements_before = replacements;
  lock.unlock();

  std::vector<Result<Picture>> results;
  for (const std::size_t level : levels) {
    if (results.empty() || results.back()) {
      results.push_back(run.reach(level));
    } else {
      results.push_back(results.back());
    }
  }

  lock.lock();
  for (const std::size_t level : run.levels_run) {
    if (level == 0) {
      ++counts.source_runs;
    } else {
      ++(level <= run.stages.size() ? counts.stage_runs[level - 1] : counts.mirror_runs);
    }
  }
  if (replacements == replacements_before) {
    for (const auto& [key, picture] : run.made) cache.insert(key, picture);
  }
  running.erase(photo);
  lock.unlock();
  changed.notify_all();
  return results;
}

Result<Picture> Pipeline::State::make_item(std::size_t index) {
  const std::array<std::size_t, 1> level = {stages.size() + index % copies()};
  return std::move(make(index / copies(), level).front());
}

Pipeline::Pipeline(std::size_t photo_count, PhotoSource source, std::vector<Stage> stages,
                   const PipelineOptions& options)
    : state_(std::make_shared<State>(photo_count, std::move(source), std::move(stages), options)) {}

Pipeline::~Pipeline() {
  std::unique_lock lock(state_->mutex);
  state_->closed = true;
  state_->changed.wait(lock, [this] { return state_->running.empty(); });
}

std::size_t Pipeline::item_count() const { return state_->photo_count * state_->copies(); }

Result<Picture> Pipeline::item(std::size_t index) {
  if (index >= item_count()) return {StatusCode::invalid_argument, "there is no such item"};
  return state_->make_item(index);
}

Result<Picture> Pipeline::after(std::size_t photo, std::size_t stage_count) {
  if (photo >= state_->photo_count) {
    return {StatusCode::invalid_argument, "there is no such photo"};
  }
  if (stage_count > state_->stages.size()) {
    return {StatusCode::invalid_argument, "there are fewer stages"};
  }
  const std::array<std::size_t, 1> level = {stage_count};
  return std::move(state_->make(photo, level).front());
}

std::vector<Result<Picture>> Pipeline::all_items(Executor& executor, const Job& job) {
  const std::size_t copies = state_->copies();
  std::vector<Result<Picture>> items(item_count(), Result<Picture>(Job::cancelled_status()));
  // Both copies of a photo at once: they need not be kept to be made from one decoded photo.
  const std::size_t last = state_->stages.size();
  const std::array<std::size_t, 2> levels = {last, last + 1};
  executor.for_each(state_->photo_count, [&](std::size_t photo) {
    if (job.cancelled()) return;
    std::vector<Result<Picture>> made = state_->make(photo, std::span(levels).first(copies));
    std::move(made.begin(), made.end(),
              items.begin() + static_cast<std::ptrdiff_t>(photo * copies));
  });
  return items;
}

Status Pipeline::replace_stage(std::size_t position, Stage stage) {
  const std::lock_guard lock(state_->mutex);
  if (position >= state_->stages.size()) {
    return {StatusCode::invalid_argument, "there is no such stage"};
  }
  state_->stages[position] = std::move(stage);
  ++state_->replacements;
  state_->cache.erase_from_level(position + 1);
  return {};
}

std::size_t Pipeline::prefetch(std::size_t first, std::size_t count, Executor& executor) {
  const std::size_t begin = std::min(first, item_count());
  const std::size_t end = begin + std::min(count, item_count() - begin);
  for (std::size_t index = begin; index < end; ++index) {
    {
      const std::lock_guard lock(state_->mutex);
      const Key key{index / state_->copies(), state_->stages.size() + index % state_->copies()};
      if (state_->prefetching.count(index) > 0 || state_->cache.find(key) != nullptr) continue;
      if (state_->prefetching.size() >= state_->options.most_prefetched) return index - begin;
      state_->prefetching.insert(index);
      state_->counts.most_prefetching =
          std::max(state_->counts.most_prefetching, state_->prefetching.size());
    }
    // The task owns the state: it may begin only after the pipeline has gone.
    executor.post([state = state_, index] {
      std::unique_lock lock(state->mutex);
      const bool closed = state->closed;
      lock.unlock();
      if (!closed) (void)state->make_item(index);
      lock.lock();
      state->prefetching.erase(index);
    });
  }
  return end - begin;
}

PipelineCounts Pipeline::counts() const {
  const std::lock_guard lock(state_->mutex);
  PipelineCounts counts = state_->counts;
  counts.cached_bytes = state_->cache.bytes();
  counts.most_cached_bytes = state_->cache.most_bytes();
  return counts;
}

}  // namespace tessera
