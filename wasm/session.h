// Session: what one page works with - a library, a target, a mosaic, an export - as one object that
// the bindings expose.
//
// It holds core objects and passes calls on to them. Nothing here blocks longer than a slice of
// work (some tens of milliseconds; decoding one target): the caller calls the advance functions
// until they say that they have finished, and looks at its messages in between. Pointers that are
// handed out stay valid until the next call.
#pragma once

#include "base/executor.h"
#include "base/job.h"
#include "base/status.h"
#include "codec/container.h"
#include "codec/exif.h"
#include "codec/file_format.h"
#include "export_run.h"
#include "image/framing.h"
#include "image/orientation.h"
#include "large_photos.h"
#include "library/duplicates.h"
#include "library/photo_library.h"
#include "library/photo_loader.h"
#include "library/preparation.h"
#include "library/preview.h"
#include "match_run.h"
#include "mosaic/alternatives.h"
#include "mosaic/composer.h"
#include "mosaic/style.h"
#include "mosaic/target_adjustment.h"
#include "mosaic/target_colours.h"
#include "mosaic/tile_set.h"
#include "mosaic_look.h"
#include "mosaic_pyramid.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tessera::wasm {

/// Some rows of a painting, RGBA.
struct Band {
  int y = 0;
  int height = 0;
  std::span<const std::uint8_t> rgba;
};

class Session {
 public:
  /// @param threads 1: everything on the caller's thread.
  /// @param thumbnail_side of the library's square thumbnails in pixels.
  /// @param library_bytes that thumbnails may take: the rest of the memory is for the work.
  /// @param on_file_finished called on any thread when a file that was submitted has been decoded.
  Session(int threads, int thumbnail_side, std::size_t library_bytes,
          std::function<void()> on_file_finished);

  // Photos. Files are written into buffers that allocate_file() gives, then submitted.
  //
  // Pictures that the page has decoded take another way in, for photos, tiles and the target alike:
  // begin_picture(), then rows of RGBA into the buffer of allocate_file() and append_rows() until
  // all are there, perhaps convert_picture(), then submit_picture(), submit_tile_picture() or
  // set_target_picture(), each with the orientation that turns the picture upright.
  std::uint8_t* allocate_file(std::size_t bytes);
  /// What the file in the buffer says of its picture, for the page to decode it by.
  Result<ContainerInfo> inspect_file() const { return read_container(file_); }
  /// content_hash() of the file in the buffer.
  std::uint64_t file_hash() const { return content_hash(file_); }
  Status begin_picture(Size size);
  void append_rows();
  /// Turns the picture's colours into sRGB as the ICC profile says that is in the buffer of
  /// allocate_file().
  void convert_picture();
  bool accepts_photo(std::size_t bytes) const { return loader_.accepts(bytes); }
  /// The photo is cropped to what matters most in it.
  void submit_photo();
  /// For a photo that was decoded long ago; submit while accepts_known_photo().
  void submit_known_photo(Result<Thumbnail> outcome) { loader_.submit_known(std::move(outcome)); }
  bool accepts_known_photo() const { return loader_.accepts_known(); }
  /// @param content file_hash() of the file that it was decoded from.
  void submit_picture(Orientation orientation, std::uint64_t content);
  std::size_t photos_in_flight() const { return loader_.in_flight(); }
  /// Takes finished photos into the library, in the order in which they were submitted.
  /// @return for each of them ok, or why it is not in the library.
  std::vector<Status> take_photos();
  void cancel_photos() { loader_.cancel(); }
  void clear_photos();
  std::size_t photo_count() const { return library_.count(); }
  bool library_is_full() const { return library_.is_full(); }
  const PhotoLibrary& library() const { return library_; }
  /// Which of the photos in the library are the same.
  const DuplicateFinder& duplicates() const { return duplicates_; }
  /// Thumbnails as RGBA, one below the other.
  std::span<const std::uint8_t> thumbnails(std::size_t first, std::size_t count);
  /// The whole photo in the buffer of allocate_file(), RGBA, no larger than a square of `side`; its
  /// size in preview_size(), that of the photo in previewed_photo().
  Result<std::span<const std::uint8_t>> preview_photo(int side);
  Result<std::span<const std::uint8_t>> preview_picture(int side, Orientation orientation);
  Size previewed_photo() const { return previewed_photo_; }
  /// What tiles of a shape show of a photo, as it is and after each step of a preparation: RGBA,
  /// one below the other, each of preview_size().
  Result<std::span<const std::uint8_t>> preparation_steps(std::size_t photo, Size tile,
                                                          const Preparation& preparation);
  /// When the photo in the buffer of allocate_file() was taken (codec/exif.h).
  std::string date_taken() const { return exif_date_taken(file_, identify(file_)); }
  /// Shows another part of a photo, whose file is in the buffer of allocate_file(), as its
  /// thumbnail.
  Status crop_photo(std::size_t photo, const CropChoice& crop);
  Status crop_picture(std::size_t photo, const CropChoice& crop, Orientation orientation);
  /// How much the thumbnail shows of a photo of that size.
  Size crop_size(Size photo) const {
    return crop_window(photo, library_.thumbnail_size(), kCropMiddle).size();
  }

  // Target.
  /// Decodes the file in the buffer of allocate_file(), and shows it as it is. After a failure the
  /// old target stays.
  Status set_target();
  Status set_target_picture(Orientation orientation);
  /// Shows a part of the target that was set, turned, with other levels. After a failure the target
  /// stays as it was.
  /// @return invalid_argument as adjusted_target(), or where there is no target;
  ///   out_of_memory.
  Status adjust_target(const TargetAdjustment& adjustment);
  Size target_size() const { return target_.picture->size(); }
  /// As suggest_mask(), of the target as it was decoded: one value for each pixel, in the size that
  /// preview_size() says.
  Result<std::span<const std::uint8_t>> suggest_mask(int side);
  /// The target no larger than a square of `side`, RGBA; its size in preview_size().
  std::span<const std::uint8_t> target_preview(int side);
  Size preview_size() const { return preview_size_; }

  // Mosaic. Its masks are in the frame of the target as it was decoded. After begin_match() fails
  // or a match is given up the last mosaic stays.
  Status begin_match(MatchRequest request);
  Status advance_match();
  /// How mosaics are drawn from now on; the next match takes its overlap into account.
  /// @return as check_style().
  Status set_style(const MosaicStyle& style);
  bool match_finished() const { return match_ == nullptr; }
  void end_match() { match_.reset(); }
  /// The matching that runs, until it has finished or is ended.
  MatchRun& match_run() { return *match_; }
  const MatchRun& match_run() const { return *match_; }
  /// Whether there is a mosaic(), which all below need.
  bool has_mosaic() const { return mosaic_ != nullptr; }
  const MatchedMosaic& mosaic() const { return *mosaic_; }
  /// The photos that would suit a cell best, as nearest_alternatives(); none where there is no such
  /// cell.
  std::vector<Alternative> alternatives(std::size_t cell, std::size_t most) const;
  /// The tile that a photo would be as a variant, RGBA, no larger than its thumbnail; its size in
  /// preview_size().
  Result<std::span<const std::uint8_t>> tile_of(ShownPhoto shown);
  /// All other cells that show the cell's photo, as any of its variants; ascending.
  std::vector<std::uint32_t> other_places(std::size_t cell) const;
  /// For each cell the one that leads it (mosaic/blocks.h).
  std::span<const std::uint32_t> leaders() {
    leaders_ = mosaic_->blocks.leaders();
    return leaders_;
  }
  /// Counts the mosaics, from 1 on.
  int mosaic_revision() const { return mosaic_revision_; }
  /// The size of the finest level of its pyramid (mosaic_pyramid.h).
  Size finest_size() const { return finest_grid(mosaic_->grid, library_.thumbnail_size()).mosaic; }
  /// The photos whose files shall be decoded again, for region() to show them sharp; none where
  /// there is another mosaic now. A file that is never submitted leaves the enlarged thumbnail.
  std::vector<std::uint32_t> photos_to_enlarge(int revision, int level, Rect area);
  bool accepts_large(std::size_t bytes) const { return large_photos_.accepts(bytes); }
  /// Submits the file in the buffer of allocate_file(), or the picture of begin_picture(), for one
  /// of the photos to enlarge on a level, while the mosaic is of that revision.
  void submit_large(std::uint32_t photo, int revision, int level);
  void submit_large_picture(std::uint32_t photo, int revision, int level, Orientation orientation);
  std::size_t large_in_flight() const { return large_photos_.in_flight(); }
  void take_large() { large_photos_.take(); }
  /// A rectangle of a level of that pyramid, RGBA, while the mosaic is of that revision.
  Result<std::span<const std::uint8_t>> region(int revision, int level, Rect area);

  // Painting for a screen, from thumbnails.
  Status begin_paint(Size box);
  bool paint_finished() const { return paint_ == nullptr; }
  Size paint_size() const { return paint_->grid.mosaic; }
  Result<Band> advance_paint();

  // Export. It keeps its own mosaic: another match may run while it does.
  Status begin_export(ExportSettings settings, ExportPurpose purpose);
  /// What came of begin_export(), until end_export().
  ExportRun& export_run() { return *export_; }
  const ExportRun& export_run() const { return *export_; }
  /// Submits the file in the buffer of allocate_file(), or the picture of begin_picture(), for one
  /// of the photos to sharpen. The tile shows the same part of the photo as its thumbnail, or, of
  /// another shape, as much of the photo as goes into that.
  void submit_tile(std::uint32_t photo);
  void submit_tile_picture(std::uint32_t photo, Orientation orientation);
  /// Adds the file in the buffer of allocate_file() to the archive that is exported.
  void add_export_file(const std::string& path) {
    export_->add_file(path, std::exchange(file_, {}));
  }
  void end_export() { export_.reset(); }

 private:
  struct Paint {
    std::shared_ptr<const MatchedMosaic> mosaic;
    Grid grid;
    TileSet tiles;  // where the mosaic is tiled
    MosaicLook look;
    std::unique_ptr<const Composer> composer;  // where it is not
    Image band;
    int next_row = 0;
  };

  struct Target {
    std::shared_ptr<const Image> picture = std::make_shared<const Image>();
    std::shared_ptr<const Image> opacity = std::make_shared<const Image>();  // empty: it is opaque
  };

  void take_target(Image picture, Image opacity);
  Result<MosaicLook> look();
  std::span<const std::uint8_t> as_rgba(ImageView image);
  std::span<const std::uint8_t> show(ImageView preview);
  Result<std::span<const std::uint8_t>> show_photo(const Result<Preview>& preview);
  void append_opacity(int height);
  Result<MosaicPyramid*> pyramid(int revision);
  CropChoice tile_crop(std::uint32_t photo, Size tile) const;
  Status replace(std::size_t photo, const Result<Thumbnail>& thumbnail);

  std::unique_ptr<Executor> executor_;
  std::function<void()> on_file_finished_;
  PhotoLibrary library_;
  DuplicateFinder duplicates_;
  PhotoLoader loader_;
  PhotoLoader::FileBytes file_;
  Image picture_;
  Image picture_opacity_;  // from the first row on that is not opaque
  bool picture_lacks_opacity_ = false;
  int picture_rows_ = 0;  // of picture_ that are there
  Target decoded_target_;
  Target target_;                                // adjusted
  Framing framing_;                              // of target_
  std::shared_ptr<const Image> matched_target_;  // of match_
  std::shared_ptr<const Image> mosaic_target_;   // of mosaic_
  Size preview_size_;
  Size previewed_photo_;
  std::vector<std::uint8_t> rgba_;
  std::vector<std::uint32_t> leaders_;
  Job job_;
  ChoiceCache choice_;
  std::unique_ptr<MatchRun> match_;
  std::shared_ptr<const MatchedMosaic> mosaic_;
  int mosaic_revision_ = 0;
  MosaicStyle style_;
  std::shared_ptr<const TargetColours> colours_;  // Of mosaic_, where they were needed.
  LargePhotos large_photos_;
  std::unique_ptr<MosaicPyramid> pyramid_;  // Of mosaic_, from the first region on.
  std::unique_ptr<Paint> paint_;
  std::unique_ptr<ExportRun> export_;
};

}  // namespace tessera::wasm
