#include "domain/answer_codec.hpp"

#include <gtest/gtest.h>

namespace mcs::domain {
namespace {

TEST(Answers, GiveBackWhatWasPacked) {
  const std::vector<AnswerResult> answers{
      {Outcome::Correct, OptionSet::from_bits(0b10), Duration{12'345}, Duration{250}, 83},
      {Outcome::Timeout, OptionSet{}, Duration{600'000}, Duration{0}, 0},
      {Outcome::Partial, OptionSet::from_bits(0x3FF), Duration{0}, Duration{1'000}, 100}};
  const Bytes packed = pack_answers(answers);
  EXPECT_EQ(unpack_answers(packed), answers);
  EXPECT_LE(packed.size(), 1 + 9 * answers.size());
  EXPECT_EQ(unpack_answers(pack_answers({})), std::vector<AnswerResult>{});
}

TEST(Answers, NothingButPackedAnswersIsRead) {
  const Bytes packed = pack_answers({{Outcome::Correct, {}, {}, {}, 7}});
  for (const auto& broken : {Bytes(), Bytes("\x02"), packed.substr(0, packed.size() - 1),
                             Bytes("\x01\x09") + packed.substr(2)}) {
    const auto answers = unpack_answers(broken);
    ASSERT_FALSE(answers);
    EXPECT_EQ(answers.error().code, ErrorCode::Corrupt);
  }
}

}  // namespace
}  // namespace mcs::domain
