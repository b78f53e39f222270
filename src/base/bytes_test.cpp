#include "base/bytes.hpp"

#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace mcs {
namespace {

constexpr auto max64 = std::numeric_limits<std::uint64_t>::max();

template <class Write>
Bytes written(Write write) {
  Bytes bytes;
  ByteWriter out(bytes);
  write(out);
  return bytes;
}

TEST(Bytes, VarintsTakeSevenBitsAByte) {
  EXPECT_EQ(written([](auto& out) { out.varint(0); }), Bytes(1, '\0'));
  EXPECT_EQ(written([](auto& out) { out.varint(127); }), "\x7F");
  EXPECT_EQ(written([](auto& out) { out.varint(128); }), "\x80\x01");
  EXPECT_EQ(written([](auto& out) { out.varint(max64); }),
            "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01");
  EXPECT_EQ(written([](auto& out) { out.signed_varint(-1); }), "\x01");
  EXPECT_EQ(written([](auto& out) { out.signed_varint(1); }), "\x02");
}

TEST(Bytes, FieldsAreReadAsWritten) {
  const Bytes bytes = written([](ByteWriter& out) {
    out.u8(0xFE);
    out.varint(300);
    out.signed_varint(std::numeric_limits<std::int64_t>::min());
    out.signed_varint(std::numeric_limits<std::int64_t>::max());
    out.fixed64(0x0123'4567'89AB'CDEF);
    out.text("text");
    out.text("");
  });
  ByteReader in(bytes);
  EXPECT_EQ(in.u8(), 0xFE);
  EXPECT_EQ(in.varint(), 300);
  EXPECT_EQ(in.signed_varint(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(in.signed_varint(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(in.fixed64(), 0x0123'4567'89AB'CDEF);
  EXPECT_EQ(in.text(4), "text");
  EXPECT_EQ(in.text(4), "");
  EXPECT_TRUE(in.ok());
  EXPECT_TRUE(in.at_end());
}

TEST(Bytes, NumbersOfEverySizeAreReadAsWritten) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 10'000; ++round) {
    const std::uint64_t number = random() >> (random() % 64);
    const auto signed_number = static_cast<std::int64_t>(number ^ (random() & 1 ? max64 : 0));
    const Bytes bytes = written([&](ByteWriter& out) {
      out.varint(number);
      out.signed_varint(signed_number);
    });
    ByteReader in(bytes);
    ASSERT_EQ(in.varint(), number);
    ASSERT_EQ(in.signed_varint(), signed_number);
    ASSERT_TRUE(in.ok() && in.at_end());
  }
}

TEST(ByteReader, StaysFailedAndYieldsZeroes) {
  ByteReader in("\x05");
  EXPECT_EQ(in.fixed64(), 0);
  EXPECT_FALSE(in.ok());
  EXPECT_EQ(in.u8(), 0);
  EXPECT_EQ(in.varint(), 0);
  EXPECT_EQ(in.signed_varint(), 0);
  EXPECT_EQ(in.text(10), "");
  EXPECT_EQ(in.remaining(), 0);
  EXPECT_FALSE(in.ok());
}

TEST(ByteReader, FailsOnEveryCutInput) {
  const Bytes bytes = written([](ByteWriter& out) {
    out.varint(300);
    out.fixed64(1);
    out.text("text");
  });
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ByteReader in(std::string_view(bytes).substr(0, size));
    in.varint();
    in.fixed64();
    in.text(10);
    EXPECT_FALSE(in.ok()) << size;
  }
}

TEST(ByteReader, RefusesVarintsOfMoreThan64Bits) {
  const Bytes most = Bytes(9, '\xFF') + '\x01';
  EXPECT_EQ(ByteReader(most).varint(), max64);
  for (const Bytes& bytes : {Bytes(9, '\xFF') + '\x02', Bytes(10, '\xFF') + '\x01',
                             Bytes(9, '\x80') + '\x81', Bytes(100, '\x80')}) {
    ByteReader in(bytes);
    EXPECT_EQ(in.varint(), 0);
    EXPECT_FALSE(in.ok());
  }
}

TEST(ByteReader, ChecksLimits) {
  const Bytes bytes = written([](ByteWriter& out) { out.varint(256); });
  EXPECT_EQ(ByteReader(bytes).narrow<std::uint16_t>(), 256);
  EXPECT_EQ(ByteReader(bytes).bounded(256), 256);
  ByteReader narrow(bytes);
  EXPECT_EQ(narrow.narrow<std::uint8_t>(), 0);
  EXPECT_FALSE(narrow.ok());
  ByteReader bounded(bytes);
  EXPECT_EQ(bounded.bounded(255), 0);
  EXPECT_FALSE(bounded.ok());
  const Bytes text = written([](ByteWriter& out) { out.text("text"); });
  ByteReader limited(text);
  EXPECT_EQ(limited.text(3), "");
  EXPECT_FALSE(limited.ok());
}

TEST(ByteReader, TakesNoLengthBeyondItsInput) {
  const Bytes bytes = written([](ByteWriter& out) { out.varint(max64); }) + "text";
  ByteReader in(bytes);
  EXPECT_EQ(in.text(std::numeric_limits<std::size_t>::max()), "");
  EXPECT_FALSE(in.ok());
}

}  // namespace
}  // namespace mcs
