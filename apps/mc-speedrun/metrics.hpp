// Prometheus metrics: what the operator sees. Names and meanings are listed in docs/operations.md.
#pragma once

#include <array>
#include <functional>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <span>
#include <string>

#include "net/counter.hpp"
#include "net/observer.hpp"
#include "services/observer.hpp"

namespace mcs::app {

class Metrics final : public net::Observer, public services::Observer {
 public:
  Metrics();

  // What is read only when somebody asks.
  struct Sources {
    std::function<std::size_t()> connections;
    std::function<std::span<const net::WebSocketCounters>()> websocket_counters;
    std::function<std::size_t()> queue_depth;
  };
  void set_sources(Sources sources) { sources_ = std::move(sources); }

  // In Prometheus's text format.
  std::string text();

  void answered(const net::AnsweredRequest& request) override;
  void refused(net::Refusal reason) override;
  void handler_failed(std::string_view route, std::string_view what) override;
  void session_closed(net::CloseCode code) override;

  void appended(std::size_t inputs, domain::Duration latency) override;
  void append_failed(ErrorCode code) override;
  void refused(ErrorCode code) override;
  void rooms_changed(int by) override;
  void speedrun_finished() override;
  void reported(domain::Duration latency) override;
  void report_failed(ErrorCode code) override;

  // The log's: a commit of its database, or a batch written to its server; and a failure of either.
  void committed(std::chrono::nanoseconds duration);
  void log_failed();

 private:
  using Counters = prometheus::Family<prometheus::Counter>;

  prometheus::Counter& counter(const char* name, const char* help);
  prometheus::Gauge& gauge(const char* name, const char* help);
  prometheus::Histogram& latency(const char* name, const char* help);
  void read_sources();

  prometheus::Registry registry_;
  Sources sources_;

  Counters& requests_;
  Counters& refused_;
  Counters& closed_;
  prometheus::Counter& handlers_failed_;
  prometheus::Counter& inputs_;
  prometheus::Counter& appends_failed_;
  prometheus::Histogram& append_latency_;
  prometheus::Histogram& commit_latency_;
  prometheus::Counter& commits_;
  prometheus::Counter& log_failures_;
  prometheus::Gauge& rooms_;
  prometheus::Counter& finished_;
  prometheus::Histogram& report_latency_;
  prometheus::Counter& reports_failed_;
  prometheus::Gauge& connections_;
  prometheus::Gauge& websockets_;
  prometheus::Gauge& queue_depth_;
  prometheus::Gauge& messages_received_;
  prometheus::Gauge& frames_sent_;
  prometheus::Gauge& frames_conflated_;
  // By reason, looked up once: refusing a flood must be cheap.
  std::array<prometheus::Counter*, net::refusal_count> net_refusals_{};
  std::array<prometheus::Counter*, error_code_count> error_refusals_{};
};

}  // namespace mcs::app
