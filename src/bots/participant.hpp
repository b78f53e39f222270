// One bot: signs on, takes a seat, plays all questions and waits for the end, through as many
// connections as it takes. Checks what it is told against its ledger.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "bots/behaviour.hpp"
#include "bots/ledger.hpp"
#include "bots/link.hpp"
#include "bots/loop.hpp"
#include "bots/packets.hpp"
#include "bots/race.hpp"
#include "bots/random.hpp"
#include "bots/statistics.hpp"
#include "net/packet_limit.hpp"

namespace mcs::bots {

class Participant final : private LinkListener, private Alarm {
 public:
  // `number` is unique among all threads' bots.
  Participant(Loop& loop, Race& race, Statistics& statistics, std::uint32_t number);

  void start();
  void hang_up() { link_.drop(); }
  // Gives a reply up that is long overdue. Called every second or so.
  void check_patience(Time now);

  // Whether it answered every question and saw the end.
  bool has_completed() const { return state_ == State::Done && completed_; }
  UserId user() const { return user_; }
  const std::string& token() const { return token_; }
  const Ledger& ledger() const { return ledger_; }

 private:
  enum class State : std::uint8_t {
    Away,       // Until the alarm.
    SigningOn,  // The join request is out.
    Upgrading,
    Opening,  // SESSION-STATE is to come.
    Seating,  // The name was sent.
    Lobby,
    Asking,
    Thinking,  // Until the alarm.
    Answering,
    Waiting,  // Everything is answered.
    Closing,
    Done,
    Failed,
  };

  // LinkListener, Alarm.
  void responded(const HttpResponse& response) override;
  void received(std::string_view text) override;
  void ended(const LinkEnd& end) override;
  void due(Time now) override;

  // Connections.
  const Server& server() const { return race_.options.websocket_servers()[server_]; }
  const Server& sign_on_server() const {
    return race_.options.servers[server_ % race_.options.servers.size()];
  }
  ServerStatistics& server_statistics() { return statistics_.servers[server_]; }
  void connect();
  void signed_on(const HttpResponse& response);
  void refused_sign_on(const HttpResponse& response);
  void go_away(std::chrono::nanoseconds at_most);
  void lose();
  void break_connection();

  // Packets.
  void on_session_state(JsonView payload);
  void on_start(JsonView payload);
  void on_question(JsonView payload);
  void on_answer_result(JsonView payload);
  void on_summary(JsonView payload);
  void on_finished();
  void on_error(JsonView payload);
  void check_leaderboard(JsonView payload);

  // The game.
  void take_seat();
  void resume(const SessionState& state);
  void ask();
  void plan_answer(Time now);
  void answer(Time now);
  void send_answer(Time now);
  void next_question();
  void leave();
  // Whether a packet may go out now; otherwise the alarm is set.
  bool is_within_rate(Time now);
  void try_again(std::chrono::nanoseconds wait);
  void enter(State state, Time now);
  void finish(State state);
  void fault(const std::string& what);
  void give_up(const std::string& why);

  Race& race_;
  Loop& loop_;
  Statistics& statistics_;
  Link link_;
  Random random_;
  const std::uint32_t number_;
  std::uint32_t server_;  // An index.
  double skill_;
  State state_ = State::Away;
  bool seated_ = false;
  bool completed_ = false;
  bool summarized_ = false;  // On this connection.
  bool over_ = false;        // The speedrun, as it was told on this connection.
  Break break_ = Break::Never;
  std::uint8_t attempts_ = 0;  // In a row that came to nothing.
  std::string token_;
  UserId user_;
  Ledger ledger_;
  net::PacketLimit pace_;
  Question question_{};
  domain::Duration question_duration_{0};
  std::uint32_t questions_ = 0;
  Time entered_;            // The state.
  Time lost_{};             // When the connection was, until the next is open.
  bool returning_ = false;  // To its question, on a new connection.
  Time first_asked_;        // For the question in play, on whichever connection.
  Time asked_;              // Last.
  Time served_;             // Last.
  // By the plan, which no slowness of the server delays; nothing before the first, and after a
  // break of the bot's own.
  Time answer_due_{};
  std::optional<std::uint32_t> planned_;  // The question that it is due for.
  Time answered_;                         // When the answer was last sent.
};

}  // namespace mcs::bots
