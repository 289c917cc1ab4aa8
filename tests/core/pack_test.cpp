// The pack: what was written comes back, whatever happened to the end of the file.
#include "library/pack.h"

#include "library/pack_index.h"
#include "support.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <utility>

namespace tessera {
namespace {

using test::Bytes;

constexpr PackFormat kFormat{{8, 6}};

// A pack in memory, written as its owners write it.
class Pack {
 public:
  explicit Pack(PackFormat format = kFormat) : format_(format) {
    const auto header = pack_header(format);
    bytes_.assign(header.begin(), header.end());
  }

  void add(const std::string& path, StatusCode outcome, unsigned seed = 0) {
    const Image picture = test::noise(format_.thumbnail, seed);
    PackRecord record;
    record.key = {path, 1000 + seed, -5};
    record.outcome = outcome;
    record.reason = "why not";
    record.thumbnail = picture.view();
    BufferSink sink;
    ASSERT_TRUE(encode_record(record, format_, sink).is_ok());
    starts_.push_back(bytes_.size());
    bytes_.insert(bytes_.end(), sink.bytes().begin(), sink.bytes().end());
  }

  const Bytes& bytes() const { return bytes_; }
  // Where each record begins.
  const std::vector<std::size_t>& starts() const { return starts_; }

 private:
  PackFormat format_;
  Bytes bytes_;
  std::vector<std::size_t> starts_;
};

Pack mixed_pack() {
  Pack pack;
  pack.add("a/one.jpg", StatusCode::ok, 1);
  pack.add("clip.mov", StatusCode::unsupported, 2);
  pack.add("b/two.jpg", StatusCode::ok, 3);
  pack.add("", StatusCode::corrupt, 4);
  return pack;
}

// All records up to the first broken one, and where that begins.
std::pair<std::vector<PackRecord>, std::size_t> parse(const Bytes& bytes) {
  std::vector<PackRecord> records;
  std::size_t at = kPackHeaderBytes;
  while (auto parsed = parse_record(std::span(bytes).subspan(at), kFormat)) {
    records.push_back(parsed->record);
    at += parsed->bytes;
  }
  return {records, at};
}

// A place in a file, which here is in memory.
std::size_t place(std::uint64_t offset) { return static_cast<std::size_t>(offset); }

PackIndex indexed(const Bytes& bytes, std::uint64_t limit = kPackLimit) {
  PackIndex index(kFormat, limit);
  EXPECT_EQ(index.open(bytes), PackKind::usable);
  while (index.take(std::span(bytes).subspan(place(index.bytes()))) > 0) continue;
  return index;
}

PackRecord at(const Bytes& bytes, PackIndex::Place where) {
  const auto parsed =
      parse_record(std::span(bytes).subspan(place(where.offset), where.bytes), kFormat);
  return parsed ? parsed->record : PackRecord{};
}

TEST(Pack, GivesBackWhatWasWritten) {
  const Pack pack = mixed_pack();
  EXPECT_EQ(identify_pack(pack.bytes(), kFormat), PackKind::usable);
  const auto [records, end] = parse(pack.bytes());
  EXPECT_EQ(end, pack.bytes().size());
  ASSERT_EQ(records.size(), 4U);
  EXPECT_EQ(records[0].key, (PackKey{"a/one.jpg", 1001, -5}));
  EXPECT_EQ(records[0].outcome, StatusCode::ok);
  EXPECT_EQ(records[0].decoders, kCoreDecoders);
  EXPECT_EQ(test::largest_difference(records[0].thumbnail, test::noise({8, 6}, 1).view()), 0);
  EXPECT_EQ(records[1].outcome, StatusCode::unsupported);
  EXPECT_EQ(records[1].reason, "why not");
  EXPECT_EQ(records[1].thumbnail.pixels, nullptr);
  EXPECT_EQ(test::largest_difference(records[2].thumbnail, test::noise({8, 6}, 3).view()), 0);
  EXPECT_EQ(records[3].key.path, "");
}

TEST(Pack, TakesAThumbnailOutOfALargerPicture) {
  const Image picture = test::noise({20, 20}, 7);
  PackRecord record;
  record.thumbnail = picture.view().cropped({5, 9, 8, 6});
  BufferSink sink;
  ASSERT_TRUE(encode_record(record, kFormat, sink).is_ok());
  const auto parsed = parse_record(sink.bytes(), kFormat);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(test::largest_difference(parsed->record.thumbnail, record.thumbnail), 0);
}

TEST(Pack, KeepsTheCropThatAThumbnailShows) {
  const Image picture = test::noise({8, 6}, 7);
  for (const CropPosition position : {CropPosition{0}, kCropMiddle, CropPosition{777}, kCropEnd}) {
    PackRecord record;
    record.thumbnail = picture.view();
    record.position = position;
    BufferSink sink;
    ASSERT_TRUE(encode_record(record, kFormat, sink).is_ok());
    const auto parsed = parse_record(sink.bytes(), kFormat);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->record.position, position);
  }
}

TEST(Pack, IsAnotherOneForAnotherCropPolicy) {
  const auto centred = pack_header(pack_format({8, 6}, CropPolicy::centre));
  EXPECT_EQ(identify_pack(centred, pack_format({8, 6}, CropPolicy::centre)), PackKind::usable);
  EXPECT_EQ(identify_pack(centred, pack_format({8, 6}, CropPolicy::smart)), PackKind::other);
}

TEST(Pack, KeepsWhatDuplicatesAreKnownBy) {
  const Image picture = test::photo_like({8, 6}, 7);
  PhotoTraits known{0xFEDCBA9876543210, 0x0123456789ABCDEF, {70'000, 3}, {}};
  known.sketch = sketch_pixels(picture.view());
  for (const PhotoTraits& traits : {known, PhotoTraits{5, 0, {8, 6}, {}}, PhotoTraits{}}) {
    PackRecord record;
    record.thumbnail = picture.view();
    record.traits = traits;
    BufferSink sink;
    ASSERT_TRUE(encode_record(record, kFormat, sink).is_ok());
    const auto parsed = parse_record(sink.bytes(), kFormat);
    ASSERT_TRUE(parsed);
    EXPECT_TRUE(parsed->record.more.empty());
    EXPECT_EQ(parsed->record.traits.content, traits.content);
    EXPECT_EQ(parsed->record.traits.picture, traits.picture);
    EXPECT_EQ(parsed->record.traits.size, traits.size);
    EXPECT_EQ(parsed->record.traits.sketch, traits.sketch);
  }
}

TEST(Pack, KeepsFieldsThatItDoesNotKnow) {
  const Image picture = test::noise({8, 6}, 7);
  const Bytes bytes = {1, 2, 3, 4, 5, 6, 7, 8};
  PackRecord record;
  record.thumbnail = picture.view();
  const auto tag = static_cast<PackTag>(815);
  record.more = {{tag, bytes}, {static_cast<PackTag>(4711), {}}};
  BufferSink sink;
  ASSERT_TRUE(encode_record(record, kFormat, sink).is_ok());
  const auto parsed = parse_record(sink.bytes(), kFormat);
  ASSERT_TRUE(parsed);
  ASSERT_EQ(parsed->record.more.size(), 2U);
  EXPECT_EQ(parsed->record.more[0].tag, tag);
  EXPECT_TRUE(std::equal(bytes.begin(), bytes.end(), parsed->record.more[0].content.begin()));
  EXPECT_EQ(static_cast<int>(parsed->record.more[1].tag), 4711);
  EXPECT_TRUE(parsed->record.more[1].content.empty());
}

TEST(Pack, RefusesWhatDoesNotFit) {
  const Image picture = test::noise({6, 8}, 7);
  const std::string long_path(70000, 'x');
  BufferSink sink;
  PackRecord record;
  record.thumbnail = picture.view();
  EXPECT_EQ(encode_record(record, kFormat, sink).code, StatusCode::invalid_argument);
  record.outcome = StatusCode::corrupt;
  record.key.path = long_path;
  EXPECT_EQ(encode_record(record, kFormat, sink).code, StatusCode::invalid_argument);
  record.key.path = {};
  record.reason = long_path;
  EXPECT_EQ(encode_record(record, kFormat, sink).code, StatusCode::invalid_argument);
  EXPECT_TRUE(sink.bytes().empty());
}

TEST(Pack, CutOffAnywhereKeepsAllWholeRecords) {
  const Pack pack = mixed_pack();
  for (std::size_t length = kPackHeaderBytes; length <= pack.bytes().size(); ++length) {
    const Bytes cut(pack.bytes().begin(),
                    pack.bytes().begin() + static_cast<std::ptrdiff_t>(length));
    std::vector<std::size_t> ends = pack.starts();
    ends.push_back(pack.bytes().size());
    const auto whole = static_cast<std::size_t>(
        std::count_if(ends.begin(), ends.end(), [&](std::size_t end) { return end <= length; }) -
        1);
    const auto [records, end] = parse(cut);
    ASSERT_EQ(records.size(), whole) << length;
    ASSERT_EQ(end, ends[whole]);
    ASSERT_EQ(indexed(cut).bytes(), end);
  }
}

TEST(Pack, AFlippedBitLosesOnlyFromItsRecordOn) {
  const Pack pack = mixed_pack();
  for (std::size_t bit = kPackHeaderBytes * 8; bit < pack.bytes().size() * 8; ++bit) {
    Bytes flipped = pack.bytes();
    flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1U << bit % 8));
    const auto hit = static_cast<std::size_t>(
        std::upper_bound(pack.starts().begin(), pack.starts().end(), bit / 8) -
        pack.starts().begin() - 1);
    const auto [records, end] = parse(flipped);
    ASSERT_EQ(records.size(), hit) << bit;
    ASSERT_EQ(end, pack.starts()[hit]);
  }
}

TEST(Pack, OfAnotherFormatIsNotReadAndOfAnotherKindIsForeign) {
  const Pack pack;
  const Bytes& bytes = pack.bytes();
  EXPECT_EQ(identify_pack(Pack(PackFormat{{6, 8}}).bytes(), kFormat), PackKind::other);
  EXPECT_EQ(identify_pack(Pack(PackFormat{{8, 6}, 99}).bytes(), kFormat), PackKind::other);
  for (std::size_t length = 0; length < kPackHeaderBytes; ++length) {
    EXPECT_EQ(identify_pack(std::span(bytes).first(length), kFormat),
              length < 8 ? PackKind::foreign : PackKind::other);
  }
  for (std::size_t i = 0; i < kPackHeaderBytes; ++i) {
    Bytes changed = bytes;
    changed[i] ^= 1;
    EXPECT_EQ(identify_pack(changed, kFormat), i < 8 ? PackKind::foreign : PackKind::other);
  }
  EXPECT_EQ(identify_pack(Bytes(1000, 'x'), kFormat), PackKind::foreign);
}

TEST(Pack, RemembersOnlyWhatASecondTryWouldNotChange) {
  EXPECT_TRUE(is_lasting(StatusCode::ok));
  EXPECT_TRUE(is_lasting(StatusCode::corrupt));
  EXPECT_TRUE(is_lasting(StatusCode::unsupported));
  EXPECT_FALSE(is_lasting(StatusCode::out_of_memory));
  EXPECT_FALSE(is_lasting(StatusCode::cancelled));
  EXPECT_FALSE(is_lasting(StatusCode::io));
}

TEST(PackIndex, FindsRecordsByTheWholeKey) {
  const Pack pack = mixed_pack();
  PackIndex index = indexed(pack.bytes());
  EXPECT_EQ(index.count(), 4U);
  EXPECT_EQ(index.photo_count(), 2U);
  EXPECT_EQ(index.bytes(), pack.bytes().size());
  const auto found = index.find({"b/two.jpg", 1003, -5});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->offset, pack.starts()[2]);
  EXPECT_EQ(at(pack.bytes(), *found).key.path, "b/two.jpg");
  EXPECT_FALSE(index.find({"b/two.jpg", 1003, -4}));
  EXPECT_FALSE(index.find({"b/two.jpg", 1004, -5}));
  EXPECT_FALSE(index.find({"two.jpg", 1003, -5}));
}

TEST(PackIndex, ReadsAFileInPieces) {
  Pack pack;
  for (unsigned i = 0; i < 100; ++i) pack.add("photo " + std::to_string(i), StatusCode::ok, i);
  PackIndex index(kFormat);
  ASSERT_EQ(index.open(std::span(pack.bytes()).first(kPackHeaderBytes)), PackKind::usable);
  for (std::size_t taken = 1; taken > 0;) {
    const auto rest = std::span(pack.bytes()).subspan(place(index.bytes()));
    taken = index.take(rest.first(std::min<std::size_t>(rest.size(), 1000)));
  }
  EXPECT_EQ(index.count(), 100U);
  EXPECT_EQ(index.bytes(), pack.bytes().size());
}

TEST(PackIndex, OfTwoRecordsWithOneKeyTheLaterWins) {
  Pack pack;
  pack.add("one", StatusCode::unsupported, 5);
  pack.add("two", StatusCode::ok, 6);
  pack.add("one", StatusCode::ok, 5);
  PackIndex index = indexed(pack.bytes());
  EXPECT_EQ(index.count(), 2U);
  EXPECT_EQ(index.photo_count(), 2U);
  const auto found = index.find({"one", 1005, -5});
  ASSERT_TRUE(found);
  EXPECT_EQ(at(pack.bytes(), *found).outcome, StatusCode::ok);
}

// Carries moves out inside the one file, as the page does.
void carry_out(const std::vector<PackIndex::Move>& moves, const PackIndex& index, Bytes& bytes) {
  for (const auto& [from, to] : moves) {
    ASSERT_LE(to, from.offset);
    const Bytes record(bytes.begin() + static_cast<std::ptrdiff_t>(from.offset),
                       bytes.begin() + static_cast<std::ptrdiff_t>(from.offset + from.bytes));
    std::copy(record.begin(), record.end(), bytes.begin() + static_cast<std::ptrdiff_t>(to));
  }
  bytes.resize(place(index.bytes()));
}

TEST(PackIndex, CompactionKeepsWhatWasUsedInItsOrder) {
  Bytes bytes = mixed_pack().bytes();
  PackIndex index = indexed(bytes);
  ASSERT_TRUE(index.find({"clip.mov", 1002, -5}));
  ASSERT_TRUE(index.find({"b/two.jpg", 1003, -5}));
  carry_out(index.compact(PackIndex::Keep::used), index, bytes);
  EXPECT_EQ(index.count(), 2U);
  EXPECT_EQ(index.photo_count(), 1U);
  EXPECT_FALSE(index.find({"a/one.jpg", 1001, -5}));
  const auto found = index.find({"b/two.jpg", 1003, -5});
  ASSERT_TRUE(found);
  EXPECT_EQ(at(bytes, *found).key.path, "b/two.jpg");
  const auto [records, end] = parse(bytes);
  EXPECT_EQ(end, bytes.size());
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].key.path, "clip.mov");
}

TEST(PackIndex, CompactionThatIsInterruptedLosesOnlyRecordsBehind) {
  Pack pack;
  for (unsigned i = 0; i < 12; ++i) pack.add("photo " + std::to_string(i), StatusCode::ok, i);
  PackIndex index = indexed(pack.bytes());
  for (const unsigned i : {2U, 3U, 7U, 9U, 11U}) {
    ASSERT_TRUE(index.find({"photo " + std::to_string(i), 1000 + i, -5}));
  }
  const auto moves = index.compact(PackIndex::Keep::used);
  Bytes bytes = pack.bytes();
  std::size_t moved = 0;
  for (const auto& [from, to] : moves) {
    for (std::uint32_t i = 0; i < from.bytes; ++i) {
      bytes[place(to) + i] = bytes[place(from.offset) + i];
      const auto records = parse(bytes).first;
      ASSERT_GE(records.size(), moved);
      for (const PackRecord& record : records) {  // Whatever is found is what was written.
        const auto seed = static_cast<unsigned>(record.key.bytes - 1000);
        ASSERT_EQ(record.key.path, "photo " + std::to_string(seed));
      }
    }
    ++moved;
  }
}

TEST(PackIndex, StaysBelowItsLimitByDroppingWhatWasNotUsed) {
  Pack pack;
  for (unsigned i = 0; i < 10; ++i) pack.add("photo " + std::to_string(i), StatusCode::ok, i);
  const std::size_t record = pack.starts()[1] - pack.starts()[0];
  PackIndex index = indexed(pack.bytes(), kPackHeaderBytes + 10 * record);
  ASSERT_TRUE(index.find({"photo 4", 1004, -5}));
  EXPECT_TRUE(index.has_room(record));
  ASSERT_EQ(index.wants_compaction(record), PackIndex::Keep::used);
  EXPECT_EQ(index.compact(PackIndex::Keep::used).size(), 1U);
  for (int i = 0; i < 9; ++i) {
    EXPECT_FALSE(index.wants_compaction(record));
    ASSERT_TRUE(index.has_room(record));
    index.add({"new " + std::to_string(i), 1, 1}, StatusCode::ok, record);
  }
  EXPECT_FALSE(index.has_room(record));
  EXPECT_EQ(index.count(), 10U);
}

TEST(PackIndex, DropsRecordsThatNoLongerCountWhenTheyAreMany) {
  PackIndex index(kFormat);
  constexpr std::size_t kRecord = 100'000;
  for (int i = 0; i < 20; ++i) index.add({"a", 1, 1}, StatusCode::ok, kRecord);
  EXPECT_EQ(index.wants_compaction(kRecord), PackIndex::Keep::live);
  EXPECT_EQ(index.compact(PackIndex::Keep::live).size(), 1U);
  EXPECT_EQ(index.bytes(), kPackHeaderBytes + kRecord);
  EXPECT_FALSE(index.wants_compaction(kRecord));
}

}  // namespace
}  // namespace tessera
