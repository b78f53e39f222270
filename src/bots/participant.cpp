// A participant's connections; its game is in participant_game.cpp.
#include "bots/participant.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fmt/format.h>

namespace mcs::bots {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

constexpr std::chrono::nanoseconds first_backoff = 100ms;
constexpr std::chrono::nanoseconds longest_backoff = 2s;
constexpr std::chrono::nanoseconds restart_wait = 3s;  // As the protocol asks for after 1012.
constexpr std::chrono::nanoseconds break_wait = 1s;
constexpr std::chrono::seconds patience{30};

// Close codes after which a client connects again; any other says that the bot did wrong.
bool may_reconnect(std::uint16_t close_code) {
  static constexpr std::array<std::uint16_t, 6> codes{0, 1001, 1011, 1012, 1013, 4408};
  return std::ranges::find(codes, close_code) != codes.end();
}

}  // namespace

Participant::Participant(Loop& loop, Race& race, Statistics& statistics, std::uint32_t number)
    : race_(race),
      loop_(loop),
      statistics_(statistics),
      link_(loop, *this),
      random_(race.options.seed * 0x9E3779B97F4A7C15U + number),
      number_(number),
      server_(number % static_cast<std::uint32_t>(race.options.websocket_servers().size())),
      skill_(race.options.skill.draw(random_)) {}

void Participant::start() {
  statistics_.span(Phase::Joining).begin(steady_clock::now());
  connect();
}

void Participant::connect() {
  summarized_ = false;
  over_ = false;
  const Time now = steady_clock::now();
  const Server& to = token_.empty() ? sign_on_server() : server();
  const int descriptor = begin_connecting(to, race_.options.sources, number_);
  if (descriptor < 0 || !link_.connect(descriptor)) {
    statistics_.event(std::string("connect: ") + std::strerror(errno));
    return lose();
  }
  if (token_.empty()) {
    enter(State::SigningOn, now);
    link_.send_request(write_post(to.name, "/signon/" + race_.code.str() + "/join"));
  } else {
    enter(State::Upgrading, now);
    link_.send_request(write_upgrade(to.name, token_));
  }
}

void Participant::responded(const HttpResponse& response) {
  if (state_ == State::SigningOn) return signed_on(response);
  if (state_ != State::Upgrading) return give_up("a response came that nobody asked for");
  if (response.status == 101) {
    ++server_statistics().connections;
    state_ = State::Opening;
    return;
  }
  statistics_.event(fmt::format("upgrade: HTTP {}", response.status));
  link_.drop();
  if (response.status < 500) return give_up("the server refused a WebSocket");
  lose();
}

void Participant::signed_on(const HttpResponse& response) {
  if (response.status != 200) return refused_sign_on(response);
  const JsonView body(response.body);
  const auto user = parse_user_id(body["user_id"].text());
  token_ = body["access_token"].text();
  if (!user || token_.empty()) return give_up("the reply to joining is not as documented");
  user_ = *user;
  const Time now = steady_clock::now();
  statistics_.record(Measure::SignOn, now - entered_);
  const bool elsewhere = &sign_on_server() != &server();
  if (elsewhere || response.header("connection") == "close") return connect();
  enter(State::Upgrading, now);
  link_.send_request(write_upgrade(server().name, token_));
}

void Participant::refused_sign_on(const HttpResponse& response) {
  statistics_.event(fmt::format("join: HTTP {}", response.status));
  const std::string_view after = response.header("retry-after");
  unsigned seconds = 1;
  std::from_chars(after.data(), after.data() + after.size(), seconds);
  link_.drop();
  if (response.status == 429) return go_away(std::chrono::seconds{2 * std::max(1U, seconds)});
  if (response.status < 500) return give_up("the server refused to let it join");
  lose();
}

void Participant::ended(const LinkEnd& end) {
  if (end.close_code != 0) statistics_.event(fmt::format("close: {} {}", end.close_code, end.why));
  if (state_ == State::Closing) return finish(State::Done);
  if (end.malformed) return give_up(end.why);
  if (end.close_code == 0) statistics_.event("connection: " + end.why);
  if (!may_reconnect(end.close_code))
    return give_up(fmt::format("the server closed with {} {}", end.close_code, end.why));
  lose();
  if (end.close_code == 1012) go_away(restart_wait);
}

// Not of the bot's own will: how long it takes to go on is measured.
void Participant::lose() {
  const bool was_open = state_ > State::Upgrading;
  ++(was_open ? server_statistics().losses : server_statistics().failures);
  link_.drop();
  if (was_open && lost_ == Time{}) {
    lost_ = steady_clock::now();
    statistics_.span(Phase::Resuming).begin(lost_);
  }
  server_ = (server_ + 1) % static_cast<std::uint32_t>(race_.options.websocket_servers().size());
  const auto backoff = first_backoff * (1U << std::min<unsigned>(attempts_, 8));
  attempts_ = static_cast<std::uint8_t>(std::min(attempts_ + 1, 255));
  go_away(std::min<std::chrono::nanoseconds>(backoff, longest_backoff));
}

void Participant::break_connection() {
  ++statistics_.breaks;
  break_ = Break::Never;
  answer_due_ = {};
  planned_.reset();
  link_.drop();
  server_ = (server_ + 1) % static_cast<std::uint32_t>(race_.options.websocket_servers().size());
  go_away(break_wait);
}

void Participant::go_away(std::chrono::nanoseconds at_most) {
  const Time now = steady_clock::now();
  enter(State::Away, now);
  const double share = random_.unit();
  loop_.set(*this, now + std::chrono::nanoseconds{static_cast<std::int64_t>(
                             share * static_cast<double>(at_most.count()))});
}

void Participant::check_patience(Time now) {
  if (now - entered_ < patience) return;
  switch (state_) {
    case State::Away:
    case State::Lobby:
    case State::Thinking:
    case State::Waiting:
    case State::Done:
    case State::Failed: return;
    case State::Closing: return finish(State::Done);
    default: statistics_.event("no reply within 30 s"); lose();
  }
}

void Participant::enter(State state, Time now) {
  state_ = state;
  entered_ = now;
}

void Participant::finish(State state) {
  link_.drop();
  Loop::cancel(*this);
  state_ = state;
  ++race_.ended;
}

void Participant::fault(const std::string& what) {
  statistics_.fault(fmt::format("participant {}: {}", to_string(user_), what));
}

void Participant::give_up(const std::string& why) {
  fault(why);
  if (!seated_) ++race_.unseatable;
  finish(State::Failed);
}

}  // namespace mcs::bots
