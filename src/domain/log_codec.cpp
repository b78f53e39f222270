// Layout: version, instance, first input's time, then the inputs until the end; each input is its
// kind (the index in InputBody), its time after the entry's, and its fields. All numbers are
// varints unless the field says otherwise.
#include "domain/log_codec.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"
#include "domain/field_codec.hpp"

namespace mcs::domain {

namespace {

constexpr std::uint8_t entry_version = 1;

class BodyEncoder {
 public:
  explicit BodyEncoder(ByteWriter& out) : out_(out) {}

  void operator()(const SpeedrunCreated& it) { write_rules(out_, it.rules); }
  void operator()(const QuestionSetUploaded& it) {
    out_.text(it.content_hash);
    out_.varint(it.question_count);
  }
  void operator()(const SpeedrunStarted& it) {
    out_.varint(it.session.value);
    write_settings(out_, {.quiz_name = it.quiz_name,
                          .categories = it.categories,
                          .question_duration = it.question_duration,
                          .selection = it.selection});
    out_.text(it.content_hash);
  }
  void operator()(const SeatTaken& it) {
    out_.fixed64(it.user.value);
    out_.varint(it.session.value);
    out_.text(it.name);
  }
  void operator()(const ParticipantConnected& it) { connection(it.seat, it.session); }
  void operator()(const ParticipantDisconnected& it) { connection(it.seat, it.session); }
  void operator()(const QuestionServed& it) { question(it.seat, it.question, it.session); }
  void operator()(const AnswerSubmitted& it) {
    question(it.seat, it.question, it.session);
    out_.varint(it.selected.bits());
    write_duration(out_, it.claimed);
    write_duration(out_, it.elapsed);
    write_duration(out_, it.credit);
  }
  void operator()(const TimeoutReported& it) { question(it.seat, it.question, it.session); }
  void operator()(const LobbyLocked& it) { out_.u8(it.locked ? 1 : 0); }
  void operator()(const ParticipantKicked& it) {
    out_.fixed64(it.user.value);
    out_.varint(it.session.value);
  }
  void operator()(const HostEnded&) {}
  void operator()(const ClockTicked&) {}
  void operator()(const ExtraTimeSet& it) {
    out_.fixed64(it.user.value);
    out_.varint(it.session.value);
    write_extra_time(out_, it.extra_time);
  }

 private:
  void connection(SeatIndex seat, SessionId session) {
    out_.varint(seat.value);
    out_.varint(session.value);
  }
  void question(SeatIndex seat, QuestionIndex index, SessionId session) {
    connection(seat, session);
    out_.varint(index.value);
  }

  ByteWriter& out_;
};

class BodyDecoder {
 public:
  explicit BodyDecoder(ByteReader& in) : in_(in) {}

  InputBody decode(std::size_t kind) {
    InputBody body;
    const bool known =
        decode_kind(kind, body, std::make_index_sequence<std::variant_size_v<InputBody>>{});
    if (!known) in_.fail();
    return body;
  }

 private:
  template <std::size_t... Kinds>
  bool decode_kind(std::size_t kind, InputBody& body, std::index_sequence<Kinds...>) {
    return ((kind == Kinds &&
             (read(body.template emplace<std::variant_alternative_t<Kinds, InputBody>>()), true)) ||
            ...);
  }

  void read(SpeedrunCreated& it) { it.rules = read_rules(in_); }
  void read(QuestionSetUploaded& it) {
    it.content_hash = in_.text(max_hash_bytes);
    it.question_count = static_cast<std::uint32_t>(in_.bounded(max_questions));
  }
  void read(SpeedrunStarted& it) {
    it.session = session();
    Settings settings = read_settings(in_);
    it.quiz_name = std::move(settings.quiz_name);
    it.categories = std::move(settings.categories);
    it.question_duration = settings.question_duration;
    it.selection = std::move(settings.selection);
    it.content_hash = in_.text(max_hash_bytes);
  }
  void read(SeatTaken& it) {
    it.user = {in_.fixed64()};
    it.session = session();
    it.name = in_.text(max_name_bytes);
  }
  void read(ParticipantConnected& it) { connection(it); }
  void read(ParticipantDisconnected& it) { connection(it); }
  void read(QuestionServed& it) { question(it); }
  void read(AnswerSubmitted& it) {
    question(it);
    it.selected =
        OptionSet::from_bits(static_cast<std::uint16_t>(in_.bounded((1U << max_options) - 1)));
    it.claimed = read_duration(in_);
    it.elapsed = read_duration(in_);
    it.credit = read_duration(in_);
  }
  void read(TimeoutReported& it) { question(it); }
  void read(LobbyLocked& it) { it.locked = in_.u8() != 0; }
  void read(ParticipantKicked& it) {
    it.user = {in_.fixed64()};
    it.session = session();
  }
  void read(HostEnded&) {}
  void read(ClockTicked&) {}
  void read(ExtraTimeSet& it) {
    it.user = {in_.fixed64()};
    it.session = session();
    it.extra_time = read_extra_time(in_);
  }

  SessionId session() { return {in_.narrow<std::uint32_t>()}; }
  template <class T>
  void connection(T& it) {
    it.seat = {in_.narrow<std::uint32_t>()};
    it.session = session();
  }
  template <class T>
  void question(T& it) {
    connection(it);
    it.question = {in_.narrow<std::uint16_t>()};
  }

  ByteReader& in_;
};

}  // namespace

Bytes encode_entry(std::span<const Input> inputs) {
  MCS_ASSERT(!inputs.empty());
  const Input& first = inputs.front();
  Bytes bytes;
  bytes.reserve(16 + 32 * inputs.size());
  ByteWriter out(bytes);
  out.u8(entry_version);
  out.fixed64(first.instance.value);
  out.signed_varint(epoch_ms(first.at));
  for (const Input& input : inputs) {
    MCS_ASSERT(input.instance == first.instance);
    out.u8(static_cast<std::uint8_t>(input.body.index()));
    out.signed_varint((input.at - first.at).count());
    std::visit(BodyEncoder(out), input.body);
  }
  return bytes;
}

Result<std::vector<Input>> decode_entry(std::string_view bytes) {
  ByteReader in(bytes);
  if (in.u8() != entry_version)
    return fail(ErrorCode::Corrupt, "a log entry has an unknown version");
  const InstanceId instance{in.fixed64()};
  const Instant first = read_instant(in);
  std::vector<Input> inputs;
  BodyDecoder body(in);
  while (in.ok() && !in.at_end()) {
    const std::size_t kind = in.u8();
    const Instant at = first + read_duration(in);
    if (!is_plausible(at)) in.fail();
    inputs.push_back({.at = at, .instance = instance, .body = body.decode(kind)});
  }
  if (!in.ok() || inputs.empty()) return fail(ErrorCode::Corrupt, "a log entry is malformed");
  return inputs;
}

}  // namespace mcs::domain
