// Base64 (RFC 4648, section 4), as JSON holds bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tessera::cli {

std::string to_base64(std::span<const std::uint8_t> bytes);

/// Nothing where the text is no base64 with its padding.
std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text);

}  // namespace tessera::cli
