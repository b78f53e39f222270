#include "domain/standings.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>

#include "domain/rules.hpp"

namespace mcs::domain {
namespace {

constexpr std::uint32_t max_score = 5'000 * max_score_per_question;

// The obvious implementation, to compare with.
struct SortedStandings {
  std::map<std::uint32_t, std::uint32_t> scores;  // Seat to score.

  std::vector<Standing> sorted() const {
    std::vector<Standing> all;
    for (const auto& [seat, score] : scores) all.push_back({score, {seat}});
    std::ranges::sort(all, std::less{});
    return all;
  }
  std::uint32_t rank(std::uint32_t score) const {
    return 1 + static_cast<std::uint32_t>(std::ranges::count_if(
                   scores, [&](const auto& entry) { return entry.second > score; }));
  }
};

void expect_same(const Standings& actual, const SortedStandings& expected) {
  std::vector<Standing> best = expected.sorted();
  best.resize(std::min(best.size(), leaderboard_size));
  ASSERT_EQ(std::vector(actual.best().begin(), actual.best().end()), best);
  ASSERT_EQ(actual.size(), expected.scores.size());
}

TEST(Standings, AgreeWithSortingWhateverHappens) {
  for (const std::uint32_t question_count : {1U, 20U, 5'000U}) {
    std::mt19937 random(question_count);
    Standings standings;
    SortedStandings expected;
    const std::uint32_t top = question_count * max_score_per_question;
    for (std::uint32_t seat = 0; seat < 150; ++seat) {
      standings.add({seat});
      expected.scores[seat] = 0;
    }
    standings.start(top);
    for (int round = 0; round < 2'000; ++round) {
      const auto seat = static_cast<std::uint32_t>(random() % 200);
      auto found = expected.scores.find(seat);
      if (found == expected.scores.end()) {
        standings.add({seat});
        expected.scores[seat] = 0;
      } else if (random() % 8 == 0) {
        const std::uint32_t score = found->second;
        expected.scores.erase(found);
        standings.remove({seat}, score, [&](const auto& offer) {
          for (const auto& [other, its] : expected.scores) offer({its, {other}});
        });
      } else {
        const auto to = std::min<std::uint32_t>(
            top, found->second + static_cast<std::uint32_t>(random() % 101));
        standings.raise({seat}, found->second, to);
        found->second = to;
      }
      expect_same(standings, expected);
      for (const auto& [other, score] : expected.scores)
        ASSERT_EQ(standings.rank(score), expected.rank(score));
    }
  }
}

TEST(Standings, EqualScoresShareARankAndStandInSeatOrder) {
  Standings standings;
  standings.start(100);
  for (std::uint32_t seat = 0; seat < 3; ++seat) standings.add({seat});
  standings.raise({2}, 0, 50);
  EXPECT_EQ(standings.rank(50), 1U);
  EXPECT_EQ(standings.rank(0), 2U);
  EXPECT_EQ(standings.best()[0].seat, SeatIndex{2});
  EXPECT_EQ(standings.best()[1].seat, SeatIndex{0});
  EXPECT_EQ(standings.best()[2].seat, SeatIndex{1});
}

TEST(ScoreHistogram, CountsAtTheEdgesOfItsLevels) {
  ScoreHistogram histogram;
  histogram.reset(max_score);
  const std::vector<std::uint32_t> edges{0,    1,     63,      64,      65,       4'095,
                                         4096, 4'097, 262'143, 262'144, max_score};
  for (const auto score : edges) histogram.add(score);
  for (std::size_t i = 0; i < edges.size(); ++i)
    EXPECT_EQ(histogram.count_above(edges[i]), edges.size() - 1 - i) << edges[i];
  histogram.remove(max_score);
  EXPECT_EQ(histogram.count_above(max_score - 1), 0U);
}

}  // namespace
}  // namespace mcs::domain
