// Log entries and snapshots: what is written can be read, and nothing else.
#include <gtest/gtest.h>

#include "domain/log_codec.hpp"
#include "domain/snapshot.hpp"
#include "domain/test_inputs.hpp"

namespace mcs::domain::testing {
namespace {

std::vector<Input> one_of_each() {
  const Instant at = test_epoch;
  const std::vector<InputBody> bodies{
      SpeedrunCreated{{.latency_credit = 123ms, .max_participants = 77}},
      QuestionSetUploaded{"0123abcd", 5'000},
      SpeedrunStarted{{4},
                      "Quiz \xF0\x9F\x8F\x81",
                      {"a", "b"},
                      600s,
                      "0123abcd",
                      {AnswerKey{4'999, 10, OptionSet::from_bits(0x3FF)},
                       AnswerKey{0, 2, OptionSet::from_bits(2)}}},
      SeatTaken{{0xFFFF'FFFF'FFFF'FFFF}, {0xFFFF'FFFF}, "Ada"},
      ParticipantConnected{{1}, {2}},
      ParticipantDisconnected{{3'000'000}, {4}},
      QuestionServed{{1}, {4'999}, {3}},
      AnswerSubmitted{{1}, {2}, {3}, OptionSet::from_bits(5), -1ms, 600s, 250ms},
      TimeoutReported{{1}, {2}, {3}},
      LobbyLocked{true},
      ParticipantKicked{{9}, {8}},
      HostEnded{},
      ClockTicked{},
      ExtraTimeSet{{7}, {6}, ExtraTime{max_extra_time_percent}}};
  static_assert(std::variant_size_v<InputBody> == 14);
  std::vector<Input> inputs;
  for (const InputBody& body : bodies)
    inputs.push_back(
        {.at = at + Duration{inputs.size()} - 3ms, .instance = instance_a, .body = body});
  return inputs;
}

TEST(LogCodec, ReadsWhatItWrote) {
  const auto inputs = one_of_each();
  EXPECT_EQ(decode_entry(encode_entry(inputs)), inputs);
  for (const Input& input : inputs)
    EXPECT_EQ(decode_entry(encode_entry({&input, 1})), std::vector{input});
}

TEST(LogCodec, AnAnswerTakesFewBytes) {
  std::vector<Input> inputs;
  for (std::uint32_t i = 0; i < 100; ++i)
    inputs.push_back(
        {.at = test_epoch + Duration{i},
         .instance = instance_a,
         .body = AnswerSubmitted{{i}, {7}, {i}, OptionSet::from_bits(1), 2'345ms, 2'400ms, 30ms}});
  EXPECT_LT(encode_entry(inputs).size(), inputs.size() * 16);
}

TEST(LogCodec, EveryTruncationIsCorruptOrShorter) {
  const auto inputs = one_of_each();
  const Bytes bytes = encode_entry(inputs);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto decoded = decode_entry(std::string_view(bytes).substr(0, size));
    // A cut between two inputs cannot be told; stores keep entries whole.
    if (decoded)
      EXPECT_LT(decoded->size(), inputs.size());
    else
      EXPECT_EQ(decoded.error().code, ErrorCode::Corrupt);
  }
}

TEST(LogCodec, RefusesWhatNoWriterProduces) {
  EXPECT_FALSE(decode_entry(""));
  EXPECT_FALSE(decode_entry(std::string_view("\x02", 1)));
  const Input start{test_epoch, instance_a,
                    SpeedrunStarted{{1}, "Q", {}, 10s, "aa", {AnswerKey{0, 4, {}}}}};
  EXPECT_FALSE(decode_entry(encode_entry({&start, 1}))) << "an empty set of right options";
  const Input endless{test_epoch, instance_a,
                      SpeedrunStarted{{1}, "Q", {}, 601s, "aa", {AnswerKey{}}}};
  EXPECT_FALSE(decode_entry(encode_entry({&endless, 1}))) << "too long a duration";
  const Input generous{test_epoch, instance_a, ExtraTimeSet{{1}, {1}, ExtraTime{201}}};
  EXPECT_FALSE(decode_entry(encode_entry({&generous, 1}))) << "too much extra time";
}

TEST(Snapshot, FoldingOnFromOneIsFoldingFromTheStart) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    RandomInputs random(seed);
    Effects effects;
    Speedrun whole;
    Speedrun resumed;
    for (int i = 0; i < 600; ++i) {
      if (i % 37 == 0 && whole.created()) {
        auto decoded = decode_snapshot(encode_snapshot(resumed));
        ASSERT_TRUE(decoded) << decoded.error().detail;
        resumed = std::move(*decoded);
      }
      const Input input = random.next(whole);
      Effects expected;
      step(whole, input, expected);
      effects.clear();
      step(resumed, input, effects);
      ASSERT_EQ(effects.size(), expected.size());
      ASSERT_EQ(resumed.next_due(), whole.next_due());
    }
    EXPECT_EQ(encode_snapshot(resumed), encode_snapshot(whole));
    const auto best = whole.standings().best();
    EXPECT_TRUE(std::ranges::equal(best, resumed.standings().best()));
    EXPECT_EQ(resumed.tallies().answer_time, whole.tallies().answer_time);
  }
}

TEST(Snapshot, EveryTruncationIsCorrupt) {
  RandomInputs random(1);
  Speedrun run;
  Effects effects;
  for (int i = 0; i < 300; ++i) step(run, random.next(run), effects);
  const Bytes bytes = encode_snapshot(run);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    ASSERT_FALSE(decode_snapshot(std::string_view(bytes).substr(0, size))) << size;
  EXPECT_FALSE(decode_snapshot(bytes + "x"));
}

}  // namespace
}  // namespace mcs::domain::testing
