#include "mosaic/export_composed.h"

#include "codec/jpeg_writer.h"
#include "codec/png_writer.h"
#include "image/rgba.h"
#include "mosaic/band_composition.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tessera {
namespace {

constexpr int kBandPixels = 1 << 22;
// Bands and JPEG's rows of coded units go together.
constexpr int kRowUnit = 16;

// What an estimate and a JPEG's Huffman codes are made from.
constexpr int kSampledBands = 12;
constexpr std::int64_t kSampledPixels = std::int64_t{1} << 23;
constexpr int kSampleSide = 128;
constexpr int kSamplesAcross = 11;

int whole_units(int rows) { return std::max(1, rows / kRowUnit) * kRowUnit; }

bool leaves_no_colours(const MosaicStyle& style) {
  const auto [red, green, blue] = style.background;
  const bool grey_behind = style.gap <= 0 || (red == green && red == blue);
  return style.tone == Tone::grey && !style.shows_target() && grey_behind;
}

PngColour colour_of(const Mosaic& mosaic) {
  if (mosaic.has_empty_cells()) return PngColour::rgba;
  const bool grey = leaves_no_colours(mosaic.style) && !mosaic.has_target_cells();
  return grey ? PngColour::grey : PngColour::rgb;
}

class PngBands final : public BandWriter {
 public:
  PngBands(ByteSink& sink, Size size, const PictureSettings& settings, PngColour colour)
      : colour_(colour),
        writer_(sink, size, png_metadata(settings),
                settings.small ? DeflateEffort::small : DeflateEffort::fast, colour) {}

  Status begin() override { return writer_.begin(); }
  Status finish() override { return writer_.finish(); }
  Status write(const Composer& composer, int y, int rows, Executor& executor) override {
    const int width = composer.size().width;
    const int channels = colour_ == PngColour::rgba ? static_cast<int>(kRgbaChannels) : kChannels;
    const std::ptrdiff_t stride = std::ptrdiff_t{width} * channels;
    band_.resize(static_cast<std::size_t>(stride) * static_cast<std::size_t>(rows));
    const MutableImageView rgb = {band_.data(), width, rows, stride};
    if (colour_ != PngColour::rgba) {
      if (Status status = compose_part(composer, 0, y, rgb, executor); !status.is_ok())
        return status;
      return writer_.write_rows(ImageView(rgb), executor);
    }
    if (Status status = compose_rgba_band(composer, y, rows, band_.data(), executor);
        !status.is_ok()) {
      return status;
    }
    return writer_.write_rows(PngRows{band_.data(), width, rows, stride}, executor);
  }

 private:
  PngColour colour_;
  PngWriter writer_;
  std::vector<std::uint8_t> band_;
};

class JpegBands final : public BandWriter {
 public:
  JpegBands(ByteSink& sink, Size size, const PictureSettings& settings, const JpegCoding& coding)
      : writer_(sink, size, coding, {settings.dots_per_inch, settings.title}) {}

  Status begin() override { return writer_.begin(); }
  Status finish() override { return writer_.finish(); }
  Status write(const Composer& composer, int y, int rows, Executor& executor) override {
    const int width = composer.size().width;
    band_.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(rows) * kChannels);
    const MutableImageView rgb = {band_.data(), width, rows, std::ptrdiff_t{width} * kChannels};
    if (Status status = compose_part(composer, 0, y, rgb, executor); !status.is_ok()) return status;
    return writer_.write_rows(rgb, executor);
  }

 private:
  JpegWriter writer_;
  std::vector<std::uint8_t> band_;
};

// Squares all over the picture.
Status take_samples(const Composer& composer, std::vector<Image>& samples) {
  const Size size = composer.size();
  const Size square = {std::min(size.width, kSampleSide), std::min(size.height, kSampleSide)};
  const int across = std::min(kSamplesAcross, (size.width - 1) / square.width + 1);
  const int down = std::min(kSamplesAcross, (size.height - 1) / square.height + 1);
  for (int row = 0; row < down; ++row) {
    for (int column = 0; column < across; ++column) {
      Image& sample = samples.emplace_back(square);
      if (sample.empty()) return {StatusCode::out_of_memory, "not enough memory for a sample"};
      const auto place = [](int index, int count, int room) {
        return count == 1 ? room / 2 : static_cast<int>(std::int64_t{index} * room / (count - 1));
      };
      if (Status status =
              composer.compose(place(column, across, size.width - square.width),
                               place(row, down, size.height - square.height), sample.view());
          !status.is_ok()) {
        return status;
      }
    }
  }
  return {};
}

}  // namespace

bool needs_composing(const Mosaic& mosaic, PictureFormat format) {
  Mosaic cut = mosaic;
  cut.blocks = nullptr;
  return !cut.is_tiled() || (format == PictureFormat::jpeg && mosaic.has_empty_cells());
}

ComposedExport::ComposedExport(const Mosaic& mosaic, std::unique_ptr<const Composer> composer,
                               ByteSink& sink, PictureSettings settings)
    : mosaic_(mosaic),
      composer_(std::move(composer)),
      sink_(sink),
      settings_(std::move(settings)) {}

Result<std::unique_ptr<MosaicExport>> ComposedExport::make(const Mosaic& mosaic,
                                                           std::shared_ptr<TileCache> tiles,
                                                           ByteSink& sink,
                                                           const PictureSettings& settings) {
  Result<std::unique_ptr<const Composer>> composer = make_composer(mosaic, std::move(tiles), 0);
  if (!composer) return composer.status();
  return std::unique_ptr<MosaicExport>(
      new ComposedExport(mosaic, std::move(*composer), sink, settings));
}

Status ComposedExport::prepare() {
  if (coding_ != nullptr || settings_.format != PictureFormat::jpeg) return {};
  std::vector<Image> samples;
  if (Status status = take_samples(*composer_, samples); !status.is_ok()) return status;
  std::vector<ImageView> views;
  views.reserve(samples.size());
  for (const Image& sample : samples) views.push_back(sample.view());
  coding_ = std::make_unique<const JpegCoding>(settings_.jpeg, views);
  return {};
}

std::unique_ptr<BandWriter> ComposedExport::make_writer(ByteSink& sink, Size size) const {
  if (coding_ != nullptr) return std::make_unique<JpegBands>(sink, size, settings_, *coding_);
  return std::make_unique<PngBands>(sink, size, settings_, colour_of(mosaic_));
}

Result<std::uint64_t> ComposedExport::estimate_bytes(Executor& executor) {
  if (Status status = prepare(); !status.is_ok()) return status;
  const Size whole = composer_->size();
  const int rows = whole_units(static_cast<int>(kSampledPixels / kSampledBands / whole.width));
  const bool takes_all = std::int64_t{kSampledBands} * rows >= whole.height;
  const int bands = takes_all ? (whole.height - 1) / rows + 1 : kSampledBands;
  const Size size = {whole.width, takes_all ? whole.height : bands * rows};
  CountingSink counter;
  const std::unique_ptr<BandWriter> writer = make_writer(counter, size);
  if (Status status = writer->begin(); !status.is_ok()) return status;
  for (int band = 0; band < bands; ++band) {
    const auto spread =
        static_cast<int>(std::int64_t{2 * band + 1} * (whole.height - rows) / (2 * bands));
    const int y = takes_all ? band * rows : spread;
    if (Status status = writer->write(*composer_, y, std::min(rows, whole.height - y), executor);
        !status.is_ok()) {
      return status;
    }
  }
  if (Status status = writer->finish(); !status.is_ok()) return status;
  return static_cast<std::uint64_t>(static_cast<double>(counter.count()) *
                                    static_cast<double>(whole.area()) /
                                    static_cast<double>(size.area()));
}

Status ComposedExport::advance(Executor& executor, Job& job) {
  if (job.cancelled()) return Job::cancelled_status();
  const Size whole = composer_->size();
  if (writer_ == nullptr) {
    if (Status status = prepare(); !status.is_ok()) return status;
    writer_ = make_writer(sink_, whole);
    if (Status status = writer_->begin(); !status.is_ok()) return status;
  }
  const int rows = std::min(whole_units(kBandPixels / whole.width), whole.height - next_row_);
  if (Status status = writer_->write(*composer_, next_row_, rows, executor); !status.is_ok()) {
    return status;
  }
  next_row_ += rows;
  job.advance(rows);
  return finished() ? writer_->finish() : Status{};
}

}  // namespace tessera
