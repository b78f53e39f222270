// For tests of services: the adapters in memory, a clock set by hand, and an event loop.
#pragma once

#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "adapters/memory/completion_queue.hpp"
#include "adapters/memory/question_set_store.hpp"
#include "adapters/memory/result_store.hpp"
#include "adapters/memory/speedrun_log.hpp"
#include "domain/log_codec.hpp"
#include "services/observer.hpp"
#include "services/sign_on.hpp"
#include "support/event_loop.hpp"
#include "support/settable_clock.hpp"

namespace mcs::services::testing {

using namespace std::chrono_literals;

class SilentJournal final : public ports::Journal {
 public:
  void write(ports::Severity, std::string_view,
             std::initializer_list<ports::JournalField>) override {}
};

// Counts up, so that tests can foretell access codes.
class CountingRandom final : public ports::Random {
 public:
  std::uint64_t next() override { return value_++; }
  void rewind() { value_ = 0; }

 private:
  std::uint64_t value_ = 0;
};

// Answers from what the test says.
class SettableAdmissions final : public Admissions {
 public:
  ports::Async<Admission> look_up(SpeedrunId speedrun) override {
    const auto found = known.find(speedrun);
    if (found == known.end()) co_return fail(ErrorCode::UnknownQuiz);
    co_return found->second;
  }
  std::map<SpeedrunId, Admission> known;
};

class ServiceTest : public ::testing::Test {
 protected:
  template <class T>
  Result<T> run(ports::Async<T> work) {
    return loop.run(std::move(work));
  }
  void append(SpeedrunId speedrun, std::vector<domain::InputBody> bodies) {
    std::vector<domain::Input> inputs;
    for (auto& body : bodies) inputs.push_back({clock.now(), InstanceId{1}, std::move(body)});
    ASSERT_TRUE(run(log.append(speedrun, domain::encode_entry(inputs))));
  }
  void create(SpeedrunId speedrun) {
    const domain::Input input{clock.now(), InstanceId{1}, domain::SpeedrunCreated{}};
    ASSERT_TRUE(run(log.create(speedrun, domain::encode_entry({&input, 1}), 24h)));
  }

  const SpeedrunId id = AccessCode::parse("CDFHJKMN").value();
  test::SettableClock clock;
  SilentJournal journal;
  CountingRandom random;
  Observer observer;
  SettableAdmissions admissions;
  Tokens tokens{{.keys = {std::string(32, 'k')}}};
  memory::MemorySpeedrunLog log{clock};
  memory::MemoryQuestionSetStore question_sets;
  memory::MemoryCompletionQueue completions{clock};
  memory::MemoryResultStore results;
  test::EventLoop loop;
};

}  // namespace mcs::services::testing
