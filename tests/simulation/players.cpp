#include "players.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

namespace mcs::simulation {

namespace json = boost::json;
using namespace std::chrono_literals;

// --- Player

void Player::connect() {
  if (is_connected() || gone_for_good_) return;
  Server* server = world_.any_server();
  if (server == nullptr) {
    world_.timeline().after(200ms + up_to(1s), [this] { connect(); });
    return;
  }
  connection_ = server->connect(*this);
  world_.trace(label() + " connects to " + std::to_string(server->id().value));
  connected();
}

void Player::send(const json::object& packet) {
  world_.trace(label() + " -> " + json::serialize(packet));
  if (is_connected() && connection_->server != nullptr)
    connection_->server->send(connection_, json::serialize(packet));
}

void Player::send(std::string_view type, json::object payload) {
  send(json::object{{"type", type}, {"payload", std::move(payload)}});
}

void Player::hang_up() {
  if (!is_connected()) return;
  // Sometimes the instance only notices when its heartbeat stays unanswered.
  const Duration noticed = chance(300) ? 35s : up_to(1s);
  const auto connection = std::exchange(connection_, nullptr);
  if (connection->server != nullptr)
    connection->server->hang_up(connection, noticed);
  else
    connection->client = nullptr;
}

void Player::leave_for_good() {
  gone_for_good_ = true;
  hang_up();
}

void Player::closed(unsigned code) {
  world_.trace(label() + " closed " + std::to_string(code));
  connection_ = nullptr;
  world_.timeline().after(up_to(3s), [this] { connect(); });
}

void Player::received(const std::string& packet) {
  world_.trace(label() + " <- " + packet);
  const json::object parsed = json::parse(packet).as_object();
  const std::string type(parsed.at("type").as_string());
  const auto& payload = parsed.at("payload").as_object();
  if (type == "LEADERBOARD") {
    std::int64_t last = INT64_MAX;
    for (const auto& entry : payload.at("leaderboard").as_array()) {
      if (entry.at("score").as_int64() > last) world_.violated("leaderboard not in order");
      last = entry.at("score").as_int64();
    }
  }
  if (type == "BROADCAST-QUIZ-FINISHED") quiz_finished_ = true;
  handle(type, payload);
}

// --- Participant

Participant::Participant(Surroundings& world, UserId user, std::string name,
                         Duration question_duration)
    : Player(world), user_(user), name_(std::move(name)), question_duration_(question_duration) {}

void Participant::connected() {
  if (!world_.calm() && chance(60)) world_.timeline().after(up_to(20s), [this] { misbehave(); });
}

void Participant::closed(unsigned code) {
  if (code == facts(ErrorCode::Removed).close_code) {
    removed_ = true;
    return leave_for_good();
  }
  Player::closed(code);
}

void Participant::misbehave() {
  switch (below(5)) {
    case 0: return hang_up(), Player::closed(0);
    case 1: return request(next_question_ + 1);
    case 2: return answer(next_question_, 2, 1);  // Perhaps never asked for.
    case 3: return send("HOST-END", {});
    default: break;
  }
  // A second connection of the same seat; the first is told so, or breaks.
  hang_up();
  connect();
}

void Participant::handle(const std::string& type, const json::object& payload) {
  if (type == "SESSION-STATE") return on_session_state(payload);
  if (type == "BROADCAST-START") {
    if (running_) return;
    running_ = true;
    question_count_ = payload.at("numberOfQuestions").as_int64();
    return ask();
  }
  if (type == "RESPONSE-PARTICIPANT-QUESTION") return on_question(payload);
  if (type == "ANSWER-RESULT") return on_answer_result(payload);
  if (type == "NOTIFY-PARTICIPANT-QUIZ-SUMMARY") has_summary_ = true;
  if (type == "BROADCAST-QUIZ-FINISHED" && seated_ && !has_summary_)
    world_.violated("the end came before the summary");
  if (type == "ERROR") return on_error(payload);
}

void Participant::on_session_state(const json::object& payload) {
  if (payload.at("phase").as_string() == "finished") return;
  seated_ = payload.contains("name");
  if (!seated_) return take_seat();
  if (payload.at("phase").as_string() != "running") return;
  const bool resumed = !running_ || !unacknowledged_;
  running_ = true;
  question_count_ = payload.at("numberOfQuestions").as_int64();
  next_question_ = payload.at("nextQuestionIndex").as_int64();
  if (unacknowledged_)
    send(*unacknowledged_);
  else if (resumed)
    ask();
}

void Participant::take_seat() {
  send("PARTICIPANT-CONFIG", {{"name", name_}});
}

void Participant::ask() {
  if (running_ && next_question_ < question_count_) request(next_question_);
}

void Participant::request(std::int64_t question) {
  asked_.emplace(question, world_.timeline().now());
  send("REQUEST-PARTICIPANT-QUESTION", {{"questionIndex", question}});
}

void Participant::on_question(const json::object& payload) {
  const auto question = payload.at("questionIndex").as_int64();
  if (question < next_question_)
    if (!acknowledged_.contains(question)) world_.violated("a question came again unanswered");
  next_question_ = question;
  const Duration limit{payload.contains("timeLimitMs") ? payload.at("timeLimitMs").as_int64()
                                                       : question_duration_.count()};
  if (limit < question_duration_) world_.violated("extra time shortens a question");
  if (shown_question_ != question) {
    shown_question_ = question;
    time_limit_ = limit;
    reported_timeout_ = false;
  } else if (limit != time_limit_) {
    world_.violated("an open question's time changed");
  }
  const auto options = static_cast<std::int64_t>(payload.at("options").as_array().size());
  const auto select = payload.at("numberOfOptionsToSelect").as_int64();
  if (chance(100)) return;  // Never answers: the server will time it out.
  world_.timeline().after(up_to(limit + 1s), [this, question, options, select] {
    if (question != next_question_ || acknowledged_.contains(question)) return;
    if (chance(50)) {
      reported_timeout_ = true;
      return send("PARTICIPANT-ANSWER-TIMEOUT", {{"questionIndex", question}});
    }
    answer(question, options, select);
    if (chance(100)) answer(question, options, select);
  });
}

void Participant::answer(std::int64_t question, std::int64_t option_count, std::int64_t select) {
  json::array selected;
  const auto first = static_cast<std::int64_t>(below(static_cast<std::uint32_t>(option_count)));
  for (std::int64_t i = 0; i < select; ++i) selected.push_back((first + i) % option_count);
  unacknowledged_ = {{"type", "PARTICIPANT-ANSWER"},
                     {"payload",
                      {{"questionIndex", question},
                       {"selectedOptionIndexes", std::move(selected)},
                       {"answerDuration", static_cast<double>(below(12'000)) / 1'000}}}};
  send(*unacknowledged_);
}

void Participant::on_answer_result(const json::object& payload) {
  const auto question = payload.at("questionIndex").as_int64();
  const Acknowledged told{.outcome = std::string(payload.at("outcome").as_string()),
                          .duration_ms = payload.at("durationMs").as_int64(),
                          .score_awarded = payload.at("scoreAwarded").as_int64(),
                          .score = payload.at("score").as_int64()};
  if (told.score_awarded < 0 || told.score_awarded > 100) world_.violated("score out of range");
  const auto rank = payload.at("rank").as_int64();
  if (rank < 1 || rank > payload.at("totalParticipants").as_int64())
    world_.violated("rank out of range");
  const auto [known, first] = acknowledged_.emplace(question, told);
  if (!first && known->second != told) world_.violated("an answer's result changed");
  if (first && question == shown_question_) check_clock(told);
  if (unacknowledged_ && unacknowledged_->at("payload").at("questionIndex").as_int64() == question)
    unacknowledged_.reset();
  if (question < next_question_) return;
  next_question_ = question + 1;
  world_.timeline().after(up_to(1s), [this] { ask(); });
}

// Whether the time that counts can be what passed, and the time that ran out had passed.
void Participant::check_clock(const Acknowledged& told) {
  // Instances' clocks differ by up to two seconds.
  constexpr Duration slack = 2s;
  const Duration passed = world_.timeline().now() - asked_.at(shown_question_) + slack;
  const bool timed_out = told.outcome == "timeout";
  if (timed_out && !reported_timeout_ && passed < time_limit_)
    world_.violated("a question's time ran out early");
  const auto counted = told.duration_ms * time_limit_.count() / question_duration_.count();
  if (!timed_out && counted > passed.count())
    world_.violated("an answer counts as slower than it was");
  if (!timed_out && told.duration_ms > question_duration_.count())
    world_.violated("an answer counts though it was late");
}

void Participant::on_error(const json::object& payload) {
  const auto& code = payload.at("code").as_string();
  if (code == "name_taken") {
    name_ += "'";
    return take_seat();
  }
  if (code == "lobby_locked" || (code == "unavailable" && !seated_)) {
    world_.timeline().after(2s, [this] { take_seat(); });
    return;
  }
  if (code == "unavailable" || code == "overloaded") {
    world_.timeline().after(1s + up_to(1s), [this] {
      if (unacknowledged_)
        send(*unacknowledged_);
      else
        ask();
    });
    return;
  }
  // Something this client got wrong: what it holds is outdated, so it starts over.
  if (code == "out_of_order" && unacknowledged_) {
    unacknowledged_.reset();
    hang_up();
    Player::closed(0);
  }
}

// --- Host

Host::Host(Surroundings& world, HostPlan plan) : Player(world), plan_(std::move(plan)) {}

void Host::connected() {
  if (std::exchange(start_scheduled_, true)) return;
  world_.timeline().after(plan_.start_after, [this] { start(); });
  if (plan_.locks) {
    world_.timeline().after(plan_.start_after / 2,
                            [this] { send("HOST-LOCK-LOBBY", {{"locked", true}}); });
    world_.timeline().after(plan_.start_after + 5s,
                            [this] { send("HOST-LOCK-LOBBY", {{"locked", false}}); });
  }
}

// A host presses the button until the speedrun runs.
void Host::start() {
  if (running_) return;
  send("HOST-CONFIG", plan_.config);
  world_.timeline().after(2s, [this] { start(); });
}

void Host::handle(const std::string& type, const json::object& payload) {
  if (type == "LEADERBOARD")
    for (const auto& entry : payload.at("leaderboard").as_array())
      users_.emplace_back(entry.at("userId").as_string());
  const bool started = type == "BROADCAST-START" ||
                       (type == "SESSION-STATE" && payload.at("phase").as_string() != "lobby");
  if (!started || std::exchange(running_, true)) return;
  if (plan_.end_after) world_.timeline().after(*plan_.end_after, [this] { send("HOST-END", {}); });
  if (plan_.gives_extra_time) give_extra_time();
  if (plan_.kicks)
    world_.timeline().after(up_to(20s), [this] {
      if (!users_.empty())
        send("HOST-KICK", {{"userId", users_[below(static_cast<std::uint32_t>(users_.size()))]}});
    });
}

// To whomever, again and again, sometimes more than there is.
void Host::give_extra_time() {
  if (quiz_finished_) return;
  if (!users_.empty())
    send("HOST-EXTRA-TIME", {{"userId", users_[below(static_cast<std::uint32_t>(users_.size()))]},
                             {"percent", below(210)}});
  world_.timeline().after(up_to(10s), [this] { give_extra_time(); });
}

}  // namespace mcs::simulation
