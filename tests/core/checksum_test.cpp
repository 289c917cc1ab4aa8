#include "codec/checksum.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <random>
#include <string_view>
#include <vector>

namespace tessera {
namespace {

std::vector<std::uint8_t> bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

std::vector<std::uint8_t> random_bytes(std::size_t size) {
  std::mt19937 random(static_cast<unsigned>(size) + 1);
  std::vector<std::uint8_t> bytes(size);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random() >> 24);
  return bytes;
}

// The definitions, bit by bit and byte by byte.
std::uint32_t plain_crc32(const std::vector<std::uint8_t>& bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const std::uint8_t byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320U : 0U);
  }
  return ~crc;
}

std::uint32_t plain_adler32(const std::vector<std::uint8_t>& bytes) {
  std::uint32_t sum = 1;
  std::uint32_t sum_of_sums = 0;
  for (const std::uint8_t byte : bytes) {
    sum = (sum + byte) % 65521;
    sum_of_sums = (sum_of_sums + sum) % 65521;
  }
  return sum_of_sums << 16 | sum;
}

TEST(Crc32, GivesThePublishedCheckValue) {
  EXPECT_EQ(crc32(kCrcStart, bytes_of("123456789")), 0xcbf43926U);
  EXPECT_EQ(crc32(kCrcStart, bytes_of("IEND")), 0xae426082U);
  EXPECT_EQ(crc32(kCrcStart, {}), 0U);
}

TEST(Crc32, AgreesWithTheBitwiseDefinitionAtEveryLength) {
  for (std::size_t size = 0; size < 100; ++size) {
    const std::vector<std::uint8_t> bytes = random_bytes(size);
    EXPECT_EQ(crc32(kCrcStart, bytes), plain_crc32(bytes)) << size;
  }
}

TEST(Crc32, AgreesWithTheBitwiseDefinitionOnLongInputs) {
  for (const std::size_t size : {12287U, 12288U, 12289U, 24576U, 40000U, 100001U}) {
    const std::vector<std::uint8_t> bytes = random_bytes(size);
    EXPECT_EQ(crc32(kCrcStart, bytes), plain_crc32(bytes)) << size;
  }
}

TEST(Crc32, GoesOnWhereItStopped) {
  const std::vector<std::uint8_t> bytes = random_bytes(1000);
  const std::span<const std::uint8_t> all(bytes);
  for (const std::size_t cut : {0U, 1U, 15U, 16U, 17U, 500U, 1000U}) {
    EXPECT_EQ(crc32(crc32(kCrcStart, all.first(cut)), all.subspan(cut)), plain_crc32(bytes)) << cut;
  }
}

TEST(Adler32, GivesThePublishedExample) {
  EXPECT_EQ(adler32(kAdlerStart, bytes_of("Wikipedia")), 0x11e60398U);
  EXPECT_EQ(adler32(kAdlerStart, {}), 1U);
}

TEST(Adler32, AgreesWithTheDefinitionAtEveryLength) {
  for (const std::size_t size :
       {0U, 1U, 15U, 16U, 17U, 31U, 33U, 5535U, 5536U, 5537U, 5552U, 20000U}) {
    const std::vector<std::uint8_t> bytes = random_bytes(size);
    EXPECT_EQ(adler32(kAdlerStart, bytes), plain_adler32(bytes)) << size;
  }
}

TEST(Adler32, DoesNotOverflowOnTheLargestBytes) {
  const std::vector<std::uint8_t> bytes(100000, 255);
  EXPECT_EQ(adler32(0xfff0fff0, bytes), [&] {
    std::uint64_t sum = 0xfff0;
    std::uint64_t sum_of_sums = 0xfff0;
    for (const std::uint8_t byte : bytes) {
      sum = (sum + byte) % 65521;
      sum_of_sums = (sum_of_sums + sum) % 65521;
    }
    return static_cast<std::uint32_t>(sum_of_sums << 16 | sum);
  }());
}

TEST(Adler32, IsCombinedFromParts) {
  const std::vector<std::uint8_t> bytes = random_bytes(200000);
  const std::span<const std::uint8_t> all(bytes);
  for (const std::size_t cut : {0U, 1U, 65520U, 65521U, 65522U, 131042U, 200000U}) {
    EXPECT_EQ(adler32_combine(adler32(kAdlerStart, all.first(cut)),
                              adler32(kAdlerStart, all.subspan(cut)), all.size() - cut),
              plain_adler32(bytes))
        << cut;
  }
}

}  // namespace
}  // namespace tessera
