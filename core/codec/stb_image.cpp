// The one place that compiles stb_image's implementation, without what is not used of it.
#include "codec/stb_image_memory.h"

#define STBI_MALLOC(bytes) tessera_stb_malloc(bytes)
#define STBI_REALLOC(old, bytes) tessera_stb_realloc(old, bytes)
#define STBI_FREE(memory) tessera_stb_free(memory)
#define STBI_NO_STDIO
#define STBI_NO_HDR
#define STBI_NO_LINEAR
#define STBI_NO_PIC
#define STB_IMAGE_IMPLEMENTATION
#include <stb/stb_image.h>
