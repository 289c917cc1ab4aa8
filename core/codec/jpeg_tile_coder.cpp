#include "codec/jpeg_tile_coder.h"

#include <algorithm>
#include <atomic>
#include <new>
#include <numeric>

namespace tessera {
namespace {

// Tiles are coded so many at a time, so that what fits into memory does not depend on threads.
constexpr std::size_t kTilesAtOnce = 64;

}  // namespace

JpegTileCoder::CodedTile JpegTileCoder::code_tile(const ImageView& tile) const {
  const Size mcu_size = coding_->mcu_size();
  const int across = tile.width / mcu_size.width;
  CodedTile result;
  std::vector<std::uint8_t> scratch(static_cast<std::size_t>(across) * coding_->mcu_bound() + 64);
  jpeg::Mcu mcu;
  for (int y = 0; y < tile.height; y += mcu_size.height) {
    CodedRow row;
    jpeg::DcPrediction prediction{};
    std::size_t part = 0;
    jpeg::BitStringWriter writer(scratch.data());
    const auto end_part = [&] {
      row.offsets[part] = static_cast<std::uint32_t>(result.bits.size());
      row.bit_counts[part] = static_cast<std::uint32_t>(writer.bit_count(scratch.data()));
      result.bits.insert(result.bits.end(), scratch.data(), writer.finish_byte());
      writer = jpeg::BitStringWriter(scratch.data());
      ++part;
    };
    for (int x = 0; x < across; ++x) {
      coding_->transform(tile.cropped({x * mcu_size.width, y, mcu_size.width, mcu_size.height}),
                         mcu);
      if (x > 0) {
        coding_->write_mcu(writer, mcu, prediction);
        continue;
      }
      // Each part begins behind a component's first DC coefficient.
      for (std::size_t block = 0; block < coding_->block_count(); ++block) {
        const std::size_t component = coding_->component_of(block);
        const int dc = mcu[block][0];
        if (block == 0 || component != coding_->component_of(block - 1)) {
          if (block > 0) end_part();
          row.first_dc[component] = static_cast<std::int16_t>(dc);
        } else {
          coding_->write_dc(writer, component, dc - prediction[component]);
        }
        prediction[component] = dc;
        coding_->write_ac(writer, component, mcu[block]);
      }
    }
    end_part();
    for (std::size_t i = 0; i < prediction.size(); ++i) {
      row.last_dc[i] = static_cast<std::int16_t>(prediction[i]);
    }
    result.rows.push_back(row);
  }
  result.bits.insert(result.bits.end(), sizeof(std::uint64_t), 0);
  result.bits.shrink_to_fit();
  return result;
}

std::size_t JpegTileCoder::memory_bytes() const {
  std::size_t bytes = 0;
  for (const CodedTile& tile : coded_) {
    bytes += tile.bits.capacity() + tile.rows.capacity() * sizeof(CodedRow);
  }
  return bytes;
}

void JpegTileCoder::write_row(jpeg::BitStringWriter& writer, std::span<const std::uint32_t> tiles,
                              int y, int pixel_rows) const {
  const Size mcu_size = coding_->mcu_size();
  const auto row = static_cast<std::size_t>(y / mcu_size.height);
  jpeg::DcPrediction prediction{};
  jpeg::Mcu mcu;
  int left = picture_width_;
  for (const std::uint32_t tile : tiles) {
    const int width = std::min(left, tile_size_.width);
    left -= width;
    const std::uint32_t slot = slot_of_tile_[tile];
    if (slot == kNoSlot || width < tile_size_.width || pixel_rows < mcu_size.height) {
      for (int x = 0; x < width; x += mcu_size.width) {
        coding_->transform(
            tiles_[tile].cropped({x, y, std::min(mcu_size.width, width - x), pixel_rows}), mcu);
        coding_->write_mcu(writer, mcu, prediction);
      }
      continue;
    }
    const CodedTile& coded = coded_[slot];
    const CodedRow& coded_row = coded.rows[row];
    for (std::size_t i = 0; i < prediction.size(); ++i) {
      coding_->write_dc(writer, i, coded_row.first_dc[i] - prediction[i]);
      writer.append(coded.bits.data() + coded_row.offsets[i], coded_row.bit_counts[i]);
      prediction[i] = coded_row.last_dc[i];
    }
  }
}

Result<std::unique_ptr<const JpegTileCoder>> JpegTileCoder::make(const JpegCoding& coding,
                                                                 const JpegTileLayout& layout,
                                                                 Executor& executor,
                                                                 std::size_t memory_limit) {
  if (layout.tiles.empty() || layout.columns < 1) {
    return {StatusCode::invalid_argument, "a layout has at least one tile and one column"};
  }
  const Size tile_size = layout.tiles.front().size();
  const Size mcu_size = coding.mcu_size();
  if (tile_size.width < 1 || tile_size.width % mcu_size.width != 0 || tile_size.height < 1 ||
      tile_size.height % mcu_size.height != 0) {
    return {StatusCode::invalid_argument, "the tiles are not whole numbers of coded units"};
  }
  const std::int64_t whole_width = std::int64_t{layout.columns} * tile_size.width;
  if (layout.picture_width > whole_width || layout.picture_width <= whole_width - tile_size.width ||
      layout.tile_of_cell.size() % static_cast<std::size_t>(layout.columns) != 0 ||
      std::any_of(layout.tiles.begin(), layout.tiles.end(),
                  [&](const ImageView& tile) { return tile.size() != tile_size; }) ||
      std::any_of(layout.tile_of_cell.begin(), layout.tile_of_cell.end(),
                  [&](std::uint32_t tile) { return tile >= layout.tiles.size(); })) {
    return {StatusCode::invalid_argument, "the cells and tiles do not make up the picture"};
  }

  std::atomic<bool> out_of_memory{false};
  std::unique_ptr<JpegTileCoder> coder;
  try {
    coder.reset(new JpegTileCoder);
    coder->coding_ = &coding;
    coder->tile_size_ = tile_size;
    coder->columns_ = layout.columns;
    coder->picture_width_ = layout.picture_width;
    coder->tiles_.assign(layout.tiles.begin(), layout.tiles.end());
    coder->slot_of_tile_.assign(layout.tiles.size(), kNoSlot);
    std::vector<std::uint32_t> uses(layout.tiles.size());
    for (const std::uint32_t tile : layout.tile_of_cell) ++uses[tile];
    std::vector<std::uint32_t> order(layout.tiles.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return uses[a] > uses[b]; });
    // What stands once alone is coded where it stands.
    while (!order.empty() && uses[order.back()] < 2) order.pop_back();

    std::vector<CodedTile>& coded = coder->coded_;
    while (coded.size() < order.size() && coder->memory_bytes() < memory_limit) {
      const std::size_t first = coded.size();
      const std::size_t count = std::min(kTilesAtOnce, order.size() - first);
      coded.resize(first + count);
      executor.for_each(count, [&](std::size_t i) {
        try {
          coded[first + i] = coder->code_tile(coder->tiles_[order[first + i]]);
        } catch (const std::bad_alloc&) {
          out_of_memory = true;
        }
      });
      if (out_of_memory) break;
    }
    for (std::uint32_t slot = 0; slot < coded.size(); ++slot) {
      coder->slot_of_tile_[order[slot]] = slot;
    }
  } catch (const std::bad_alloc&) {
    out_of_memory = true;
  }
  if (out_of_memory) {
    return {StatusCode::out_of_memory, "not enough memory to code the tiles of the mosaic"};
  }
  return std::unique_ptr<const JpegTileCoder>(std::move(coder));
}

}  // namespace tessera
