// PhotoPack: the pack (library/pack.h) of a session's photos. The page's worker owns the file: it
// puts what it reads of it into a buffer here, and writes what it is told to.
#pragma once

#include "base/byte_sink.h"
#include "base/status.h"
#include "library/pack_index.h"
#include "session.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tessera::wasm {

class PhotoPack {
 public:
  /// @param session borrowed.
  /// @param decoders a number for what decodes photos here beside the core.
  /// @param limit bytes that the file shall not exceed by more than is pending at once.
  PhotoPack(Session& session, std::uint32_t decoders, std::uint64_t limit)
      : session_(session),
        decoders_(decoders ^ kCoreDecoders),
        index_(pack_format(session.library().thumbnail_size(), CropPolicy::smart), limit) {}

  /// Where the caller puts bytes of the file for the next call.
  std::uint8_t* allocate(std::size_t bytes);

  /// Looks at the beginning of the file (in the buffer). Where it is not that of a usable pack, the
  /// file is to be emptied, and what it begins with is pending.
  /// @return whether it is usable: then scan() follows.
  bool open();
  /// Takes in the bytes of the file from bytes() on, up to scan_bytes() of them (in the buffer).
  /// @return how many it took; 0: the file is to be truncated at bytes().
  std::size_t scan() { return index_.take(buffer_); }
  std::size_t scan_bytes() const { return index_.scan_bytes(); }

  /// The length of the file, with what is pending.
  std::uint64_t bytes() const { return index_.bytes(); }
  std::size_t count() const { return index_.count(); }
  std::size_t photo_count() const { return index_.photo_count(); }

  /// Where the record of a photo lies.
  std::optional<PackIndex::Place> find(const PackKey& key) { return index_.find(key); }
  /// Submits the photo of the record (in the buffer) to the session, as if it were decoded now.
  /// @return false where the record does not say what comes of the photo.
  bool restore(const PackKey& key);

  /// Makes the record of a photo that was decoded, and leaves it pending. Not where a second try
  /// might come to something else, nor where there is no room.
  /// @param photo where the outcome is ok: its index in the library.
  void remember(const PackKey& key, const Status& outcome, std::size_t photo);

  /// The bytes that are to be written at the end of the file.
  std::span<const std::uint8_t> pending() const { return pending_.bytes(); }
  /// They were written.
  void written() { pending_.take(); }
  /// Where the file has grown too large (and nothing is pending): what to move in it, before it is
  /// truncated at bytes().
  std::vector<PackIndex::Move> compact();
  bool wants_compaction() const { return index_.wants_compaction(0).has_value(); }

 private:
  Session& session_;
  std::uint32_t decoders_;
  PackIndex index_;
  std::vector<std::uint8_t> buffer_;
  BufferSink pending_;
};

}  // namespace tessera::wasm
