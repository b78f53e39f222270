#include "adapters/redis/feed.hpp"

#include <gtest/gtest.h>

namespace mcs::redis {
namespace {

using Entries = Feed::Entries;

constexpr std::uint64_t born = 77;
constexpr Feed::Time now{};
constexpr Feed::Time later = now + std::chrono::hours{1};

Publication publication(std::uint64_t position, Bytes entry) {
  return {born, {position}, std::move(entry)};
}

class FeedTest : public testing::Test {
 protected:
  // Looked after `after`, and found these.
  void look(std::uint64_t after, std::vector<Bytes> found, std::uint64_t last) {
    ReadReply reply{.born = born, .last = {last}};
    for (auto& entry : found)
      reply.entries.push_back({{after + reply.entries.size() + 1}, std::move(entry)});
    feed_.looked(reply, {after}, feed_.subscription(), later);
  }

  Feed feed_;
};

TEST_F(FeedTest, MustLookUntilItIsSubscribedAndHasLooked) {
  EXPECT_TRUE(feed_.must_look({0}, now));
  look(0, {"a"}, 1);
  EXPECT_TRUE(feed_.must_look({1}, now));
  feed_.subscribed();
  EXPECT_TRUE(feed_.must_look({1}, now));
  look(1, {}, 1);
  EXPECT_FALSE(feed_.must_look({1}, now));
  EXPECT_FALSE(feed_.must_look({9}, now));
  EXPECT_TRUE(feed_.must_look({0}, now));
  EXPECT_TRUE(feed_.must_look({1}, later));
}

TEST_F(FeedTest, HandsOutWhatIsPublished) {
  feed_.subscribed();
  look(0, {"a"}, 1);
  EXPECT_TRUE(feed_.published(publication(2, "b"), now));
  EXPECT_TRUE(feed_.published(publication(3, "c"), now));
  EXPECT_EQ(feed_.entries_after({0}), (Entries{{{1}, "a"}, {{2}, "b"}, {{3}, "c"}}));
  EXPECT_EQ(feed_.entries_after({2}), (Entries{{{3}, "c"}}));
  EXPECT_EQ(feed_.entries_after({3}), Entries{});
  EXPECT_EQ(feed_.entries_after({99}), Entries{});
}

TEST_F(FeedTest, RepetitionsChangeNothing) {
  feed_.subscribed();
  look(0, {"a", "b"}, 2);
  EXPECT_TRUE(feed_.published(publication(2, "b"), now));
  EXPECT_TRUE(feed_.published(publication(1, "a"), now));
  EXPECT_EQ(feed_.entries_after({0}).size(), 2U);
  EXPECT_FALSE(feed_.must_look({2}, now));
}

TEST_F(FeedTest, NoticesAGap) {
  feed_.subscribed();
  look(0, {"a"}, 1);
  EXPECT_FALSE(feed_.published(publication(4, "d"), now));
  EXPECT_EQ(feed_.entries_after({1}), Entries{});
  EXPECT_TRUE(feed_.must_look({1}, now));
  // Who has what was missed goes on.
  EXPECT_EQ(feed_.entries_after({3}), (Entries{{{4}, "d"}}));
  look(1, {"b", "c", "d"}, 4);
  EXPECT_FALSE(feed_.must_look({4}, now));
}

TEST_F(FeedTest, AReplyMayBeOlderThanWhatIsPublished) {
  feed_.subscribed();
  look(0, {"a"}, 1);
  EXPECT_TRUE(feed_.published(publication(2, "b"), now));
  EXPECT_TRUE(feed_.published(publication(3, "c"), now));
  look(1, {"b"}, 2);
  EXPECT_EQ(feed_.entries_after({2}), (Entries{{{3}, "c"}}));
  EXPECT_FALSE(feed_.must_look({3}, now));
}

TEST_F(FeedTest, OnePageOfALongLogIsNotTheEnd) {
  feed_.subscribed();
  look(0, {"a", "b"}, 1'000);
  EXPECT_TRUE(feed_.must_look({2}, now));
  EXPECT_EQ(feed_.entries_after({0}), Entries{});
}

TEST_F(FeedTest, ASubscriptionThatWasLostMeanwhileProvesNothing) {
  feed_.subscribed();
  const auto before = feed_.subscription();
  feed_.unsubscribed();
  feed_.subscribed();
  feed_.looked({.born = born, .last = {1}, .entries = {{{1}, "a"}}}, {0}, before, later);
  EXPECT_TRUE(feed_.must_look({1}, now));
}

TEST_F(FeedTest, AnotherLogOfTheSameCodeStartsAfresh) {
  feed_.subscribed();
  look(0, {"a", "b", "c"}, 3);
  EXPECT_TRUE(feed_.published({born + 1, {2}, "B"}, now));
  EXPECT_EQ(feed_.entries_after({1}), (Entries{{{2}, "B"}}));
  EXPECT_TRUE(feed_.must_look({0}, now));
}

TEST_F(FeedTest, LooksForEntriesThatAreTooLargeToBePublished) {
  feed_.subscribed();
  look(0, {"a"}, 1);
  EXPECT_TRUE(feed_.published({born, {2}, std::nullopt}, now));
  EXPECT_TRUE(feed_.must_look({1}, now));
}

TEST_F(FeedTest, LooksWhenItIsTold) {
  feed_.subscribed();
  look(0, {"a"}, 1);
  EXPECT_TRUE(feed_.published({born, {0}, std::nullopt}, now));
  EXPECT_TRUE(feed_.must_look({1}, now));
}

TEST_F(FeedTest, KeepsOnlyTheLatest) {
  feed_.subscribed();
  look(0, {"a"}, 1);
  for (std::uint64_t position = 2; position <= 2'000; ++position)
    EXPECT_TRUE(feed_.published(publication(position, "entry"), now));
  EXPECT_EQ(feed_.entries_after({1'999}).size(), 1U);
  EXPECT_EQ(feed_.entries_after({1'000}).size(), 0U);
  EXPECT_TRUE(feed_.must_look({1'000}, now));
  EXPECT_LE(feed_.entries_after({1'488}).size(), ports::SpeedrunLog::read_limit);
}

TEST(PublicationTest, IsRead) {
  EXPECT_EQ(parse_publication("77 3 entry with spaces"),
            (Publication{77, {3}, "entry with spaces"}));
  EXPECT_EQ(parse_publication("77 3 "), (Publication{77, {3}, ""}));
  EXPECT_EQ(parse_publication("77 3"), (Publication{77, {3}, std::nullopt}));
  EXPECT_EQ(parse_publication("77 0"), (Publication{77, {0}, std::nullopt}));
  for (const auto* wrong : {"", "77", "77 ", "77 x", "x 3 entry", "77 3entry"})
    EXPECT_EQ(parse_publication(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace mcs::redis
