#include "world.hpp"

#include <iostream>
#include <utility>

#include "domain/log_codec.hpp"
#include "protocol/question_set_json.hpp"

namespace mcs::simulation {

namespace json = boost::json;
using namespace std::chrono_literals;

namespace {

// What is still on its way when the last client is told arrives in this time.
constexpr Duration settling = 1min;

const SpeedrunId speedrun_id = AccessCode::parse("CDFHJKMN").value();

domain::QuestionSet make_question_set(std::mt19937& random) {
  domain::QuestionSet questions;
  for (int i = 0; i < 10; ++i) {
    const std::size_t options = 2 + random() % 4;
    domain::Question question{.text = "Question " + std::to_string(i),
                              .category = "General",
                              .options = {},
                              .answers = {}};
    for (std::size_t option = 0; option < options; ++option)
      question.options.push_back("Option " + std::to_string(option));
    question.answers.insert(0);
    if (options > 2 && random() % 2 == 0) question.answers.insert(options - 1);
    questions.push_back(std::move(question));
  }
  return questions;
}

}  // namespace

World::World(unsigned seed, bool traced)
    : traced_(traced),
      random_(seed),
      plan_(draw_plan()),
      calm_from_(timeline_.now() + plan_.troubles),
      backend_{log_, question_sets_, completions_, journal_, observer_, speedrun_id} {
  report_.seed = seed;
}

World::Plan World::draw_plan() {
  Plan plan{.servers = 1 + below(4),
            .participants = 1 + below(8),
            .questions = 1 + below(6),
            .question_seconds = 2 + static_cast<std::int64_t>(below(9)),
            .troubles = 20s + Duration{below(100'000)},
            .faults = {}};
  // A quarter of the runs have a good log.
  if (below(4) > 0)
    plan.faults = {.max_delay = Duration{1 + below(below(5) == 0 ? 3'000 : 40)},
                   .fail_before = below(100),
                   .fail_after = below(100),
                   .repeat = below(100),
                   .fail_read = below(50)};
  return plan;
}

void World::upload_question_set() {
  const Bytes content = protocol::write_question_set(make_question_set(random_));
  const std::string hash = "c0ffee";
  wait_for(question_sets_.put(speedrun_id, hash, content));
  const InstanceId loader{1};
  const std::vector<domain::Input> inputs{
      {clock_.now(), loader, domain::SpeedrunCreated{}},
      {clock_.now(), loader, domain::QuestionSetUploaded{hash, 10}}};
  wait_for(log_.create(speedrun_id, domain::encode_entry(inputs), 24h));
}

void World::add_server() {
  const Duration skew = Duration{below(2'000)} - 1s;
  const InstanceId id{100 + servers_.size()};
  servers_.push_back(
      std::make_unique<Server>(timeline_, backend_, random_, id, skew, 20 + below(200)));
  if (!calm()) servers_.back()->log().set_faults(plan_.faults);
}

Server* World::any_server() {
  std::vector<Server*> alive;
  for (const auto& server : servers_)
    if (server->alive()) alive.push_back(server.get());
  return alive.empty() ? nullptr : alive[below(static_cast<std::uint32_t>(alive.size()))];
}

void World::add_players() {
  json::array selection;
  for (std::size_t q = 0; q < plan_.questions; ++q) selection.push_back(q);
  HostPlan host{.config = {{"quizName", "Simulated"},
                           {"categories", json::array{"General"}},
                           {"duration", plan_.question_seconds},
                           {"selectedQuestionIndexes", std::move(selection)}},
                .start_after = 1s + up_to(15s),
                .end_after = std::nullopt,
                .locks = below(5) == 0,
                .kicks = below(5) == 0,
                .gives_extra_time = below(3) == 0};
  if (below(6) == 0) host.end_after = up_to(60s);
  host_ = std::make_unique<Host>(*this, std::move(host));
  host_->connect();
  for (std::size_t i = 0; i < plan_.participants; ++i) {
    participants_.push_back(
        std::make_unique<Participant>(*this, UserId{1'000 + i}, "P" + std::to_string(below(12)),
                                      std::chrono::seconds{plan_.question_seconds}));
    // Some come when it has already started.
    timeline_.after(up_to(below(4) == 0 ? 40s : 8s),
                    [player = participants_.back().get()] { player->connect(); });
  }
}

void World::plan_troubles() {
  for (std::uint32_t i = below(12); i > 0; --i)
    timeline_.after(up_to(plan_.troubles), [this] { trouble(); });
  timeline_.at(calm_from_, [this] { end_troubles(); });
}

void World::trouble() {
  if (calm()) return;
  Server* server = any_server();
  switch (below(4)) {
    case 0:
    case 1:
      if (server == nullptr) return;
      ++report_.kills;
      trace("kill " + std::to_string(server->id().value));
      server->kill();
      timeline_.after(up_to(15s), [this] { add_server(); });
      return;
    case 2:
      if (server == nullptr) return;
      ++report_.outages;
      trace("outage of " + std::to_string(server->id().value));
      server->log().set_outage(true);
      timeline_.after(up_to(30s), [server] { server->log().set_outage(false); });
      return;
    default: break;
  }
  Participant& participant =
      *participants_[below(static_cast<std::uint32_t>(participants_.size()))];
  if (below(2) == 0) return participant.leave_for_good();
  ++report_.outages;
  trace("outage of the log");
  for (const auto& every : servers_) every->log().set_outage(true);
  timeline_.after(up_to(30s), [this] {
    for (const auto& every : servers_) every->log().set_outage(false);
  });
}

void World::end_troubles() {
  trace("the troubles end");
  for (const auto& server : servers_) {
    server->log().set_outage(false);
    server->log().set_faults({});
  }
  if (any_server() == nullptr) add_server();
}

bool World::over() {
  if (!calm()) return false;
  const Server* server = any_server();
  if (server == nullptr) return false;
  for (const auto& each : servers_) {
    if (!each->alive()) continue;
    const domain::Speedrun* held = each->rooms().find(speedrun_id);
    if (held != nullptr && held->phase() != domain::Phase::Finished) return false;
  }
  if (!host_->quiz_finished()) return false;
  for (const auto& participant : participants_)
    if (participant->is_there() && !participant->quiz_finished()) return false;
  return true;
}

Report World::run() {
  const Instant began = timeline_.now();
  upload_question_set();
  for (std::size_t i = 0; i < plan_.servers; ++i) add_server();
  add_players();
  plan_troubles();
  if (timeline_.run([this] { return over(); }, calm_from_ + patience)) {
    timeline_.run([] { return false; }, timeline_.now() + settling);
    check();
  } else {
    violated("the speedrun did not end, or somebody was not told");
  }
  report_.simulated = timeline_.now() - began;
  return std::move(report_);
}

void World::violated(const std::string& what) {
  trace("VIOLATION " + what);
  report_.violations.push_back(what);
}

void World::trace(const std::string& line) {
  if (traced_) std::cerr << domain::epoch_ms(timeline_.now()) % 10'000'000 << ' ' << line << '\n';
}

Report run_simulation(unsigned seed, bool traced) {
  return World(seed, traced).run();
}

}  // namespace mcs::simulation
