// Servers that die, hang, forget, refuse and change roles: what was acknowledged stays, the caller
// hears of the rest, and the log goes on by itself.
#include <fstream>
#include <gmock/gmock.h>
#include <set>

#include "adapters/redis/redis_log_fixture.hpp"
#include "adapters/redis/scripts.hpp"
#include "support/fault_proxy.hpp"

namespace mcs::redis {
namespace {

using namespace std::chrono_literals;
using Direction = test::FaultProxy::Direction;
using testing::HasSubstr;

class RedisFailure : public RedisLogFixture {
 protected:
  RedisFailure() {
    options_.primaries = {at(server_.port())};
    // Tests wait for these.
    options_.command_timeout = 300ms;
    options_.health_check_interval = 50ms;
  }

  // Adds an entry behind the log's back, unpublished.
  void add_unpublished(std::uint64_t position, const std::string& entry) {
    server_.command({"XADD", names_.log(id), std::to_string(position) + "-0", "e", entry});
  }
  bool disconnected() {
    return eventually([this] { return !log_->connected(); });
  }
  bool connected() { return log_->wait_until_connected(test::patience).has_value(); }
  std::vector<Bytes> everything() {
    std::vector<Bytes> all;
    while (true) {
      const auto page = read(all.size());
      EXPECT_TRUE(page) << page.error().detail;
      if (!page || page->empty()) return all;
      for (const auto& entry : *page) all.push_back(entry.bytes);
    }
  }

  test::RedisServer server_;
  const Keys names_{options_.key_prefix};
};

// --- What is published and missed ---

TEST_F(RedisFailure, AGapIsFilledFromTheLog) {
  open();
  ASSERT_TRUE(create(id));
  EXPECT_TRUE(append("second"));
  EXPECT_EQ(get_entries(start_read(*log_, 1)), (Entries{{{2}, "second"}}));
  auto waiting = start_read(*log_, 2);
  EXPECT_TRUE(eventually([this] {
    return server_.command({"PUBSUB", "NUMSUB", names_.channel(id)}).ends_with("1\n");
  }));
  add_unpublished(3, "unpublished");
  EXPECT_TRUE(append("fourth"));
  EXPECT_EQ(get_entries(std::move(waiting)), (Entries{{{3}, "unpublished"}, {{4}, "fourth"}}));
}

TEST_F(RedisFailure, WhatWasNeverPublishedIsFoundByLooking) {
  options_.look_interval = 20ms;
  open();
  ASSERT_TRUE(create(id));
  auto waiting = start_read(*log_, 1);
  add_unpublished(2, "unpublished");
  EXPECT_EQ(get_entries(std::move(waiting)), (Entries{{{2}, "unpublished"}}));
}

TEST_F(RedisFailure, ALostSubscriptionIsMadeAgain) {
  open();
  const auto another = open(options_);
  ASSERT_TRUE(another->wait_until_connected(test::patience));
  ASSERT_TRUE(create(id));
  for (std::uint64_t round = 1; round <= 5; ++round) {
    auto waiting = start_read(*log_, round);
    server_.command({"CLIENT", "KILL", "TYPE", "pubsub"});
    EXPECT_TRUE(eventually([&] { return loop_.run(another->append(id, "entry")).has_value(); }));
    EXPECT_EQ(get_entries(std::move(waiting)), (Entries{{{round + 1}, "entry"}}));
  }
}

TEST_F(RedisFailure, ScriptsThatTheServerForgotAreSentAgain) {
  open();
  ASSERT_TRUE(create(id));
  server_.command({"SCRIPT", "FLUSH"});
  EXPECT_EQ(append("second"), Position{2});
  server_.command({"SCRIPT", "FLUSH"});
  EXPECT_EQ(read(1), (Entries{{{2}, "second"}}));
  std::vector<std::future<Result<Position>>> appends;
  for (int i = 0; i < 100; ++i) {
    appends.push_back(loop_.start(log_->append(id, "entry")));
    if (i == 50) server_.command({"SCRIPT", "FLUSH"});
  }
  std::set<Position> positions;
  for (auto& one : appends) positions.insert(test::get(std::move(one)).value());
  EXPECT_EQ(positions.size(), 100U);
  EXPECT_EQ(everything().size(), 102U);
}

// --- Servers that die and hang ---

TEST_F(RedisFailure, NothingAcknowledgedIsLostWhenTheServerIsKilled) {
  open();
  ASSERT_TRUE(create(id));
  std::map<std::uint64_t, Bytes> acknowledged;
  for (int round = 0; round < 5; ++round) {
    std::vector<std::pair<Bytes, std::future<Result<Position>>>> appends;
    for (int i = 0; i < 300; ++i) {
      const Bytes entry = std::to_string(round) + ':' + std::to_string(i);
      appends.emplace_back(entry, loop_.start(log_->append(id, entry)));
    }
    // Somewhere in the middle of them.
    test::get(std::move(appends[static_cast<std::size_t>(round) * 40].second)).value();
    server_.kill();
    for (auto& [entry, appended] : appends) {
      if (!appended.valid()) continue;
      const auto position = test::get(std::move(appended));
      if (position)
        EXPECT_TRUE(acknowledged.emplace(position->value, entry).second);
      else
        EXPECT_EQ(position.error().code, ErrorCode::Unavailable);
    }
    server_.restart();
    ASSERT_TRUE(connected());
    const auto all = everything();
    for (const auto& [position, entry] : acknowledged) {
      ASSERT_LE(position, all.size());
      EXPECT_EQ(all[position - 1], entry);
    }
  }
}

TEST_F(RedisFailure, AWaitingReaderSurvivesARestart) {
  open();
  ASSERT_TRUE(create(id));
  auto waiting = start_read(*log_, 1);
  server_.restart();
  ASSERT_TRUE(connected());
  append_at_last("second");
  // It may have heard of the outage, and asks again.
  auto entries = test::get(std::move(waiting));
  if (!entries) {
    EXPECT_EQ(entries.error().code, ErrorCode::Unavailable);
    entries = test::get(start_read(*log_, 1));
  }
  EXPECT_EQ(entries.value().front(), (ports::LogEntry{{2}, "second"}));
}

TEST_F(RedisFailure, AHungServerIsGivenUpAndFoundAgain) {
  open();
  ASSERT_TRUE(create(id));
  server_.stand_still();
  EXPECT_EQ(append("unknown").error().code, ErrorCode::Unavailable);
  EXPECT_TRUE(disconnected());
  // From now on callers hear at once.
  EXPECT_EQ(append("refused").error().code, ErrorCode::Unavailable);
  server_.go_on();
  EXPECT_TRUE(connected());
  const auto position = append_at_last("later");
  EXPECT_EQ(everything().size(), position.value);
  EXPECT_THAT(everything(), testing::Not(testing::Contains("refused")));
}

TEST_F(RedisFailure, AnIdleConnectionToAHungServerIsNoticed) {
  open();
  server_.stand_still();
  EXPECT_TRUE(disconnected());
  server_.go_on();
  EXPECT_TRUE(connected());
}

TEST_F(RedisFailure, ItMayStartBeforeTheServer) {
  server_.kill();
  log_ = open(options_);
  EXPECT_EQ(create(id).error().code, ErrorCode::Unavailable);
  const auto waited = log_->wait_until_connected(50ms);
  ASSERT_FALSE(waited);
  EXPECT_THAT(waited.error().detail, HasSubstr(at(server_.port()).name()));
  server_.restart();
  EXPECT_TRUE(connected());
  EXPECT_TRUE(create(id));
}

// --- Networks that fail ---

class RedisBehindProxy : public RedisFailure {
 protected:
  RedisBehindProxy() { options_.primaries = {at(proxy_.port())}; }

  test::FaultProxy proxy_{server_.port()};
};

TEST_F(RedisBehindProxy, AnAppendWhoseReplyIsLostMayHaveHappened) {
  open();
  ASSERT_TRUE(create(id));
  proxy_.stall(Direction::ToClient);
  EXPECT_EQ(append("second").error().code, ErrorCode::Unavailable);
  proxy_.heal();
  ASSERT_TRUE(connected());
  EXPECT_EQ(append_at_last("second"), Position{3});
  EXPECT_THAT(everything(), testing::ElementsAre("first", "second", "second"));
}

TEST_F(RedisBehindProxy, APartitionEndsWithoutHelp) {
  open();
  ASSERT_TRUE(create(id));
  auto waiting = start_read(*log_, 1);
  proxy_.partition();
  EXPECT_TRUE(disconnected());
  EXPECT_EQ(test::get(std::move(waiting)).error().code, ErrorCode::Unavailable);
  proxy_.heal();
  ASSERT_TRUE(connected());
  EXPECT_EQ(append_at_last("second"), Position{2});
}

TEST_F(RedisBehindProxy, ConnectionsThatAreResetAreMadeAgain) {
  open();
  ASSERT_TRUE(create(id));
  for (int i = 0; i < 10; ++i) {
    const auto before = proxy_.accepted();
    proxy_.reset();
    append_at_last("entry");
    EXPECT_TRUE(eventually([&] { return proxy_.accepted() >= before + 2; }));
    ASSERT_TRUE(connected());
  }
  proxy_.refuse();
  EXPECT_TRUE(disconnected());
  proxy_.refuse(false);
  EXPECT_TRUE(connected());
}

TEST_F(RedisBehindProxy, ASlowNetworkIsNoFailure) {
  open();
  ASSERT_TRUE(create(id));
  proxy_.set_latency(20ms);
  auto waiting = start_read(*log_, 1);
  EXPECT_EQ(append("second"), Position{2});
  EXPECT_EQ(get_entries(std::move(waiting)), (Entries{{{2}, "second"}}));
  EXPECT_EQ(events_.told_reasons(), "");
}

// --- Replicas ---

class RedisReplica : public RedisBehindProxy {
 protected:
  RedisReplica() {
    replica_.command({"REPLICAOF", "127.0.0.1", std::to_string(server_.port())});
    EXPECT_TRUE(eventually([this] {
      return replica_.command({"INFO", "replication"}).find("master_link_status:up") !=
             std::string::npos;
    }));
  }

  test::RedisServer replica_;
};

TEST_F(RedisReplica, AReplicaIsRefused) {
  options_.primaries = {at(replica_.port())};
  log_ = open(options_);
  EXPECT_TRUE(eventually([this] {
    return events_.told_reasons().find("it is a replica, not a primary") != std::string::npos;
  }));
  EXPECT_FALSE(log_->connected());
}

TEST_F(RedisReplica, APrimaryThatBecomesAReplicaIsLeft) {
  open();
  ASSERT_TRUE(create(id));
  server_.command({"REPLICAOF", "127.0.0.1", std::to_string(replica_.port())});
  EXPECT_EQ(append("refused").error().code, ErrorCode::Unavailable);
  EXPECT_TRUE(disconnected());
  server_.command({"REPLICAOF", "NO", "ONE"});
  EXPECT_TRUE(connected());
  append_at_last("second");
}

TEST_F(RedisReplica, AFailoverLosesNothingThatReplicasAcknowledged) {
  options_.durability = Durability::Replicas;
  options_.command_timeout = 2s;
  open();
  ASSERT_TRUE(create(id));
  std::vector<Bytes> acknowledged;
  std::vector<std::pair<Bytes, std::future<Result<Position>>>> appends;
  for (int i = 0; i < 300; ++i) {
    const Bytes entry = std::to_string(i);
    appends.emplace_back(entry, loop_.start(log_->append(id, entry)));
  }
  test::get(std::move(appends[100].second)).value();
  server_.kill();
  for (auto& [entry, appended] : appends)
    if (appended.valid() && test::get(std::move(appended))) acknowledged.push_back(entry);

  replica_.command({"REPLICAOF", "NO", "ONE"});
  proxy_.lead_to(replica_.port());
  ASSERT_TRUE(connected());
  EXPECT_THAT(everything(), testing::IsSupersetOf(acknowledged));
  // The new primary has no replica: it has what is appended now, and nothing is acknowledged.
  EXPECT_THAT(append("alone").error().detail, HasSubstr("only 0 of 1 replicas"));
}

}  // namespace
}  // namespace mcs::redis
