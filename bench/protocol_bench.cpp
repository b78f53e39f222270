// Packets of a speedrun with a million participants. Run it with script/bench protocol.
#include <benchmark/benchmark.h>

#include "domain/speedrun.hpp"
#include "protocol/client_packets.hpp"
#include "protocol/server_packets.hpp"

namespace mcs::protocol {
namespace {

using namespace std::chrono_literals;

constexpr domain::Instant start = domain::Instant{1'800'000'000s};

// Everybody has answered the first of two questions, and has a score that the seat decides.
domain::Speedrun make_speedrun(std::uint32_t participants) {
  domain::Speedrun run;
  domain::Effects effects;
  const auto fold = [&](domain::Instant at, domain::InputBody body) {
    effects.clear();
    domain::step(run, {at, InstanceId{1}, std::move(body)}, effects);
  };
  fold(start, domain::SpeedrunCreated{{.max_participants = participants}});
  fold(start, domain::QuestionSetUploaded{"cafe", 2});
  for (std::uint32_t i = 0; i < participants; ++i)
    fold(start,
         domain::SeatTaken{{i * 0x9E3779B97F4A7C15U}, {i}, "Participant " + std::to_string(i)});
  const domain::AnswerKey key{.option_count = 4, .correct = domain::OptionSet::from_bits(1)};
  fold(start, domain::SpeedrunStarted{{0}, "Bench", {}, 20s, "cafe", {key, key}});
  for (std::uint32_t i = 0; i < participants; ++i)
    fold(start, domain::QuestionServed{{i}, {0}, {i}});
  for (std::uint32_t i = 0; i < participants; ++i) {
    const domain::Duration took{i * 7919ULL % 20'000};
    fold(start + took, domain::AnswerSubmitted{{i}, {0}, {i}, key.correct, took, took, 0ms});
  }
  return run;
}

domain::Speedrun& million() {
  static domain::Speedrun& run = *new domain::Speedrun(make_speedrun(1'000'000));
  return run;
}

// The bound is 50 µs.
void leaderboard_frame(benchmark::State& state) {
  const domain::Speedrun& run = million();
  std::size_t size = 0;
  for (auto _ : state) {
    const std::string packet = leaderboard(run);
    size = packet.size();
    benchmark::DoNotOptimize(packet.data());
  }
  state.counters["bytes"] = static_cast<double>(size);
}
BENCHMARK(leaderboard_frame)->Unit(benchmark::kMicrosecond);

void answer_result_frame(benchmark::State& state) {
  const domain::Speedrun& run = million();
  std::uint32_t seat = 0;
  for (auto _ : state) {
    const std::string packet = answer_result(run, {seat = (seat + 7919) % 1'000'000}, {0});
    benchmark::DoNotOptimize(packet.data());
  }
}
BENCHMARK(answer_result_frame);

void decode_answer(benchmark::State& state) {
  constexpr std::string_view text =
      R"({"type":"PARTICIPANT-ANSWER","payload":{"questionIndex":0,"selectedOptionIndexes":[1],"answerDuration":4.962}})";
  for (auto _ : state) benchmark::DoNotOptimize(decode(text));
}
BENCHMARK(decode_answer);

void decode_request(benchmark::State& state) {
  constexpr std::string_view text =
      R"({"type":"REQUEST-PARTICIPANT-QUESTION","payload":{"questionIndex":3}})";
  for (auto _ : state) benchmark::DoNotOptimize(decode(text));
}
BENCHMARK(decode_request);

}  // namespace
}  // namespace mcs::protocol
