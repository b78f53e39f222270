#include "bots/report.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace mcs::bots {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

// Four answers within 12 s, of which one took 3 ms and the others less than 1.
Report make_report() {
  const auto begin = std::chrono::steady_clock::now();
  Report report;
  report.servers = {"server:80"};
  report.statistics = Statistics(1);
  report.statistics.answers = 4;
  for (const auto took : {200us, 300us, 400us, 3'000us})
    report.statistics.record(Measure::Answer, took);
  report.statistics.span(Phase::Racing).begin(begin);
  report.statistics.span(Phase::Racing).end(begin + 12s);
  return report;
}

TEST(Report, SaysHowLongEachPhaseTook) {
  const Report report = make_report();
  EXPECT_THAT(to_text(report), HasSubstr("\n  racing 12.00 s\n"));
  const auto phases = nlohmann::json::parse(to_json(report))["phasesMs"];
  EXPECT_EQ(phases["racing"], 12'000);
  EXPECT_EQ(phases["resuming"], 0);
}

TEST(Report, PlotsHowLongAnswersTook) {
  const std::string text = to_text(make_report());
  const auto bar = [](int length) {
    std::string blocks;
    for (int i = 0; i < length; ++i) blocks += "█";
    return blocks + "\n";
  };
  EXPECT_THAT(text, HasSubstr("≤ 1         3  " + bar(50)));
  EXPECT_THAT(text, HasSubstr("≤ 2         0  " + bar(0)));
  EXPECT_THAT(text, HasSubstr("≤ 4         1  " + bar(16)));
  EXPECT_THAT(text, Not(HasSubstr("≤ 8")));
}

TEST(Report, HasNoPlotOfNothing) {
  Report report = make_report();
  report.statistics = Statistics(1);
  EXPECT_THAT(to_text(report), Not(HasSubstr("≤")));
  EXPECT_EQ(report.answers_per_second(), 0);
}

TEST(Span, ReachesOverAllThreads) {
  const auto now = std::chrono::steady_clock::now();
  Span span;
  EXPECT_EQ(span.length(), 0ms);
  Span early;
  early.begin(now);
  Span late;
  late.end(now + 2s);
  span.merge(early);
  EXPECT_EQ(span.length(), 0ms);
  span.merge(late);
  EXPECT_EQ(span.length(), 2s);
}

}  // namespace
}  // namespace mcs::bots
