// The domain at a million participants: folding answers, ranks, snapshots, bytes per participant.
// Run it with script/bench domain.
#include <algorithm>
#include <benchmark/benchmark.h>
#include <malloc.h>
#include <numeric>
#include <random>

#include "domain/log_codec.hpp"
#include "domain/snapshot.hpp"
#include "domain/speedrun.hpp"

namespace mcs::domain {
namespace {

using namespace std::chrono_literals;

constexpr std::uint16_t question_count = 20;
const Instant epoch = from_epoch_ms(1'800'000'000'000);
constexpr InstanceId instance{1};

std::size_t heap_bytes() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

// A running speedrun whose participants answer one question after the other, in random order.
class Field {
 public:
  explicit Field(std::uint32_t participants) : order_(participants) {
    fold(SpeedrunCreated{{.max_participants = participants}});
    fold(QuestionSetUploaded{"cafe", question_count});
    for (std::uint32_t i = 0; i < participants; ++i)
      fold(SeatTaken{{i * 0x9E3779B97F4A7C15U}, {i}, "Participant " + std::to_string(i)});
    std::vector<AnswerKey> keys(question_count);
    for (std::uint16_t q = 0; q < question_count; ++q)
      keys[q] = {.source_index = q, .option_count = 4, .correct = OptionSet::from_bits(1)};
    fold(SpeedrunStarted{{0}, "Bench", {}, 20s, "cafe", std::move(keys)});
    std::iota(order_.begin(), order_.end(), 0U);
    std::ranges::shuffle(order_, random_);
  }

  // Serves `question` to everybody.
  void serve(std::uint16_t question) {
    now_ += 5s;
    for (const std::uint32_t seat : order_) fold(QuestionServed{{seat}, {question}, {seat}});
    now_ += 5s;
  }

  // The answers of the `count` participants from `first` in the random order.
  std::vector<Input> answers(std::uint16_t question, std::size_t first, std::size_t count) {
    std::vector<Input> inputs;
    inputs.reserve(count);
    for (std::size_t i = first; i < first + count; ++i) {
      const Duration elapsed{random_() % 10'000};
      const auto selected = OptionSet::from_bits(random_() % 4 == 0 ? 2 : 1);
      const std::uint32_t seat = order_[i];
      inputs.push_back(
          {now_, instance,
           AnswerSubmitted{{seat}, {question}, {seat}, selected, elapsed, elapsed, 0ms}});
    }
    return inputs;
  }

  void fold_all(const std::vector<Input>& inputs) {
    constexpr std::size_t ahead = 16;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (i + ahead < inputs.size()) run.prefetch(inputs[i + ahead]);
      effects_.clear();
      step(run, inputs[i], effects_);
    }
    benchmark::DoNotOptimize(effects_);
  }

  void play(std::uint16_t question) {
    serve(question);
    fold_all(answers(question, 0, order_.size()));
  }

  Speedrun run;

 private:
  void fold(InputBody body) {
    effects_.clear();
    step(run, {now_, instance, std::move(body)}, effects_);
  }

  std::vector<std::uint32_t> order_;
  std::mt19937 random_{42};
  Instant now_ = epoch;
  Effects effects_;
};

// Everybody answers every question, in batches as a busy instance folds them.
void fold_answers(benchmark::State& state) {
  const auto participants = static_cast<std::size_t>(state.range(0));
  constexpr std::size_t batch = 500;
  const std::size_t before = heap_bytes();
  Field field(static_cast<std::uint32_t>(participants));
  std::size_t answered = 0;
  for (auto _ : state) {
    const std::size_t first = answered % participants;
    const auto question = static_cast<std::uint16_t>(answered / participants);
    if (first == 0) field.serve(question);
    const auto inputs = field.answers(question, first, batch);
    const auto start = std::chrono::steady_clock::now();
    field.fold_all(inputs);
    state.SetIterationTime(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    answered += batch;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(answered));
  state.counters["bytes_per_participant"] =
      static_cast<double>(heap_bytes() - before) / static_cast<double>(participants);
}
BENCHMARK(fold_answers)->Arg(1'000)->Iterations(40)->UseManualTime();
BENCHMARK(fold_answers)->Arg(1'000'000)->Iterations(40'000)->UseManualTime();

void rank(benchmark::State& state) {
  static Field& field = *new Field(1'000'000);
  std::uint32_t seat = 0;
  for (auto _ : state) benchmark::DoNotOptimize(field.run.rank({seat = (seat + 7919) % 1'000'000}));
}
BENCHMARK(rank);

void snapshot(benchmark::State& state) {
  Field field(100'000);
  for (std::uint16_t q = 0; q < question_count; ++q) field.play(q);
  Bytes bytes;
  for (auto _ : state) {
    bytes = encode_snapshot(field.run);
    benchmark::DoNotOptimize(decode_snapshot(bytes));
  }
  state.counters["bytes_per_participant"] = static_cast<double>(bytes.size()) / 100'000;
}
BENCHMARK(snapshot)->Unit(benchmark::kMillisecond);

void decode_entries(benchmark::State& state) {
  Field field(1'000);
  const Bytes bytes = encode_entry(field.answers(0, 0, 1'000));
  for (auto _ : state) benchmark::DoNotOptimize(decode_entry(bytes));
  state.SetItemsProcessed(state.iterations() * 1'000);
}
BENCHMARK(decode_entries);

}  // namespace
}  // namespace mcs::domain
