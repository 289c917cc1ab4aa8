#include "codec/stb_image_memory.h"

#include <cstdlib>

namespace {

thread_local std::size_t allocation_limit = 0;
thread_local bool limit_exceeded = false;

bool refuses(std::size_t bytes) {
  if (bytes <= allocation_limit) return false;
  limit_exceeded = true;
  return true;
}

}  // namespace

// Zeros, because stb_image 2.27 reads tables that a damaged file never defined.
void* tessera_stb_malloc(std::size_t bytes) {
  return refuses(bytes) ? nullptr : std::calloc(bytes, 1);
}

void* tessera_stb_realloc(void* old, std::size_t bytes) {
  return refuses(bytes) ? nullptr : std::realloc(old, bytes);
}

void tessera_stb_free(void* memory) { std::free(memory); }

namespace tessera {

StbAllocationLimit::StbAllocationLimit(std::size_t limit) {
  allocation_limit = limit;
  limit_exceeded = false;
}

StbAllocationLimit::~StbAllocationLimit() { allocation_limit = 0; }

bool StbAllocationLimit::exceeded() const { return limit_exceeded; }

}  // namespace tessera
