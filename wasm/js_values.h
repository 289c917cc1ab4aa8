// What the bindings give to JavaScript: a Status as { code, detail }, pixels and bytes as
// { address, length } in the module's memory.
#pragma once

#include "base/geometry.h"
#include "base/status.h"

#include <cstdint>
#include <emscripten/val.h>
#include <span>
#include <string>

namespace tessera::wasm {

inline emscripten::val to_js(const Status& status) {
  emscripten::val object = emscripten::val::object();
  object.set("code", std::string(status_name(status.code)));
  object.set("detail", status.detail);
  return object;
}

inline emscripten::val to_js(Size size) {
  emscripten::val object = emscripten::val::object();
  object.set("width", size.width);
  object.set("height", size.height);
  return object;
}

inline emscripten::val to_js(std::span<const std::uint8_t> bytes) {
  emscripten::val object = emscripten::val::object();
  object.set("address", reinterpret_cast<std::uintptr_t>(bytes.data()));
  object.set("length", bytes.size());
  return object;
}

/// Those bytes as `bytes` beside the Status.
inline emscripten::val to_js(const Result<std::span<const std::uint8_t>>& bytes) {
  emscripten::val object = to_js(bytes.status());
  if (bytes) object.set("bytes", to_js(*bytes));
  return object;
}

/// The bytes of whole numbers.
template <class T>
emscripten::val numbers_to_js(std::span<const T> numbers) {
  return to_js(
      std::span(reinterpret_cast<const std::uint8_t*>(numbers.data()), numbers.size() * sizeof(T)));
}

}  // namespace tessera::wasm
