#include "adapters/dynamodb/result_elements.hpp"

#include "adapters/dynamodb/attributes.hpp"
#include "domain/answer_codec.hpp"

namespace mcs::dynamodb {

using namespace domain;

namespace {

constexpr std::int64_t all_options = (1 << max_options) - 1;

}  // namespace

json::value category_attribute(const std::string& category) {
  return text(category);
}

std::string category_of(const json::value& attribute, bool& ok) {
  return read_bytes(attribute, ok);
}

json::value question_attribute(const QuestionResult& result) {
  const auto& [question, counts] = result;
  json::array options;
  for (const auto& option : question.options) options.push_back(text(option));
  static_assert(tally_kinds == 3);
  return map({{"text", text(question.text)},
              {"category", text(question.category)},
              {"options", list(std::move(options))},
              {"answers", number(question.answers.bits())},
              {"correct", number(counts[0])},
              {"incorrect", number(counts[1])},
              {"time_expired", number(counts[2])}});
}

QuestionResult question_of(const json::value& attribute, bool& ok) {
  Fields fields = Fields::of_map(attribute);
  QuestionResult result;
  auto& [question, counts] = result;
  question.text = fields.bytes("text");
  question.category = fields.bytes("category");
  for (const auto& option : fields.list("options"))
    question.options.push_back(read_bytes(option, ok));
  question.answers =
      OptionSet::from_bits(static_cast<std::uint16_t>(fields.integer("answers", 0, all_options)));
  counts = {fields.narrow<std::uint32_t>("correct"), fields.narrow<std::uint32_t>("incorrect"),
            fields.narrow<std::uint32_t>("time_expired")};
  ok = ok && fields.ok();
  return result;
}

json::value participant_attribute(const ParticipantResult& participant) {
  json::object fields{{"user", text(to_string(participant.user))},
                      {"name", text(participant.name)},
                      {"rank", number(participant.rank)},
                      {"score", number(participant.score)},
                      {"answers", binary(pack_answers(participant.answers))}};
  if (participant.total_time) fields["total_time_ms"] = number(participant.total_time->count());
  return map(std::move(fields));
}

ParticipantResult participant_of(const json::value& attribute, bool& ok) {
  Fields fields = Fields::of_map(attribute);
  const auto user = parse_user_id(fields.bytes("user"));
  auto answers = unpack_answers(fields.bytes("answers"));
  ParticipantResult result{.user = user.value_or(UserId{}),
                           .name = fields.bytes("name"),
                           .rank = fields.narrow<std::uint32_t>("rank"),
                           .score = fields.narrow<std::uint32_t>("score"),
                           .total_time = std::nullopt,
                           .answers = {}};
  if (fields.has("total_time_ms")) result.total_time = Duration{fields.integer("total_time_ms")};
  if (answers) result.answers = std::move(*answers);
  ok = ok && fields.ok() && user && answers;
  return result;
}

}  // namespace mcs::dynamodb
