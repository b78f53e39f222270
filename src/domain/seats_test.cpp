#include "domain/seats.hpp"

#include <gtest/gtest.h>

namespace mcs::domain {
namespace {

TEST(SeatTable, FindsManyByUserAndName) {
  SeatTable seats;
  for (std::uint32_t i = 0; i < 5'000; ++i) {
    const SeatIndex seat = seats.add({i * 64ULL}, "Name " + std::to_string(i));
    EXPECT_EQ(seat.value, i);
  }
  for (std::uint32_t i = 0; i < 5'000; ++i) {
    EXPECT_EQ(seats.find(UserId{i * 64ULL}), SeatIndex{i});
    EXPECT_EQ(seats.find_name("NAME  " + std::to_string(i)), SeatIndex{i});
    EXPECT_EQ(seats.name({i}), "Name " + std::to_string(i));
  }
  EXPECT_EQ(seats.find(UserId{1}), std::nullopt);
  EXPECT_EQ(seats.find_name("Name 5000"), std::nullopt);
}

TEST(SeatTable, ARenamedSeatLosesItsOldName) {
  SeatTable seats;
  const SeatIndex seat = seats.add({1}, "Before");
  seats.rename(seat, "After");
  for (std::uint32_t i = 2; i < 100; ++i) seats.add({i}, "Other " + std::to_string(i));
  EXPECT_EQ(seats.find_name("Before"), std::nullopt);
  EXPECT_EQ(seats.find_name("After"), seat);
  EXPECT_EQ(seats.name(seat), "After");
}

TEST(SeatTable, ARemovedSeatKeepsItsUserButFreesItsName) {
  SeatTable seats;
  const SeatIndex seat = seats.add({1}, "Ada");
  seats[seat].removed = true;
  EXPECT_EQ(seats.find(UserId{1}), seat);
  EXPECT_EQ(seats.find_name("Ada"), std::nullopt);
  EXPECT_EQ(seats.find_name("Ada"), std::nullopt);
  const SeatIndex next = seats.add({2}, "Ada");
  EXPECT_EQ(seats.find_name("Ada"), next);
}

TEST(SeatTable, KeepsEveryAnswerOfALongSpeedrun) {
  constexpr std::size_t question_count = 5'000;
  SeatTable seats;
  const SeatIndex seat = seats.add({1}, "Ada");
  for (std::size_t q = 0; q < question_count; ++q)
    seats.record(seat, AnswerRecord(OptionSet::from_bits(1), Duration{q}, Duration{0}),
                 question_count);
  const auto records = seats[seat].records();
  ASSERT_EQ(records.size(), question_count);
  for (std::size_t q = 0; q < question_count; ++q) EXPECT_EQ(records[q].credited(), Duration{q});
}

}  // namespace
}  // namespace mcs::domain
