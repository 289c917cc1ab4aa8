// The module's surface in JavaScript: Session, with pixels and bytes as { address, length } in the
// module's memory (valid until the next call: copy them out) and a Status as { code, detail }.
#include "codec/file_format.h"
#include "js_values.h"
#include "match_bindings.h"
#include "mosaic/photo_sheets.h"
#include "session.h"

#include <cstdint>
#include <cstdlib>
#include <emscripten.h>
#include <emscripten/bind.h>
#include <emscripten/val.h>
#include <string>

namespace tessera::wasm {
namespace {

using emscripten::val;

std::span<const std::uint8_t> bytes_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// A hash in JavaScript, whose numbers have no 64 bits.
std::string hex_of(std::uint64_t hash) {
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4) digits += "0123456789abcdef"[hash >> shift & 15U];
  return digits;
}

std::uint64_t hash_of(const std::string& hex) { return std::strtoull(hex.c_str(), nullptr, 16); }

val inspect_file(const Session& session) {
  const Result<ContainerInfo> info = session.inspect_file();
  val object = to_js(info.status());
  if (info) {
    object.set("content", hex_of(session.file_hash()));
    object.set("width", info->size.width);
    object.set("height", info->size.height);
    object.set("orientation", static_cast<int>(info->orientation));
    object.set("profile", to_js(info->profile));
  }
  return object;
}

// A negative position: the one that holds the most of what matters.
CropChoice crop_choice(int position) {
  if (position < 0) return {CropPolicy::smart};
  return {.position = static_cast<CropPosition>(position)};
}

std::uintptr_t allocate_file(Session& session, std::size_t bytes) {
  return reinterpret_cast<std::uintptr_t>(session.allocate_file(bytes));
}

val take_photos(Session& session) {
  val outcomes = val::array();
  for (const Status& status : session.take_photos()) outcomes.call<void>("push", to_js(status));
  return outcomes;
}

// Pairs of the list of duplicates: what repeats which photo, and whether byte for byte.
val duplicates(const Session& session, std::size_t first, std::size_t count) {
  const DuplicateFinder& finder = session.duplicates();
  const std::vector<std::uint32_t>& photos = finder.duplicates();
  val pairs = val::array();
  for (std::size_t i = first; i < photos.size() && i - first < count; ++i) {
    const PhotoIdentity identity = finder.identity(photos[i]);
    val pair = val::object();
    pair.set("copy", photos[i]);
    pair.set("original", identity.original);
    pair.set("sameBytes", identity.kind == DuplicateKind::same_bytes);
    pairs.call<void>("push", pair);
  }
  return pairs;
}

val set_style(Session& session, const val& settings) {
  MosaicStyle style;
  style.overlap = settings["overlap"].as<double>();
  style.pull = settings["colourPull"].as<double>();
  style.overlay = settings["overlay"].as<double>();
  style.tone = static_cast<Tone>(settings["tone"].as<int>());
  style.gap = settings["gapWidth"].as<double>();
  const auto background = settings["background"].as<std::uint32_t>();
  style.background = {static_cast<std::uint8_t>(background >> 16U),
                      static_cast<std::uint8_t>(background >> 8U),
                      static_cast<std::uint8_t>(background)};
  return to_js(session.set_style(style));
}

val adjust_target(Session& session, const val& settings) {
  const val crop = settings["crop"];
  const Framing framing = {settings["quarterTurns"].as<int>(),
                           {crop["x"].as<double>(), crop["y"].as<double>(),
                            crop["width"].as<double>(), crop["height"].as<double>()}};
  const Levels levels = {settings["brightness"].as<int>(), settings["contrast"].as<int>(),
                         settings["saturation"].as<int>()};
  return to_js(session.adjust_target({framing, levels}));
}

val advance_paint(Session& session) {
  const Result<Band> band = session.advance_paint();
  val object = to_js(band.status());
  if (!band) return object;
  object.set("y", band->y);
  object.set("height", band->height);
  object.set("rgba", to_js(band->rgba));
  return object;
}

ExportSettings export_settings(const val& settings) {
  const int quality = settings["quality"].as<int>();
  const JpegChroma chroma =
      settings["fullChroma"].as<bool>() ? JpegChroma::full : JpegChroma::quarter;
  return {static_cast<ExportFormat>(settings["format"].as<int>()),
          {quality, chroma},
          settings["tileWidth"].as<int>(),
          settings["dotsPerInch"].as<double>(),
          settings["small"].as<bool>(),
          settings["title"].as<std::string>(),
          settings["comment"].as<std::string>()};
}

val begin_export(Session& session, const val& settings, bool only_estimate) {
  return to_js(session.begin_export(
      export_settings(settings), only_estimate ? ExportPurpose::estimate : ExportPurpose::write));
}

val estimate_export(Session& session) {
  ExportRun& run = session.export_run();
  const Result<std::uint64_t> bytes = run.estimate();
  val object = to_js(bytes.status());
  if (bytes) object.set("bytes", static_cast<double>(*bytes));
  object.set("photos", run.sharpness().photos);
  object.set("sharp", run.sharpness().sharp);
  object.set("allSharpWidth", run.sharpness().all_sharp_width);
  return object;
}

val photos_to_sharpen(const Session& session) {
  return val::array(session.export_run().photos_to_sharpen());
}

val photos_to_enlarge(Session& session, int revision, int level, int x, int y, int width,
                      int height) {
  return val::array(session.photos_to_enlarge(revision, level, {x, y, width, height}));
}

// Ends up in the engine's worker, whichever thread it is called on (see module.ts).
void notify_file_finished() {
  MAIN_THREAD_ASYNC_EM_ASM({ Module['onFileFinished'](); });
}

Session* make_session(int threads, int thumbnail_side, std::size_t library_bytes) {
  return new Session(threads, thumbnail_side, library_bytes, notify_file_finished);
}

}  // namespace

EMSCRIPTEN_BINDINGS(tessera) {
  emscripten::constant("signatureBytes", static_cast<int>(kSignatureBytes));
  emscripten::constant("sheetSide", kSheetSide);
  emscripten::constant("cropEnd", static_cast<int>(kCropEnd));
  emscripten::constant("maxFileBytes", static_cast<double>(DecodeOptions{}.max_bytes));

  emscripten::function(
      "checkDecodable",
      +[](const std::string& head) { return to_js(check_decodable(bytes_of(head))); });
  emscripten::function(
      "formatName",
      +[](const std::string& head) { return std::string(format_name(identify(bytes_of(head)))); });

  const emscripten::class_<Session> session("Session");
  bind_matching(session);
  session.constructor(&make_session, emscripten::allow_raw_pointers())
      .function("allocateFile", &allocate_file)
      .function("acceptsPhoto", &Session::accepts_photo)
      .function("submitPhoto", &Session::submit_photo)
      .function("acceptsKnownPhoto", &Session::accepts_known_photo)
      .function("inspectFile", &inspect_file)
      .function(
          "beginPicture",
          +[](Session& session, int width, int height) {
            return to_js(session.begin_picture({width, height}));
          })
      .function("appendRows", &Session::append_rows)
      .function("convertPicture", &Session::convert_picture)
      .function(
          "submitPicture",
          +[](Session& session, int orientation, const std::string& content) {
            session.submit_picture(static_cast<Orientation>(orientation), hash_of(content));
          })
      .function("photosInFlight", &Session::photos_in_flight)
      .function("takePhotos", &take_photos)
      .function("cancelPhotos", &Session::cancel_photos)
      .function("clearPhotos", &Session::clear_photos)
      .function("photoCount", &Session::photo_count)
      .function("libraryIsFull", &Session::library_is_full)
      .function(
          "duplicateCount",
          +[](const Session& session) { return session.duplicates().duplicates().size(); })
      .function("duplicates", &duplicates)
      .function(
          "thumbnails", +[](Session& session, std::size_t first,
                            std::size_t count) { return to_js(session.thumbnails(first, count)); })
      .function(
          "previewPhoto",
          +[](Session& session, int side) { return to_js(session.preview_photo(side)); })
      .function(
          "previewPicture",
          +[](Session& session, int side, int orientation) {
            return to_js(session.preview_picture(side, static_cast<Orientation>(orientation)));
          })
      .function("dateTaken", &Session::date_taken)
      .function(
          "previewedPhoto",
          +[](const Session& session) { return to_js(session.previewed_photo()); })
      .function(
          "cropPhoto",
          +[](Session& session, std::size_t photo, int position) {
            return to_js(session.crop_photo(photo, crop_choice(position)));
          })
      .function(
          "cropPicture",
          +[](Session& session, std::size_t photo, int position, int orientation) {
            return to_js(session.crop_picture(photo, crop_choice(position),
                                              static_cast<Orientation>(orientation)));
          })
      .function(
          "cropPosition",
          +[](const Session& session, std::size_t photo) {
            return static_cast<int>(session.library().crop_position(photo));
          })
      .function(
          "contentHash",
          +[](const Session& session, std::size_t photo) {
            return hex_of(session.library().traits(photo).content);
          })
      .function(
          "fileHash", +[](const Session& session) { return hex_of(session.file_hash()); })
      .function(
          "cropSize",
          +[](const Session& session, int width, int height) {
            return to_js(session.crop_size({width, height}));
          })
      .function(
          "setTarget", +[](Session& session) { return to_js(session.set_target()); })
      .function(
          "setTargetPicture",
          +[](Session& session, int orientation) {
            return to_js(session.set_target_picture(static_cast<Orientation>(orientation)));
          })
      .function("adjustTarget", &adjust_target)
      .function(
          "targetSize", +[](const Session& session) { return to_js(session.target_size()); })
      .function(
          "targetPreview",
          +[](Session& session, int side) { return to_js(session.target_preview(side)); })
      .function(
          "suggestMask",
          +[](Session& session, int side) { return to_js(session.suggest_mask(side)); })
      .function(
          "previewSize", +[](const Session& session) { return to_js(session.preview_size()); })
      .function("setStyle", &set_style)
      .function("photosToEnlarge", &photos_to_enlarge)
      .function("acceptsLarge", &Session::accepts_large)
      .function("submitLarge", &Session::submit_large)
      .function(
          "submitLargePicture",
          +[](Session& session, std::uint32_t photo, int revision, int level, int orientation) {
            session.submit_large_picture(photo, revision, level,
                                         static_cast<Orientation>(orientation));
          })
      .function("largeInFlight", &Session::large_in_flight)
      .function("takeLarge", &Session::take_large)
      .function(
          "region",
          +[](Session& session, int revision, int level, int x, int y, int width, int height) {
            return to_js(session.region(revision, level, {x, y, width, height}));
          })
      .function(
          "beginPaint",
          +[](Session& session, int width, int height) {
            return to_js(session.begin_paint({width, height}));
          })
      .function(
          "paintSize", +[](const Session& session) { return to_js(session.paint_size()); })
      .function("paintFinished", &Session::paint_finished)
      .function("advancePaint", &advance_paint)
      .function("beginExport", &begin_export)
      .function("photosToSharpen", &photos_to_sharpen)
      .function(
          "acceptsTile", +[](const Session& session,
                             std::size_t bytes) { return session.export_run().accepts(bytes); })
      .function("submitTile", &Session::submit_tile)
      .function(
          "submitTilePicture",
          +[](Session& session, std::uint32_t photo, int orientation) {
            session.submit_tile_picture(photo, static_cast<Orientation>(orientation));
          })
      .function(
          "tilesInFlight", +[](const Session& session) { return session.export_run().in_flight(); })
      .function(
          "takeTiles", +[](Session& session) { return session.export_run().take_tiles(); })
      .function(
          "exportSize", +[](const Session& session) { return to_js(session.export_run().size()); })
      .function(
          "exportTile", +[](const Session& session) { return to_js(session.export_run().tile()); })
      .function("addExportFile", &Session::add_export_file)
      .function("estimateExport", &estimate_export)
      .function(
          "advanceExport", +[](Session& session) { return to_js(session.export_run().advance()); })
      .function(
          "exportFinished", +[](const Session& session) { return session.export_run().finished(); })
      .function(
          "exportDone",
          +[](const Session& session) {
            return static_cast<double>(session.export_run().units_done());
          })
      .function(
          "exportTotal",
          +[](const Session& session) { return static_cast<double>(session.export_run().units()); })
      .function(
          "exportedBytes",
          +[](const Session& session) { return to_js(session.export_run().bytes()); })
      .function("endExport", &Session::end_export);
}

}  // namespace tessera::wasm
