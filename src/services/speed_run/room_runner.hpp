// Drives one room: loads it, follows its log, appends its inputs, wakes it, and brings a finished
// speedrun to the reporter. Lives on one executor.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ports/clock.hpp"
#include "ports/completion_queue.hpp"
#include "ports/journal.hpp"
#include "ports/question_set_store.hpp"
#include "ports/speedrun_log.hpp"
#include "services/admissions.hpp"
#include "services/observer.hpp"
#include "services/spawn.hpp"
#include "services/speed_run/room.hpp"

namespace mcs::services {

// Everything that the speed-run service uses; outlives it.
struct SpeedRunPorts {
  ports::SpeedrunLog& log;
  ports::QuestionSetStore& question_sets;
  ports::CompletionQueue& completions;
  ports::Clock& clock;
  ports::Journal& journal;
  Observer& observer;
};

struct SpeedRunOptions {
  RoomOptions room;
  // A room without clients whose speedrun is not running is given up after this.
  domain::Duration idle{60'000};
  // An instance appends to a speedrun's log at most once in this time: what comes meanwhile goes
  // into one entry, of which every instance has to be told.
  domain::Duration append_interval{5};
  // So many inputs after a snapshot, the next is kept: at least so many, and so many for each
  // participant, as a snapshot costs the more the more there are.
  std::size_t snapshot_every = 20'000;
  std::size_t snapshot_every_per_participant = 10;
};

// What happens to a client, in the order in which it happens.
struct ClientJoined {
  SpeedrunId speedrun;
  SessionId session;
  Identity identity;
};
struct ClientSent {
  protocol::ClientPacket packet;
  Receipt receipt;
};
struct ClientSentNoPacket {
  protocol::Refusal refusal;
};
struct ClientLeft {};

struct ClientEvent {
  ClientAddress client;
  std::variant<ClientJoined, ClientSent, ClientSentNoPacket, ClientLeft> what;
};

// One way to the log, and whether it is open. A short failure is nobody's concern: it is tried
// again, and clients only notice that something took longer.
class Reach {
 public:
  void failed(domain::Instant now) {
    if (!failing_since_) failing_since_ = now;
    lost_ = now - *failing_since_ >= tolerance;
  }
  void succeeded() {
    failing_since_.reset();
    lost_ = false;
  }
  bool lost() const { return lost_; }

 private:
  static constexpr domain::Duration tolerance{500};

  std::optional<domain::Instant> failing_since_;
  bool lost_ = false;
};

class RoomRunner;

// Which room each client is in, and which of its members it is there.
class ClientTable {
 public:
  struct Client {
    std::shared_ptr<RoomRunner> room;
    std::optional<MemberId> member;  // Once its room is loaded.
  };

  Client& operator[](ClientAddress client) {
    if (client.thread >= clients_.size()) clients_.resize(client.thread + 1);
    auto& of_thread = clients_[client.thread];
    if (client.client >= of_thread.size()) of_thread.resize(client.client + 1);
    return of_thread[client.client];
  }

 private:
  std::vector<std::vector<Client>> clients_;
};

class RoomRunner : public std::enable_shared_from_this<RoomRunner> {
 public:
  RoomRunner(boost::asio::any_io_executor executor, SpeedRunPorts ports, SpeedRunOptions options,
             SpeedrunId id, RoomOutput& output, ClientTable& clients);

  void start();
  // Before the room is loaded, events wait. After a batch of them, settle() is due.
  void handle(ClientEvent event);
  // Starts whatever the room asks for: appends, question sets, wake-ups, completion.
  void settle();
  void report_fan_out(domain::Duration took) { room_.report_fan_out(took); }

  ports::Async<Admission> admission();
  // True once nothing is left to do here; the owner then drops the runner.
  bool over() const { return state_ == State::Over; }
  // Whether inputs are still on their way to the log.
  bool appending() const { return appending_ || room_.has_pending(); }
  SpeedrunId id() const { return room_.id(); }
  // Nothing while it is being loaded, or when it is over.
  const domain::Speedrun* speedrun() const {
    return state_ == State::Running ? &room_.speedrun() : nullptr;
  }

 private:
  enum class State : std::uint8_t { Loading, Running, Over };

  boost::asio::awaitable<void> run();
  boost::asio::awaitable<void> load();
  boost::asio::awaitable<void> follow();
  boost::asio::awaitable<void> append();
  boost::asio::awaitable<void> load_question_set(std::string content_hash);
  boost::asio::awaitable<void> enqueue_completion();
  boost::asio::awaitable<void> save_snapshot();
  boost::asio::awaitable<void> sleep_and_wake(domain::Instant at);

  // Folds entries; false if that was the end of the room.
  bool fold(const std::vector<ports::LogEntry>& entries);
  void apply(ClientEvent& event);
  void log_failed(Reach& way, const Error& error);
  void log_succeeded(Reach& way);
  void schedule_wake();
  void spawn(std::string_view name, boost::asio::awaitable<void> work);
  bool idle_for_long();
  bool snapshot_due() const;
  // Closes every client, now and later, with this code.
  void end(ErrorCode code);

  boost::asio::any_io_executor executor_;
  SpeedRunPorts ports_;
  const SpeedRunOptions options_;
  RoomOutput& output_;
  ClientTable& clients_;
  Room room_;

  State state_ = State::Loading;
  ErrorCode over_code_ = ErrorCode::UnknownQuiz;
  std::vector<ClientEvent> waiting_;
  Signal loaded_;

  Reach reading_;
  Reach writing_;
  bool appending_ = false;
  domain::Instant next_append_;  // Not before.
  bool loading_question_set_ = false;
  bool completion_started_ = false;
  bool saving_snapshot_ = false;
  std::size_t folded_since_snapshot_ = 0;
  std::optional<domain::Instant> wake_at_;
  domain::Instant last_used_;
};

}  // namespace mcs::services
