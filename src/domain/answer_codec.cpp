#include "domain/answer_codec.hpp"

namespace mcs::domain {

namespace {

// The first byte; another way of packing gets another number.
constexpr std::uint8_t format = 1;

}  // namespace

Bytes pack_answers(const std::vector<AnswerResult>& answers) {
  Bytes packed;
  ByteWriter out(packed);
  out.u8(format);
  for (const auto& answer : answers) {
    out.u8(static_cast<std::uint8_t>(answer.outcome));
    out.varint(answer.selected.bits());
    out.signed_varint(answer.credited.count());
    out.signed_varint(answer.credit.count());
    out.varint(answer.score);
  }
  return packed;
}

Result<std::vector<AnswerResult>> unpack_answers(std::string_view packed) {
  ByteReader in(packed);
  std::vector<AnswerResult> answers;
  if (in.u8() != format) in.fail();
  while (!in.at_end()) {
    AnswerResult answer{};
    const std::uint8_t outcome = in.u8();
    if (outcome > static_cast<std::uint8_t>(Outcome::Timeout)) in.fail();
    answer.outcome = static_cast<Outcome>(outcome);
    answer.selected = OptionSet::from_bits(in.narrow<std::uint16_t>());
    answer.credited = Duration{in.signed_varint()};
    answer.credit = Duration{in.signed_varint()};
    answer.score = in.narrow<std::uint32_t>();
    answers.push_back(answer);
  }
  if (!in.ok()) return fail(ErrorCode::Corrupt, "a participant's stored answers are broken");
  return answers;
}

}  // namespace mcs::domain
