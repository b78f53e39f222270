#include "bots/behaviour.hpp"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <vector>

namespace mcs::bots {
namespace {

using namespace std::chrono_literals;

std::vector<double> draw_ms(std::string_view text) {
  const auto time = ThinkTime::parse(text);
  EXPECT_TRUE(time) << text;
  Random random(7);
  std::vector<double> drawn;
  for (int i = 0; i < 20'000; ++i)
    drawn.push_back(static_cast<double>(time->draw(random).count()) / 1e6);
  std::ranges::sort(drawn);
  return drawn;
}

TEST(ThinkTime, FollowsTheDistributionThatIsNamed) {
  EXPECT_EQ(draw_ms("fixed:250").front(), 250);
  EXPECT_EQ(draw_ms("fixed:250").back(), 250);
  const auto uniform = draw_ms("uniform:100,300");
  EXPECT_GE(uniform.front(), 100);
  EXPECT_LT(uniform.back(), 300);
  EXPECT_NEAR(uniform[10'000], 200, 5);
  EXPECT_NEAR(draw_ms("exponential:1000")[10'000], 693, 30);
  const auto lognormal = draw_ms("lognormal:3000,0.5");
  EXPECT_NEAR(lognormal[10'000], 3'000, 60);
  EXPECT_NEAR(lognormal[16'827], 3'000 * 1.6487, 100);  // One sigma above.
}

TEST(ThinkTime, RefusesWhatIsNone) {
  for (const std::string_view text :
       {"", "250", "fixed", "fixed:", "fixed:-1", "fixed:x", "often:3", "uniform:1,", "fixed:inf"})
    EXPECT_FALSE(ThinkTime::parse(text)) << text;
}

TEST(Skill, IsOneProbabilityOrARange) {
  Random random(1);
  EXPECT_EQ(Skill::parse("0.7")->draw(random), 0.7);
  const auto range = Skill::parse("0.4-0.9");
  for (int i = 0; i < 1'000; ++i) {
    const double drawn = range->draw(random);
    EXPECT_GE(drawn, 0.4);
    EXPECT_LE(drawn, 0.9);
  }
  for (const std::string_view text : {"", "2", "0.9-0.4", "a-b", "-0.5"})
    EXPECT_FALSE(Skill::parse(text)) << text;
}

TEST(Guess, SelectsAsManyDifferentOptionsAsAsked) {
  Random random(3);
  for (unsigned count = 1; count <= 4; ++count) {
    const auto options = guess(random, 4, count);
    EXPECT_EQ(options.size(), count);
    EXPECT_TRUE(options.within(4));
  }
}

TEST(DrawBreak, BreaksAtItsRateAndAtEveryPoint) {
  Random random(5);
  std::array<int, 4> drawn{};
  for (int i = 0; i < 30'000; ++i) ++drawn[static_cast<std::size_t>(draw_break(random, 0.3))];
  EXPECT_NEAR(drawn[0], 21'000, 500);
  for (int i = 1; i < 4; ++i) EXPECT_NEAR(drawn[static_cast<std::size_t>(i)], 3'000, 300);
  EXPECT_EQ(draw_break(random, 0), Break::Never);
}

}  // namespace
}  // namespace mcs::bots
