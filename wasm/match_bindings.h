// Matching and the mosaic that comes of it, in JavaScript: a part of Session's surface.
#pragma once

#include "session.h"

#include <emscripten/bind.h>

namespace tessera::wasm {

void bind_matching(const emscripten::class_<Session>& session);

}  // namespace tessera::wasm
