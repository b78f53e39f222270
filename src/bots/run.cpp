#include "bots/run.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <unordered_map>

#include "bots/crew.hpp"
#include "bots/host.hpp"
#include "bots/http.hpp"
#include "bots/http_client.hpp"
#include "bots/question_set.hpp"
#include "net/descriptors.hpp"
#include "protocol/question_set_json.hpp"
#include "protocol/results.hpp"

namespace mcs::bots {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

using Progress = std::function<void(std::string_view)>;
using Crews = std::vector<std::unique_ptr<Crew>>;

// The reporter is quick, but one that was killed holds its job until that is visible again. For a
// speedrun that has not finished there is nothing to wait for.
constexpr int result_attempts = 300;
constexpr int unfinished_attempts = 2;
constexpr std::chrono::milliseconds result_wait{500};
constexpr std::chrono::seconds progress_interval{5};
// For all that is not a participant's connection.
constexpr std::size_t spare_descriptors = 100;
// How long the host waits for the end when all its participants are gone.
constexpr std::chrono::seconds host_patience{5};

// The set that the host brings, and what the bots so know of it.
Result<std::string> prepare_questions(const Options& options, Race& race) {
  domain::QuestionSet questions = make_question_set(options.questions);
  if (!options.question_set.empty()) {
    auto read = protocol::read_question_set(options.question_set);
    if (!read) return fail(ErrorCode::InvalidQuestionSet, "the question set has problems");
    questions = std::move(read->questions);
  }
  if (questions.size() < options.questions)
    return fail(ErrorCode::InvalidQuestionSet,
                fmt::format("the set has {} questions", questions.size()));
  for (std::uint32_t i = 0; i < options.questions; ++i) race.keys.learn(i, questions[i].answers);
  return protocol::write_question_set(questions);
}

Crews gather_crews(Race& race) {
  const std::uint64_t participants = race.options.participants;
  const std::uint64_t threads = race.options.threads;
  Crews crews;
  for (std::uint64_t i = 0; i < threads; ++i)
    crews.push_back(
        std::make_unique<Crew>(race, static_cast<std::uint32_t>(i * participants / threads),
                               static_cast<std::uint32_t>((i + 1) * participants / threads)));
  return crews;
}

// The calling thread's part while the crews race: the host, the clock and the progress.
void watch(Race& race, Loop& loop, Host* host, const Progress& progress) {
  const Time begin = steady_clock::now();
  Time next_progress = begin + progress_interval;
  Time last_word = Time::max();
  if (host != nullptr) host->start();
  loop.run([&] {
    const Time now = steady_clock::now();
    if (now >= next_progress) {
      next_progress = now + progress_interval;
      progress(fmt::format("{:.0f} s: {} seated, {} through",
                           std::chrono::duration<double>(now - begin).count(), race.seated.load(),
                           race.ended.load()));
    }
    if (now - begin > race.options.time_limit) race.out_of_time = true;
    if (race.all_ended()) last_word = std::min(last_word, now + host_patience);
    const bool over = race.all_ended() && (host == nullptr || host->has_ended());
    return over || race.out_of_time || now >= last_word;
  });
}

Result<domain::SpeedrunResult> fetch_result(const Race& race, const std::string& token,
                                            int attempts) {
  Error last{ErrorCode::ResultsPending, "there are no results"};
  for (int attempt = 0; attempt < attempts; ++attempt) {
    const auto& servers = race.options.servers;
    const Server& server = servers[static_cast<std::size_t>(attempt) % servers.size()];
    const auto reply =
        fetch(server, write_get(server.name, "/speedruns/" + race.code.str() + "/results", token));
    if (reply && reply->status == 200) return protocol::read_results_json(reply->body);
    last.detail = reply ? fmt::format("results: HTTP {}", reply->status) : reply.error().detail;
    std::this_thread::sleep_for(result_wait);
  }
  return fail(last);
}

// Compares what was kept with what was acknowledged.
void verify(const Race& race, const Crews& crews, std::string token, Report& report) {
  for (const auto& crew : crews)
    for (const auto& participant : crew->participants())
      if (token.empty()) token = participant->token();
  const auto result =
      fetch_result(race, token, report.completed > 0 ? result_attempts : unfinished_attempts);
  if (!result) return report.statistics.fault(result.error().detail);
  std::unordered_map<UserId, const domain::ParticipantResult*> kept;
  for (const auto& participant : result->participants) kept[participant.user] = &participant;
  for (const auto& crew : crews) {
    for (const auto& participant : crew->participants()) {
      const auto found = kept.find(participant->user());
      Ledger::Fault fault;
      if (found == kept.end())
        fault = "it is not in the results";
      else
        fault = participant->ledger().check_result(*found->second);
      if (fault)
        report.statistics.fault(
            fmt::format("participant {}: {}", to_string(participant->user()), *fault));
      else
        ++report.verified;
    }
  }
}

void measure_own_cost(Report& report) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto time = [](timeval value) {
    return std::chrono::seconds{value.tv_sec} + std::chrono::microseconds{value.tv_usec};
  };
  report.cpu_time = duration_cast<milliseconds>(time(usage.ru_utime) + time(usage.ru_stime));
  report.peak_memory = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

Report make_report(const Race& race, const Crews& crews, const Statistics& host) {
  Report report;
  report.code = race.code;
  for (const Server& server : race.options.websocket_servers())
    report.servers.push_back(server.name);
  report.participants = race.options.participants;
  report.statistics = Statistics(race.options.websocket_servers().size());
  report.statistics.merge(host);
  for (const auto& crew : crews) {
    report.statistics.merge(crew->statistics());
    for (const auto& participant : crew->participants())
      if (participant->has_completed()) ++report.completed;
  }
  return report;
}

}  // namespace

Result<Report> run(const Options& options, const Progress& progress) {
  const Time begin = steady_clock::now();
  const bool own_tables = net::raise_descriptor_limit() < options.participants + spare_descriptors;
  Race race(options);
  std::string host_token;
  if (options.code) {
    race.code = *options.code;
  } else {
    const auto questions = prepare_questions(options, race);
    if (!questions) return fail(questions.error());
    const auto access = create_speedrun(options, *questions);
    if (!access) return fail(access.error());
    race.code = access->code;
    host_token = access->token;
  }
  progress(
      fmt::format("speedrun {}: {} participants join", race.code.text(), options.participants));

  Loop loop;
  Statistics host_statistics(options.websocket_servers().size());
  std::unique_ptr<Host> host;
  if (!host_token.empty()) host = std::make_unique<Host>(loop, race, host_statistics, host_token);
  const Crews crews = gather_crews(race);
  {
    std::vector<std::jthread> threads;
    for (const auto& crew : crews)
      threads.emplace_back([&crew, own_tables] {
        if (own_tables) net::unshare_descriptor_table();
        crew->run();
      });
    watch(race, loop, host.get(), progress);
  }
  Report report = make_report(race, crews, host_statistics);
  // Before the results of all participants are in memory at once.
  measure_own_cost(report);
  verify(race, crews, host_token, report);
  report.took = duration_cast<milliseconds>(steady_clock::now() - begin);
  return report;
}

}  // namespace mcs::bots
