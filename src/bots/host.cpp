#include "bots/host.hpp"

#include <fmt/format.h>
#include <thread>
#include <utility>

#include "bots/http_client.hpp"
#include "bots/json_view.hpp"
#include "bots/packets.hpp"

namespace mcs::bots {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

constexpr auto look_again = 20ms;
constexpr auto reconnect_wait = 200ms;
constexpr int attempts = 20;

// Tries each server in turn, for servers may come and go; `request` makes the request for one.
template <class MakeRequest>
Result<Reply> fetch_from_any(const Options& options, MakeRequest make_request) {
  Result<Reply> reply = fail(ErrorCode::Unavailable);
  for (std::size_t i = 0; i < attempts; ++i) {
    const Server& server = options.servers[i % options.servers.size()];
    reply = fetch(server, make_request(server));
    if (reply && reply->status < 500 && reply->status != 429) return reply;
    std::this_thread::sleep_for(reconnect_wait);
  }
  return reply;
}

std::string multipart(const std::string& question_set) {
  return fmt::format(
      "--mc-speedrun-bots\r\nContent-Disposition: form-data; name=\"file\"; "
      "filename=\"bots.json\"\r\nContent-Type: application/json\r\n\r\n{}\r\n"
      "--mc-speedrun-bots--\r\n",
      question_set);
}

}  // namespace

Result<HostAccess> create_speedrun(const Options& options, const std::string& question_set) {
  const auto signed_on = fetch_from_any(
      options, [](const Server& server) { return write_post(server.name, "/signon/host"); });
  if (!signed_on) return fail(signed_on.error());
  const JsonView body(signed_on->body);
  const auto code = AccessCode::parse(body["quiz_id"].text());
  HostAccess access{.code = code.value_or(AccessCode{}),
                    .token = std::string(body["access_token"].text())};
  if (signed_on->status != 200 || !code || access.token.empty())
    return fail(ErrorCode::Unavailable, "a host cannot sign on: " + signed_on->body);

  const std::string headers = fmt::format(
      "Authorization: Bearer {}\r\nContent-Type: multipart/form-data; "
      "boundary=mc-speedrun-bots\r\n",
      access.token);
  const auto uploaded = fetch_from_any(options, [&](const Server& server) {
    return write_post(server.name, "/question-set-upload", headers, multipart(question_set));
  });
  if (!uploaded) return fail(uploaded.error());
  if (uploaded->status != 201)
    return fail(ErrorCode::InvalidQuestionSet, "the set is refused: " + uploaded->body);
  return access;
}

Host::Host(Loop& loop, Race& race, Statistics& statistics, std::string token)
    : race_(race),
      loop_(loop),
      statistics_(statistics),
      link_(loop, *this),
      token_(std::move(token)) {}

void Host::connect() {
  in_lobby_ = false;
  const Server& server = race_.options.websocket_servers()[server_];
  const int descriptor = begin_connecting(server, race_.options.sources, 0);
  if (descriptor < 0 || !link_.connect(descriptor)) return ended({.why = "no connection"});
  link_.send_request(write_upgrade(server.name, token_));
}

void Host::responded(const HttpResponse& response) {
  if (response.status == 101) return;
  link_.drop();
  ended({.why = fmt::format("HTTP {}", response.status)});
}

void Host::received(std::string_view text) {
  const JsonView packet(text);
  const std::string_view type = packet["type"].text();
  if (type == "SESSION-STATE") {
    in_lobby_ = packet["payload"]["phase"].text() == "lobby";
    start_race_if_ready();
  } else if (type == "BROADCAST-START") {
    in_lobby_ = false;
  } else if (type == "BROADCAST-QUIZ-FINISHED") {
    ended_ = true;
    link_.close(1000, "done");
  } else if (type == "ERROR") {
    statistics_.event(fmt::format("host: error: {}", packet["payload"]["code"].text()));
  }
}

void Host::start_race_if_ready() {
  if (!in_lobby_ || ended_) return;
  if (race_.all_seated()) {
    if (race_.started_at.load() == Time{}) race_.started_at = steady_clock::now();
    // Repeated, it changes nothing.
    link_.send_text(write_start(race_.options.questions, race_.options.question_duration));
    return loop_.set(*this, steady_clock::now() + reconnect_wait);
  }
  loop_.set(*this, steady_clock::now() + look_again);
}

void Host::due(Time) {
  if (link_.is_connected()) return start_race_if_ready();
  connect();
}

void Host::ended(const LinkEnd& end) {
  if (ended_) return;
  statistics_.event("host: connection: " + end.why);
  if (end.close_code >= 4400 && end.close_code != 4408)
    return give_up(
        fmt::format("the server closed the host's connection with {} {}", end.close_code, end.why));
  server_ = (server_ + 1) % race_.options.websocket_servers().size();
  loop_.set(*this, steady_clock::now() + reconnect_wait);
}

void Host::give_up(const std::string& why) {
  statistics_.fault(why);
  ended_ = true;
}

}  // namespace mcs::bots
