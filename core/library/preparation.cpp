#include "library/preparation.h"

#include "image/resample.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace tessera {
namespace {

constexpr int kMostCutOff = 50;

// Pictures that are prepared before they are put in place.
constexpr std::size_t kBatch = 32;

}  // namespace

Status check_preparation(const Preparation& preparation) {
  const int cut_off = preparation.cut_off.value_or(0);
  if (cut_off >= 0 && cut_off <= kMostCutOff) return {};
  return {StatusCode::invalid_argument, "autocontrast leaves out 0 to 50 percent at either end"};
}

std::vector<Stage> stages_of(const Preparation& preparation) {
  std::vector<Stage> stages;
  if (preparation.greyscale) stages.push_back(greyscale_stage());
  if (preparation.cut_off) {
    stages.push_back(autocontrast_stage({*preparation.cut_off, *preparation.cut_off}));
  }
  if (preparation.equalise) stages.push_back(equalise_stage());
  return stages;
}

Result<PreparedPicture> prepare(ImageView picture, const Preparation& preparation) {
  if (Status status = check_preparation(preparation); !status.is_ok()) return status;
  PreparedPicture prepared(picture);
  for (const Stage& stage : stages_of(preparation)) {
    Result<Image> next = stage.apply(prepared.view());
    if (!next) return next.status();
    prepared = PreparedPicture(std::move(*next));
  }
  return prepared;
}

Result<std::vector<Image>> preparation_steps(ImageView picture, const Preparation& preparation) {
  if (Status status = check_preparation(preparation); !status.is_ok()) return status;
  // Resampling to the same size copies.
  Result<Image> step = resample(picture, picture.size());
  if (!step) return step.status();
  std::vector<Image> steps;
  steps.push_back(std::move(*step));
  for (const Stage& stage : stages_of(preparation)) {
    step = stage.apply(std::as_const(steps.back()).view());
    if (!step) return step.status();
    steps.push_back(std::move(*step));
  }
  return steps;
}

Status prepare_library(PhotoLibrary& library, const Preparation& preparation, Executor& executor) {
  if (!preparation.any()) return {};
  for (std::size_t first = 0; first < library.count(); first += kBatch) {
    std::vector<std::optional<Result<PreparedPicture>>> batch(
        std::min(kBatch, library.count() - first));
    executor.for_each(batch.size(), [&](std::size_t i) {
      batch[i].emplace(prepare(library.thumbnail(first + i), preparation));
    });
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const Result<PreparedPicture>& prepared = *batch[i];
      if (!prepared) return prepared.status();
      const std::size_t photo = first + i;
      Status status = library.replace(photo, prepared->view(), library.crop_position(photo));
      if (!status.is_ok()) return status;
    }
  }
  return {};
}

}  // namespace tessera
