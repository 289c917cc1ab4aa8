#include "codec/deflate.h"

#include <algorithm>
#include <cstdint>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

#ifdef TESSERA_HAS_LIBPNG
#include <zlib.h>
#endif

namespace tessera {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes random_bytes(std::size_t size, unsigned values, unsigned seed) {
  std::mt19937 random(seed);
  Bytes bytes(size);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random() % values);
  return bytes;
}

// Runs, copies from near and far, and literals: all that a match finder can trip over.
Bytes bytes_with_repeats(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  Bytes bytes;
  while (bytes.size() < size) {
    const std::size_t length = 1 + random() % 700;
    const unsigned kind = random() % 4;
    if (kind == 0 || bytes.empty()) {
      for (std::size_t i = 0; i < length; ++i) bytes.push_back(static_cast<std::uint8_t>(random()));
    } else if (kind == 1) {
      bytes.insert(bytes.end(), length, static_cast<std::uint8_t>(random()));
    } else {
      const std::size_t reach = kind == 2 ? 40 : 40000;
      const std::size_t distance = 1 + random() % std::min(bytes.size(), reach);
      for (std::size_t i = 0; i < length; ++i) bytes.push_back(bytes[bytes.size() - distance]);
    }
  }
  bytes.resize(size);
  return bytes;
}

Bytes deflated(const Bytes& input, DeflateEffort effort = DeflateEffort::fast) {
  DeflateEncoder encoder(effort);
  ByteBuffer output;
  encoder.append_segment(input, output);
  return {output.bytes().begin(), output.bytes().end()};
}

#ifdef TESSERA_HAS_LIBPNG
Bytes inflated(Bytes stream, std::size_t expected_size) {
  stream.insert(stream.end(), kDeflateEnd.begin(), kDeflateEnd.end());
  Bytes output(expected_size + 1);
  z_stream state{};
  EXPECT_EQ(inflateInit2(&state, -15), Z_OK);
  state.next_in = stream.data();
  state.avail_in = static_cast<uInt>(stream.size());
  state.next_out = output.data();
  state.avail_out = static_cast<uInt>(output.size());
  EXPECT_EQ(inflate(&state, Z_FINISH), Z_STREAM_END) << (state.msg == nullptr ? "" : state.msg);
  EXPECT_EQ(state.avail_in, 0U);
  output.resize(state.total_out);
  inflateEnd(&state);
  return output;
}

void expect_round_trip(const Bytes& input) {
  for (const DeflateEffort effort : {DeflateEffort::fast, DeflateEffort::small}) {
    const Bytes stream = deflated(input, effort);
    EXPECT_LE(stream.size(), DeflateEncoder::segment_bound(input.size()));
    EXPECT_TRUE(inflated(stream, input.size()) == input) << input.size() << " bytes";
  }
}

TEST(Deflate, IsInflatedToTheSameBytesAtSmallSizes) {
  for (std::size_t size = 0; size < 300; ++size) {
    expect_round_trip(random_bytes(size, 256, 1));
    expect_round_trip(random_bytes(size, 2, 2));
    expect_round_trip(Bytes(size, 0));
  }
}

TEST(Deflate, IsInflatedToTheSameBytesAroundBlockBoundaries) {
  for (const std::size_t size : {65534U, 65535U, 65536U, 131069U, 131070U, 131071U, 300000U}) {
    expect_round_trip(random_bytes(size, 256, 3));
    expect_round_trip(random_bytes(size, 20, 4));
    expect_round_trip(Bytes(size, 77));
  }
}

TEST(Deflate, IsInflatedToTheSameBytesWhateverRepeats) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    expect_round_trip(bytes_with_repeats(1000 + 5003 * seed, seed));
  }
}

TEST(Deflate, HoldsCodesOfTheGreatestLength) {
  // Counts of powers of two want code words longer than the format allows.
  Bytes bytes;
  for (unsigned symbol = 0; symbol < 16; ++symbol) {
    bytes.insert(bytes.end(), std::size_t{1} << symbol, static_cast<std::uint8_t>(symbol * 7));
  }
  std::shuffle(bytes.begin(), bytes.end(), std::mt19937(5));
  bytes.resize(65535);
  expect_round_trip(bytes);
}

TEST(Deflate, PutsSegmentsOfSeveralEncodersInARow) {
  const Bytes first = bytes_with_repeats(100000, 6);
  const Bytes second = random_bytes(777, 256, 7);
  ByteBuffer output;
  DeflateEncoder encoder;
  encoder.append_segment(first, output);
  encoder.append_segment(second, output);
  Bytes stream(output.bytes().begin(), output.bytes().end());
  const Bytes rest = deflated(first);
  stream.insert(stream.end(), rest.begin(), rest.end());
  Bytes all = first;
  all.insert(all.end(), second.begin(), second.end());
  all.insert(all.end(), first.begin(), first.end());
  EXPECT_TRUE(inflated(stream, all.size()) == all);
}

TEST(Deflate, IsNearTheSizeOfZlibOnRepeats) {
  const Bytes input = bytes_with_repeats(500000, 8);
  uLongf size = compressBound(static_cast<uLong>(input.size()));
  Bytes peer(size);
  ASSERT_EQ(compress2(peer.data(), &size, input.data(), static_cast<uLong>(input.size()), 1), Z_OK);
  EXPECT_LT(static_cast<double>(deflated(input).size()), 1.1 * static_cast<double>(size));
}
#endif

TEST(Deflate, IsSmallerWithMoreEffort) {
  const Bytes input = bytes_with_repeats(500000, 11);
  EXPECT_LT(deflated(input, DeflateEffort::small).size(), deflated(input).size());
}

TEST(Deflate, StoresWhatDoesNotCompress) {
  const Bytes input = random_bytes(200000, 256, 9);
  EXPECT_LT(deflated(input).size(), input.size() + 64);
}

TEST(Deflate, ShrinksZerosToAlmostNothing) { EXPECT_LT(deflated(Bytes(1000000, 0)).size(), 3000U); }

TEST(Deflate, GivesTheSameBytesFromAnEncoderThatWasUsedBefore) {
  const Bytes input = bytes_with_repeats(150000, 10);
  DeflateEncoder encoder;
  ByteBuffer output;
  encoder.append_segment(input, output);
  const Bytes first(output.bytes().begin(), output.bytes().end());
  output.clear();
  encoder.append_segment(input, output);
  EXPECT_TRUE(std::equal(first.begin(), first.end(), output.bytes().begin(), output.bytes().end()));
}

}  // namespace
}  // namespace tessera
