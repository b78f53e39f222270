// What the server says, as the JSON text of one frame. The words are those of docs/protocol/.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/ids.hpp"
#include "domain/question_set.hpp"
#include "domain/speedrun.hpp"
#include "protocol/client_packets.hpp"

namespace mcs::protocol {

// Who a SESSION-STATE is for.
struct Viewer {
  Role role;
  std::optional<UserId> user;     // Participants.
  std::optional<SeatIndex> seat;  // Participants who have taken one.
};

std::string session_state(const domain::Speedrun& speedrun, const Viewer& viewer,
                          domain::Instant now);
// How many participants a host's SESSION-STATE lists.
inline constexpr std::uint32_t session_state_participants = 100;

std::string leaderboard(const domain::Speedrun& speedrun);
std::string response_host_questions(const domain::QuestionSet& question_set);
std::string broadcast_start(const domain::Speedrun& speedrun);
std::string response_participant_question(const domain::Speedrun& speedrun,
                                          const domain::QuestionSet& question_set,
                                          QuestionIndex question, domain::Duration remaining,
                                          domain::Duration time_limit);
// The question must have been answered.
std::string answer_result(const domain::Speedrun& speedrun, SeatIndex seat, QuestionIndex question);
std::string notify_host_participants(const domain::Speedrun& speedrun,
                                     std::span<const SeatIndex> seats);
std::string notify_host_quiz_summary(const domain::Speedrun& speedrun,
                                     const domain::QuestionSet& question_set, domain::Instant now);
std::string broadcast_participant_finished(const domain::Speedrun& speedrun);
std::string broadcast_quiz_finished();
std::string service_state(bool available);
// `about` may be empty. The message is the error's detail, or the code's title.
std::string error(const Error& error, std::string_view about);

// NOTIFY-PARTICIPANT-QUIZ-SUMMARY for everyone of a finished speedrun: what is the same for all is
// written once, each participant's own part is put between.
class ParticipantSummaries {
 public:
  ParticipantSummaries(const domain::Speedrun& speedrun, const domain::QuestionSet& question_set);

  std::string packet(const domain::Speedrun& speedrun, SeatIndex seat) const;

 private:
  std::vector<std::string> questions_;  // Each without its closing brace.
};

}  // namespace mcs::protocol
