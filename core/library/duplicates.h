// Duplicates: which photos of a library are the same, and which are of one kind.
//
//   DuplicateFinder finder;
//   finder.update(library);                        // again whenever photos were added
//   finder.identity(k).original                    // k itself, or the photo that k repeats
//   finder.originals()                             // the photos to make a mosaic of
//
// Two photos are the same where their files have the same bytes, or where one is the other encoded
// again or resized: pictures of the same shape, hashes at most 7 bits apart and sketches as alike
// as is_same_picture() asks (library/likeness.h). Measured on 330 real photos and what
// tests/tools/make_photo_copies makes of them, with tiles of 64 and 128 pixels, cropped either way:
// of copies in quality 95 and 75 all were found, in 50 327, of PNGs 329, of those at half size 327,
// at a quarter (some 100 pixels) 311. Tiles of 32 pixels miss five more; with tiles of 16 pixels
// only two thirds of the resized copies are found, because little of a JPEG is decoded for those.
// Different photos were 13 bits apart or more and none was taken for another; nor was any photo
// that was moved by 2 % or brighter by 5 %. A photo that has hardly any structure (a clear sky) is
// known by its bytes alone.
//
// Photos are in one group where they are the same, or are or mirror one another with hashes at most
// 11 bits apart and sketches that is_alike() takes: a burst, a mirrored copy. Groups are drawn
// along such links, so the ends of a long burst may look different.
//
// Hashes are looked up, not compared each with each: cut into 4 bands, two hashes that differ in at
// most 11 bits have a band that differs in at most two (the pigeonhole principle, as in M. Norouzi
// et al., "Fast Search in Hamming Space with Multi-Index Hashing", 2012). Among 100,000 photos of
// random hashes each is compared with 900, which takes 2 seconds in all; no chain of look-ups is
// followed for more than 1,024 hashes, however many pictures are nearly equal.
#pragma once

#include "library/photo_hash.h"
#include "library/photo_library.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace tessera {

inline constexpr int kSamePictureBits = 7;
inline constexpr int kAlikeBits = 11;

enum class DuplicateKind : std::uint8_t { none, same_bytes, same_picture };

/// What a photo is among the others. Of photos that are the same the largest is the original, of
/// equally large ones that with the lowest index.
struct PhotoIdentity {
  std::uint32_t original = 0;                ///< an original; the photo's own index where it is one
  std::uint32_t group = 0;                   ///< the lowest index in its group
  DuplicateKind kind = DuplicateKind::none;  ///< how it repeats its original
};

/// Some 60 bytes a photo. Not thread-safe.
class DuplicateFinder {
 public:
  DuplicateFinder();

  /// Looks up the photos that were added to the library since the last call: the outcome does not
  /// depend on how they are spread over calls, but an original may be replaced by a larger one.
  /// Some 20 microseconds a photo.
  /// @param library always the same one; clear() after it was cleared.
  void update(const PhotoLibrary& library);
  void clear();

  std::size_t count() const { return identities_.size(); }
  PhotoIdentity identity(std::size_t photo) const;
  /// The originals, ascending.
  std::vector<std::uint32_t> originals() const;
  /// The others. What was in the list stays where it is when photos are added.
  const std::vector<std::uint32_t>& duplicates() const { return duplicates_; }
  /// Groups of two or more photos of which none repeats another.
  std::size_t group_count() const;

  /// Hashes that were compared so far.
  std::uint64_t comparisons() const { return comparisons_; }

 private:
  static constexpr std::size_t kBands = 4;
  struct Candidate;

  void add(const PhotoLibrary& library);
  bool repeats_bytes(std::uint32_t photo, std::uint64_t content);
  void compare_pictures(const PhotoLibrary& library, std::uint32_t photo);
  void collect(std::uint64_t hash, bool mirrored, std::vector<Candidate>& candidates);
  void collect_band(std::uint64_t hash, std::size_t band, std::uint32_t value, bool mirrored,
                    std::vector<Candidate>& candidates);
  void mark(std::uint32_t photo, std::uint32_t original, DuplicateKind kind);
  std::uint32_t find_group(std::uint32_t photo) const;
  void join(std::uint32_t a, std::uint32_t b);
  void enter(std::uint32_t photo, std::uint64_t hash);

  // The originals' hashes by each of their bands: the latest with a band's value, and for each the
  // one before it.
  std::array<std::vector<std::uint32_t>, kBands> latest_;
  std::vector<std::array<std::uint32_t, kBands>> before_;
  std::vector<std::uint64_t> picture_hashes_;
  std::vector<std::uint32_t> seen_;  // by photo: the last look-up that met it
  std::uint32_t look_ups_ = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> by_content_;  // the first photo with those bytes
  // Here the original is the first of those that are the same: larger ones are in originals_.
  // The group is a member with a lower index.
  std::vector<PhotoIdentity> identities_;
  std::vector<std::uint32_t> originals_;  // by the first photo
  std::vector<std::int64_t> areas_;       // of the pictures in pixels
  std::vector<std::uint64_t> contents_;
  std::vector<std::uint32_t> duplicates_;
  std::uint64_t comparisons_ = 0;
};

}  // namespace tessera
