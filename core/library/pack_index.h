// PackIndex: where the records of a pack lie, and which of them are still of use. It holds some 60
// bytes a record and never a thumbnail: records are read when they are needed.
//
//   PackIndex index(format);                          // a new pack: its file holds pack_header()
//   if (index.open(first bytes of the file) == PackKind::usable)
//     while (index.take(the file's bytes from index.bytes() on, scan_bytes() of them) > 0) {}
//   // The file is good up to index.bytes(): truncate it there.
//
//   if (auto place = index.find(key))                 // read place->bytes at place->offset,
//     parse_record(those bytes, format)               // and compare the key
//   if (index.has_room(record_bytes)) { write at index.bytes(); index.add(…); }
//
// The file is kept small by compact(): it says which records to move where. Moves go from front to
// back and never upwards, so a caller may do them inside the one file; if it is interrupted there,
// the records at the front are whole and the rest are found broken.
#pragma once

#include "library/pack.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace tessera {

/// A pack is not let grow beyond this.
inline constexpr std::uint64_t kPackLimit = std::uint64_t{2} << 30;

class PackIndex {
 public:
  struct Place {
    std::uint64_t offset = 0;
    std::uint32_t bytes = 0;
  };
  struct Move {
    Place from;
    std::uint64_t to = 0;
  };
  enum class Keep {
    live,  ///< The last record of each key.
    used,  ///< Of those, the ones that were found or added since the pack was opened.
  };

  explicit PackIndex(const PackFormat& format, std::uint64_t limit = kPackLimit)
      : format_(format), limit_(limit) {}

  const PackFormat& format() const { return format_; }

  /// Forgets everything and looks at a file's header. Where it is not usable, the index is that of
  /// a new pack.
  PackKind open(std::span<const std::uint8_t> head);

  /// How many bytes take() needs at once, where the file has as many.
  std::size_t scan_bytes() const;
  /// Takes in the records that the file's bytes from bytes() on begin with.
  /// @return how many bytes these are; 0 at the end of the file's good part.
  std::size_t take(std::span<const std::uint8_t> bytes);

  /// The length of the file, as far as it is good.
  std::uint64_t bytes() const { return bytes_; }
  /// Keys that have a record, and those of them that are photos.
  std::size_t count() const { return places_.size(); }
  std::size_t photo_count() const { return photos_; }

  /// The last record of a key, which counts as used from now on. The record must be looked at: it
  /// may be, once in many lives, that of another key.
  std::optional<Place> find(const PackKey& key);

  /// Whether a record of that length can be appended, after compact(Keep::used) if needed.
  bool has_room(std::size_t record_bytes) const {
    return kPackHeaderBytes + used_bytes_ + record_bytes <= limit_;
  }
  /// Whether compact() should come before a record of that length is appended, and what it should
  /// keep.
  std::optional<Keep> wants_compaction(std::size_t record_bytes) const;

  /// A record was appended at bytes().
  void add(const PackKey& key, StatusCode outcome, std::size_t record_bytes);

  /// Drops what is not to be kept. The caller carries out the moves, in their order, and truncates
  /// the file to bytes().
  std::vector<Move> compact(Keep keep);

 private:
  struct Entry {
    Place place;
    bool photo = false;
    bool used = false;
  };
  void put(const PackKey& key, StatusCode outcome, std::size_t record_bytes, bool used);

  PackFormat format_;
  std::uint64_t limit_;
  std::uint64_t bytes_ = kPackHeaderBytes;
  std::uint64_t live_bytes_ = 0;
  std::uint64_t used_bytes_ = 0;
  std::size_t photos_ = 0;
  std::unordered_map<std::uint64_t, Entry> places_;  // by hash of the key
};

}  // namespace tessera
