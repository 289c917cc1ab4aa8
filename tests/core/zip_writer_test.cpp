// Archives that outgrow the format's 16 and 32 bits; tests/cli/output_test.py has ordinary ones
// read by another program.
#include "codec/zip_writer.h"

#include "png_test_support.h"

#include <algorithm>
#include <cstdint>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace tessera {
namespace {

// Keeps the end of what is written, counts the rest.
class TailSink final : public ByteSink {
 public:
  Status write(std::span<const std::uint8_t> bytes) override {
    count_ += bytes.size();
    if (bytes.size() < 100000) tail_.insert(tail_.end(), bytes.begin(), bytes.end());
    return {};
  }
  std::uint64_t count() const { return count_; }
  /// Of the kept bytes the number at so many bytes before their end.
  std::uint64_t number(std::size_t before_end, std::size_t bytes) const {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
      value |= std::uint64_t{tail_[tail_.size() - before_end + i]} << 8 * i;
    }
    return value;
  }

 private:
  std::uint64_t count_ = 0;
  std::vector<std::uint8_t> tail_;
};

constexpr std::size_t kEnd = 22;       // bytes of the end record,
constexpr std::size_t kLocator = 20;   // of the locator of its large form,
constexpr std::size_t kLargeEnd = 56;  // and of that.

TEST(ZipWriter, CountsFilesBeyond16BitsInTheLargeEndRecord) {
  for (const std::uint64_t count : {65534U, 65535U, 70000U}) {
    TailSink sink;
    ZipWriter zip(sink);
    for (std::uint64_t i = 0; i < count; ++i) {
      ASSERT_TRUE(zip.add(std::to_string(i), {}).is_ok());
    }
    const std::uint64_t start = sink.count();
    ASSERT_TRUE(zip.finish().is_ok());
    EXPECT_EQ(sink.number(kEnd, 4), 0x06054b50U);
    EXPECT_EQ(sink.number(kEnd - 10, 2), std::min<std::uint64_t>(count, 65535));
    EXPECT_EQ(sink.number(kEnd - 16, 4), start);
    if (count < 65535) continue;
    EXPECT_EQ(sink.number(kEnd + kLocator, 4), 0x07064b50U);
    EXPECT_EQ(sink.number(kEnd + kLocator - 8, 8), sink.count() - kEnd - kLocator - kLargeEnd);
    EXPECT_EQ(sink.number(kEnd + kLocator + kLargeEnd, 4), 0x06064b50U);
    EXPECT_EQ(sink.number(kEnd + kLocator + kLargeEnd - 32, 8), count);
    EXPECT_EQ(sink.number(kEnd + kLocator + kLargeEnd - 48, 8), start);
  }
}

TEST(ZipWriter, GivesFilesBehindFourGigabytesALargeOffset) {
  TailSink sink;
  ZipWriter zip(sink);
  const std::vector<std::uint8_t> part(std::size_t{1} << 26);
  for (int i = 0; i < 64; ++i) ASSERT_TRUE(zip.add("part" + std::to_string(i), part).is_ok());
  const std::uint64_t offset = sink.count();
  ASSERT_GT(offset, std::uint64_t{1} << 32);
  ASSERT_TRUE(zip.add("last", {}).is_ok());
  const std::uint64_t start = sink.count();
  ASSERT_TRUE(zip.finish().is_ok());
  const std::size_t record = kEnd + kLocator + kLargeEnd + 46 + 4 + 12;
  EXPECT_EQ(sink.number(record, 4), 0x02014b50U);
  EXPECT_EQ(sink.number(record - 42, 4), 0xffffffffU);
  EXPECT_EQ(sink.number(record - 50, 2), 1U);
  EXPECT_EQ(sink.number(record - 54, 8), offset);
  EXPECT_EQ(sink.number(kEnd - 16, 4), 0xffffffffU);
  EXPECT_EQ(sink.number(kEnd + kLocator + kLargeEnd - 48, 8), start);
  EXPECT_EQ(sink.number(kEnd + kLocator + kLargeEnd - 24, 8), 65U);
}

TEST(ZipWriter, PassesOnTheFailureOfTheSink) {
  const std::vector<std::uint8_t> bytes(1000);
  for (const std::size_t capacity : {0U, 20U, 500U, 1050U}) {
    testing::FailingSink sink(capacity);
    ZipWriter zip(sink);
    Status status = zip.add("file", bytes);
    if (status.is_ok()) status = zip.finish();
    EXPECT_EQ(status.code, StatusCode::io) << capacity;
  }
  BufferSink sink;
  EXPECT_EQ(ZipWriter(sink).add("", bytes).code, StatusCode::invalid_argument);
}

}  // namespace
}  // namespace tessera
