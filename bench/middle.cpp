#include "middle.hpp"

#include <atomic>
#include <optional>
#include <stdexcept>
#include <thread>

#include "bots/run.hpp"
#include "measured_process.hpp"
#include "metrics.hpp"

namespace mcs::bench {

namespace {

constexpr std::chrono::milliseconds interval{250};

}  // namespace

Sample take_sample(const std::vector<Target>& targets) {
  Sample sample{.at = std::chrono::steady_clock::now()};
  for (const Target& target : targets) {
    const Metrics metrics = Metrics::fetch(target.address);
    sample.cpu_us += static_cast<double>(cpu_time_of(target.process).count()) / 1e3;
    sample.messages += metrics["mcs_websocket_messages_received"];
    sample.frames += metrics["mcs_websocket_frames_sent"];
  }
  return sample;
}

bots::Report passed(Result<bots::Report> report) {
  if (!report) throw std::runtime_error(report.error().detail);
  if (!report->passed()) throw std::runtime_error(to_text(*report));
  return *std::move(report);
}

Middle race(const bots::Options& options, const std::vector<Target>& targets) {
  const double joins = options.participants;
  const double requests = 2.0 * options.questions * options.participants;
  std::optional<Result<bots::Report>> report;
  std::atomic<bool> over = false;
  std::vector<Sample> middle;
  {
    const std::jthread racing([&] {
      report = bots::run(options, [](std::string_view) {});
      over = true;
    });
    while (!over) {
      std::this_thread::sleep_for(interval);
      const Sample sample = take_sample(targets);
      const double share = (sample.messages - joins) / requests;
      if (share > 0.1 && share < 0.9) middle.push_back(sample);
    }
  }
  bots::Report whole = passed(*std::move(report));
  if (middle.size() < 2) throw std::runtime_error("the race was too short to have a middle");
  const Sample& first = middle.front();
  const Sample& last = middle.back();
  const double asked = last.messages - first.messages;
  return {.report = std::move(whole),
          .seconds = std::chrono::duration<double>(last.at - first.at).count(),
          .cpu_us = last.cpu_us - first.cpu_us,
          .requests = asked,
          .leaderboards = last.frames - first.frames - asked};
}

}  // namespace mcs::bench
