#include "domain/field_codec.hpp"

namespace mcs::domain {

namespace {

// About 30 years either way: sums of a few of them never overflow.
constexpr std::int64_t max_abs_duration = 1'000'000'000'000;
// The year 3000 or so.
constexpr std::int64_t max_epoch_ms = 32'000'000'000'000;

void write_key(ByteWriter& out, const AnswerKey& key) {
  out.varint(key.source_index);
  out.u8(key.option_count);
  out.varint(key.correct.bits());
}

AnswerKey read_key(ByteReader& in) {
  AnswerKey key;
  key.source_index = in.narrow<std::uint16_t>();
  key.option_count = in.u8();
  key.correct = OptionSet::from_bits(in.narrow<std::uint16_t>());
  if (key.option_count < min_options || key.option_count > max_options || key.correct.empty() ||
      !key.correct.within(key.option_count))
    in.fail();
  return key;
}

}  // namespace

void write_duration(ByteWriter& out, Duration duration) {
  out.signed_varint(duration.count());
}

Duration read_duration(ByteReader& in) {
  const std::int64_t ms = in.signed_varint();
  if (ms < -max_abs_duration || ms > max_abs_duration) return in.fail(), Duration{0};
  return Duration{ms};
}

bool is_plausible(Instant instant) {
  return epoch_ms(instant) >= 0 && epoch_ms(instant) <= max_epoch_ms;
}

void write_instant(ByteWriter& out, Instant instant) {
  out.signed_varint(epoch_ms(instant));
}

Instant read_instant(ByteReader& in) {
  const Instant instant = from_epoch_ms(in.signed_varint());
  if (!is_plausible(instant)) return in.fail(), Instant{};
  return instant;
}

void write_extra_time(ByteWriter& out, ExtraTime extra_time) {
  out.u8(extra_time.percent);
}

ExtraTime read_extra_time(ByteReader& in) {
  const ExtraTime extra_time{in.u8()};
  if (extra_time.percent > max_extra_time_percent) return in.fail(), ExtraTime{};
  return extra_time;
}

void write_rules(ByteWriter& out, const Rules& rules) {
  write_duration(out, rules.latency_credit);
  out.varint(rules.max_participants);
}

Rules read_rules(ByteReader& in) {
  Rules rules;
  rules.latency_credit = read_duration(in);
  rules.max_participants = in.narrow<std::uint32_t>();
  if (rules.latency_credit < Duration{0} || rules.latency_credit > max_latency_credit) in.fail();
  return rules;
}

void write_settings(ByteWriter& out, const Settings& settings) {
  out.text(settings.quiz_name);
  out.varint(settings.categories.size());
  for (const auto& category : settings.categories) out.text(category);
  write_duration(out, settings.question_duration);
  out.varint(settings.selection.size());
  for (const auto& key : settings.selection) write_key(out, key);
}

Settings read_settings(ByteReader& in) {
  Settings settings;
  settings.quiz_name = in.text(4 * max_quiz_name_characters);
  for (auto n = in.bounded(max_categories); n > 0 && in.ok(); --n)
    settings.categories.emplace_back(in.text(4 * max_category_characters));
  settings.question_duration = read_duration(in);
  if (settings.question_duration < min_question_duration ||
      settings.question_duration > max_question_duration)
    in.fail();
  const auto questions = in.bounded(max_questions);
  if (questions == 0) in.fail();
  for (auto n = questions; n > 0 && in.ok(); --n) settings.selection.push_back(read_key(in));
  return settings;
}

}  // namespace mcs::domain
