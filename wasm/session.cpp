#include "session.h"

#include "codec/decode.h"
#include "codec/icc.h"
#include "image/rgba.h"
#include "library/suggested_mask.h"
#include "library/tile_shape.h"
#include "mosaic/band_composition.h"
#include "mosaic/compose.h"
#include "mosaic/mask.h"
#include "mosaic/shown_photos.h"
#include "mosaic/tile_cache.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace tessera::wasm {
namespace {

// Rows of a painting that are handed over at once: about this many pixels.
constexpr int kPaintPixels = 1 << 18;

Size square(int side) { return {side, side}; }

// The largest tile of the mosaic's shape with which all cells fit into a box; no larger than in the
// file.
Size painted_tile(const Grid& grid, Size box) {
  const std::int64_t across = box.width / grid.columns;
  const std::int64_t down =
      std::int64_t{box.height} * grid.tile.width / (std::int64_t{grid.rows} * grid.tile.height);
  const auto width =
      static_cast<int>(std::clamp<std::int64_t>(std::min(across, down), 1, grid.tile.width));
  const double height = static_cast<double>(width) * grid.tile.height / grid.tile.width;
  return {width, std::max(1, static_cast<int>(std::lround(height)))};
}

}  // namespace

Session::Session(int threads, int thumbnail_side, std::size_t library_bytes,
                 std::function<void()> on_file_finished)
    : executor_(make_executor(static_cast<std::size_t>(threads))),
      on_file_finished_(std::move(on_file_finished)),
      library_(square(thumbnail_side), library_bytes),
      loader_(square(thumbnail_side), {}, *executor_, on_file_finished_),
      large_photos_(*executor_, on_file_finished_) {}

std::uint8_t* Session::allocate_file(std::size_t bytes) {
  file_ = PhotoLoader::FileBytes(bytes);
  return file_.data();
}

void Session::submit_photo() { loader_.submit(std::move(file_), {CropPolicy::smart}); }

void Session::submit_picture(Orientation orientation, std::uint64_t content) {
  loader_.submit(std::move(picture_), orientation, {CropPolicy::smart}, content);
}

Status Session::begin_picture(Size size) {
  picture_ = Image();
  picture_opacity_ = Image();
  picture_lacks_opacity_ = false;
  picture_rows_ = 0;
  if (size.width < 1 || size.height < 1) return {StatusCode::corrupt, "the picture has no pixels"};
  if (Status status = check_pixel_count(size, {}); !status.is_ok()) return status;
  picture_ = Image(size);
  if (picture_.empty()) return {StatusCode::out_of_memory, "not enough memory for its pixels"};
  return {};
}

void Session::append_rows() {
  const std::size_t row_bytes = static_cast<std::size_t>(picture_.width()) * kRgbaChannels;
  if (row_bytes == 0) return;
  MutableImageView rows = picture_.view();
  rows.pixels = rows.row(picture_rows_);
  rows.height = std::min(static_cast<int>(file_.size() / row_bytes), rows.height - picture_rows_);
  lay_over(file_.data(), DecodeOptions{}.background, rows);
  append_opacity(rows.height);
  picture_rows_ += rows.height;
}

void Session::append_opacity(int height) {
  const std::size_t pixels =
      static_cast<std::size_t>(picture_.width()) * static_cast<std::size_t>(height);
  if (picture_opacity_.empty()) {
    if (is_opaque(file_.data(), pixels)) return;
    picture_opacity_ = Image(picture_.size());
    picture_lacks_opacity_ = picture_opacity_.empty();
    if (picture_lacks_opacity_) return;
    constexpr int kOpaque = 255;
    std::memset(picture_opacity_.data(), kOpaque, picture_opacity_.bytes().size());
  }
  MutableImageView rows = picture_opacity_.view();
  rows.pixels = rows.row(picture_rows_);
  rows.height = height;
  copy_opacity(file_.data(), rows);
}

void Session::convert_picture() { convert_to_srgb(file_, picture_.view()); }

std::vector<Status> Session::take_photos() {
  std::vector<Status> statuses;
  for (const Result<Thumbnail>& thumbnail : loader_.take_finished()) {
    statuses.push_back(
        thumbnail ? library_.add(thumbnail->view(), thumbnail->position, thumbnail->traits).status()
                  : thumbnail.status());
  }
  if (duplicates_.count() != library_.count()) choice_.clear();
  duplicates_.update(library_);
  return statuses;
}

void Session::clear_photos() {
  match_.reset();
  paint_.reset();
  pyramid_.reset();
  mosaic_.reset();
  choice_.clear();
  large_photos_.clear();
  library_.clear();
  duplicates_.clear();
}

Status Session::replace(std::size_t photo, const Result<Thumbnail>& thumbnail) {
  if (!thumbnail) return thumbnail.status();
  choice_.clear();
  pyramid_.reset();
  large_photos_.forget(static_cast<std::uint32_t>(photo));
  return library_.replace(photo, thumbnail->view(), thumbnail->position);
}

Status Session::crop_photo(std::size_t photo, const CropChoice& crop) {
  const PhotoLoader::FileBytes bytes = std::exchange(file_, {});
  return replace(photo, make_thumbnail(bytes, library_.thumbnail_size(), {}, crop));
}

Status Session::crop_picture(std::size_t photo, const CropChoice& crop, Orientation orientation) {
  const Image picture = std::exchange(picture_, {});
  return replace(photo,
                 make_thumbnail(picture.view(), library_.thumbnail_size(), crop, orientation));
}

Status Session::set_target() {
  Result<DecodedPicture> target = decode_with_opacity(file_, {});
  file_ = PhotoLoader::FileBytes();
  if (!target) return target.status();
  take_target(std::move(target->image), std::move(target->opacity));
  return {};
}

void Session::take_target(Image picture, Image opacity) {
  decoded_target_ = {std::make_shared<const Image>(std::move(picture)),
                     std::make_shared<const Image>(std::move(opacity))};
  target_ = decoded_target_;
  framing_ = {};
}

Status Session::adjust_target(const TargetAdjustment& adjustment) {
  const auto& [picture, opacity] = decoded_target_;
  if (picture->empty()) return {StatusCode::invalid_argument, "there is no target picture yet"};
  Result<Image> adjusted = adjusted_target(picture->view(), adjustment);
  if (!adjusted) return adjusted.status();
  Result<Image> opaque = framed_mask(opacity->view(), adjustment.framing);
  if (!opaque) return opaque.status();
  target_ = {std::make_shared<const Image>(std::move(*adjusted)),
             std::make_shared<const Image>(std::move(*opaque))};
  framing_ = adjustment.framing;
  return {};
}

Result<std::span<const std::uint8_t>> Session::suggest_mask(int side) {
  if (decoded_target_.picture->empty()) {
    return Status{StatusCode::invalid_argument, "there is no target picture yet"};
  }
  const Result<Image> mask = tessera::suggest_mask(decoded_target_.picture->view(), side);
  if (!mask) return mask.status();
  preview_size_ = mask->size();
  rgba_.clear();
  const std::span<const std::uint8_t> values = mask->bytes();
  for (std::size_t i = 0; i < values.size(); i += kChannels) rgba_.push_back(values[i]);
  return std::span<const std::uint8_t>(rgba_);
}

Status Session::set_target_picture(Orientation orientation) {
  Result<Image> target = upright(std::move(picture_), orientation);
  Result<Image> opacity = std::exchange(picture_opacity_, {});
  if (!opacity->empty()) opacity = upright(std::move(*opacity), orientation);
  file_ = PhotoLoader::FileBytes();
  if (!target) return target.status();
  if (!opacity) return opacity.status();
  if (picture_lacks_opacity_) {
    return {StatusCode::out_of_memory, "not enough memory for its transparency"};
  }
  take_target(std::move(*target), std::move(*opacity));
  return {};
}

Status Session::begin_match(MatchRequest request) {
  match_.reset();
  if (target_.picture->empty())
    return {StatusCode::invalid_argument, "there is no target picture yet"};
  request.overlap = style_.overlap;
  for (Image* const mask : {&request.only, &request.finer}) {
    Result<Image> seen = framed_mask(std::as_const(*mask).view(), framing_);
    if (!seen) return seen.status();
    *mask = std::move(*seen);
  }
  Result<std::unique_ptr<MatchRun>> run = MatchRun::begin(
      std::move(request), {library_, duplicates_, target_.picture->view(), target_.opacity->view()},
      choice_);
  if (!run) return run.status();
  matched_target_ = target_.picture;
  match_ = std::move(*run);
  return {};
}

Status Session::advance_match() {
  if (!match_->finished()) {
    if (Status status = match_->advance(*executor_); !status.is_ok()) return status;
  }
  if (match_->finished()) {
    pyramid_.reset();
    const std::shared_ptr<const MatchedMosaic> before =
        std::exchange(mosaic_, std::make_shared<const MatchedMosaic>(match_->mosaic()));
    if (before != nullptr && !same_shape(before->grid.tile, mosaic_->grid.tile)) {
      large_photos_.clear();
    }
    ++mosaic_revision_;
    mosaic_target_ = matched_target_;
    colours_.reset();
    match_.reset();
  }
  return {};
}

std::vector<Alternative> Session::alternatives(std::size_t cell, std::size_t most) const {
  if (cell >= mosaic_->grid.cell_count() || mosaic_->blocks.covers(cell)) return {};
  return nearest_alternatives(*mosaic_->choice, mosaic_->cells->points().point(cell),
                              mosaic_->banned, most);
}

std::vector<std::uint32_t> Session::other_places(std::size_t cell) const {
  const std::vector<std::uint32_t>& photo_of_cell = mosaic_->assignment.photo_of_cell;
  std::vector<std::uint32_t> places;
  if (cell >= photo_of_cell.size() || photo_of_cell[cell] == kEmptyCell) return places;
  for (std::uint32_t other = 0; other < photo_of_cell.size(); ++other) {
    if (other != cell && photo_of_cell[other] == photo_of_cell[cell]) places.push_back(other);
  }
  return places;
}

Status Session::set_style(const MosaicStyle& style) {
  if (Status status = check_style(style); !status.is_ok()) return status;
  style_ = style;
  pyramid_.reset();
  return {};
}

Result<MosaicLook> Session::look() {
  const Mosaic mosaic{mosaic_->grid, mosaic_->shown.tile_of_cell, style_};
  if (mosaic.shows_target() && colours_ == nullptr) {
    const std::int64_t most =
        mosaic.has_target_cells() ? TargetColours::kMaxSeenPixels : TargetColours::kMaxPixels;
    auto colours = std::make_shared<const TargetColours>(mosaic_target_->view(), mosaic_->grid,
                                                         mosaic_->blocks, most);
    if (!colours->valid()) {
      return Status{StatusCode::out_of_memory, "not enough memory for the target's colours"};
    }
    colours_ = std::move(colours);
  }
  return MosaicLook{style_, colours_, mosaic_->preparation};
}

Result<MosaicPyramid*> Session::pyramid(int revision) {
  if (mosaic_ == nullptr || revision != mosaic_revision_) {
    return Status{StatusCode::invalid_argument, "there is another mosaic now"};
  }
  if (pyramid_ == nullptr) {
    Result<MosaicLook> look = this->look();
    if (!look) return look.status();
    pyramid_ = std::make_unique<MosaicPyramid>(mosaic_, std::move(*look), library_, large_photos_,
                                               *executor_);
  }
  return pyramid_.get();
}

std::vector<std::uint32_t> Session::photos_to_enlarge(int revision, int level, Rect area) {
  const Result<MosaicPyramid*> pyramid = this->pyramid(revision);
  if (!pyramid) return {};
  return (*pyramid)->photos_to_enlarge(level, area);
}

void Session::submit_large(std::uint32_t photo, int revision, int level) {
  const Result<MosaicPyramid*> pyramid = this->pyramid(revision);
  if (!pyramid) return;
  const Size tile = (*pyramid)->tile(level);
  large_photos_.submit(photo, tile, std::move(file_), tile_crop(photo, tile));
}

void Session::submit_large_picture(std::uint32_t photo, int revision, int level,
                                   Orientation orientation) {
  const Result<MosaicPyramid*> pyramid = this->pyramid(revision);
  if (!pyramid) return;
  const Size tile = (*pyramid)->tile(level);
  large_photos_.submit(photo, tile, std::move(picture_), orientation, tile_crop(photo, tile));
}

Result<std::span<const std::uint8_t>> Session::region(int revision, int level, Rect area) {
  const Result<MosaicPyramid*> pyramid = this->pyramid(revision);
  if (!pyramid) return pyramid.status();
  const Result<Image> pixels = (*pyramid)->region(level, area);
  if (!pixels) return pixels.status();
  return as_rgba(pixels->view());
}

Status Session::begin_paint(Size box) {
  paint_.reset();
  if (mosaic_ == nullptr) return {StatusCode::invalid_argument, "there is no mosaic yet"};
  const Grid& whole = mosaic_->grid;
  const Grid grid = scaled_grid(whole, painted_tile(whole, box));
  Result<MosaicLook> look = this->look();
  if (!look) return look.status();
  const int rows = std::clamp(kPaintPixels / grid.mosaic.width, 1, grid.mosaic.height);
  Image band({grid.mosaic.width, rows});
  if (band.empty()) return {StatusCode::out_of_memory, "not enough memory to show the mosaic"};
  auto paint = std::make_unique<Paint>(
      Paint{mosaic_, grid, {}, std::move(*look), nullptr, std::move(band), 0});
  const Mosaic drawn = paint->look.of(grid, mosaic_->shown.tile_of_cell, mosaic_->blocks);
  if (drawn.is_tiled()) {
    Result<TileSet> tiles = tiles_of_shown(library_, mosaic_->shown.tiles, whole.tile, grid.tile,
                                           *executor_, job_, mosaic_->preparation);
    if (!tiles) return tiles.status();
    paint->tiles = std::move(*tiles);
  } else {
    Result<std::unique_ptr<const Composer>> composer = make_composer(
        drawn,
        std::make_shared<TileCache>(tiles_of_mosaic(mosaic_, library_, nullptr), style_.tone), 0);
    if (!composer) return composer.status();
    paint->composer = std::move(*composer);
  }
  paint_ = std::move(paint);
  return {};
}

Result<Band> Session::advance_paint() {
  Paint& paint = *paint_;
  const int y = paint.next_row;
  const int height = std::min(paint.band.height(), paint.grid.mosaic.height - y);
  MutableImageView rows = paint.band.view();
  rows.height = height;
  if (paint.composer == nullptr) {
    compose(paint.grid, paint.mosaic->shown.tile_of_cell, paint.tiles, 0, y, rows);
  } else if (Status status = compose_part(*paint.composer, 0, y, rows, *executor_);
             !status.is_ok()) {
    paint_.reset();
    return status;
  }
  paint.next_row += height;
  const Band band{y, height, as_rgba(rows)};
  if (paint.next_row == paint.grid.mosaic.height) paint_.reset();
  return band;
}

Status Session::begin_export(ExportSettings settings, ExportPurpose purpose) {
  export_.reset();
  if (mosaic_ == nullptr) return {StatusCode::invalid_argument, "there is no mosaic yet"};
  Result<MosaicLook> look = this->look();
  if (!look) return look.status();
  Result<std::unique_ptr<ExportRun>> run =
      ExportRun::begin(*mosaic_, std::move(*look), library_, std::move(settings), purpose,
                       *executor_, on_file_finished_);
  if (!run) return run.status();
  export_ = std::move(*run);
  return {};
}

CropChoice Session::tile_crop(std::uint32_t photo, Size tile) const {
  return crop_for_tile(library_.traits(photo).size, library_.thumbnail_size(),
                       library_.crop_position(photo), tile);
}

void Session::submit_tile(std::uint32_t photo) {
  export_->submit(photo, std::move(file_), tile_crop(photo, export_->sharpened_size()));
}

void Session::submit_tile_picture(std::uint32_t photo, Orientation orientation) {
  export_->submit(photo, std::move(picture_), orientation,
                  tile_crop(photo, export_->sharpened_size()));
}

}  // namespace tessera::wasm
