#include "mosaic/cut_tiles.h"

#include "image/resample.h"
#include "match/constraints.h"
#include "mosaic/shown_photos.h"

#include <algorithm>
#include <atomic>
#include <tuple>
#include <utility>

namespace tessera {
namespace {

/// What a cell shows of a tile.
struct Piece {
  std::uint32_t tile = 0;
  /// Which cell of the block, row after row; or that it is a smaller cell, which shows all.
  int part = kWhole;

  static constexpr int kWhole = -1;

  bool operator==(const Piece&) const = default;
  bool operator<(const Piece& other) const {
    return std::tie(tile, part) < std::tie(other.tile, other.part);
  }
};

Result<Image> picture_of(const Piece& piece, const TileSet& tiles, Size cell) {
  const ImageView tile = tiles.tile(piece.tile);
  if (piece.part == Piece::kWhole) return resample(tile, cell);
  const ImageView part =
      tile.cropped({piece.part % kBlockSide * cell.width, piece.part / kBlockSide * cell.height,
                    cell.width, cell.height});
  Image picture(cell);
  if (picture.empty()) return Status{StatusCode::out_of_memory, {}};
  for (int y = 0; y < cell.height; ++y) {
    std::copy_n(part.row(y), static_cast<std::size_t>(cell.width) * kChannels,
                picture.view().row(y));
  }
  return picture;
}

}  // namespace

Result<CutTiles> cut_tiles(const Grid& grid, const Blocks& blocks,
                           std::span<const std::uint32_t> tile_of_cell, const TileSet& tiles,
                           Executor& executor) {
  const auto columns = static_cast<std::size_t>(grid.columns);
  const auto piece_of = [&](std::size_t cell) {
    const std::size_t column = cell % columns;
    const std::size_t row = cell / columns;
    const auto part = static_cast<int>(row % kBlockSide * kBlockSide + column % kBlockSide);
    return Piece{tile_of_cell[cell], blocks.contain(column, row) ? part : Piece::kWhole};
  };
  std::vector<Piece> pieces;
  for (std::size_t cell = 0; cell < tile_of_cell.size(); ++cell) {
    if (tile_of_cell[cell] != kEmptyCell) pieces.push_back(piece_of(cell));
  }
  std::sort(pieces.begin(), pieces.end());
  pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());

  const Status no_memory{StatusCode::out_of_memory,
                         "not enough memory for the tiles: take a smaller tile size"};
  CutTiles cut{TileSet(grid.tile, all_tiles(pieces.size()), pieces.size()), {}};
  if (!cut.tiles.valid()) return no_memory;
  std::atomic<bool> failed{false};
  executor.for_each(pieces.size(), [&](std::size_t i) {
    Result<Image> picture = picture_of(pieces[i], tiles, grid.tile);
    if (picture) {
      cut.tiles.set(static_cast<std::uint32_t>(i), std::move(*picture));
    } else {
      failed.store(true);
    }
  });
  if (failed.load()) return no_memory;
  cut.tile_of_cell.reserve(tile_of_cell.size());
  for (std::size_t cell = 0; cell < tile_of_cell.size(); ++cell) {
    if (tile_of_cell[cell] == kEmptyCell) {
      cut.tile_of_cell.push_back(kEmptyCell);
      continue;
    }
    const auto place = std::lower_bound(pieces.begin(), pieces.end(), piece_of(cell));
    cut.tile_of_cell.push_back(static_cast<std::uint32_t>(place - pieces.begin()));
  }
  return cut;
}

}  // namespace tessera
