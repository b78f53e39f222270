// What the logs' adapters tell: numbers to the metrics, what an operator should read to the
// journal.
#pragma once

#include "adapters/redis/log_observer.hpp"
#include "adapters/sqlite/log_options.hpp"
#include "metrics.hpp"
#include "ports/journal.hpp"

namespace mcs::app {

class StoreObserver final : public sqlite::LogObserver, public redis::LogObserver {
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

  void connected(std::string_view server) override {
    journal_.info("redis connected", {{"server", server}});
  }
  void disconnected(std::string_view server, const Error& reason) override {
    metrics_.log_failed();
    journal_.warning("redis disconnected", {{"server", server}, {"reason", reason.detail}});
  }
  void missed_entries(std::string_view server) override {
    journal_.write(ports::Severity::Debug, "redis entries missed", {{"server", server}});
  }
  void durability_unknown(std::string_view server, std::string_view reason) override {
    journal_.warning("redis durability unknown", {{"server", server}, {"reason", reason}});
  }

 private:
  Metrics& metrics_;
  ports::Journal& journal_;
};

}  // namespace mcs::app
