// The allocator that stb_image is compiled with: malloc with a limit, because a few bytes of zlib
// data can ask stb_image for any amount of memory, whatever size the picture's header states.
#pragma once

#include <cstddef>

#ifdef __cplusplus
extern "C" {
#endif

void* tessera_stb_malloc(size_t bytes);
void* tessera_stb_realloc(void* old, size_t bytes);
void tessera_stb_free(void* memory);

#ifdef __cplusplus
}

namespace tessera {

/// While it lives, stb_image on this thread gets no single allocation over `limit` bytes.
class StbAllocationLimit {
 public:
  explicit StbAllocationLimit(std::size_t limit);
  ~StbAllocationLimit();
  StbAllocationLimit(const StbAllocationLimit&) = delete;
  StbAllocationLimit& operator=(const StbAllocationLimit&) = delete;

  /// True where an allocation was refused since.
  bool exceeded() const;
};

}  // namespace tessera
#endif
