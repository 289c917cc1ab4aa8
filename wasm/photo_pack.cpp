#include "photo_pack.h"

#include <cstring>
#include <string>
#include <utility>

namespace tessera::wasm {

std::uint8_t* PhotoPack::allocate(std::size_t bytes) {
  buffer_.resize(bytes);
  return buffer_.data();
}

bool PhotoPack::open() {
  pending_.take();
  if (index_.open(buffer_) == PackKind::usable) return true;
  (void)pending_.write(pack_header(index_.format()));  // a buffer takes everything
  return false;
}

bool PhotoPack::restore(const PackKey& key) {
  const std::optional<ParsedRecord> parsed = parse_record(buffer_, index_.format());
  if (!parsed || parsed->record.key != key) return false;
  const PackRecord& record = parsed->record;
  if (record.outcome != StatusCode::ok) {
    if (record.decoders != decoders_) return false;
    session_.submit_known_photo({record.outcome, std::string(record.reason)});
    return true;
  }
  Thumbnail thumbnail{Image(record.thumbnail.size()), record.position, record.traits};
  if (thumbnail.image.empty()) return false;
  std::memcpy(thumbnail.image.data(), record.thumbnail.pixels, thumbnail.image.bytes().size());
  session_.submit_known_photo(std::move(thumbnail));
  return true;
}

void PhotoPack::remember(const PackKey& key, const Status& outcome, std::size_t photo) {
  if (!is_lasting(outcome.code)) return;
  PackRecord record;
  record.key = key;
  record.decoders = decoders_;
  record.outcome = outcome.code;
  record.reason = outcome.detail;
  if (outcome.is_ok()) {
    record.thumbnail = session_.library().thumbnail(photo);
    record.position = session_.library().crop_position(photo);
    record.traits = session_.library().traits(photo);
  }
  BufferSink bytes;
  if (!encode_record(record, index_.format(), bytes).is_ok()) return;
  if (!index_.has_room(bytes.bytes().size())) return;
  (void)pending_.write(bytes.bytes());
  index_.add(key, outcome.code, bytes.bytes().size());
}

std::vector<PackIndex::Move> PhotoPack::compact() {
  const std::optional<PackIndex::Keep> keep = index_.wants_compaction(0);
  return keep ? index_.compact(*keep) : std::vector<PackIndex::Move>{};
}

}  // namespace tessera::wasm
