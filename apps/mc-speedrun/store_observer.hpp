// What the logs' adapters tell: numbers to the metrics, what an operator should read to the
// journal.
#pragma once

#include "adapters/sqlite/log_options.hpp"
#include "metrics.hpp"
#include "ports/journal.hpp"

namespace mcs::app {

class StoreObserver final : public sqlite::LogObserver {
 public:
  StoreObserver(Metrics& metrics, ports::Journal& journal) : metrics_(metrics), journal_(journal) {}

  void appended(std::chrono::nanoseconds /*latency*/) override {}  // Rooms measure what they see.
  void committed(std::size_t /*requests*/, std::chrono::nanoseconds duration) override {
    metrics_.committed(duration);
  }
  void failed(const Error& error) override {
    metrics_.log_failed();
    journal_.error("log failed", {{"reason", error.detail}});
  }

 private:
  Metrics& metrics_;
  ports::Journal& journal_;
};

}  // namespace mcs::app
