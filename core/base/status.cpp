#include "base/status.h"

namespace tessera {

std::string_view status_name(StatusCode code) {
  switch (code) {
    case StatusCode::ok:
      return "ok";
    case StatusCode::unsupported:
      return "unsupported";
    case StatusCode::corrupt:
      return "corrupt";
    case StatusCode::too_large:
      return "too_large";
    case StatusCode::out_of_memory:
      return "out_of_memory";
    case StatusCode::cancelled:
      return "cancelled";
    case StatusCode::invalid_argument:
      return "invalid_argument";
    case StatusCode::io:
      return "io";
  }
  return "unknown";
}

}  // namespace tessera
