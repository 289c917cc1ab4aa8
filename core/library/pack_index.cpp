#include "library/pack_index.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr std::size_t kScanBytes = std::size_t{4} << 20;
// Below this, records that no longer count are not worth rewriting the file.
constexpr std::uint64_t kLittle = std::uint64_t{1} << 20;

// FNV-1a with 64 bits (G. Fowler, L. Noll, K.-P. Vo).
std::uint64_t hash_of(const PackKey& key) {
  std::uint64_t hash = 0xcbf29ce484222325;
  const auto add = [&](std::uint8_t byte) { hash = (hash ^ byte) * 0x100000001b3; };
  for (int shift = 0; shift < 64; shift += 8) {
    add(static_cast<std::uint8_t>(key.bytes >> shift));
    add(static_cast<std::uint8_t>(static_cast<std::uint64_t>(key.modified) >> shift));
  }
  for (const char c : key.path) add(static_cast<std::uint8_t>(c));
  return hash;
}

}  // namespace

PackKind PackIndex::open(std::span<const std::uint8_t> head) {
  places_.clear();
  bytes_ = kPackHeaderBytes;
  live_bytes_ = 0;
  used_bytes_ = 0;
  photos_ = 0;
  return identify_pack(head, format_);
}

std::size_t PackIndex::scan_bytes() const {
  return std::max(kScanBytes, max_record_bytes(format_));
}

std::size_t PackIndex::take(std::span<const std::uint8_t> bytes) {
  std::size_t taken = 0;
  while (const std::optional<ParsedRecord> parsed = parse_record(bytes.subspan(taken), format_)) {
    put(parsed->record.key, parsed->record.outcome, parsed->bytes, false);
    taken += parsed->bytes;
  }
  return taken;
}

std::optional<PackIndex::Place> PackIndex::find(const PackKey& key) {
  const auto found = places_.find(hash_of(key));
  if (found == places_.end()) return std::nullopt;
  Entry& entry = found->second;
  if (!entry.used) used_bytes_ += entry.place.bytes;
  entry.used = true;
  return entry.place;
}

std::optional<PackIndex::Keep> PackIndex::wants_compaction(std::size_t record_bytes) const {
  const std::uint64_t after = bytes_ + record_bytes;
  const std::uint64_t dead = bytes_ - kPackHeaderBytes - live_bytes_;
  if (after <= limit_ && (dead < kLittle || dead < live_bytes_)) return std::nullopt;
  return after - dead <= limit_ ? Keep::live : Keep::used;
}

void PackIndex::add(const PackKey& key, StatusCode outcome, std::size_t record_bytes) {
  put(key, outcome, record_bytes, true);
}

std::vector<PackIndex::Move> PackIndex::compact(Keep keep) {
  std::vector<Entry*> kept;
  for (auto at = places_.begin(); at != places_.end();) {
    if (keep == Keep::used && !at->second.used) {
      if (at->second.photo) --photos_;
      at = places_.erase(at);
    } else {
      kept.push_back(&at->second);
      ++at;
    }
  }
  std::sort(kept.begin(), kept.end(),
            [](const Entry* a, const Entry* b) { return a->place.offset < b->place.offset; });
  std::vector<Move> moves;
  moves.reserve(kept.size());
  bytes_ = kPackHeaderBytes;
  for (Entry* entry : kept) {
    moves.push_back({entry->place, bytes_});
    entry->place.offset = bytes_;
    bytes_ += entry->place.bytes;
  }
  live_bytes_ = bytes_ - kPackHeaderBytes;
  return moves;
}

void PackIndex::put(const PackKey& key, StatusCode outcome, std::size_t record_bytes, bool used) {
  Entry& entry = places_[hash_of(key)];
  live_bytes_ += record_bytes - entry.place.bytes;
  if (entry.used) used_bytes_ -= entry.place.bytes;
  if (used) used_bytes_ += record_bytes;
  const bool photo = outcome == StatusCode::ok;
  if (photo) ++photos_;
  if (entry.photo) --photos_;
  entry = {{bytes_, static_cast<std::uint32_t>(record_bytes)}, photo, used};
  bytes_ += record_bytes;
}

}  // namespace tessera
