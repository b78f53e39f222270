#include "bots/histogram.hpp"

#include <gtest/gtest.h>

namespace mcs::bots {
namespace {

using namespace std::chrono_literals;

TEST(Histogram, FindsQuantilesToWithinTwoPercent) {
  Histogram histogram;
  for (int i = 1; i <= 100'000; ++i) histogram.record(std::chrono::microseconds{i});
  for (const double share : {0.01, 0.5, 0.9, 0.99, 0.999}) {
    const double exact = share * 100'000;
    const auto found = static_cast<double>(histogram.quantile(share).count());
    EXPECT_GE(found, exact - 1) << share;
    EXPECT_LE(found, exact * 1.02) << share;
  }
  EXPECT_EQ(histogram.quantile(1), 100'000us);
  EXPECT_EQ(histogram.max(), 100'000us);
  EXPECT_EQ(histogram.mean(), 50'000us);
}

TEST(Histogram, CountsWhatTookNoLongerThanATime) {
  Histogram histogram;
  for (int i = 1; i <= 1'000; ++i) histogram.record(std::chrono::microseconds{i});
  EXPECT_EQ(histogram.count_within(0us), 0);
  EXPECT_EQ(histogram.count_within(100us), 100);
  EXPECT_NEAR(static_cast<double>(histogram.count_within(700us)), 700, 14);
  EXPECT_EQ(histogram.count_within(1ms), 1'000);
  EXPECT_EQ(histogram.count_within(std::chrono::hours{1'000}), 1'000);
}

TEST(Histogram, TakesEveryTimeThereIs) {
  Histogram histogram;
  histogram.record(-1s);
  histogram.record(0s);
  histogram.record(std::chrono::hours{1'000});
  EXPECT_EQ(histogram.count(), 3);
  EXPECT_EQ(histogram.quantile(0.5), 0us);
  EXPECT_GT(histogram.max(), 2h);
}

TEST(Histogram, MergesAsIfAllWereRecordedInOne) {
  Histogram all;
  Histogram part;
  for (int i = 0; i < 1'000; ++i) (i % 2 == 0 ? all : part).record(std::chrono::milliseconds{i});
  all.merge(part);
  EXPECT_EQ(all.count(), 1'000);
  EXPECT_EQ(all.max(), 999ms);
  EXPECT_NEAR(static_cast<double>(all.quantile(0.5).count()), 500'000, 10'000);
}

TEST(Histogram, IsEmptyAtFirst) {
  EXPECT_EQ(Histogram{}.quantile(0.99), 0us);
  EXPECT_EQ(Histogram{}.mean(), 0us);
}

}  // namespace
}  // namespace mcs::bots
