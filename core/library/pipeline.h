// Pipeline: a sequence of photos that pass through stages only when somebody asks for one.
//
//   Pipeline pipeline(files.size(), decode_source(read, {}), {crop_stage({1, 1}),
//   resize_stage(size)}); Result<Pipeline::Picture> tile = pipeline.item(k);         // works on
//   photo k, on no other pipeline.replace_stage(1, resize_stage(larger));           // the crops
//   are still there Result<Pipeline::Picture> crop = pipeline.after(k, 1);     // photo k after one
//   stage
//
// What was made is kept within a number of bytes, the least lately used goes first: the results of
// all stages, so that a stage can be swapped without running those before it again. A result over
// an eighth of that is not kept at all (a decoded photo of 12 megapixels is as large as 3,000
// thumbnails, which would have to go for it). Failures are not kept.
//
// With mirrored copies there are two items for each photo, side by side: 2 k is photo k as the
// stages left it and 2 k + 1 its mirror image. So even the smallest cache that holds one result
// serves both without decoding twice.
#pragma once

#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "image/image.h"
#include "library/stages.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace tessera {

struct PipelineOptions {
  bool mirrored_copies = false;
  /// Bytes of pixels that are kept.
  std::size_t cache_bytes = std::size_t{64} << 20;
  /// Photos that prefetch() may have queued or under way at once.
  std::size_t most_prefetched = 8;
};

/// What a pipeline has done so far.
struct PipelineCounts {
  std::uint64_t source_runs = 0;
  std::vector<std::uint64_t> stage_runs;  ///< by position
  std::uint64_t mirror_runs = 0;          ///< for mirrored copies
  std::size_t cached_bytes = 0;
  std::size_t most_cached_bytes = 0;  ///< at any time
  std::size_t most_prefetching = 0;   ///< photos queued or under way for prefetch(), at any time
};

/// Thread-safe, but for the destructor.
class Pipeline {
 public:
  /// A result, shared with the cache. Never null, never empty.
  using Picture = std::shared_ptr<const Image>;

  /// @param photo_count how many photos `source` can be asked for.
  Pipeline(std::size_t photo_count, PhotoSource source, std::vector<Stage> stages,
           const PipelineOptions& options = {});
  /// Waits for what is under way; prefetches that have not begun never begin.
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  /// Photos, or twice as many with mirrored copies.
  std::size_t item_count() const;

  /// Item `index` after all stages.
  /// @return the failure of the source or stage that failed; invalid_argument beyond the end.
  Result<Picture> item(std::size_t index);

  /// Photo `photo` after the first `stage_count` stages (0: as the source gave it); no other stage
  /// runs.
  /// @return as item(); invalid_argument where there are fewer stages.
  Result<Picture> after(std::size_t photo, std::size_t stage_count);

  /// Every item, in order, made by all threads of the executor: the same as asking for one after
  /// the other. After job.cancel() what has not begun is `cancelled`.
  std::vector<Result<Picture>> all_items(Executor& executor, const Job& job);

  /// Puts another stage in the place of one. The results of the stages before it stay.
  /// @param position of an existing stage.
  Status replace_stage(std::size_t position, Stage stage);

  /// Begins to make items [first, first + count) as posted tasks of an executor, which must live as
  /// long as the pipeline. What is made is kept as everything else is.
  /// @return how many items of them are made or on their way now; fewer than asked for where
  ///   most_prefetched is reached or the items end. Never blocks (InlineExecutor: works).
  std::size_t prefetch(std::size_t first, std::size_t count, Executor& executor);

  PipelineCounts counts() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace tessera
