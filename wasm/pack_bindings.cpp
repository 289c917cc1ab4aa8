// PhotoPack in JavaScript. A photo's key is its path, size and time of change; a Status is
// { code, detail }, and numbers that may pass 2^32 are doubles.
#include "photo_pack.h"
#include "session.h"

#include <cstdint>
#include <emscripten/bind.h>
#include <emscripten/val.h>
#include <string>

namespace tessera::wasm {
namespace {

using emscripten::val;

PackKey key_of(const std::string& path, double bytes, double modified) {
  return {path, static_cast<std::uint64_t>(bytes), static_cast<std::int64_t>(modified)};
}

StatusCode code_named(const std::string& name) {
  for (int code = 0; code <= static_cast<int>(StatusCode::io); ++code) {
    if (status_name(static_cast<StatusCode>(code)) == name) return static_cast<StatusCode>(code);
  }
  return StatusCode::invalid_argument;
}

PhotoPack* make_pack(Session& session, double decoders, double limit) {
  return new PhotoPack(session, static_cast<std::uint32_t>(decoders),
                       static_cast<std::uint64_t>(limit));
}

std::uintptr_t allocate(PhotoPack& pack, std::size_t bytes) {
  return reinterpret_cast<std::uintptr_t>(pack.allocate(bytes));
}

val find(PhotoPack& pack, const std::string& path, double bytes, double modified) {
  const auto place = pack.find(key_of(path, bytes, modified));
  if (!place) return val::null();
  val object = val::object();
  object.set("offset", static_cast<double>(place->offset));
  object.set("length", place->bytes);
  return object;
}

bool restore(PhotoPack& pack, const std::string& path, double bytes, double modified) {
  return pack.restore(key_of(path, bytes, modified));
}

void remember(PhotoPack& pack, const std::string& path, double bytes, double modified,
              const std::string& code, const std::string& detail, std::size_t photo) {
  pack.remember(key_of(path, bytes, modified), {code_named(code), detail}, photo);
}

val pending(const PhotoPack& pack) {
  val object = val::object();
  object.set("address", reinterpret_cast<std::uintptr_t>(pack.pending().data()));
  object.set("length", pack.pending().size());
  return object;
}

val compact(PhotoPack& pack) {
  val moves = val::array();
  for (const PackIndex::Move& move : pack.compact()) {
    val object = val::object();
    object.set("from", static_cast<double>(move.from.offset));
    object.set("length", move.from.bytes);
    object.set("to", static_cast<double>(move.to));
    moves.call<void>("push", object);
  }
  return moves;
}

}  // namespace

EMSCRIPTEN_BINDINGS(tessera_pack) {
  emscripten::class_<PhotoPack>("PhotoPack")
      .constructor(&make_pack, emscripten::allow_raw_pointers())
      .function("allocate", &allocate)
      .function("open", &PhotoPack::open)
      .function("scan", &PhotoPack::scan)
      .function("scanBytes", &PhotoPack::scan_bytes)
      .function(
          "bytes", +[](const PhotoPack& pack) { return static_cast<double>(pack.bytes()); })
      .function("count", &PhotoPack::count)
      .function("photoCount", &PhotoPack::photo_count)
      .function("find", &find)
      .function("restore", &restore)
      .function("remember", &remember)
      .function("pending", &pending)
      .function("written", &PhotoPack::written)
      .function("wantsCompaction", &PhotoPack::wants_compaction)
      .function("compact", &compact);
}

}  // namespace tessera::wasm
