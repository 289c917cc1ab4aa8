#include "match_bindings.h"

#include "js_values.h"
#include "mosaic/mask.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <emscripten/val.h>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tessera::wasm {
namespace {

using emscripten::val;

/// A typed array: one copy however long it is.
std::vector<std::uint32_t> numbers_of(const val& array) {
  return emscripten::convertJSArrayToNumberVector<std::uint32_t>(array);
}

VariantNumber variant_of(std::uint32_t number) {
  // What is no variant stays none.
  constexpr std::uint32_t most = std::numeric_limits<VariantNumber>::max();
  return static_cast<VariantNumber>(std::min(number, most));
}

/// Pins come in threes (cell, photo, variant), limits in twos (photo, uses).
PhotoRules rules_of(const val& settings) {
  PhotoRules rules;
  rules.banned = numbers_of(settings["banned"]);
  const std::vector<std::uint32_t> pins = numbers_of(settings["pins"]);
  for (std::size_t i = 0; i + 2 < pins.size(); i += 3) {
    rules.pins.push_back({pins[i], {pins[i + 1], variant_of(pins[i + 2])}});
  }
  const std::vector<std::uint32_t> limits = numbers_of(settings["photoLimits"]);
  for (std::size_t i = 0; i + 1 < limits.size(); i += 2) {
    rules.own_limits.push_back({limits[i], limits[i + 1]});
  }
  return rules;
}

Preparation preparation_of(const val& settings) {
  Preparation preparation;
  preparation.greyscale = settings["greyscale"].as<bool>();
  const val cut_off = settings["autocontrast"];
  if (!cut_off.isNull()) preparation.cut_off = cut_off.as<int>();
  preparation.equalise = settings["equalise"].as<bool>();
  return preparation;
}

val preparation_steps(Session& session, std::size_t photo, int width, int height,
                      const val& settings) {
  return to_js(session.preparation_steps(photo, {width, height}, preparation_of(settings)));
}

/// Null is no mask.
Result<Image> mask_of(const val& mask) {
  if (mask.isNull()) return Image();
  return mask_of_coverage({mask["width"].as<int>(), mask["height"].as<int>()},
                          emscripten::convertJSArrayToNumberVector<std::uint8_t>(mask["coverage"]));
}

Result<MatchRequest> request_of(const val& settings) {
  MatchRequest request;
  request.cells_across = settings["cellsAcross"].as<int>();
  request.tile = {settings["tileSize"].as<int>(), settings["tileHeight"].as<int>()};
  request.matching = static_cast<Matching>(settings["matching"].as<int>());
  request.max_uses = settings["maxUses"].as<std::uint32_t>();
  request.min_distance = settings["minDistance"].as<std::uint32_t>();
  request.keep_duplicates = settings["keepDuplicates"].as<bool>();
  const val likeness = settings["likeness"];
  request.descriptor =
      descriptor_by_name(likeness["descriptor"].as<std::string>()).value_or(Descriptor{});
  request.descriptor.structure = likeness["structure"].as<double>();
  request.descriptor.grey = likeness["grey"].as<bool>();
  const val variants = settings["variants"];
  request.variants = {variants["mirror"].as<bool>(), variants["turns"].as<bool>(),
                      variants["parts"].as<bool>()};
  request.preparation = preparation_of(settings["preparation"]);
  request.rules = rules_of(settings);
  request.brick = settings["brick"].as<bool>();
  request.leave_transparent_empty = settings["leaveTransparentEmpty"].as<bool>();
  Result<Image> only = mask_of(settings["only"]);
  if (!only) return only.status();
  request.only = std::move(*only);
  Result<Image> finer = mask_of(settings["finer"]);
  if (!finer) return finer.status();
  request.finer = std::move(*finer);
  request.outside_shows_target = settings["outsideShowsTarget"].as<bool>();
  return request;
}

val begin_match(Session& session, const val& settings) {
  Result<MatchRequest> request = request_of(settings);
  if (!request) return to_js(request.status());
  return to_js(session.begin_match(std::move(*request)));
}

val begin_given(Session& session, const val& settings, const val& photos, const val& variants) {
  Result<MatchRequest> request = request_of(settings);
  if (!request) return to_js(request.status());
  const std::vector<std::uint32_t> photo_of_cell = numbers_of(photos);
  const std::vector<std::uint32_t> variant_of_cell = numbers_of(variants);
  if (photo_of_cell.size() != variant_of_cell.size()) {
    return to_js(Status{StatusCode::invalid_argument, "there must be one variant for each cell"});
  }
  request->given.emplace();
  for (std::size_t cell = 0; cell < photo_of_cell.size(); ++cell) {
    request->given->push_back({photo_of_cell[cell], variant_of(variant_of_cell[cell])});
  }
  return to_js(session.begin_match(std::move(*request)));
}

val mosaic_facts(const Session& session) {
  const MatchedMosaic& mosaic = session.mosaic();
  const Grid& grid = mosaic.grid;
  const AssignmentFacts& facts = mosaic.match.facts;
  val object = val::object();
  object.set("revision", session.mosaic_revision());
  object.set("finest", to_js(session.finest_size()));
  object.set("columns", grid.columns);
  object.set("rows", grid.rows);
  // A larger cell is one.
  object.set("cells", grid.cell_count() - mosaic.blocks.covered().size());
  object.set("brick", grid.brick);
  object.set("blocks", mosaic.parts);
  object.set("tileWidth", grid.tile.width);
  object.set("tileHeight", grid.tile.height);
  object.set("width", grid.mosaic.width);
  object.set("height", grid.mosaic.height);
  object.set("photos", mosaic.choice_count);
  object.set("distinct", mosaic.uses.distinct);
  object.set("largestUse", facts.largest_use);
  object.set("useLimit", mosaic.match.use_limit);
  // In cells as minDistance counts them.
  object.set("leastDistance", static_cast<double>(facts.least_distance) / mosaic.parts);
  object.set("raisedOwnLimit", mosaic.match.raised_own_limit);
  object.set("usesOver", facts.uses_over);
  object.set("pairsTooClose", facts.pairs_too_close);
  object.set("totalCost", mosaic.assignment.total_cost);
  object.set("gap", mosaic.match.has_bound ? val(mosaic.match.gap) : val::null());
  object.set("optimal", mosaic.match.has_bound && mosaic.match.optimal);
  return object;
}

// For each cell the one that it belongs to.
val leaders(Session& session) { return numbers_to_js(session.leaders()); }

// Empty cells have the photo 2^32 - 1.
val assignment(const Session& session) {
  const MatchedMosaic& mosaic = session.mosaic();
  val object = val::object();
  object.set("photos",
             numbers_to_js(std::span<const std::uint32_t>(mosaic.assignment.photo_of_cell)));
  object.set("variants", numbers_to_js(std::span<const VariantNumber>(mosaic.variant_of_cell)));
  return object;
}

val shown_to_js(ShownPhoto shown) {
  val object = val::object();
  object.set("photo", shown.photo);
  object.set("variant", shown.variant);
  return object;
}

// Null where there is no such cell, or it is empty.
val cell(const Session& session, std::size_t cell) {
  const MatchedMosaic& mosaic = session.mosaic();
  const std::vector<std::uint32_t>& photo_of_cell = mosaic.assignment.photo_of_cell;
  if (cell >= photo_of_cell.size() || photo_of_cell[cell] == kEmptyCell) return val::null();
  val object = shown_to_js({photo_of_cell[cell], mosaic.variant_of_cell[cell]});
  object.set("others", val::array(session.other_places(cell)));
  return object;
}

val alternatives(const Session& session, std::size_t cell, std::size_t most) {
  val list = val::array();
  for (const Alternative& alternative : session.alternatives(cell, most)) {
    val object = shown_to_js(alternative.shown);
    object.set("cost", alternative.cost);
    list.call<void>("push", object);
  }
  return list;
}

}  // namespace

void bind_matching(const emscripten::class_<Session>& session) {
  session.function("beginMatch", &begin_match)
      .function("beginGiven", &begin_given)
      .function(
          "advanceMatch", +[](Session& session) { return to_js(session.advance_match()); })
      .function("matchFinished", &Session::match_finished)
      .function(
          "settleMatch", +[](Session& session) { session.match_run().settle(); })
      .function(
          "matchGap", +[](const Session& session) { return session.match_run().known_gap(); })
      .function(
          "matchDone",
          +[](const Session& session) { return static_cast<double>(session.match_run().done()); })
      .function(
          "matchTotal",
          +[](const Session& session) { return static_cast<double>(session.match_run().total()); })
      .function("endMatch", &Session::end_match)
      .function("mosaicFacts", &mosaic_facts)
      .function("leaders", &leaders)
      .function("hasMosaic", &Session::has_mosaic)
      .function("assignment", &assignment)
      .function("cell", &cell)
      .function("alternatives", &alternatives)
      .function(
          "tileOf",
          +[](Session& session, std::uint32_t photo, std::uint32_t variant) {
            return to_js(session.tile_of({photo, variant_of(variant)}));
          })
      .function("preparationSteps", &preparation_steps);
  emscripten::function(
      "variantNames", +[] { return val::array(variant_names()); });
}

}  // namespace tessera::wasm
