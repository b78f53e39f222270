// The people in the simulation: a host and participants, who behave as the web app does, and
// sometimes worse. They remember what they were told, for the checkers.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server.hpp"

namespace mcs::simulation {

// Where a player finds instances and time; whether the time of troubles is over.
class Surroundings {
 public:
  virtual ~Surroundings() = default;
  virtual Timeline& timeline() = 0;
  virtual std::mt19937& random() = 0;
  // A living instance, or none.
  virtual Server* any_server() = 0;
  virtual bool calm() const = 0;
  // Something that must never happen has.
  virtual void violated(const std::string& what) = 0;
  // For whoever reads what a seed did.
  virtual void trace(const std::string& line) = 0;
};

class Player : public Client {
 public:
  explicit Player(Surroundings& world) : world_(world) {}

  void connect();
  void received(const std::string& packet) final;
  void closed(unsigned code) override;
  bool quiz_finished() const { return quiz_finished_; }
  bool is_there() const { return !gone_for_good_; }
  // Stays away for good.
  void leave_for_good();

 protected:
  virtual void handle(const std::string& type, const boost::json::object& payload) = 0;
  virtual void connected() {}
  virtual std::string label() const = 0;
  void send(const boost::json::object& packet);
  void send(std::string_view type, boost::json::object payload);
  void hang_up();
  bool is_connected() const { return connection_ != nullptr && connection_->client == this; }
  std::uint32_t below(std::uint32_t bound) {
    return static_cast<std::uint32_t>(world_.random()() % bound);
  }
  bool chance(unsigned in_a_thousand) { return below(1'000) < in_a_thousand; }
  Duration up_to(Duration limit) {
    return Duration{below(static_cast<std::uint32_t>(limit.count()) + 1)};
  }

  Surroundings& world_;
  bool quiz_finished_ = false;
  bool gone_for_good_ = false;

 private:
  ConnectionPtr connection_;
};

// What a participant was told about an answer.
struct Acknowledged {
  std::string outcome;
  std::int64_t duration_ms;
  std::int64_t score_awarded;
  std::int64_t score;

  friend bool operator==(const Acknowledged&, const Acknowledged&) = default;
};

class Participant final : public Player {
 public:
  Participant(Surroundings& world, UserId user, std::string name, Duration question_duration);

  services::Identity identity() const override {
    return {.role = protocol::Role::Participant, .user = user_};
  }
  std::string label() const override { return name_ + "#" + std::to_string(user_.value); }
  UserId user() const { return user_; }
  const std::map<std::int64_t, Acknowledged>& acknowledged() const { return acknowledged_; }
  bool removed() const { return removed_; }
  bool has_summary() const { return has_summary_; }

 private:
  void handle(const std::string& type, const boost::json::object& payload) override;
  void connected() override;
  void closed(unsigned code) override;

  void on_session_state(const boost::json::object& payload);
  void on_question(const boost::json::object& payload);
  void on_answer_result(const boost::json::object& payload);
  void on_error(const boost::json::object& payload);
  void take_seat();
  void ask();
  void request(std::int64_t question);
  void answer(std::int64_t question, std::int64_t option_count, std::int64_t select);
  void misbehave();
  void check_clock(const Acknowledged& told);

  const UserId user_;
  std::string name_;
  const Duration question_duration_;
  bool seated_ = false;
  bool running_ = false;
  bool removed_ = false;
  bool has_summary_ = false;
  std::int64_t next_question_ = 0;
  std::int64_t question_count_ = 0;
  // Of the question that was shown last, by everybody's clock.
  std::int64_t shown_question_ = -1;
  Duration time_limit_{0};
  bool reported_timeout_ = false;
  std::map<std::int64_t, Instant> asked_;              // When each question was asked for first.
  std::optional<boost::json::object> unacknowledged_;  // Sent again after each reconnect.
  std::map<std::int64_t, Acknowledged> acknowledged_;
};

struct HostPlan {
  boost::json::object config;  // HOST-CONFIG's payload.
  Duration start_after{0};
  std::optional<Duration> end_after;  // HOST-END, after the start.
  bool locks = false;
  bool kicks = false;
  bool gives_extra_time = false;
};

class Host final : public Player {
 public:
  Host(Surroundings& world, HostPlan plan);

  services::Identity identity() const override { return {.role = protocol::Role::Host}; }

 private:
  std::string label() const override { return "host"; }
  void handle(const std::string& type, const boost::json::object& payload) override;
  void connected() override;
  void start();
  void give_extra_time();

  const HostPlan plan_;
  bool running_ = false;
  bool start_scheduled_ = false;
  std::vector<std::string> users_;
};

}  // namespace mcs::simulation
