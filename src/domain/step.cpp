// The rules: what each input does to a speedrun.
#include <algorithm>

#include "base/assert.hpp"
#include "domain/name.hpp"
#include "domain/speedrun.hpp"

namespace mcs::domain {

class Step {
 public:
  Step(Speedrun& speedrun, const Input& input, Effects& effects)
      : run_(speedrun), at_(input.at), instance_(input.instance), effects_(effects) {}

  void operator()(const SpeedrunCreated& input) {
    if (run_.created()) return;
    run_.created_at_ = at_;
    run_.rules_ = input.rules;
  }

  void operator()(const QuestionSetUploaded& input) {
    if (run_.phase_ != Phase::Lobby) return;
    run_.question_set_ = {.content_hash = input.content_hash,
                          .question_count = input.question_count};
    effects_.emplace_back(AnnounceLobby{});
  }

  void operator()(const SpeedrunStarted& input) {
    if (run_.phase_ != Phase::Lobby) return;
    if (!run_.question_set_ || run_.question_set_->content_hash != input.content_hash)
      return refuse(input.session, ErrorCode::QuestionSetChanged);
    run_.settings_ = {.quiz_name = input.quiz_name,
                      .categories = input.categories,
                      .question_duration = input.question_duration,
                      .selection = input.selection};
    run_.phase_ = Phase::Running;
    run_.started_at_ = run_.last_start_ = run_.last_departure_ = at_;
    const auto questions = static_cast<std::uint32_t>(run_.question_count());
    run_.standings_.start(questions * max_score_per_question);
    run_.tallies_.questions.resize(questions);
    // Instances write little while people wait: silence counts from here.
    for (auto& instance : run_.instances_) instance.last_seen = at_;
    effects_.emplace_back(AnnounceStart{});
  }

  void operator()(const SeatTaken& input) {
    if (run_.phase_ == Phase::Finished) return refuse(input.session, ErrorCode::QuizFinished);
    if (const auto seat = run_.seats_.find(input.user)) return keep_seat(*seat, input);
    if (run_.lobby_locked_) return refuse(input.session, ErrorCode::LobbyLocked);
    if (run_.seats_.size() >= std::min(run_.rules_.max_participants, max_seats))
      return refuse(input.session, ErrorCode::SpeedrunFull);
    if (run_.seats_.find_name(input.name)) return refuse(input.session, ErrorCode::NameTaken);

    const SeatIndex seat = run_.seats_.add(input.user, input.name);
    run_.standings_.add(seat);
    connect(seat, input.session);
    effects_.emplace_back(ConfirmSeat{seat, instance_, input.session});
    effects_.emplace_back(AnnounceLeaderboard{});
    if (run_.phase_ == Phase::Running) {
      run_.last_start_ = std::max(run_.last_start_, at_);
      effects_.emplace_back(SendStart{seat});
    }
  }

  void operator()(const ParticipantConnected& input) {
    if (!counts(input.seat)) return;
    connect(input.seat, input.session);
  }

  void operator()(const ParticipantDisconnected& input) {
    if (!counts(input.seat)) return;
    const Seat& seat = run_.seats_[input.seat];
    // An older connection's end says nothing about the newer one.
    if (!seat.present() || run_.instances_[seat.instance].id != instance_ ||
        seat.session != input.session)
      return;
    depart(input.seat, at_);
  }

  void operator()(const QuestionServed& input) {
    if (!may_play(input.seat, input.session)) return;
    Seat& seat = run_.seats_[input.seat];
    if (input.question != seat.next_question() || seat.finished)
      return refuse(input.session, ErrorCode::OutOfOrder);
    if (!seat.question_open) {
      const std::uint32_t now = run_.since_start(at_);
      if (!seat.begun) seat.begun_ms = now;
      seat.begun = seat.question_open = true;
      seat.opened_ms = now;
      seat.open_extra_time = seat.extra_time;
      const Duration limit = seat.extra_time.lengthen(run_.settings_.question_duration);
      const auto due = (limit + answer_grace).count();
      run_.open_questions_.push(seat.open_extra_time, {now + static_cast<std::uint32_t>(due),
                                                       input.seat, input.question});
      effects_.emplace_back(AnnounceSeat{input.seat});
    }
    effects_.emplace_back(SendQuestion{input.seat, input.question});
  }

  void operator()(const AnswerSubmitted& input) {
    if (!may_answer(input.seat, input.question, input.session)) return;
    const AnswerKey& key = run_.settings_.selection[input.question.value];
    if (!input.selected.within(key.option_count) || input.selected.size() != key.correct.size())
      return refuse(input.session, ErrorCode::InvalidAnswer);
    // A question's time ends it; what comes later than any clock can explain is kept as that.
    const ExtraTime extra = run_.seats_[input.seat].open_extra_time;
    const Duration latest = extra.lengthen(run_.settings_.question_duration) + answer_grace;
    const Duration elapsed = std::clamp(input.elapsed, Duration{0}, latest);
    const Duration credit = std::clamp(input.credit, Duration{0}, run_.rules_.latency_credit);
    const Duration credited = extra.counted(credited_duration(input.claimed, elapsed, credit));
    record(input.seat, AnswerRecord(input.selected, credited, extra.counted(elapsed) - credited));
  }

  void operator()(const TimeoutReported& input) {
    if (!may_answer(input.seat, input.question, input.session)) return;
    time_out(input.seat);
  }

  void operator()(const LobbyLocked& input) {
    if (run_.phase_ == Phase::Finished || run_.lobby_locked_ == input.locked) return;
    run_.lobby_locked_ = input.locked;
    effects_.emplace_back(AnnounceLobby{});
  }

  void operator()(const ParticipantKicked& input) {
    const auto seat = run_.seats_.find(input.user);
    if (!seat) return refuse(input.session, ErrorCode::UnknownParticipant);
    if (run_.phase_ == Phase::Finished) return refuse(input.session, ErrorCode::QuizFinished);
    if (run_.seats_[*seat].removed) return;
    remove(*seat);
    effects_.emplace_back(RemoveParticipant{*seat});
    effects_.emplace_back(AnnounceLeaderboard{});
    effects_.emplace_back(AnnounceTallies{});
    finish_if_completed();
  }

  void operator()(const ExtraTimeSet& input) {
    const auto seat = run_.seats_.find(input.user);
    if (!seat) return refuse(input.session, ErrorCode::UnknownParticipant);
    if (run_.phase_ == Phase::Finished) return refuse(input.session, ErrorCode::QuizFinished);
    Seat& it = run_.seats_[*seat];
    if (it.removed) return refuse(input.session, ErrorCode::UnknownParticipant);
    if (it.extra_time == input.extra_time) return;
    it.extra_time = input.extra_time;
    effects_.emplace_back(SendSessionState{*seat});
    effects_.emplace_back(AnnounceSeat{*seat});
  }

  void operator()(const HostEnded&) {
    if (run_.phase_ == Phase::Running) finish(FinishReason::EndedByHost);
  }

  void operator()(const ClockTicked&) {
    if (run_.phase_ != Phase::Running) return;
    time_out_overdue();
    if (run_.phase_ != Phase::Running) return;  // That finished the last one.
    for (std::size_t i = 0; i < run_.instances_.size(); ++i)
      if (run_.instances_[i].last_seen + instance_silence <= at_)
        lose_instance(static_cast<std::uint16_t>(i));
    if (run_.present_unfinished_ == 0 && run_.unfinished_count() > 0 &&
        run_.last_departure_ + abandonment <= at_)
      finish(FinishReason::Abandoned);
    else if (run_.deadline() <= at_)
      finish(FinishReason::Deadline);
  }

  // Every input shows that its instance is alive.
  void note_instance() {
    for (auto& instance : run_.instances_)
      if (instance.id == instance_) instance.last_seen = std::max(instance.last_seen, at_);
  }

 private:
  void refuse(SessionId session, ErrorCode code) {
    effects_.emplace_back(Refuse{instance_, session, code});
  }

  bool counts(SeatIndex seat) const {
    return run_.seats_.contains(seat) && !run_.seats_[seat].removed;
  }

  bool may_play(SeatIndex seat, SessionId session) {
    if (!counts(seat)) return false;
    if (run_.phase_ == Phase::Running) return true;
    refuse(session, run_.phase_ == Phase::Lobby ? ErrorCode::NotStarted : ErrorCode::QuizFinished);
    return false;
  }

  // Whether `question` is open for the seat. One already answered gets its result once more, also
  // after the end: the client may have missed it.
  bool may_answer(SeatIndex seat, QuestionIndex question, SessionId session) {
    if (counts(seat) && question.value < run_.seats_[seat].answered_count) {
      effects_.emplace_back(SendAnswerResult{seat, question});
      return false;
    }
    if (!may_play(seat, session)) return false;
    const Seat& it = run_.seats_[seat];
    if (it.question_open && question == it.next_question()) return true;
    refuse(session, ErrorCode::OutOfOrder);
    return false;
  }

  // A participant who has a seat chose a name again.
  void keep_seat(SeatIndex index, const SeatTaken& input) {
    Seat& seat = run_.seats_[index];
    if (seat.removed) return refuse(input.session, ErrorCode::Removed);
    connect(index, input.session);
    effects_.emplace_back(ConfirmSeat{index, instance_, input.session});
    if (input.name == run_.seats_.name(index)) return;
    if (seat.answered_count > 0 || seat.rename_count == max_renames)
      return refuse(input.session, ErrorCode::NameFixed);
    const auto holder = run_.seats_.find_name(input.name);
    if (holder && *holder != index) return refuse(input.session, ErrorCode::NameTaken);
    run_.seats_.rename(index, input.name);
    ++seat.rename_count;
    effects_.emplace_back(AnnounceLeaderboard{});
    effects_.emplace_back(AnnounceSeat{index});
  }

  std::uint16_t instance_index() {
    auto& instances = run_.instances_;
    auto found = std::ranges::find(instances, instance_, &Speedrun::InstanceRecord::id);
    if (found == instances.end()) {
      // A place that no seat refers to is free: instances come and go, seats name them by place.
      found = std::ranges::find(instances, 0U, &Speedrun::InstanceRecord::present);
      if (found == instances.end()) found = instances.emplace(instances.end());
      *found = {.id = instance_, .last_seen = at_};
      MCS_ASSERT(instances.size() < no_instance);
    }
    return static_cast<std::uint16_t>(found - instances.begin());
  }

  void connect(SeatIndex index, SessionId session) {
    Seat& seat = run_.seats_[index];
    if (seat.present()) {
      const InstanceId old = run_.instances_[seat.instance].id;
      if (old == instance_ && seat.session == session) return;
      effects_.emplace_back(CloseSession{old, seat.session});
      --run_.instances_[seat.instance].present;
    } else if (!seat.finished) {
      ++run_.present_unfinished_;
    }
    seat.instance = instance_index();
    seat.session = session;
    ++run_.instances_[seat.instance].present;
    effects_.emplace_back(AnnounceSeat{index});
  }

  void depart(SeatIndex index, Instant when) {
    Seat& seat = run_.seats_[index];
    --run_.instances_[seat.instance].present;
    seat.instance = no_instance;
    effects_.emplace_back(AnnounceSeat{index});
    if (seat.finished) return;
    --run_.present_unfinished_;
    run_.last_departure_ = std::max(run_.last_departure_, when);
  }

  void lose_instance(std::uint16_t lost) {
    if (run_.instances_[lost].present == 0) return;
    const Instant when = run_.instances_[lost].last_seen;
    for (std::uint32_t i = 0; i < run_.seats_.size(); ++i)
      if (run_.seats_[{i}].instance == lost) depart({i}, when);
  }

  void record(SeatIndex index, AnswerRecord answer) {
    Seat& seat = run_.seats_[index];
    const QuestionIndex question = seat.next_question();
    run_.seats_.record(index, answer, run_.question_count());
    seat.question_open = false;
    forget_closed_questions();

    const JudgedAnswer judged = run_.judged(index, question);
    run_.tallies_.questions[question.value].add(tally_kind(judged.outcome), index);
    if (judged.outcome != Outcome::Timeout) {
      ++run_.tallies_.answer_count;
      run_.tallies_.answer_time += judged.credited;
    }
    if (judged.score > 0) {
      run_.standings_.raise(index, seat.score, seat.score + judged.score);
      seat.score += judged.score;
      effects_.emplace_back(AnnounceLeaderboard{});
    }
    effects_.emplace_back(SendAnswerResult{index, question});
    effects_.emplace_back(AnnounceTallies{});
    effects_.emplace_back(AnnounceSeat{index});
    if (seat.answered_count == run_.question_count()) finish_seat(seat);
  }

  void time_out(SeatIndex seat) {
    record(seat, AnswerRecord({}, run_.settings_.question_duration, Duration{0}));
  }

  void time_out_overdue() {
    while (const OpenQuestion* first = run_.open_questions_.first()) {
      if (run_.started_at_ + Duration{first->due_ms} > at_) return;
      time_out(first->seat);
    }
  }

  // Keeps an open question at the front, so that the front's time is when something is due.
  void forget_closed_questions() {
    constexpr std::size_t ahead = 8;
    run_.open_questions_.for_each_queue([this](OpenQuestions::Queue& queue) {
      while (!queue.empty() && !run_.is_open(queue.front())) {
        queue.pop_front();
        if (queue.size() > ahead) __builtin_prefetch(&run_.seats_[queue[ahead].seat]);
      }
    });
  }

  void finish_seat(Seat& seat) {
    seat.finished = true;
    // Another instance's clock may be behind that of the one that served the first question.
    seat.finished_ms = std::max(run_.since_start(at_), seat.begun_ms);
    ++run_.finished_count_;
    if (seat.present()) --run_.present_unfinished_;
    effects_.emplace_back(AnnounceFinishedCount{});
    finish_if_completed();
  }

  void remove(SeatIndex index) {
    Seat& seat = run_.seats_[index];
    seat.removed = true;
    seat.question_open = false;
    forget_closed_questions();
    if (seat.present()) depart(index, at_);
    if (seat.finished) --run_.finished_count_;
    for (std::uint16_t q = 0; q < seat.answered_count; ++q) untally(index, {q});
    run_.standings_.remove(index, seat.score, [this](const auto& offer) {
      for_each_counting([&](SeatIndex s) { offer({run_.seats_[s].score, s}); });
    });
  }

  void untally(SeatIndex removed, QuestionIndex question) {
    const JudgedAnswer judged = run_.judged(removed, question);
    const TallyKind kind = tally_kind(judged.outcome);
    QuestionTally& tally = run_.tallies_.questions[question.value];
    tally.remove(kind, removed);
    if (judged.outcome != Outcome::Timeout) {
      --run_.tallies_.answer_count;
      run_.tallies_.answer_time -= judged.credited;
    }
    if (!tally.incomplete(kind)) return;
    for_each_counting([&](SeatIndex seat) {
      if (question.value < run_.seats_[seat].answered_count &&
          tally_kind(run_.judged(seat, question).outcome) == kind)
        tally.complete_with(kind, seat);
    });
  }

  template <class Visit>
  void for_each_counting(Visit visit) const {
    for (std::uint32_t i = 0; i < run_.seats_.size(); ++i)
      if (counts({i})) visit(SeatIndex{i});
  }

  void finish_if_completed() {
    if (run_.phase_ == Phase::Running && run_.participant_count() > 0 &&
        run_.unfinished_count() == 0)
      finish(FinishReason::Completed);
  }

  void finish(FinishReason reason) {
    run_.phase_ = Phase::Finished;
    run_.finish_reason_ = reason;
    run_.finished_at_ = at_;
    run_.open_questions_.clear();
    effects_.emplace_back(FinishSpeedrun{});
  }

  Speedrun& run_;
  const Instant at_;
  const InstanceId instance_;
  Effects& effects_;
};

void step(Speedrun& speedrun, const Input& input, Effects& effects) {
  // A log begins with its creation; anything before it belongs to nothing.
  if (!speedrun.created() && !std::holds_alternative<SpeedrunCreated>(input.body)) return;
  Step rules(speedrun, input, effects);
  rules.note_instance();
  std::visit(rules, input.body);
}

}  // namespace mcs::domain
