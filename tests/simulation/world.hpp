// One simulated speedrun from a seed: instances, players, a bad day, and what must hold after it.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "adapters/memory/completion_queue.hpp"
#include "adapters/memory/question_set_store.hpp"
#include "adapters/memory/result_store.hpp"
#include "adapters/memory/speedrun_log.hpp"
#include "base/assert.hpp"
#include "players.hpp"
#include "server.hpp"
#include "virtual_clock.hpp"

namespace mcs::simulation {

// Severities and fields do not matter here; what happened follows from the seed.
class SilentJournal final : public ports::Journal {
 public:
  void write(ports::Severity, std::string_view,
             std::initializer_list<ports::JournalField>) override {}
};

// Every speedrun must have ended so long after the troubles: the longest deadline, and some.
inline constexpr Duration patience = std::chrono::minutes{30};

struct Report {
  unsigned seed = 0;
  std::vector<std::string> violations;
  // What the run covered, for the summary of all runs.
  std::size_t log_entries = 0;
  std::size_t acknowledged = 0;
  std::size_t kills = 0;
  std::size_t outages = 0;
  Duration simulated{0};
};

Report run_simulation(unsigned seed, bool traced = false);

class World final : public Surroundings {
 public:
  // `traced` prints what happens to standard error.
  World(unsigned seed, bool traced);
  Report run();

 private:
  struct Plan {
    std::size_t servers;
    std::size_t participants;
    std::size_t questions;
    std::int64_t question_seconds;
    Duration troubles;
    LogFaults faults;
  };

  Timeline& timeline() override { return timeline_; }
  std::mt19937& random() override { return random_; }
  Server* any_server() override;
  bool calm() const override { return timeline_.now() >= calm_from_; }
  void violated(const std::string& what) override;
  void trace(const std::string& line) override;

  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }
  Duration up_to(Duration limit) {
    return Duration{below(static_cast<std::uint32_t>(limit.count()) + 1)};
  }
  Plan draw_plan();
  void upload_question_set();
  void add_server();
  void add_players();
  void plan_troubles();
  void trouble();
  void end_troubles();
  bool over();
  // What `work` yields, letting time pass; it must not fail.
  template <class T>
  T wait_for(ports::Async<T> work) {
    std::optional<Result<T>> result;
    boost::asio::co_spawn(timeline_.context(), std::move(work),
                          [&result](const std::exception_ptr& thrown, Result<T> value) {
                            MCS_ASSERT(!thrown);
                            result = std::move(value);
                          });
    const bool done = timeline_.run([&] { return result.has_value(); }, timeline_.now() + patience);
    MCS_ASSERT(done && *result);
    if constexpr (!std::is_void_v<T>) return **std::move(result);
  }

  void check();
  void check_acknowledged(const domain::Speedrun& truth);
  void check_counts(const domain::Speedrun& truth);
  void check_instances(const domain::Speedrun& truth);
  void check_result(const domain::Speedrun& truth);

  Report report_;
  const bool traced_;
  std::mt19937 random_;
  const Plan plan_;
  Timeline timeline_;
  VirtualClock clock_{timeline_, Duration{0}};
  SilentJournal journal_;
  services::Observer observer_;
  memory::MemorySpeedrunLog log_{clock_};
  memory::MemoryQuestionSetStore question_sets_;
  memory::MemoryCompletionQueue completions_{clock_};
  memory::MemoryResultStore results_;
  Instant calm_from_;
  Backend backend_;
  std::vector<std::unique_ptr<Server>> servers_;  // Also the dead.
  std::unique_ptr<Host> host_;
  std::vector<std::unique_ptr<Participant>> participants_;
};

}  // namespace mcs::simulation
