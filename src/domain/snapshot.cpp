// What can be derived is not stored: indexes, standings and counts are rebuilt when decoding.
#include "domain/snapshot.hpp"

#include "domain/field_codec.hpp"

namespace mcs::domain {

namespace {

constexpr std::uint8_t snapshot_version = 2;
// Before extra time; read as nobody having any.
constexpr std::uint8_t version_before_extra_time = 1;
constexpr std::size_t max_instances = no_instance - 1;

enum SeatFlag : std::uint8_t {
  Begun = 1,
  QuestionOpen = 2,
  Finished = 4,
  Removed = 8,
  HasExtraTime = 16
};

constexpr std::array tally_order{TallyKind::Correct, TallyKind::Incorrect, TallyKind::TimeExpired};

}  // namespace

class SnapshotEncoder {
 public:
  explicit SnapshotEncoder(const Speedrun& run) : run_(run), out_(bytes_) {}

  Bytes encode() && {
    out_.u8(snapshot_version);
    header();
    instances();
    out_.varint(run_.seats_.size());
    for (std::uint32_t i = 0; i < run_.seats_.size(); ++i) seat({i});
    open_questions();
    tally_lists();
    return std::move(bytes_);
  }

 private:
  void header() {
    write_instant(out_, run_.created_at());
    write_rules(out_, run_.rules_);
    out_.u8(static_cast<std::uint8_t>(run_.phase_));
    out_.u8(static_cast<std::uint8_t>(run_.finish_reason_));
    out_.u8(run_.lobby_locked_ ? 1 : 0);
    out_.u8(run_.question_set_ ? 1 : 0);
    if (run_.question_set_) {
      out_.text(run_.question_set_->content_hash);
      out_.varint(run_.question_set_->question_count);
    }
    if (run_.phase_ == Phase::Lobby) return;
    write_settings(out_, run_.settings_);
    write_instant(out_, run_.started_at_);
    write_instant(out_, run_.last_start_);
    write_instant(out_, run_.finished_at_);
    write_instant(out_, run_.last_departure_);
  }

  void instances() {
    out_.varint(run_.instances_.size());
    for (const auto& instance : run_.instances_) {
      out_.fixed64(instance.id.value);
      write_instant(out_, instance.last_seen);
    }
  }

  void seat(SeatIndex index) {
    const Seat& seat = run_.seats_[index];
    out_.fixed64(seat.user.value);
    out_.text(run_.seats_.name(index));
    const ExtraTime open_extra_time = seat.question_open ? seat.open_extra_time : ExtraTime{};
    const bool has_extra_time = seat.extra_time.percent > 0 || open_extra_time.percent > 0;
    out_.u8(static_cast<std::uint8_t>(
        (seat.begun ? SeatFlag::Begun : 0) | (seat.question_open ? SeatFlag::QuestionOpen : 0) |
        (seat.finished ? SeatFlag::Finished : 0) | (seat.removed ? SeatFlag::Removed : 0) |
        (has_extra_time ? SeatFlag::HasExtraTime : 0)));
    if (has_extra_time) {
      write_extra_time(out_, seat.extra_time);
      write_extra_time(out_, open_extra_time);
    }
    out_.u8(seat.rename_count);
    out_.varint(seat.instance);
    if (seat.present()) out_.varint(seat.session.value);
    out_.varint(seat.begun_ms);
    if (seat.question_open) out_.varint(seat.opened_ms);
    out_.varint(seat.finished_ms);
    out_.varint(seat.answered_count);
    for (const AnswerRecord& record : seat.records()) {
      out_.varint(record.selected().bits());
      write_duration(out_, record.credited());
      write_duration(out_, record.credit());
    }
  }

  void open_questions() {
    run_.open_questions_.for_each([this](const OpenQuestion& open) {
      if (!run_.is_open(open)) return;
      out_.varint(std::uint64_t{open.seat.value} + 1);
      out_.varint(open.due_ms);
    });
    out_.varint(0);
  }

  void tally_lists() {
    for (const auto& question : run_.tallies_.questions)
      for (const TallyKind kind : tally_order) {
        out_.varint(question.first(kind).size());
        for (const SeatIndex seat : question.first(kind)) out_.varint(seat.value);
      }
  }

  const Speedrun& run_;
  Bytes bytes_;
  ByteWriter out_;
};

class SnapshotDecoder {
 public:
  explicit SnapshotDecoder(std::string_view bytes) : in_(bytes) {}

  Result<Speedrun> decode() && {
    version_ = in_.u8();
    if (version_ != snapshot_version && version_ != version_before_extra_time)
      return fail(ErrorCode::Corrupt, "the snapshot has an unknown version");
    header();
    instances();
    if (run_.phase_ != Phase::Lobby) {
      run_.standings_.start(static_cast<std::uint32_t>(run_.question_count()) *
                            max_score_per_question);
      run_.tallies_.questions.resize(run_.question_count());
    }
    for (auto n = in_.bounded(max_seats); n > 0 && in_.ok(); --n) seat();
    open_questions();
    tally_lists();
    if (!in_.ok() || !in_.at_end()) return fail(ErrorCode::Corrupt, "the snapshot is malformed");
    return std::move(run_);
  }

 private:
  void header() {
    run_.created_at_ = read_instant(in_);
    run_.rules_ = read_rules(in_);
    run_.phase_ = static_cast<Phase>(at_most(static_cast<std::uint8_t>(Phase::Finished)));
    run_.finish_reason_ =
        static_cast<FinishReason>(at_most(static_cast<std::uint8_t>(FinishReason::Deadline)));
    run_.lobby_locked_ = at_most(1) != 0;
    if (at_most(1) != 0) {
      run_.question_set_.emplace();
      run_.question_set_->content_hash = in_.text(max_hash_bytes);
      run_.question_set_->question_count = static_cast<std::uint32_t>(in_.bounded(max_questions));
    }
    if (run_.phase_ == Phase::Lobby) return;
    run_.settings_ = read_settings(in_);
    run_.started_at_ = read_instant(in_);
    run_.last_start_ = read_instant(in_);
    run_.finished_at_ = read_instant(in_);
    run_.last_departure_ = read_instant(in_);
  }

  void instances() {
    for (auto n = in_.bounded(max_instances); n > 0 && in_.ok(); --n) {
      const InstanceId id{in_.fixed64()};
      run_.instances_.push_back({.id = id, .last_seen = read_instant(in_)});
    }
  }

  void seat() {
    const UserId user{in_.fixed64()};
    const std::string_view name = in_.text(max_name_bytes);
    const std::uint8_t flags = at_most(2 * last_flag() - 1);
    const bool has_extra_time = (flags & SeatFlag::HasExtraTime) != 0;
    const ExtraTime extra_time = has_extra_time ? read_extra_time(in_) : ExtraTime{};
    const ExtraTime open_extra_time = has_extra_time ? read_extra_time(in_) : ExtraTime{};
    const std::uint8_t rename_count = at_most(max_renames);
    const auto instance = in_.narrow<std::uint16_t>();
    if (!in_.ok() || run_.seats_.find(user)) return in_.fail();

    const SeatIndex index = run_.seats_.add(user, name);
    Seat& seat = run_.seats_[index];
    seat.begun = (flags & SeatFlag::Begun) != 0;
    seat.question_open = (flags & SeatFlag::QuestionOpen) != 0;
    seat.finished = (flags & SeatFlag::Finished) != 0;
    seat.removed = (flags & SeatFlag::Removed) != 0;
    seat.extra_time = extra_time;
    seat.open_extra_time = open_extra_time;
    seat.rename_count = rename_count & 0xF;
    if (instance != no_instance) place(seat, instance);
    seat.begun_ms = in_.narrow<std::uint32_t>();
    if (seat.question_open) seat.opened_ms = in_.narrow<std::uint32_t>();
    seat.finished_ms = in_.narrow<std::uint32_t>();
    const auto answered = in_.bounded(run_.question_count());
    for (auto n = answered; n > 0 && in_.ok(); --n) answer(index);
    const bool all_answered = answered == run_.question_count() && run_.phase_ != Phase::Lobby;
    if (seat.finished != all_answered || (seat.question_open && (seat.finished || seat.removed)))
      return in_.fail();
    if (seat.removed) return;
    run_.standings_.add(index, seat.score);
    if (seat.finished) ++run_.finished_count_;
  }

  void place(Seat& seat, std::uint16_t instance) {
    if (instance >= run_.instances_.size() || seat.removed) return in_.fail();
    seat.instance = instance;
    seat.session = {in_.narrow<std::uint32_t>()};
    ++run_.instances_[instance].present;
    if (!seat.finished) ++run_.present_unfinished_;
  }

  void answer(SeatIndex index) {
    const auto selected =
        OptionSet::from_bits(static_cast<std::uint16_t>(in_.bounded((1U << max_options) - 1)));
    const Duration credited = read_duration(in_);
    const Duration credit = read_duration(in_);
    if (credited < Duration{0} || credited > max_question_duration + answer_grace ||
        credit < Duration{0} || credit > max_latency_credit)
      return in_.fail();
    Seat& seat = run_.seats_[index];
    const QuestionIndex question = seat.next_question();
    run_.seats_.record(index, AnswerRecord(selected, credited, credit), run_.question_count());
    const JudgedAnswer judged = run_.judged(index, question);
    seat.score += judged.score;
    if (seat.removed) return;
    run_.tallies_.questions[question.value].count_only(tally_kind(judged.outcome));
    if (judged.outcome == Outcome::Timeout) return;
    ++run_.tallies_.answer_count;
    run_.tallies_.answer_time += judged.credited;
  }

  void open_questions() {
    while (const auto seat_plus_one = in_.bounded(run_.seats_.size())) {
      const SeatIndex index{static_cast<std::uint32_t>(seat_plus_one - 1)};
      const auto due = in_.narrow<std::uint32_t>();
      const Seat& seat = run_.seats_[index];
      if (!seat.question_open) return in_.fail();
      run_.open_questions_.push(seat.open_extra_time, {due, index, seat.next_question()});
    }
  }

  void tally_lists() {
    for (auto& question : run_.tallies_.questions)
      for (const TallyKind kind : tally_order) {
        for (auto n = in_.bounded(leaderboard_size); n > 0 && in_.ok(); --n) {
          const SeatIndex seat{in_.narrow<std::uint32_t>()};
          if (!run_.seats_.contains(seat)) return in_.fail();
          question.complete_with(kind, seat);
        }
        if (question.incomplete(kind)) in_.fail();
      }
  }

  unsigned last_flag() const {
    return version_ == version_before_extra_time ? SeatFlag::Removed : SeatFlag::HasExtraTime;
  }

  std::uint8_t at_most(unsigned limit) {
    const std::uint8_t value = in_.u8();
    if (value > limit) in_.fail();
    return in_.ok() ? value : std::uint8_t{0};
  }

  ByteReader in_;
  std::uint8_t version_ = snapshot_version;
  Speedrun run_;
};

Bytes encode_snapshot(const Speedrun& speedrun) {
  return SnapshotEncoder(speedrun).encode();
}

Result<Speedrun> decode_snapshot(std::string_view bytes) {
  return SnapshotDecoder(bytes).decode();
}

}  // namespace mcs::domain
