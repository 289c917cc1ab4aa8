// What --pins, --ban and --photo-limits say of single photos.
//
//   const PhotoNames names(library.count(), file_of);
//   Result<PhotoRules> rules = read_photo_rules(options, grid, names);
#pragma once

#include "base/status.h"
#include "cli/assignment_table.h"
#include "cli/options.h"
#include "library/candidates.h"
#include "mosaic/grid.h"
#include "mosaic/photo_rules.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tessera::cli {

/// The path of a photo of a library.
using FileOf = std::function<const std::filesystem::path&(std::uint32_t)>;

/// Photos of a library by their paths, those that are left out as duplicates among them.
class PhotoNames {
 public:
  PhotoNames(std::size_t photo_count, const FileOf& file_of);

  std::optional<std::uint32_t> find(const std::string& path) const;
  /// Photos whose path, or the last part of it, fits a pattern with * and ?; ascending.
  std::vector<std::uint32_t> matching(const std::string& pattern) const;
  /// What a line of a table shows.
  /// @return invalid_argument, with the line, for a photo or a variant that is none.
  Result<ShownPhoto> find(const std::filesystem::path& table, std::size_t line,
                          const TableCell& shown) const;

 private:
  std::vector<std::string> paths_;
  std::unordered_map<std::string, std::uint32_t> photo_of_path_;
  std::unordered_map<std::string, VariantNumber> variant_of_name_;
};

/// @return io, corrupt, or invalid_argument; the detail names the file and the line, or the option.
Result<PhotoRules> read_photo_rules(const MakeOptions& options, const Grid& grid,
                                    const PhotoNames& names);

}  // namespace tessera::cli
