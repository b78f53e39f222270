#include "services/speed_run/packet_handler.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "domain/name.hpp"

namespace mcs::services {

using domain::Phase;

void Room::PacketHandler::refuse(ErrorCode code, std::string detail) {
  room_.refuse(member_, Error{code, std::move(detail)}, protocol::type_name(packet_));
}

bool Room::PacketHandler::accepts_inputs() {
  if (!room_.available_) {
    refuse(ErrorCode::Unavailable, "nothing can be kept just now; try again in a moment");
    return false;
  }
  if (room_.pending_.size() >= room_.options_.max_pending) {
    refuse(ErrorCode::Overloaded);
    return false;
  }
  return true;
}

void Room::PacketHandler::operator()(const protocol::ParticipantConfig& packet) {
  auto name = domain::normalize_name(packet.name);
  if (!name) return refuse(name.error().code, name.error().detail);
  const domain::Speedrun& speedrun = room_.speedrun_;
  if (settled()) {
    // The user's seat, which an earlier connection may have taken meanwhile.
    const auto seat = speedrun.seats().find(member_.identity.user);
    const auto holder = speedrun.seats().find_name(*name);
    if (holder && holder != seat) return refuse(ErrorCode::NameTaken);
    if (!seat && speedrun.lobby_locked()) return refuse(ErrorCode::LobbyLocked);
    if (speedrun.phase() == Phase::Finished) return refuse(ErrorCode::QuizFinished);
  }
  if (accepts_inputs())
    push(domain::SeatTaken{member_.identity.user, member_.session, *std::move(name)});
}

const domain::Seat* Room::PacketHandler::playing_seat() {
  if (!member_.seat) {
    refuse(ErrorCode::NotSeated, "take a seat with PARTICIPANT-CONFIG first");
    return nullptr;
  }
  if (room_.speedrun_.phase() == Phase::Lobby) {
    refuse(ErrorCode::NotStarted);
    return nullptr;
  }
  return &room_.speedrun_.seats()[*member_.seat];
}

void Room::PacketHandler::operator()(const protocol::RequestParticipantQuestion& packet) {
  const domain::Seat* seat = playing_seat();
  if (seat == nullptr) return;
  if (room_.speedrun_.phase() == Phase::Finished) return refuse(ErrorCode::QuizFinished);
  if (settled()) {
    if (packet.question != seat->next_question() || seat->finished)
      return refuse(ErrorCode::OutOfOrder,
                    seat->finished
                        ? "all questions are answered"
                        : fmt::format("the question to ask for is {}", seat->answered_count));
    if (seat->question_open) return room_.send_question(member_, packet.question, receipt_.at);
  }
  if (accepts_inputs())
    push(domain::QuestionServed{*member_.seat, packet.question, member_.session});
}

bool Room::PacketHandler::may_answer(const domain::Seat& seat, QuestionIndex question) {
  if (question.value < seat.answered_count) {
    room_.send_answer_result(member_, question);
    return false;
  }
  if (room_.speedrun_.phase() == Phase::Finished) {
    refuse(ErrorCode::QuizFinished);
    return false;
  }
  // Also with inputs on their way: nobody answers what this client has not been sent.
  const bool open = seat.question_open && question == seat.next_question();
  if (!open && member_.question != question) {
    refuse(ErrorCode::OutOfOrder,
           seat.question_open
               ? fmt::format("the open question is {}", seat.answered_count)
               : fmt::format("ask for question {} before answering it", seat.answered_count));
    return false;
  }
  return accepts_inputs();
}

domain::Duration Room::PacketHandler::elapsed(QuestionIndex question) const {
  // What was sent on another connection began when the log says.
  const domain::Instant began = member_.question == question
                                    ? member_.question_began
                                    : room_.speedrun_.opened_at(*member_.seat);
  return std::max(receipt_.at - began, domain::Duration{0});
}

void Room::PacketHandler::operator()(const protocol::ParticipantAnswer& packet) {
  const domain::Seat* seat = playing_seat();
  if (seat == nullptr || !may_answer(*seat, packet.question)) return;
  const auto& selection = room_.speedrun_.settings().selection;
  if (packet.question.value >= selection.size()) return refuse(ErrorCode::OutOfOrder);
  const domain::AnswerKey& key = selection[packet.question.value];
  if (!packet.selected.within(key.option_count) || packet.selected.size() != key.correct.size())
    return refuse(ErrorCode::InvalidAnswer, fmt::format("select exactly {} of the options 0 to {}",
                                                        key.correct.size(), key.option_count - 1));
  push(domain::AnswerSubmitted{
      .seat = *member_.seat,
      .question = packet.question,
      .session = member_.session,
      .selected = packet.selected,
      .claimed = packet.claimed,
      .elapsed = elapsed(packet.question),
      .credit = std::min(receipt_.round_trip, room_.speedrun_.rules().latency_credit)});
}

void Room::PacketHandler::operator()(const protocol::ParticipantAnswerTimeout& packet) {
  const domain::Seat* seat = playing_seat();
  if (seat == nullptr || !may_answer(*seat, packet.question)) return;
  push(domain::TimeoutReported{*member_.seat, packet.question, member_.session});
}

bool Room::PacketHandler::question_set_ready() {
  if (log_read_ == LogRead::Unknown && room_.speedrun_.phase() == Phase::Lobby) {
    // An upload may be in the log already, and its answer here before it is folded: what comes
    // behind a new entry is certain.
    if (accepts_inputs()) {
      room_.unsure_.push_back({member_.session, packet_, receipt_});
      push(domain::ClockTicked{});
    }
    return false;
  }
  const auto& wanted = room_.speedrun_.question_set();
  if (!wanted) {
    refuse(ErrorCode::NoQuestionSet, "upload a question set first");
    return false;
  }
  if (room_.questions_hash_ == wanted->content_hash) return true;
  room_.deferred_.push_back({member_.session, packet_, receipt_});
  return false;
}

void Room::PacketHandler::operator()(const protocol::RequestHostQuestions&) {
  if (question_set_ready())
    room_.output_.send(member_.address, protocol::response_host_questions(*room_.questions_));
}

void Room::PacketHandler::operator()(const protocol::HostConfig& packet) {
  if (room_.speedrun_.phase() != Phase::Lobby) return;  // Repeated, it changes nothing.
  if (!question_set_ready()) return;
  const domain::QuestionSet& questions = *room_.questions_;
  domain::SpeedrunStarted started{.session = member_.session,
                                  .quiz_name = packet.quiz_name,
                                  .categories = packet.categories,
                                  .question_duration = packet.question_duration,
                                  .content_hash = room_.questions_hash_,
                                  .selection = {}};
  for (const std::uint16_t index : packet.selected_questions) {
    if (index >= questions.size())
      return refuse(ErrorCode::InvalidSelection,
                    fmt::format("question {} is not in the set, which has {} questions", index,
                                questions.size()));
    const domain::Question& question = questions[index];
    started.selection.push_back({.source_index = index,
                                 .option_count = static_cast<std::uint8_t>(question.options.size()),
                                 .correct = question.answers});
  }
  if (accepts_inputs()) push(std::move(started));
}

void Room::PacketHandler::operator()(const protocol::HostEnd&) {
  if (settled() && room_.speedrun_.phase() == Phase::Lobby) return refuse(ErrorCode::NotStarted);
  if (room_.speedrun_.phase() != Phase::Finished && accepts_inputs()) push(domain::HostEnded{});
}

void Room::PacketHandler::operator()(const protocol::HostLockLobby& packet) {
  if (room_.speedrun_.phase() == Phase::Finished) return refuse(ErrorCode::QuizFinished);
  if (accepts_inputs()) push(domain::LobbyLocked{packet.locked});
}

void Room::PacketHandler::operator()(const protocol::HostKick& packet) {
  if (room_.speedrun_.phase() == Phase::Finished) return refuse(ErrorCode::QuizFinished);
  if (!room_.speedrun_.seats().find(packet.user)) return refuse(ErrorCode::UnknownParticipant);
  if (accepts_inputs()) push(domain::ParticipantKicked{packet.user, member_.session});
}

void Room::PacketHandler::operator()(const protocol::HostExtraTime& packet) {
  if (room_.speedrun_.phase() == Phase::Finished) return refuse(ErrorCode::QuizFinished);
  if (!room_.speedrun_.seats().find(packet.user)) return refuse(ErrorCode::UnknownParticipant);
  if (accepts_inputs()) push(domain::ExtraTimeSet{packet.user, member_.session, packet.extra_time});
}

}  // namespace mcs::services
