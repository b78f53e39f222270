// Where a process keeps things: the adapters that the configuration chooses, behind their ports.
#pragma once

#include <functional>
#include <memory>

#include "config.hpp"
#include "ports/clock.hpp"
#include "ports/completion_queue.hpp"
#include "ports/question_set_store.hpp"
#include "ports/result_store.hpp"
#include "ports/speedrun_log.hpp"
#include "store_observer.hpp"

namespace mcs::app {

// What the process's roles do not use is null.
struct Stores {
  std::unique_ptr<ports::SpeedrunLog> log;
  std::unique_ptr<ports::QuestionSetStore> question_sets;
  std::unique_ptr<ports::CompletionQueue> completions;
  std::unique_ptr<ports::ResultStore> results;
  // Blocks until the log can be used, for some seconds at most; why it cannot.
  std::function<Result<void>()> connect_log;
  // Finishes what the log was asked for, and lets its waiting readers go; blocks.
  std::function<void()> close_log;
};

// Errors say what cannot be opened and why.
Result<Stores> open_stores(const Config& config, ports::Clock& clock, StoreObserver& observer);

}  // namespace mcs::app
