// A participant's game; its connections are in participant.cpp.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

#include "bots/participant.hpp"

namespace mcs::bots {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

// Within what the server allows: 20 a second, and 40 at once.
constexpr net::PacketRate packet_rate{.per_second = 18, .burst = 30};
constexpr std::chrono::nanoseconds over_rate_wait = 60ms;
constexpr std::chrono::nanoseconds unavailable_wait = 250ms;
constexpr std::chrono::nanoseconds behind_wait = 100ms;
// An instance that has not caught up with another's log for so many waits will not.
constexpr std::uint8_t behind_limit = 100;
// Reading every leaderboard would cost a multiple of everything else.
constexpr std::uint64_t leaderboards_per_check = 64;

domain::Duration whole_ms(steady_clock::duration time) {
  return std::chrono::duration_cast<domain::Duration>(time);
}

}  // namespace

void Participant::received(std::string_view text) {
  ++statistics_.packets;
  statistics_.bytes += text.size();
  const JsonView packet(text);
  const std::string_view type = packet["type"].text();
  if (type == "SESSION-STATE") return on_session_state(packet["payload"]);
  if (state_ == State::Opening) fault(fmt::format("{} came before SESSION-STATE", type));
  if (type == "LEADERBOARD") {
    if (summarized_) fault("a LEADERBOARD came after the summary");
    if (statistics_.leaderboards++ % leaderboards_per_check == 0)
      check_leaderboard(packet["payload"]);
  } else if (type == "ANSWER-RESULT") {
    on_answer_result(packet["payload"]);
  } else if (type == "RESPONSE-PARTICIPANT-QUESTION") {
    on_question(packet["payload"]);
  } else if (type == "BROADCAST-START") {
    on_start(packet["payload"]);
  } else if (type == "NOTIFY-PARTICIPANT-QUIZ-SUMMARY") {
    on_summary(packet["payload"]);
  } else if (type == "BROADCAST-QUIZ-FINISHED") {
    on_finished();
  } else if (type == "ERROR") {
    on_error(packet["payload"]);
  }
}

void Participant::due(Time now) {
  switch (state_) {
    case State::Away: return connect();
    case State::Seating: return take_seat();
    case State::Asking: return ask();
    case State::Thinking: return answer(now);
    case State::Answering: return send_answer(now);
    default: return;
  }
}

void Participant::on_session_state(JsonView payload) {
  if (state_ != State::Opening && state_ != State::Seating) return;
  const auto state = read_session_state(payload);
  if (!state) return give_up("a SESSION-STATE is not as documented");
  const Time now = steady_clock::now();
  bool was_lost = false;
  if (state_ == State::Opening) {
    was_lost = lost_ != Time{};
    if (was_lost) {
      statistics_.record(Measure::Resume, now - lost_);
      statistics_.span(Phase::Resuming).end(now);
    } else {
      statistics_.record(Measure::Open, now - entered_);
    }
    lost_ = {};
    attempts_ = 0;
    if (!state->seated && state->finished) return give_up("the speedrun is over");
    if (!state->seated) return take_seat();
  } else {
    if (!state->seated) return;
    statistics_.record(Measure::Seat, now - entered_);
    statistics_.span(Phase::Joining).end(now);
  }
  if (!seated_) ++race_.seated;
  seated_ = true;
  resume(*state);
  returning_ = was_lost && (state_ == State::Asking || state_ == State::Answering);
}

void Participant::take_seat() {
  enter(State::Seating, steady_clock::now());
  // Other processes may send bots to the same speedrun.
  link_.send_text(write_name(fmt::format("Bot {:08x}-{}", user_.value >> 32, number_)));
}

void Participant::resume(const SessionState& state) {
  const Time now = steady_clock::now();
  questions_ = state.questions;
  question_duration_ = state.question_duration;
  if (questions_ == 0) return enter(State::Lobby, now);
  if (state.finished && !ledger_.sent()) return enter(State::Waiting, now);
  const std::uint32_t acknowledged = ledger_.acknowledged();
  if (state.next_question < acknowledged)
    statistics_.event("session state behind what was acknowledged");
  else if (state.next_question > acknowledged + 1)
    fault(fmt::format("it is at question {} and was at {}", state.next_question, acknowledged));
  else if (state.next_question == acknowledged + 1 && !ledger_.send_withdrawn())
    ledger_.note_timeout(question_duration_), first_asked_ = {};
  if (state.next_question == ledger_.acknowledged() && state.score != ledger_.score())
    fault(
        fmt::format("the score is {} after a reconnect, and was {}", state.score, ledger_.score()));
  if (!ledger_.sent()) return next_question();
  ++statistics_.repeated;
  send_answer(now);
}

void Participant::on_start(JsonView payload) {
  const auto duration = payload["questionDuration"].integer();
  const auto questions = payload["numberOfQuestions"].integer();
  if (!duration || !questions) return give_up("a BROADCAST-START is not as documented");
  if (state_ != State::Lobby) return;
  question_duration_ = std::chrono::seconds{*duration};
  questions_ = static_cast<std::uint32_t>(*questions);
  const Time now = steady_clock::now();
  statistics_.span(Phase::Starting).begin(now);
  statistics_.span(Phase::Racing).begin(now);
  if (const Time began = race_.started_at; began != Time{})
    statistics_.record(Measure::Start, now - began);
  next_question();
}

void Participant::next_question() {
  if (over_) return leave();
  if (ledger_.acknowledged() >= questions_) return enter(State::Waiting, steady_clock::now());
  if (first_asked_ == Time{}) break_ = draw_break(random_, race_.options.reconnect_rate);
  ask();
}

void Participant::ask() {
  const Time now = steady_clock::now();
  enter(State::Asking, now);
  if (!is_within_rate(now)) return;
  asked_ = now;
  if (first_asked_ == Time{}) first_asked_ = now;
  link_.send_text(write_question_request(ledger_.acknowledged()));
  if (break_ == Break::WhileAsking) break_connection();
}

void Participant::on_question(JsonView payload) {
  const auto question = read_question(payload);
  if (!question) return give_up("a question is not as documented");
  // What was asked for on another connection, too, comes twice.
  if (question->index < ledger_.acknowledged())
    return statistics_.event("a question came again after its result");
  if (question->index != ledger_.acknowledged())
    return fault(
        fmt::format("question {} came instead of {}", question->index, ledger_.acknowledged()));
  if (state_ != State::Asking) return;  // Asked for twice.
  const Time now = steady_clock::now();
  statistics_.record(Measure::Question, now - asked_);
  if (question->index == 0) statistics_.span(Phase::Starting).end(now);
  if (std::exchange(returning_, false)) statistics_.span(Phase::Resuming).end(now);
  attempts_ = 0;
  question_ = *question;
  plan_answer(now);
}

void Participant::plan_answer(Time now) {
  served_ = now;
  if (planned_ != question_.index) {
    const Time from = answer_due_ == Time{} ? now : answer_due_;
    answer_due_ = from + race_.options.think_time.draw(random_);
    planned_ = question_.index;
  }
  answer_due_ = std::min<Time>(answer_due_, now + question_duration_);
  enter(State::Thinking, now);
  loop_.set(*this, answer_due_);
}

void Participant::answer(Time now) {
  if (break_ == Break::WhileThinking) return break_connection();
  if (ledger_.send_withdrawn()) return send_answer(now);
  const domain::Duration took = whole_ms(now - served_);
  SentAnswer answer{.selected = {}, .claimed = took};
  if (took < question_duration_) {
    const auto key = race_.keys.find(question_.index);
    answer.selected = key && random_.unit() < skill_
                          ? *key
                          : guess(random_, question_.options, question_.to_select);
  }
  ledger_.send(answer);
  send_answer(now);
}

void Participant::send_answer(Time now) {
  enter(State::Answering, now);
  if (!is_within_rate(now)) return;
  answered_ = now;
  const std::uint32_t question = ledger_.acknowledged();
  const SentAnswer& sent = *ledger_.sent();
  link_.send_text(sent.selected.empty() ? write_timeout(question)
                                        : write_answer(question, sent.selected, sent.claimed));
  if (break_ == Break::WhileAnswering) break_connection();
}

void Participant::on_answer_result(JsonView payload) {
  const auto result = read_answer_result(payload);
  if (!result) return give_up("an ANSWER-RESULT is not as documented");
  const Time now = steady_clock::now();
  const std::uint32_t before = ledger_.acknowledged();
  if (const auto wrong =
          ledger_.take(*result, race_.keys, question_duration_, whole_ms(now - first_asked_)))
    fault(*wrong);
  if (ledger_.acknowledged() == before) return;
  if (state_ == State::Answering) {
    if (answer_due_ != Time{}) statistics_.record(Measure::Answer, now - answer_due_);
    statistics_.record(Measure::Reply, now - answered_);
  } else {
    statistics_.event("a question timed out on the server");
    answer_due_ = {};
  }
  ++statistics_.answers;
  ++server_statistics().results;
  statistics_.span(Phase::Racing).end(now);
  if (std::exchange(returning_, false)) statistics_.span(Phase::Resuming).end(now);
  attempts_ = 0;
  first_asked_ = {};
  next_question();
}

void Participant::on_summary(JsonView payload) {
  const auto chosen = read_own_options(payload);
  if (!chosen) return fault("a summary is not as documented");
  if (const auto wrong = ledger_.check_summary(*chosen)) fault(*wrong);
  summarized_ = true;
  statistics_.span(Phase::Finishing).begin(steady_clock::now());
}

void Participant::on_finished() {
  if (!summarized_) fault("the end came before the summary");
  over_ = true;
  statistics_.span(Phase::Finishing).end(steady_clock::now());
  // The result of its last answer, sent anew on this connection, is still to come.
  if (state_ != State::Answering) leave();
}

void Participant::leave() {
  completed_ = ledger_.acknowledged() >= questions_;
  link_.close(1000, "done");
  enter(State::Closing, steady_clock::now());
}

void Participant::on_error(JsonView payload) {
  const std::string code(payload["code"].text());
  statistics_.event("error: " + code);
  if (code == "quiz_finished") return over_ ? leave() : enter(State::Waiting, steady_clock::now());
  if (code == "unavailable" || code == "overloaded") return try_again(unavailable_wait);
  static constexpr std::array<std::string_view, 3> while_behind{"out_of_order", "not_started",
                                                                "not_seated"};
  if (std::ranges::find(while_behind, code) == while_behind.end() || ++attempts_ > behind_limit)
    return give_up(fmt::format("it was refused: {}, {}", code, payload["message"].text()));
  if (state_ == State::Answering && code == "out_of_order") {
    ledger_.withdraw();
    enter(State::Asking, steady_clock::now());
  }
  try_again(behind_wait);
}

void Participant::check_leaderboard(JsonView payload) {
  if (!is_ordered_leaderboard(payload)) fault("a leaderboard is not in order");
}

bool Participant::is_within_rate(Time now) {
  if (pace_.admit(now, packet_rate)) return true;
  // That the bot waits is not the server's doing.
  if (answer_due_ != Time{}) answer_due_ = std::max(answer_due_, now + over_rate_wait);
  loop_.set(*this, now + over_rate_wait);
  return false;
}

void Participant::try_again(std::chrono::nanoseconds wait) {
  const double share = 0.5 + random_.unit();
  loop_.set(*this, steady_clock::now() + std::chrono::nanoseconds{static_cast<std::int64_t>(
                                             share * static_cast<double>(wait.count()))});
}

}  // namespace mcs::bots
