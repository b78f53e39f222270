#include "metrics.hpp"

#include <cstdint>
#include <prometheus/text_serializer.h>

namespace mcs::app {

namespace {

// From a tenth of a millisecond to ten seconds.
const prometheus::Histogram::BucketBoundaries seconds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005,
                                                      0.01,   0.025,   0.05,   0.1,   0.25,   0.5,
                                                      1,      2.5,     5,      10};

template <class Duration>
double in_seconds(Duration duration) {
  return std::chrono::duration<double>(duration).count();
}

prometheus::Family<prometheus::Counter>& counters(prometheus::Registry& registry, const char* name,
                                                  const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

}  // namespace

prometheus::Counter& Metrics::counter(const char* name, const char* help) {
  return counters(registry_, name, help).Add({});
}

prometheus::Gauge& Metrics::gauge(const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry_).Add({});
}

prometheus::Histogram& Metrics::latency(const char* name, const char* help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry_).Add({}, seconds);
}

Metrics::Metrics()
    : requests_(counters(registry_, "mcs_http_requests_total", "Answered HTTP requests")),
      refused_(counters(registry_, "mcs_refused_total", "Requests and packets refused")),
      closed_(counters(registry_, "mcs_websocket_closed_total", "WebSocket sessions closed")),
      handlers_failed_(counter("mcs_http_handlers_failed_total", "Handlers that threw")),
      inputs_(counter("mcs_inputs_total", "Inputs appended to logs")),
      appends_failed_(counter("mcs_append_failures_total", "Appends that failed and were retried")),
      append_latency_(latency("mcs_append_seconds", "From asking for an append to durable")),
      commit_latency_(latency("mcs_commit_seconds", "Commits of the log's database")),
      commits_(counter("mcs_commits_total", "Commits of the log's database")),
      log_failures_(counter("mcs_log_failures_total", "Failed operations of the log's database")),
      rooms_(gauge("mcs_rooms", "Speedruns loaded in this process")),
      finished_(counter("mcs_speedruns_finished_total", "Speedruns seen to finish here")),
      report_latency_(latency("mcs_report_seconds", "Reporting a finished speedrun")),
      reports_failed_(counter("mcs_report_failures_total", "Completion jobs that failed")),
      connections_(gauge("mcs_connections", "Open connections")),
      websockets_(gauge("mcs_websocket_sessions", "Open WebSocket sessions")),
      queue_depth_(gauge("mcs_completion_queue_depth", "Completion jobs waiting or in work")),
      messages_received_(gauge("mcs_websocket_messages_received", "Messages since the start")),
      frames_sent_(gauge("mcs_websocket_frames_sent", "Frames since the start")),
      frames_conflated_(
          gauge("mcs_websocket_frames_conflated", "Frames that a later one replaced")) {
  for (std::size_t i = 0; i < net_refusals_.size(); ++i) {
    const auto reason = net::name(static_cast<net::Refusal>(i));
    net_refusals_[i] = &refused_.Add({{"reason", std::string(reason)}});
  }
  for (std::size_t i = 0; i < error_refusals_.size(); ++i) {
    const auto reason = facts(static_cast<ErrorCode>(i)).name;
    error_refusals_[i] = &refused_.Add({{"reason", std::string(reason)}});
  }
}

std::string Metrics::text() {
  read_sources();
  return prometheus::TextSerializer().Serialize(registry_.Collect());
}

void Metrics::read_sources() {
  connections_.Set(static_cast<double>(sources_.connections()));
  queue_depth_.Set(static_cast<double>(sources_.queue_depth()));
  std::uint64_t sessions = 0;
  std::uint64_t received = 0;
  std::uint64_t sent = 0;
  std::uint64_t conflated = 0;
  for (const net::WebSocketCounters& counters : sources_.websocket_counters()) {
    sessions += counters.sessions.read();
    received += counters.messages_received.read();
    sent += counters.frames_sent.read();
    conflated += counters.frames_conflated.read();
  }
  websockets_.Set(static_cast<double>(sessions));
  messages_received_.Set(static_cast<double>(received));
  frames_sent_.Set(static_cast<double>(sent));
  frames_conflated_.Set(static_cast<double>(conflated));
}

void Metrics::answered(const net::AnsweredRequest& request) {
  requests_.Add({{"route", std::string(request.route)}, {"status", std::to_string(request.status)}})
      .Increment();
}

void Metrics::refused(net::Refusal reason) {
  net_refusals_[static_cast<std::size_t>(reason)]->Increment();
}

void Metrics::handler_failed(std::string_view, std::string_view) {
  handlers_failed_.Increment();
}

void Metrics::session_closed(net::CloseCode code) {
  closed_.Add({{"code", std::to_string(code)}}).Increment();
}

void Metrics::appended(std::size_t inputs, domain::Duration latency) {
  inputs_.Increment(static_cast<double>(inputs));
  append_latency_.Observe(in_seconds(latency));
}

void Metrics::append_failed(ErrorCode) {
  appends_failed_.Increment();
}
void Metrics::refused(ErrorCode code) {
  error_refusals_[static_cast<std::size_t>(code)]->Increment();
}
void Metrics::rooms_changed(int by) {
  rooms_.Increment(by);
}
void Metrics::speedrun_finished() {
  finished_.Increment();
}
void Metrics::reported(domain::Duration latency) {
  report_latency_.Observe(in_seconds(latency));
}
void Metrics::report_failed(ErrorCode) {
  reports_failed_.Increment();
}

void Metrics::committed(std::chrono::nanoseconds duration) {
  commits_.Increment();
  commit_latency_.Observe(in_seconds(duration));
}
void Metrics::log_failed() {
  log_failures_.Increment();
}

}  // namespace mcs::app
