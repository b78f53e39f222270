#include "services/speed_run/room_runner.hpp"

#include <algorithm>
#include <utility>

#include "domain/log_codec.hpp"
#include "domain/snapshot.hpp"
#include "protocol/question_set_json.hpp"
#include "services/backoff.hpp"
#include "services/log_fold.hpp"

namespace mcs::services {

namespace asio = boost::asio;
using domain::Instant;
using domain::Phase;

namespace {

// How long one read of the log waits; in between, a room looks whether it is still needed.
constexpr domain::Duration read_wait{10'000};

bool is_permanent(ErrorCode code) {
  return code == ErrorCode::UnknownQuiz || code == ErrorCode::Corrupt;
}

}  // namespace

RoomRunner::RoomRunner(asio::any_io_executor executor, SpeedRunPorts ports, SpeedRunOptions options,
                       SpeedrunId id, RoomOutput& output, ClientTable& clients)
    : executor_(std::move(executor)),
      ports_(ports),
      options_(options),
      output_(output),
      clients_(clients),
      room_(id, options.room, output, ports.observer),
      loaded_(executor_),
      last_used_(ports.clock.now()) {}

void RoomRunner::spawn(std::string_view name, asio::awaitable<void> work) {
  services::spawn(executor_, ports_.journal, name, std::move(work));
}

void RoomRunner::start() {
  spawn("room", run());
}

asio::awaitable<void> RoomRunner::run() {
  const auto self = shared_from_this();
  ports_.observer.rooms_changed(+1);
  co_await load();
  if (state_ == State::Running) co_await follow();
  ports_.observer.rooms_changed(-1);
}

asio::awaitable<void> RoomRunner::load() {
  Backoff backoff;
  while (true) {
    auto snapshot = co_await load_snapshot(ports_.log, room_.id());
    if (snapshot) {
      room_.restore(std::move(snapshot->speedrun), snapshot->position);
      break;
    }
    if (is_permanent(snapshot.error().code)) co_return end(snapshot.error().code);
    co_await ports_.clock.sleep_until(ports_.clock.now() + backoff.next());
  }
  while (true) {
    const auto entries =
        co_await ports_.log.read(room_.id(), room_.position(), domain::Duration{0});
    if (entries) {
      if (entries->empty()) break;
      if (!fold(*entries)) co_return;
      backoff.reset();
      continue;
    }
    if (is_permanent(entries.error().code)) co_return end(entries.error().code);
    co_await ports_.clock.sleep_until(ports_.clock.now() + backoff.next());
  }
  state_ = State::Running;
  loaded_.notify_all();
  for (ClientEvent& event : std::exchange(waiting_, {})) apply(event);
  settle();
}

asio::awaitable<void> RoomRunner::follow() {
  Backoff backoff;
  while (state_ == State::Running) {
    const auto entries = co_await ports_.log.read(room_.id(), room_.position(), read_wait);
    if (state_ != State::Running) co_return;
    if (entries) {
      backoff.reset();
      log_succeeded(reading_);
      if (!entries->empty() && !fold(*entries)) co_return;
      settle();
      if (entries->empty() && idle_for_long()) state_ = State::Over;
      continue;
    }
    if (is_permanent(entries.error().code)) co_return end(entries.error().code);
    log_failed(reading_, entries.error());
    co_await ports_.clock.sleep_until(ports_.clock.now() + backoff.next());
  }
}

void RoomRunner::log_failed(Reach& way, const Error& error) {
  way.failed(ports_.clock.now());
  if (!way.lost()) return;
  if (room_.available())
    ports_.journal.error("log unavailable",
                         {{"speedrun", room_.id().text()}, {"reason", error.detail}});
  room_.set_available(false);
}

void RoomRunner::log_succeeded(Reach& way) {
  way.succeeded();
  if (reading_.lost() || writing_.lost() || room_.available()) return;
  ports_.journal.info("log available again", {{"speedrun", room_.id().text()}});
  room_.set_available(true);
}

bool RoomRunner::fold(const std::vector<ports::LogEntry>& entries) {
  const Phase before = room_.speedrun().phase();
  const auto folded = room_.fold(entries, ports_.clock.now());
  if (!folded) {
    // Perhaps written by a newer build: another instance can go on.
    ports_.journal.error("log entry unreadable", {{"speedrun", room_.id().text()},
                                                  {"after", room_.position().value},
                                                  {"reason", folded.error().detail}});
    end(ErrorCode::Unavailable);
    return false;
  }
  folded_since_snapshot_ += *folded;
  const domain::Speedrun& speedrun = room_.speedrun();
  if (state_ == State::Running && before != speedrun.phase()) {
    const bool finished = speedrun.phase() == Phase::Finished;
    if (finished) ports_.observer.speedrun_finished();
    ports_.journal.info(finished ? "speedrun finished" : "speedrun started",
                        {{"speedrun", room_.id().text()},
                         {"participants", speedrun.participant_count()},
                         {"questions", speedrun.question_count()}});
  }
  return true;
}

void RoomRunner::end(ErrorCode code) {
  state_ = State::Over;
  over_code_ = code;
  loaded_.notify_all();
  for (ClientEvent& event : std::exchange(waiting_, {})) apply(event);
  room_.close_all(code);
}

void RoomRunner::handle(ClientEvent event) {
  if (state_ == State::Loading)
    waiting_.push_back(std::move(event));
  else
    apply(event);
}

void RoomRunner::apply(ClientEvent& event) {
  ClientTable::Client& client = clients_[event.client];
  if (const auto* joined = std::get_if<ClientJoined>(&event.what)) {
    if (state_ == State::Over) return output_.close(event.client, over_code_);
    client.member = room_.join(event.client, joined->session, joined->identity, ports_.clock.now());
    last_used_ = ports_.clock.now();
  } else if (std::holds_alternative<ClientLeft>(event.what)) {
    if (client.member) room_.leave(*client.member, ports_.clock.now());
    client = {};
    last_used_ = ports_.clock.now();
  } else if (client.member && state_ == State::Running) {
    if (const auto* sent = std::get_if<ClientSent>(&event.what))
      room_.receive(*client.member, sent->packet, sent->receipt);
    else
      room_.refuse(*client.member, std::get<ClientSentNoPacket>(event.what).refusal);
  }
}

void RoomRunner::settle() {
  if (state_ != State::Running) return;
  if (room_.has_pending() && !appending_) {
    appending_ = true;
    spawn("append", append());
  }
  if (const auto wanted = room_.wanted_question_set(); wanted && !loading_question_set_) {
    loading_question_set_ = true;
    spawn("load question set", load_question_set(*wanted));
  }
  if (room_.speedrun().phase() == Phase::Finished && !completion_started_) {
    completion_started_ = true;
    spawn("enqueue completion", enqueue_completion());
  }
  if (snapshot_due() && !saving_snapshot_) {
    saving_snapshot_ = true;
    spawn("save snapshot", save_snapshot());
  }
  schedule_wake();
}

// One append is in flight at a time; what arrives meanwhile, and soon after, goes into the next. An
// entry is tried until it is in the log: written twice, it counts once.
asio::awaitable<void> RoomRunner::append() {
  const auto self = shared_from_this();
  Backoff backoff;
  while (room_.has_pending() && state_ == State::Running) {
    // No longer than the interval, should the clock be set back.
    const Instant latest = ports_.clock.now() + options_.append_interval;
    co_await ports_.clock.sleep_until(std::min(next_append_, latest));
    if (state_ != State::Running) break;
    const auto inputs = room_.take_pending();
    const Bytes entry = domain::encode_entry(inputs);
    while (state_ == State::Running) {
      const Instant before = ports_.clock.now();
      next_append_ = before + options_.append_interval;
      const auto position = co_await ports_.log.append(room_.id(), entry);
      if (position) {
        ports_.observer.appended(inputs.size(), ports_.clock.now() - before);
        log_succeeded(writing_);
        backoff.reset();
        break;
      }
      ports_.observer.append_failed(position.error().code);
      if (is_permanent(position.error().code)) {
        end(position.error().code);
        break;
      }
      log_failed(writing_, position.error());
      co_await ports_.clock.sleep_until(ports_.clock.now() + backoff.next());
    }
  }
  appending_ = false;
}

asio::awaitable<void> RoomRunner::load_question_set(std::string content_hash) {
  const auto self = shared_from_this();
  Backoff backoff;
  while (state_ == State::Running) {
    const auto content = co_await ports_.question_sets.get(room_.id(), content_hash);
    Error error{ErrorCode::Unavailable, "the question set cannot be read just now"};
    if (content) {
      auto read = protocol::read_question_set(*content);
      if (read) {
        room_.provide_question_set(
            content_hash, std::make_shared<const domain::QuestionSet>(std::move(read->questions)),
            ports_.clock.now());
        break;
      }
      error = {ErrorCode::Corrupt, "the stored question set is damaged"};
    }
    ports_.journal.error("question set unavailable",
                         {{"speedrun", room_.id().text()},
                          {"content_hash", content_hash},
                          {"reason", content ? error.detail : content.error().detail}});
    room_.question_set_unavailable(error);
    co_await ports_.clock.sleep_until(ports_.clock.now() + backoff.next());
    if (room_.wanted_question_set() != content_hash) break;
  }
  loading_question_set_ = false;
  settle();
}

asio::awaitable<void> RoomRunner::enqueue_completion() {
  const auto self = shared_from_this();
  Backoff backoff;
  while (state_ == State::Running) {
    const auto enqueued = co_await ports_.completions.enqueue(room_.id());
    if (enqueued) co_return;
    ports_.journal.warning("completion job not enqueued",
                           {{"speedrun", room_.id().text()}, {"reason", enqueued.error().detail}});
    co_await ports_.clock.sleep_until(ports_.clock.now() + backoff.next());
  }
}

asio::awaitable<void> RoomRunner::save_snapshot() {
  const auto self = shared_from_this();
  folded_since_snapshot_ = 0;
  ports::LogSnapshot snapshot{.position = room_.position(),
                              .bytes = encode_snapshot(room_.speedrun())};
  const auto saved = co_await ports_.log.save_snapshot(room_.id(), std::move(snapshot));
  if (!saved)
    ports_.journal.warning("snapshot not kept",
                           {{"speedrun", room_.id().text()}, {"reason", saved.error().detail}});
  saving_snapshot_ = false;
}

bool RoomRunner::snapshot_due() const {
  const std::size_t seats = room_.speedrun().seats().size();
  return folded_since_snapshot_ >=
         std::max(options_.snapshot_every, options_.snapshot_every_per_participant * seats);
}

void RoomRunner::schedule_wake() {
  const auto next = room_.next_wake();
  if (!next || (wake_at_ && *wake_at_ <= *next)) return;
  wake_at_ = next;
  spawn("wake", sleep_and_wake(*next));
}

asio::awaitable<void> RoomRunner::sleep_and_wake(Instant at) {
  const auto self = shared_from_this();
  co_await ports_.clock.sleep_until(at);
  if (state_ != State::Running) co_return;
  // One that was overtaken by an earlier wake-up leaves the schedule alone.
  if (wake_at_ == at) wake_at_.reset();
  room_.wake(ports_.clock.now());
  settle();
}

bool RoomRunner::idle_for_long() {
  return room_.member_count() == 0 && !appending() && waiting_.empty() &&
         room_.speedrun().phase() != Phase::Running && !saving_snapshot_ &&
         ports_.clock.now() - last_used_ >= options_.idle;
}

ports::Async<Admission> RoomRunner::admission() {
  const auto self = shared_from_this();
  while (state_ == State::Loading) co_await loaded_.wait();
  if (state_ == State::Over) co_return fail(over_code_);
  last_used_ = ports_.clock.now();
  co_return admission_of(room_.speedrun());
}

}  // namespace mcs::services
